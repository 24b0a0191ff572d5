//! Decisions with no reason beside them.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink};

/// The declaration of `decision/no-reason`.
pub const RULE: Declaration = Declaration {
    summary: "“NFA”, “agreed to step down”: a decision with no reason beside it",
    principle: Principle::Accountable,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for decision in note.voices.decisions() {
        if decision.reason.is_none() && !decision.in_prose && decision.is_recorded(note.voices.at(decision.cue)) {
            let message = "This decision has no reason beside it, and the family may ask for one. What did you weigh up? Write “because …”.";
            sink.report(decision.span, message.to_owned());
        }
    }
}
