//! Decisions that nobody is said to have taken.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::voice::Decided;

/// The declaration of `decision/no-decider`.
pub const RULE: Declaration = Declaration {
    summary: "“it was decided that”: a decision that nobody is said to have taken",
    principle: Principle::Accountable,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for decision in note.voices.decisions() {
        if decision.kind == Decided::Hidden && decision.decider.is_none() && decision.is_recorded(note.voices.at(decision.cue)) {
            let message = "Nobody is named as having decided this, so nobody can be asked about it. Who decided? Write “[name, role] decided …”.";
            sink.report(decision.cue, message.to_owned());
        }
    }
}
