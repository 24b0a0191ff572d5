//! A place for the views of a parent or carer with nothing in it.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink, views};

/// The declaration of `involvement/parent-voice`.
pub const RULE: Declaration = Declaration {
    summary: "a place for the views of a parent or carer with nothing in it, or “N/A”",
    principle: Principle::Involved,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for place in views::places(note, "parent-views").into_iter().filter(|place| views::is_empty(note, *place)) {
        sink.report(
            place.name,
            "Nothing of a parent’s or carer’s views stands here, so nobody can tell whether they were asked. Say what [name] thinks; or who asked, when, and why there was no answer.",
        )
        .fact("element", "parent-views");
    }
}
