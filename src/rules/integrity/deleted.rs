//! Entries of an older export that are gone in a newer one.

use crate::finding::Severity;
use crate::rules::{Declaration, Principle};

/// The declaration of `integrity/deleted`. It compares two exports, so a note by itself says nothing: `crate::compare` reports it.
pub const RULE: Declaration = Declaration {
    summary: "an entry that a later export does not hold any more (`casenote compare`)",
    principle: Principle::Kept,
    severity: Severity::Warning,
    checks: &[],
    options: &[],
};
