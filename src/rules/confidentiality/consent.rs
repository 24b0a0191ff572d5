//! Information sought from elsewhere with no word of consent.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::voice::Voice;

/// The declaration of `confidentiality/consent`.
pub const RULE: Declaration = Declaration {
    summary: "information sought from another agency, and no word of written consent or of the exception",
    principle: Principle::Confidential,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

/// One finding a note, where the first information is sought.
fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(list) = note.lexicon.list("sharing") else { return };
    let category = |hit: &Hit| note.lexicon.category(hit);
    let hits = note.hits.of(list);
    let named = hits.iter().any(|hit| category(hit) == "basis" || note.lexicon.form(hit).contains("consent"));
    if let Some(hit) = hits.iter().find(|hit| category(hit) == "seek" && note.voices.at(hit.span) == Voice::Author).filter(|_| !named) {
        let message = "Information is sought from elsewhere here. Did the family consent in writing? If not, name the exception that allows it.";
        sink.report(hit.span, message.to_owned());
    }
}
