//! Actions that nobody is named to do.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::voice::Form;

/// The declaration of `decision/action-owner`.
pub const RULE: Declaration = Declaration {
    summary: "“referral to be made”, “needs chasing”: a task that nobody is named to do",
    principle: Principle::Accountable,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for action in note.voices.actions() {
        // A list of one's own tasks, each with its date, is clear enough in practice.
        let dated = action.due.is_some_and(|due| due.fixed) && action.form == Form::Active;
        if action.owner.is_none() && !dated && !action.is_appointment() && action.is_set(note.voices.at(action.cue)) {
            let message = match action.form {
                Form::Passive | Form::Anybody => "Nobody is named to do this, so nobody can be asked about it. Who will do it? Write “[name] to …”.",
                Form::Active | Form::Named => "This task has no owner: a reader cannot tell who took it on. Write “[name]” before it, or “I will …”.",
            };
            sink.report(action.span, message.to_owned()).fact("form", action.form.name()).fact("place", if action.under.is_some() { "plan" } else { "text" });
        }
    }
}
