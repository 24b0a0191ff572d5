//! Words that demean or stereotype by one of the twelve characteristics the recording policy names.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Principle, terms};

/// The declaration of `respect/discriminatory`.
pub const RULE: Declaration = Declaration {
    summary: "words that demean, stereotype or single out a person for who they are",
    principle: Principle::AntiDiscriminatory,
    severity: Severity::Warning,
    checks: &[Check::Term(terms::own_assertions)],
    options: &[],
};
