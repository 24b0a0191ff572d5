//! What can be written next: letters in words, headings of the note's kind, and openings that say who saw, heard or thinks
//! something.

use casenote::record::Element;
use casenote::text::Span;

use crate::facts::Facts;
use crate::letters;
use crate::snapshot::Snapshot;

/// Words to put in place of what is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What the list of offers shows.
    pub label: String,
    /// Beside it.
    pub detail: String,
    /// What an editor compares with what was typed.
    pub filter: String,
    /// The words. `[blanks]` are for the writer to fill.
    pub text: String,
    /// What is replaced.
    pub span: Span,
    /// What kind of words they are.
    pub kind: Kind,
}

/// What kind of words are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What letters stand for.
    Letters,
    /// A heading of the note.
    Heading,
    /// The beginning of a sentence.
    Opening,
}

/// Openings that tell who saw, said or thinks what follows.
const OPENINGS: &[(&str, &str)] = &[
    ("I saw ", "what you saw yourself"),
    ("I heard ", "what you heard yourself"),
    ("[Name] told me that ", "what somebody told you, in your words"),
    ("Mum told me that ", "what somebody told you, in your words"),
    ("Dad told me that ", "what somebody told you, in your words"),
    ("[Name] said, “[their words]”", "somebody’s own words"),
    ("In my view, [what you think], because [what you saw or heard]", "your opinion, and what it rests on"),
    ("I am worried that [what may happen to the child], because [what you saw or heard]", "a worry, and what it rests on"),
    ("I asked [name] how [they] felt about ", "what you asked"),
    ("What is going well: ", "strengths beside worries"),
];

/// Fewest capitals that are taken for the start of letters.
const LEAST_LETTERS: usize = 2;
/// Most letters that are offered.
const MOST: usize = 20;

/// Longest beginning of a line that can become a heading, in bytes.
const LONGEST_BEGUN: usize = 40;

/// The line that a byte stands in, as far as the byte.
fn begun_line(snapshot: &Snapshot, offset: u32) -> Span {
    let (lines, text) = (&snapshot.document.lines, snapshot.text());
    Span { start: lines.line(text, lines.of(offset)).start, end: offset }
}

/// Whether a heading can be written at a byte, so that it matters of which kind the note is.
pub fn may_be_heading(snapshot: &Snapshot, offset: u32) -> bool {
    let text = snapshot.text();
    let before = begun_line(snapshot, offset).of(text);
    let rest = text[offset as usize..].lines().next().unwrap_or_default();
    before.len() <= LONGEST_BEGUN && !before.contains(['.', ':', '!', '?']) && rest.trim().is_empty()
}

/// What can be written at a byte. Without the facts of the note no headings are offered.
pub fn at(snapshot: &Snapshot, facts: Option<&Facts>, offset: u32) -> Vec<Offer> {
    let text = snapshot.text();
    let line = begun_line(snapshot, offset);
    let before = line.of(text);
    let word = before.len()
        - before.chars().rev().take_while(|letter| letter.is_alphanumeric() || "/&".contains(*letter)).map(char::len_utf8).sum::<usize>();
    let prefix = &before[word..];
    let mut offers = Vec::new();
    if prefix.len() >= LEAST_LETTERS && prefix.chars().all(|letter| !letter.is_lowercase()) {
        offers.extend(expansions(snapshot, prefix, Span { start: line.start + word as u32, end: offset }));
    }
    offers.extend(facts.map(|facts| headings(snapshot, facts, line)).unwrap_or_default());
    let begun = sentence_start(before);
    let typed = &before[begun..];
    let opens = |opening: &str| opening.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    // Behind a whole word more is typed than a list can help with, unless it is an opening's own.
    for (opening, detail) in OPENINGS.iter().filter(|(opening, _)| opens(opening) || typed.len() < 3 && opening.starts_with('[')) {
        offers.push(Offer {
            label: opening.trim_end().to_owned(),
            detail: (*detail).to_owned(),
            filter: if opens(opening) { (*opening).to_owned() } else { typed.to_owned() },
            text: (*opening).to_owned(),
            span: Span { start: line.start + begun as u32, end: offset },
            kind: Kind::Opening,
        });
    }
    offers
}

/// The headings of the note's kind that it does not have yet, as an empty note has them.
fn headings(snapshot: &Snapshot, facts: &Facts, line: Span) -> Vec<Offer> {
    let (policy, text) = (snapshot.rules.linter.policy(), snapshot.text());
    let Some(kind) = facts.kind.as_deref().and_then(|id| policy.kind(id)) else { return Vec::new() };
    let before = line.of(text);
    let (marks, typed) = before.split_at(before.len() - before.trim_start_matches(['#', ' ']).len());
    let begins = |whole: &str, start: &str| whole.get(..start.len()).is_some_and(|begun| begun.eq_ignore_ascii_case(start));
    let label = |line: &str| line.trim_start_matches(['#', '*', ' ']).to_owned();
    let is_there = |element: &Element| {
        let others = text[..line.start as usize].lines().chain(text[line.end as usize..].lines().skip(1));
        others.into_iter().any(|line| begins(&label(line), &element.heading))
    };
    let offer = |element: &Element| {
        let section = !element.line_only || marks.contains('#');
        Offer {
            label: element.heading.clone(),
            detail: element.name.clone(),
            filter: format!("{marks}{}", element.heading),
            text: match (section, marks.contains('#')) {
                (true, true) => format!("{marks}{}\n", element.heading),
                (true, false) => format!("## {}\n", element.heading),
                (false, _) => format!("{}: ", element.heading),
            },
            span: line,
            kind: Kind::Heading,
        }
    };
    policy.asked_of(kind).filter(|element| begins(&element.heading, typed) && !is_there(element)).map(offer).collect()
}

fn expansions(snapshot: &Snapshot, prefix: &str, span: Span) -> Vec<Offer> {
    let known = letters::known(&snapshot.rules);
    let begun = known.range(prefix.to_owned()..).take_while(|(letters, _)| letters.starts_with(prefix)).take(MOST);
    let offers = begun.flat_map(|(letters, means)| {
        means.iter().map(move |meaning| Offer {
            label: letters::explained(meaning, letters),
            detail: letters.clone(),
            filter: letters.clone(),
            text: letters::explained(meaning, letters),
            span,
            kind: Kind::Letters,
        })
    });
    offers.collect()
}

/// Where the sentence begins that the end of a line belongs to, as a byte of the line.
fn sentence_start(before: &str) -> usize {
    let end = before.rfind(['.', '!', '?', ':', '\t']).map_or(0, |mark| mark + 1);
    let from = before[end..].len() - before[end..].trim_start_matches([' ', '-', '*', '•', '#', '>']).len();
    end + from
}
