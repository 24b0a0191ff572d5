//! Records of visits without something that each must hold.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink, elements};

/// The declaration of `visit/missing-element`.
pub const RULE: Declaration = Declaration {
    summary: "a record of a visit that lacks where, who, why, the child’s or a parent’s view, what changed, or what it means",
    principle: Principle::Visited,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    elements::report(note, sink, |kind| matches!(kind, "visit" | "failed-visit"));
}
