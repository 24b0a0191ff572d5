//! Notes written by somebody who was not there, without who gave the information.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::Shape;
use crate::voice::Voice;

/// The declaration of `attribution/recorded-for-another`.
pub const RULE: Declaration = Declaration {
    summary: "“recorded on behalf of the worker”: written by one who was not there, without who gave the information",
    principle: Principle::Witnessed,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(list) = note.lexicon.list("authorship") else { return };
    for hit in note.hits.of(list).iter().filter(|hit| note.lexicon.category(hit) == "on-behalf") {
        if note.voices.at(hit.span) == Voice::Author && !names_somebody(hit, note) {
            let message =
                "Whoever writes this was not there. Say who was, who gave the information and when: [name], [role], told me on [date].";
            sink.report(hit.span, message.to_owned());
        }
    }
}

/// How many words behind the phrase are read for a name.
const READ: usize = 8;

/// Whether a name stands behind: "on behalf of Jo Hill, who visited".
fn names_somebody(hit: &Hit, note: &Note<'_>) -> bool {
    let text = note.text;
    let end = text.sentences[hit.sentence as usize].span.end;
    let words = text.words[text.word_from(hit.span.end)..].iter().take(READ).take_while(|word| word.span.start < end);
    words
        .filter(|word| matches!(word.shape, Shape::Capitalised | Shape::Mixed))
        .any(|word| note.voices.is_name(word.span.of(text.source)) && !note.voices.is_person(word.span))
}
