//! Risk alerts without a date, a description, a dated record or the Head of Service who agreed.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink, elements};

/// The declaration of `risk-alert/missing-element`.
pub const RULE: Declaration = Declaration {
    summary: "a risk alert without its start date, what the risk is, the dated record of it, or the Head of Service who agreed",
    principle: Principle::Warned,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    elements::report(note, sink, |kind| kind == "risk-alert");
}
