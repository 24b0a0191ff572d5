//! A view or plan that was put to the family, with no word of whether they agree.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink, views};
use crate::text::Span;
use crate::voice::Voice;

/// The declaration of `involvement/agreement`.
pub const RULE: Declaration = Declaration {
    summary: "an assessment, plan or decision that was put to the family, with no word of whether they agree",
    principle: Principle::Involved,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(list) = note.lexicon.list("involvement") else { return };
    for hit in note.hits.of(list).iter().filter(|hit| note.lexicon.entry(hit).category == "put") {
        let sentence = note.text.sentences[hit.sentence as usize];
        let block = note.text.blocks[sentence.block as usize].span;
        let behind = Span { start: hit.span.start, end: sentence.span.end };
        let rest = Span { start: sentence.span.start, end: block.end };
        let to_family = note.text.words[note.text.word_from(behind.start)..note.text.word_from(behind.end)]
            .iter()
            .any(|word| note.voices.is_relative(word.span) && word.span.start >= hit.span.start);
        let answered = views::holds(note, rest, "agreed") || note.voices.has_quotes(rest) || reports_within(note, Span { start: behind.end, end: block.end });
        if to_family && !answered && note.voices.at(hit.span) == Voice::Author {
            sink.report(
                hit.span,
                "This was put to the family, and the record does not say what they made of it. Say whether [name] agrees or disagrees, and what \
                 with, in their own words.",
            );
        }
    }
}

/// Whether somebody's words or thoughts are told in a span.
fn reports_within(note: &Note<'_>, span: Span) -> bool {
    let reporting = note.lexicon.list("reporting");
    reporting.is_some_and(|list| {
        note.hits.within(list, span).iter().any(|hit| matches!(note.lexicon.entry(hit).category.as_str(), "said" | "told" | "felt"))
    })
}
