//! Stilted or padded wording with a plain equivalent.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Principle, terms};

/// The declaration of `plain-english/wordy`.
pub const RULE: Declaration = Declaration {
    summary: "formal or padded wording where plain words say the same",
    principle: Principle::Accessible,
    severity: Severity::Warning,
    checks: &[Check::Term(terms::own_words)],
    options: &[],
};
