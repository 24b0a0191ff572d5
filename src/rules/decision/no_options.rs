//! Decisions with no trace of what else could have been done.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink};

/// The declaration of `decision/no-options`.
pub const RULE: Declaration = Declaration {
    summary: "a note of decisions that says nothing of what else was considered, or of what the family preferred",
    principle: Principle::Accountable,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

/// One finding a note, at its first decision.
fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let mut recorded = note.voices.decisions().iter().filter(|decision| decision.is_recorded(note.voices.at(decision.cue)));
    if let Some(first) = recorded.next()
        && first.options.is_none()
        && recorded.all(|decision| decision.options.is_none())
    {
        let message = "The note says what was decided and not what else could have been done. What was considered, and what did the family prefer?";
        sink.report(first.span, message.to_owned());
    }
}
