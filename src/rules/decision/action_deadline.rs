//! Actions with no date or limit.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::voice::Form;

/// The declaration of `decision/action-deadline`.
pub const RULE: Declaration = Declaration {
    summary: "“SW to ring school”: a task with no day, limit or “how often”",
    principle: Principle::Accountable,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for action in note.voices.actions() {
        // "To be discussed at the next meeting" is nobody's task on no day.
        let loose = action.form == Form::Passive && action.owner.is_none() && action.due.is_some_and(|due| !due.fixed);
        if (action.due.is_none() || loose) && action.is_set(note.voices.at(action.cue)) {
            let message = "This task has no date, so nobody can see whether it was done in time. By when? Write “by [date]”, or how often.";
            sink.report(action.span, message.to_owned()).fact("form", action.form.name()).fact("place", if action.under.is_some() { "plan" } else { "text" });
        }
    }
}
