//! The author's opinion under a heading that promises observations.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::voice::{Section, Voice};

/// The declaration of `accuracy/mixed-section`.
pub const RULE: Declaration = Declaration {
    summary: "an opinion under a heading that promises what was seen or what happened",
    principle: Principle::Accurate,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for cue in note.voices.opinions() {
        if note.voices.section(cue) == Some(Section::Observation) && note.voices.at(cue) == Voice::Author {
            sink.report(
                cue,
                "The heading promises what was seen or what happened, and this is a view. A reader who looks for the facts takes it \
                 for one. Put it under a heading such as “Analysis” or “My view”."
                    .to_owned(),
            );
        }
    }
}
