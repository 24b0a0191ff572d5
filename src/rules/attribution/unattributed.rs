//! Reports with no source or a hidden one: "it was reported that", "apparently", "is known to".

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink, terms};
use crate::text::{BlockKind, Shape};
use crate::voice::Voice;

/// The declaration of `attribution/unattributed`.
pub const RULE: Declaration = Declaration {
    summary: "“it was reported that”, “apparently”, “is known to”: told by nobody",
    principle: Principle::FirstHand,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(list) = note.lexicon.list("unattributed") else { return };
    let mut last = None;
    for hit in note.hits.of(list) {
        // One question a sentence is enough: who said this?
        if last != Some(hit.sentence) && judge(hit, note, sink) {
            last = Some(hit.sentence);
        }
    }
}

/// Raises a report that has no source. The list is one of cues, because other rules judge some of its words too, for what
/// they say and not for what they leave out.
fn judge(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) -> bool {
    let category = note.lexicon.category(hit);
    if category == "received" && note.voices.told_throughout(hit.span) {
        return false;
    }
    if note.voices.at(hit.span) != Voice::Author || !note.voices.asserted(hit) || note.voices.source(hit.span).trace > 0 {
        return false;
    }
    if note.lexicon.category(hit) == "known" && note.text.folded_of(hit.span).starts_with("known to") && !said_of_somebody(hit, note)
    {
        return false;
    }
    let block = note.text.blocks[note.text.sentences[hit.sentence as usize].block as usize];
    block.kind != BlockKind::Heading && terms::report_own(hit, note, sink).is_some()
}

/// Forms of "be" and the words that may stand between them and "known".
const BE: &[&str] = &["is", "are", "was", "were", "been", "also", "both", "previously", "already", "he's", "she's", "they're"];

/// "Dad is known to", "Mum known to": said of somebody here, and not of any "person known to have made threats".
fn said_of_somebody(hit: &Hit, note: &Note<'_>) -> bool {
    let text = note.text;
    let first = text.word_from(hit.span.start);
    if first == text.sentences[hit.sentence as usize].first_word as usize {
        return true;
    }
    let Some(before) = first.checked_sub(1).and_then(|index| text.words.get(index)) else { return false };
    let written = before.span.of(text.source);
    BE.contains(&written)
        || matches!(before.shape, Shape::Capitalised | Shape::Mixed) && note.voices.is_name(written)
        || note.voices.is_relative(before.span)
}
