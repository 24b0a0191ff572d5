//! Professional words that a teenager reading alone would not follow.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink, terms};
use crate::text::{BlockKind, Shape, Span};

/// The declaration of `plain-english/jargon`.
pub const RULE: Declaration = Declaration {
    summary: "professional words that a young reader would not follow",
    principle: Principle::Accessible,
    severity: Severity::Warning,
    checks: &[Check::Term(check)],
    options: &[],
};

fn check(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) {
    if explained(hit, note) {
        return;
    }
    if let Some(finding) = terms::report_own(hit, note, sink)
        && (in_heading(hit, note) || is_formal_name(hit, note))
    {
        finding.severity = finding.severity.min(Severity::Info);
    }
}

/// Words that begin an explanation behind a term.
const EXPLAINS: &[&str] = &["which means", "which is", "this means", "that is", "meaning", "i.e.", "ie ", "in other words", "so that means"];

/// Whether the term is explained right behind it: "threshold (the point at which …)", "respite, which means …".
fn explained(hit: &Hit, note: &Note<'_>) -> bool {
    let sentence = note.text.sentences[hit.sentence as usize].span;
    let behind = Span { start: hit.span.end, end: sentence.end.max(hit.span.end) }.of(note.text.source);
    let behind = behind.trim_start_matches(|character: char| !character.is_alphanumeric() && character != '(');
    let bracketed = behind.strip_prefix('(').is_some_and(|inside| inside.split(')').next().is_some_and(|inside| inside.split_whitespace().count() >= 3));
    bracketed || EXPLAINS.iter().any(|words| behind.starts_with(words))
}

/// A heading names a form's section, often in words the writer did not choose.
fn in_heading(hit: &Hit, note: &Note<'_>) -> bool {
    let block = note.text.sentences[hit.sentence as usize].block;
    note.text.blocks[block as usize].kind == BlockKind::Heading
}

/// "Disruption Meeting", "Family Finder": with capitals throughout, the name of a document, a meeting or a post.
fn is_formal_name(hit: &Hit, note: &Note<'_>) -> bool {
    let words = &note.text.words[note.text.word_from(hit.span.start)..note.text.word_from(hit.span.end)];
    words.len() >= 2 && words.iter().all(|word| matches!(word.shape, Shape::Capitalised | Shape::Capitals))
}
