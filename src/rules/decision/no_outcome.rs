//! Plans whose actions name nothing that they serve.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::Span;
use crate::voice::{Form, Under};

/// The declaration of `decision/no-outcome`.
pub const RULE: Declaration = Declaration {
    summary: "a list of actions that names no aim, outcome or recommendation which they serve",
    principle: Principle::Accountable,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

/// Fewest actions that make a plan: one or two follow from what the note tells.
const PLAN: usize = 3;

/// One finding a note, at the first action of its first plan.
fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(list) = note.lexicon.list("reasons") else { return };
    let planned = |under: Option<Under>| matches!(under, Some(Under::Actions | Under::Own));
    let mut actions = note.voices.actions().iter().filter(|action| planned(action.under) && action.form != Form::Named);
    let Some(first) = actions.next() else { return };
    let (mut end, mut count) = (first.span.end, 1);
    for action in actions {
        end = end.max(action.span.end);
        count += 1;
    }
    let names = |hit: &Hit| matches!(note.lexicon.category(hit), "aim" | "reason");
    let served = note.hits.within(list, Span { start: first.span.start, end }).iter().any(names);
    if count >= PLAN && !served {
        let message = "These actions do not say what they are for. Which outcome of the plan, or which recommendation, does each one serve?";
        sink.report(first.span, message.to_owned());
    }
}
