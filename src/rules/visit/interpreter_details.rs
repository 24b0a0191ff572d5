//! Interpreters without a name, or without what they were: of a service, of the staff, family or a friend.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::{Shape, Span};

/// The declaration of `visit/interpreter-details`.
pub const RULE: Declaration = Declaration {
    summary: "“with an interpreter”: no name, or no word of whether they were of a service, staff, family or a friend",
    principle: Principle::Visited,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

/// How many words before and behind are read for a name.
const BEFORE: usize = 4;
const BEHIND: usize = 6;

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(list) = note.lexicon.list("interpreters") else { return };
    let hits = note.hits.of(list);
    let category = |hit: &Hit| note.lexicon.entry(hit).category.as_str();
    let mut used = hits.iter().filter(|hit| category(hit) == "used" && is_told(note, hit)).peekable();
    let (Some(first), Some(filed)) = (used.peek().map(|hit| hit.span), note.kind) else { return };
    if !filed.kind.asks.iter().any(|asks| asks.element == "interpreter") || hits.iter().any(|hit| category(hit) == "none") {
        return;
    }
    let (mut named, mut placed) = (false, false);
    for hit in used {
        named |= names_somebody(note, list, hit);
        let sentence = &note.text.sentences[hit.sentence as usize];
        let next = note.text.sentences.get(hit.sentence as usize + 1).unwrap_or(sentence);
        let near = note.hits.within(list, Span { start: sentence.span.start, end: next.span.end });
        placed |= near.iter().any(|hit| category(hit) == "capacity");
    }
    let message = match (named, placed) {
        (true, true) => return,
        (false, true) => "An interpreter is spoken of, and their name was not found. Whose words did the family hear? Write: [name], [language].",
        (true, false) => {
            "An interpreter is named, and not where they come from. A relative may soften what is said, a service must not. Write whether they were from a contracted service, staff, family or a friend."
        }
        (false, false) => {
            "An interpreter is spoken of, and neither name nor where they come from was found. Write: [name], [language], from [service]; or that they were staff, family or a friend."
        }
    };
    sink.report(first, message);
}

/// Whether a name stands near: a capital inside the sentence that is no language.
fn names_somebody(note: &Note<'_>, list: u16, hit: &Hit) -> bool {
    let text = note.text;
    let sentence = &text.sentences[hit.sentence as usize];
    let (at, end) = (text.word_from(hit.span.start), text.word_from(hit.span.end));
    let from = at.saturating_sub(BEFORE).max(sentence.first_word as usize + 1);
    // The value of a field is a sentence of its own.
    let to = (end + BEHIND).min(text.word_from(text.blocks[sentence.block as usize].span.end));
    let words = text.words.get(from..to.max(from)).unwrap_or_default();
    words.iter().any(|word| word.shape == Shape::Capitalised && !hit.span.touches(word.span) && note.hits.within(list, word.span).is_empty())
}

/// Words which begin what stands behind the label of an interpreter who was not there.
const NONE: &[&str] = &["no", "none", "not", "n/a", "nobody", "nil", "never", "declined", "offered"];
/// Within so many words behind the label they stand.
const VALUE: usize = 3;

/// Whether an interpreter was there: neither denied, nor a label with nothing behind it or with a no.
fn is_told(note: &Note<'_>, hit: &Hit) -> bool {
    let text = note.text;
    let rest = text.source[hit.span.end as usize..].trim_start_matches([' ', '\t']);
    let Some(value) = rest.strip_prefix(':') else { return note.voices.asserted(hit) };
    let mut words = value.lines().next().unwrap_or_default().split_whitespace().take(VALUE).peekable();
    let is_none = |word: &str| NONE.iter().any(|none| word.trim_end_matches([',', ';', '.']).eq_ignore_ascii_case(none));
    words.peek().is_some() && !words.any(is_none)
}
