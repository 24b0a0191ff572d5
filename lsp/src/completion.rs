//! What can be written next: letters in words, and openings that say who saw, heard or thinks something.

use casenote::text::Span;

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

/// What can be written at a byte.
pub fn at(snapshot: &Snapshot, offset: u32) -> Vec<Offer> {
    let (lines, text) = (&snapshot.document.lines, snapshot.text());
    let line = lines.line(text, lines.of(offset));
    let before = Span { start: line.start, end: offset }.of(text);
    let word = before.len()
        - before.chars().rev().take_while(|letter| letter.is_alphanumeric() || "/&".contains(*letter)).map(char::len_utf8).sum::<usize>();
    let prefix = &before[word..];
    let mut offers = Vec::new();
    if prefix.len() >= LEAST_LETTERS && prefix.chars().all(|letter| !letter.is_lowercase()) {
        offers.extend(expansions(snapshot, prefix, Span { start: line.start + word as u32, end: offset }));
    }
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
