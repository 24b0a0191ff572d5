//! Opinions whose owner is hidden: “it is felt”, “concerns remain”.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink, terms};
use crate::text::Word;

/// The declaration of `accuracy/unowned-opinion`.
pub const RULE: Declaration = Declaration {
    summary: "an opinion that hides whose it is: “it is felt”, “concerns remain”, “there is a sense that”",
    principle: Principle::Accurate,
    severity: Severity::Warning,
    checks: &[Check::Term(check)],
    options: &[],
};

fn check(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) {
    let open = note.lexicon.category(hit) == "remaining";
    if (!open || remains(hit, note)) && note.voices.owner(hit.span).is_none() && !is_named_before(hit, note) && !is_named_behind(hit, note) {
        terms::report_own(hit, note, sink);
    }
}

/// "It was felt by Mrs Khan that …", "there was concern from school that …": the owner stands behind.
fn is_named_behind(hit: &Hit, note: &Note<'_>) -> bool {
    let words = note.text.words_of(&note.text.sentences[hit.sentence as usize]);
    let after = words.partition_point(|word| word.span.start < hit.span.end);
    let joined = |word: &Word| matches!(word.span.of(note.text.source), "by" | "from" | "among" | "amongst");
    words[after..].iter().take(2).any(joined)
}

/// "Her worry is that", "school's concern was that": the owner stands before.
fn is_named_before(hit: &Hit, note: &Note<'_>) -> bool {
    let words = note.text.words_of(&note.text.sentences[hit.sentence as usize]);
    let first = words.partition_point(|word| word.span.start < hit.span.start);
    words[..first].iter().rev().take(3).any(|word| {
        let word = word.span.of(note.text.source);
        word.ends_with("'s") || word.ends_with("’s") || word.ends_with('\'') || matches!(word, "my" | "our" | "his" | "her" | "their" | "Her" | "His" | "Their" | "My" | "Our")
    })
}

/// How far behind "concerns about" its verb is looked for, in words.
const REMAIN_REACH: usize = 6;

/// "Concerns about peers remain": the verb stands behind what they are about.
fn remains(hit: &Hit, note: &Note<'_>) -> bool {
    let words = note.text.words_of(&note.text.sentences[hit.sentence as usize]);
    let after = words.partition_point(|word| word.span.start < hit.span.end);
    let stays = |word: &Word| matches!(word.span.of(note.text.source), "remain" | "remains" | "persist" | "persists" | "continue" | "linger" | "exist");
    words[after..].iter().take(REMAIN_REACH).any(stays)
}
