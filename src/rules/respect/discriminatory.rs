//! Words that demean or stereotype by one of the twelve characteristics the recording policy names.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink, terms};

/// The declaration of `respect/discriminatory`.
pub const RULE: Declaration = Declaration {
    summary: "words that demean, stereotype or single out a person for who they are",
    principle: Principle::AntiDiscriminatory,
    severity: Severity::Warning,
    checks: &[Check::Term(check)],
    options: &[],
};

fn check(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) {
    // "I asked whether he had gone mad" asks, and says nothing of anybody.
    if note.voices.asserted(hit) {
        terms::report_own(hit, note, sink);
    }
}
