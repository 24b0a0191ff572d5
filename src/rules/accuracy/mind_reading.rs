//! What goes on inside another person, told as if it could be seen.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink, terms};
use crate::voice::About;

/// The declaration of `accuracy/mind-reading`.
pub const RULE: Declaration = Declaration {
    summary: "what another person knows, wants, means or feels, told as if it could be seen",
    principle: Principle::Accurate,
    severity: Severity::Warning,
    checks: &[Check::Term(check)],
    options: &[],
};

fn check(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) {
    let about = note.voices.about(hit);
    let of_them = match note.lexicon.category(hit) {
        "motive" => true,
        "feels" | "feels_lightly" => about != About::Other,
        "inner" => about != About::Other && (about != About::Nobody || note.text.sentences.len() > 1),
        _ => about == About::Person || about == About::Nobody && note.text.sentences.len() > 1,
    };
    // A motive is no less guessed for a count or a quotation beside it.
    let guessed = matches!(note.lexicon.category(hit), "knows" | "motive" | "wants");
    if of_them && if guessed { terms::own_claim(hit, note) } else { terms::bare_claim(hit, note) } {
        terms::report_claim(hit, note, Severity::Warning, sink);
    }
}
