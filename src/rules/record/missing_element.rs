//! Records of other kinds without something that each should hold.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink, elements};

/// The declaration of `record/missing-element`.
pub const RULE: Declaration = Declaration {
    summary: "a call, letter, meeting, decision, summary or assessment that lacks who, what was said, what came of it, or why",
    principle: Principle::Complete,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

/// Whatever the policy asks of a kind that no other rule sees to.
fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    elements::report(note, sink, |kind| !matches!(kind, "visit" | "failed-visit" | "risk-alert"));
}
