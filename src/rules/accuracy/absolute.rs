//! “Always”, “never”, “every time”: more than anybody can have seen.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink, terms};
use crate::text::Shape;
use crate::voice::About;

/// The declaration of `accuracy/absolute`.
pub const RULE: Declaration = Declaration {
    summary: "“always”, “never”, “constantly” about what a person does: more than anybody can have seen",
    principle: Principle::Accurate,
    severity: Severity::Warning,
    checks: &[Check::Term(check)],
    options: &[],
};

fn check(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) {
    let said = match note.lexicon.category(hit) {
        "word" => is_of_conduct(hit, note),
        // "Nothing ever changes" holds its subject.
        "whole" => true,
        _ => matches!(note.voices.about(hit), About::Person | About::Nobody | About::Hidden),
    };
    if said && terms::own_claim(hit, note) && !note.voices.is_counted(hit.span) {
        terms::report_claim(hit, note, Severity::Warning, sink);
    }
}

/// Words behind "always" or "never" that tell of no conduct, or of a record that can be looked up.
const NO_CONDUCT: &[&str] = &[
    "a", "an", "any", "at", "be", "been", "being", "before", "had", "have", "in", "known", "lived", "married", "met", "mind", "on", "or", "seen",
    "the", "to", "too", "used", "was", "were", "worked",
];

/// "She always shouts", but not "has never been in hospital", and not "always" by itself behind what it belongs to.
fn is_of_conduct(hit: &Hit, note: &Note<'_>) -> bool {
    let words = note.text.words_of(&note.text.sentences[hit.sentence as usize]);
    let Some(next) = words.get(words.partition_point(|word| word.span.start < hit.span.end)) else { return false };
    next.shape == Shape::Lower
        && note.text.between(hit.span.end, next.span.start) == " "
        && !matches!(next.span.of(note.text.source), "family" | "home" | "homes" | "families")
        && !NO_CONDUCT.contains(&next.span.of(note.text.source))
        && note.voices.about(hit) == About::Person
}
