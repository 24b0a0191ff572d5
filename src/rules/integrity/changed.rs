//! Entries that say something else in a newer export than in an older one.

use crate::finding::Severity;
use crate::rules::{Declaration, Principle};

/// The declaration of `integrity/changed`. It compares two exports, so a note by itself says nothing: `crate::compare` reports it.
pub const RULE: Declaration = Declaration {
    summary: "an entry that was changed after it was recorded (`casenote compare`)",
    principle: Principle::Kept,
    severity: Severity::Warning,
    checks: &[],
    options: &[],
};
