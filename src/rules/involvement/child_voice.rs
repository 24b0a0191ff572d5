//! A place for the child's views with nothing in it.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink, views};

/// The declaration of `involvement/child-voice`.
pub const RULE: Declaration = Declaration {
    summary: "a place for the child’s views with nothing in it, or “N/A”",
    principle: Principle::Involved,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for place in views::places(note, "child-views").into_iter().filter(|place| views::is_empty(note, *place)) {
        sink.report(
            place.name,
            "Nothing of the child’s views stands here, and a child is never too young to have some. Say what [name] said, drew, played or showed; or who asked, when, and why there was no answer.",
        )
        .fact("element", "child-views");
    }
}
