//! Details of brothers, sisters and others that are not said to bear on the child.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::voice::{Matter, Other, PrivateFact};

/// The declaration of `relevance/other-person`.
pub const RULE: Declaration = Declaration {
    summary: "details of a brother, a sister or somebody else, and no word of what they mean for the child",
    principle: Principle::Relevant,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for fact in note.voices.others_facts().filter(is_beside_the_point) {
        if !note.voices.pasted(fact.span) {
            let message = "This is about somebody else, and the note does not say what it means for the child. Say so in a few words, or keep it \
                           for that person’s own record.";
            sink.report(fact.span, message);
        }
    }
}

/// What is private beyond that is for `confidentiality/third-party`.
fn is_beside_the_point(fact: &PrivateFact) -> bool {
    let told = match (fact.of, fact.matter) {
        (_, Matter::Everyday | Matter::Leave) | (Other::Sibling, Matter::Health) => true,
        (_, matter) => fact.sourced && matter != Matter::Intimate,
    };
    told && !fact.bears && fact.of != Other::Worker
}
