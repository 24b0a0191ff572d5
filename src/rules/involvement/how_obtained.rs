//! A child's views with no word of how they were learned.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink, views};

/// The declaration of `involvement/how-obtained`.
pub const RULE: Declaration = Declaration {
    summary: "a child’s views with no word of how they were learned: talk, drawing, play, or watching a baby",
    principle: Principle::Involved,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

/// Fewest words of a view: less is a word for nothing, which another rule asks about.
const VIEW: usize = 5;

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for place in views::places(note, "child-views") {
        let learned = views::holds(note, place.entry, "means") || note.voices.has_quotes(place.entry);
        if views::words(note, place) >= VIEW && !learned && !views::is_empty(note, place) {
            sink.report(
                place.name,
                "These views do not say how they were learned, so a reader cannot tell the child’s words from a guess. Say whether [name] told \
                 you, drew, played or wrote it, or what you saw a baby do.",
            );
        }
    }
}
