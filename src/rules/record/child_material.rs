//! Things of a child's that the record took in, with no word of giving them back.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::Span;

/// The declaration of `record/child-material`.
pub const RULE: Declaration = Declaration {
    summary: "“I kept his drawing”: something that is the child’s, with no word of a copy or of giving it back",
    principle: Principle::Complete,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(list) = note.lexicon.list("belongings") else { return };
    let category = |hit: &Hit| note.lexicon.entry(hit).category.as_str();
    let hits = note.hits.of(list);
    for hit in hits.iter().filter(|hit| category(hit) == "kept") {
        let sentence = &note.text.sentences[hit.sentence as usize];
        let next = note.text.sentences.get(hit.sentence as usize + 1).unwrap_or(sentence);
        let near = note.hits.within(list, Span { start: sentence.span.start, end: next.span.end });
        if !near.iter().any(|hit| category(hit) == "returned") {
            sink.report(
                hit.span,
                "This is the child’s own. Put a copy on the record, give the child the original, and write that it is theirs: “[name] has the original; a copy is kept.”",
            );
        }
    }
}
