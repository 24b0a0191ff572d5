//! Words that make a person a thing, a category or a letter where the name belongs.

use std::collections::BTreeSet;

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink, terms};
use crate::text::{Span, Word};
use crate::voice::Voice;

/// The declaration of `respect/depersonalising`.
pub const RULE: Declaration = Declaration {
    summary: "“the subject”, “a female”, “M”: a category or a letter where the person’s name belongs",
    principle: Principle::Respectful,
    severity: Severity::Warning,
    checks: &[Check::Term(category), Check::Note(letters)],
    options: &[],
};

/// One finding for each word is enough: the name, once chosen, goes in everywhere.
fn category(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) {
    if hit.first {
        terms::report_own(hit, note, sink);
    }
}

/// Verbs that a person does: behind a lone capital they show that the letter stands for somebody.
const DOES: &[&str] = &[
    "accepts", "agreed", "agrees", "arrived", "asked", "attended", "came", "consented", "consents", "denied", "denies", "did", "disputes", "does", "had", "has",
    "is", "lives", "maintains", "must", "opposes", "puts", "refused", "remains", "reported", "reports", "said", "says", "seeks", "signed", "stated", "states",
    "told", "wants", "was", "went", "will", "wishes", "would",
];

/// "M" for the mother and "F" for the father, as legal papers write: each at its first use. Other lone capitals are as
/// often the initial of a name that the note gives.
fn letters(note: &Note<'_>, sink: &mut Sink<'_>) {
    let mut seen = BTreeSet::new();
    for index in note.text.capitals_in(0..note.text.words.len()) {
        let word = &note.text.words[index];
        let Some(letter) = parent_letter(word, note) else { continue };
        if note.voices.at(word.span) == Voice::Author && stands_for_somebody(index, note) && seen.insert(letter) {
            let message = "A letter stands here for a person: the child who reads this looks for a name. Write the name.";
            sink.report(word.span, message).fact("category", "letter-for-name");
        }
    }
}

/// The letter of a word that is M or F, with or without a possessive.
fn parent_letter(word: &Word, note: &Note<'_>) -> Option<u8> {
    // `M’s`, with a curly apostrophe, is the longest.
    if word.span.len() > 5 {
        return None;
    }
    let text = word.span.of(note.text.source);
    let bare = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    match bare.as_bytes() {
        [letter @ (b'M' | b'F')] => Some(*letter),
        _ => None,
    }
}

/// Whether a verb or a possessive shows that a letter is a person, and nothing shows that it is part of a name or a code.
fn stands_for_somebody(index: usize, note: &Note<'_>) -> bool {
    let (source, words) = (note.text.source, &note.text.words);
    let word = words[index];
    let before = index.checked_sub(1).map(|before| Span { start: words[before].span.end, end: word.span.start }.of(source));
    let free = before.is_none_or(|gap| gap.ends_with([' ', '\n']) && (gap.len() > 1 || !words[index - 1].span.of(source).starts_with(char::is_uppercase)));
    let owns = word.span.len() > 1;
    let does = words.get(index + 1).is_some_and(|next| {
        DOES.binary_search(&next.span.of(source)).is_ok() && source[word.span.end as usize..next.span.start as usize] == *" "
    });
    free && (owns || does)
}

#[cfg(test)]
mod tests {
    #[test]
    fn verbs_are_sorted() {
        assert!(super::DOES.is_sorted());
    }
}
