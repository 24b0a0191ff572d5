//! An earlier record deleted, changed or written over, without what was wrong, what is right and why.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::{BlockKind, Span};
use crate::voice::Voice;

/// The declaration of `integrity/amendment`.
pub const RULE: Declaration = Declaration {
    summary: "“deleted the entry above”, “not 9 Feb as previously put”: an earlier record changed without a reason",
    principle: Principle::Kept,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

/// How far from what was done to it the piece of the record may stand, in bytes.
const NEAR: u32 = 40;

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(list) = note.lexicon.list("amendments") else { return };
    let category = |hit: &Hit| note.lexicon.category(hit);
    for hit in note.hits.of(list) {
        let span = match category(hit) {
            "as-put" => Some(hit.span),
            "deleted" | "changed" => record_near(hit, list, note),
            _ => None,
        };
        let Some(span) = span.filter(|_| stands(hit, note)) else { continue };
        if !gives_reason(hit, list, note) {
            let message = "An earlier record stands as it was written. Write a further entry that says what was wrong, what is right, why, and who found it.";
            sink.report(span, message.to_owned()).fact("category", category(hit));
        }
    }
}

/// Whether the author says in a sentence that it was done; labels of forms and headings say nothing.
fn stands(hit: &Hit, note: &Note<'_>) -> bool {
    let block = note.text.blocks[note.text.sentences[hit.sentence as usize].block as usize];
    let label = match block.kind {
        BlockKind::Heading => true,
        BlockKind::Field { label } => label.contains(hit.span),
        _ => false,
    };
    let put = note.lexicon.category(hit) == "as-put";
    !label && note.voices.at(hit.span) == Voice::Author && (put || note.voices.asserted(hit))
}

/// "Deleted the entry above", "entry amended": from what was done to the piece of the record, the nearer on either side.
fn record_near(hit: &Hit, list: u16, note: &Note<'_>) -> Option<Span> {
    let sentence = note.text.sentences[hit.sentence as usize].span;
    let around = Span { start: sentence.start.max(hit.span.start.saturating_sub(NEAR)), end: sentence.end.min(hit.span.end + NEAR) };
    let mut record = None;
    for near in note.hits.within(list, around) {
        match note.lexicon.category(near) {
            "other" => return None,
            "record" => record = record.or(Some(near.span)),
            _ => {}
        }
    }
    let record = record?;
    let apart = Span { start: record.end.min(hit.span.end), end: record.start.max(hit.span.start) };
    let whole = Span { start: record.start.min(hit.span.start), end: record.end.max(hit.span.end) };
    let stopped = apart.start < apart.end && apart.of(note.text.source).contains([',', ';', '(', ':']);
    (!stopped).then_some(whole)
}

/// Whether the passage says why: in the sentence or one beside it.
fn gives_reason(hit: &Hit, list: u16, note: &Note<'_>) -> bool {
    let sentences = &note.text.sentences;
    let at = hit.sentence as usize;
    let from = sentences[at.saturating_sub(1)].span;
    let to = sentences[(at + 1).min(sentences.len() - 1)].span;
    note.hits.within(list, from.to(to)).iter().any(|near| note.lexicon.category(near) == "reason")
}
