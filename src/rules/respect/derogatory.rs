//! Words with which the author judges, blames, mocks or labels a person.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Principle, terms};

/// The declaration of `respect/derogatory`.
pub const RULE: Declaration = Declaration {
    summary: "words that judge, blame, mock or label a child, a parent or anyone else",
    principle: Principle::AntiDiscriminatory,
    severity: Severity::Warning,
    checks: &[Check::Term(terms::own_assertions)],
    options: &[],
};
