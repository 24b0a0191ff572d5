//! Lines that tell the child nothing.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Principle, terms};

/// The declaration of `relevance/unnecessary`.
pub const RULE: Declaration = Declaration {
    summary: "“hope you are well”, “please call me back”, “stuck in traffic”: greetings, messages and small talk",
    principle: Principle::Relevant,
    severity: Severity::Info,
    checks: &[Check::Term(terms::own_words)],
    options: &[],
};
