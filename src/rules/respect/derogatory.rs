//! Words with which the author judges, blames, mocks or labels a person.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink, terms};

/// The declaration of `respect/derogatory`.
pub const RULE: Declaration = Declaration {
    summary: "words that judge, blame, mock or label a child, a parent or anyone else",
    principle: Principle::AntiDiscriminatory,
    severity: Severity::Warning,
    checks: &[Check::Term(check)],
    options: &[],
};

fn check(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) {
    // "He was not aggressive" records that a worry did not come true.
    if note.voices.asserted(hit) {
        terms::report_own(hit, note, sink);
    }
}
