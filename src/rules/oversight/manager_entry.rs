//! A manager's entry that is not set apart in green, in formats that can hold colour.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink, views};
use crate::text::{Colour, Span, Style};

/// The declaration of `oversight/manager-entry`.
pub const RULE: Declaration = Declaration {
    summary: "a manager’s entry that is not highlighted in green, in HTML and Word",
    principle: Principle::Accountable,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

/// Fewest words of an entry: less is the name of the manager in a form.
const ENTRY: usize = 6;

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    if !note.styles.markup().holds_colour() {
        return;
    }
    for place in views::places(note, "manager") {
        let touches = |span: &Span| span.touches(place.entry) || span.touches(place.name);
        let green = note.styles.spans().iter().any(|(span, style)| *style == Style::Highlight(Colour::Green) && touches(span));
        if views::words(note, place) >= ENTRY && !green {
            sink.report(
                place.name,
                "A manager’s entry is highlighted in green, so that a reader sees what was overseen and decided, and by whom. Highlight this entry.",
            );
        }
    }
}
