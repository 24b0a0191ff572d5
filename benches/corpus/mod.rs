//! Invented notes in any number, the same each time, made as they are asked for.
//!
//! Their sentences are put together from parts, so that notes are like each other as those of one worker are. One note in
//! twenty carries a paragraph over from the note before it in the same record, and each ends with the same small print.

/// How many children the notes are about.
const CHILDREN: usize = 400;
/// One note in so many carries a paragraph over.
const CARRIED: usize = 20;

const FIRST: &[&str] = &[
    "Ella", "Kyle", "Amira", "Leo", "Tia", "Jayden", "Priya", "Max", "Noor", "Reece", "Isla", "Omar", "Sofia", "Dev", "Mia", "Kit", "Rosa",
    "Ezra", "Nia", "Sam",
];
const LAST: &[&str] = &[
    "Marsh", "Dunn", "Sadiq", "Hart", "Brook", "Cole", "Shah", "Lowe", "Aziz", "Penn", "Vale", "Ojo", "Reid", "Kaur", "Bell", "Nowak",
    "Frost", "Doyle", "Okoro", "Lamb",
];
const OPENING: &[&str] = &[
    "When I arrived {who} was {doing}",
    "I saw {who} {doing} in the front room",
    "On the way upstairs {who} told me about {thing}",
    "{who} rang before I came and spoke of {thing}",
    "We sat in the kitchen while {who} was {doing}",
    "For the first half hour {who} talked about {thing}",
];
const MIDDLE: &[&str] = &[
    "and {who} said that {thing} had been {how} since {when}",
    "while {who} looked for {thing} and found it {where}",
    "because {thing} was {how} and nobody had been to see {who} about it",
    "and showed me {thing}, which {who} had put {where} {when}",
    "so I asked {who} what would make {thing} better",
    "but {who} thinks that {thing} will be {how} by {when}",
];
const CLOSING: &[&str] = &[
    "I wrote down what {who} said {where}",
    "{who} would like to see {thing} before {when}",
    "We agreed that {who} will ask about {thing} {when}",
    "{who} laughed and went back to {thing}",
    "Nobody else had heard of it until {when}",
    "I will ask {who} again {when}",
];
const WHO: &[&str] = &[
    "{child}",
    "Mum",
    "Dad",
    "Gran",
    "her uncle",
    "his aunt",
    "the neighbour",
    "Mrs Lane",
    "the nursery",
    "{child}'s brother",
    "the foster carer",
    "Grandad",
];
const DOING: &[&str] = &[
    "drawing a boat",
    "making toast",
    "mending a bike",
    "reading to the dog",
    "folding clothes",
    "building a den",
    "looking for a shoe",
    "painting the fence",
    "on the phone",
    "asleep in the chair",
    "feeding the hens",
    "counting coins",
    "writing a list",
    "playing cards",
    "washing up",
];
const THING: &[&str] = &[
    "the new bed",
    "the school trip",
    "a letter from the court",
    "the broken window",
    "her reading book",
    "the bus pass",
    "a birthday cake",
    "the spare key",
    "his inhaler",
    "the swimming lesson",
    "the back door",
    "the dentist",
    "a lost coat",
    "the cat",
    "the rent",
    "the Saturday visit",
    "a bad dream",
    "the garden",
    "the old flat",
    "the team's number",
];
const HOW: &[&str] = &[
    "better",
    "harder",
    "the same",
    "in the way",
    "too small",
    "a worry",
    "forgotten",
    "on her mind",
    "all they talk of",
    "settled",
    "late",
    "no trouble",
];
const WHERE: &[&str] = &[
    "behind the sofa",
    "on the top shelf",
    "in the hall",
    "by the stairs",
    "in a blue bag",
    "under the bed",
    "at the school office",
    "beside the cooker",
    "in the shed",
    "on the landing",
];
const WHEN: &[&str] = &[
    "last Sunday",
    "the half term",
    "Monday week",
    "the end of the month",
    "his birthday",
    "the summer",
    "Friday morning",
    "the next visit",
    "the day after",
    "Easter",
    "the new year",
    "Tuesday",
];
const PRINT: &str = "This record is kept by the council and you can ask to see it at any time. If something in it is wrong you can ask for it \
                     to be put right, and if you disagree with what it says your views will be added to it.";

/// The notes from the first on.
#[derive(Debug)]
pub struct Corpus {
    state: u64,
    number: usize,
    /// The last paragraph of each child's record.
    last: Vec<String>,
}

impl Default for Corpus {
    fn default() -> Self {
        Self { state: 0x9e37_79b9_7f4a_7c15, number: 0, last: vec![String::new(); CHILDREN] }
    }
}

impl Corpus {
    fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 33) as usize % end
    }

    fn one_of(&mut self, list: &[&'static str]) -> &'static str {
        list[self.below(list.len())]
    }

    fn fill(&mut self, part: &str, child: &str, into: &mut String) {
        let mut rest = part;
        while let Some((before, slot)) = rest.split_once('{') {
            into.push_str(before);
            let (name, after) = slot.split_once('}').expect("a slot is closed");
            let list = match name {
                "who" => WHO,
                "doing" => DOING,
                "thing" => THING,
                "how" => HOW,
                "where" => WHERE,
                "when" => WHEN,
                _ => {
                    into.push_str(child);
                    rest = after;
                    continue;
                }
            };
            let word = self.one_of(list);
            self.fill(word, child, into);
            rest = after;
        }
        into.push_str(rest);
    }

    fn paragraph(&mut self, child: &str) -> String {
        let mut text = String::new();
        for _ in 0..3 + self.below(4) {
            for (index, parts) in [OPENING, MIDDLE, CLOSING].into_iter().enumerate() {
                let part = self.one_of(parts);
                let start = text.len();
                self.fill(part, child, &mut text);
                text.push_str(["", ". ", ". "][index]);
                if index == 0 {
                    text.push(' ');
                }
                if index != 1 {
                    let first = text[start..].chars().next().map_or(0, char::len_utf8);
                    text[start..start + first].make_ascii_uppercase();
                }
            }
        }
        text.truncate(text.trim_end().len());
        text
    }
}

impl Iterator for Corpus {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let whose = self.below(CHILDREN);
        let child = FIRST[whose % FIRST.len()];
        let day = 1 + self.number % 28;
        let mut note =
            format!("Child: {child} {}\nDate of visit: {day} March 2025\nWorker: Jo Hill, social worker\n", LAST[whose / FIRST.len()]);
        self.number += 1;
        for heading in ["What I saw", "What was said", "What happens next"] {
            let carried = self.below(CARRIED) == 0 && heading == "What was said" && !self.last[whose].is_empty();
            let paragraph = if carried { self.last[whose].clone() } else { self.paragraph(child) };
            note.extend(["\n", heading, "\n\n", &paragraph, "\n"]);
            self.last[whose] = paragraph;
        }
        note.extend(["\n", PRINT, "\n"]);
        Some(note)
    }
}
