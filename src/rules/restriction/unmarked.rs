//! Records that only few may see, and that do not say so: of colleagues' families, and of children matched for adoption.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::voice::Voice;

/// The declaration of `restriction/unmarked`.
pub const RULE: Declaration = Declaration {
    summary: "a record of a colleague’s family, or of a match for adoption, that is not marked as restricted",
    principle: Principle::Restricted,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(list) = note.lexicon.list("restricted") else { return };
    let hits = note.hits.of(list);
    let is = |hit: &Hit, category: &str| note.lexicon.category(hit) == category;
    if hits.iter().any(|hit| is(hit, "marked")) {
        return;
    }
    for (category, message) in [
        (
            "adoption",
            "From the match on, few may see the record, so that nobody can trace the child to the new family. Ask the Head of Service to restrict \
             it, and say that it is: “Restricted record, decided by [name], Head of Service, on [date]”.",
        ),
        (
            "staff",
            "Colleagues could open the record of somebody they know. Ask the Head of Service whether it is to be restricted, and write what was \
             decided: “Restricted record, decided by [name], Head of Service, on [date]”.",
        ),
    ] {
        let own = |hit: &&Hit| note.voices.at(hit.span) != Voice::Quoted && note.voices.asserted(hit);
        if let Some(hit) = hits.iter().filter(|hit| is(hit, category)).find(own) {
            sink.report(hit.span, message).fact("category", category);
        }
    }
}
