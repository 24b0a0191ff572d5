//! Private facts about people who are not the child, a parent or a carer.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::voice::{Matter, Other, PrivateFact};

/// The declaration of `confidentiality/third-party`.
pub const RULE: Declaration = Declaration {
    summary: "a private fact of somebody who is not the child or a parent, with no bearing on the child or no source",
    principle: Principle::Confidential,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for fact in note.voices.others_facts().filter(is_raised) {
        if !note.voices.pasted(fact.span) {
            sink.report(fact.span, message(&fact)).fact("category", category(fact.matter));
        }
    }
}

/// A worker's own health is never the family's; of others, what is told with neither a source nor a bearing, and the most
/// intimate facts even where somebody told them.
fn is_raised(fact: &PrivateFact) -> bool {
    if fact.of == Other::Worker {
        return matches!(fact.matter, Matter::Leave | Matter::Health | Matter::Intimate | Matter::Stigma);
    }
    match (fact.of, fact.matter) {
        (_, Matter::Everyday | Matter::Leave) | (Other::Sibling, Matter::Health) => false,
        (_, Matter::Intimate) => !fact.bears,
        _ => !fact.bears && !fact.sourced,
    }
}

fn message(fact: &PrivateFact) -> &'static str {
    match (fact.of, fact.matter) {
        (Other::Worker, _) => {
            "This tells of a worker’s own health or life. It is theirs, and the child has no need of it. Write “[name] is away until \
             [date]; [name] will visit instead”."
        }
        (Other::Referrer, _) => {
            "This can tell who made the referral, and they may not want to be known. Write what they saw and heard, and leave out what \
             points to them."
        }
        (_, Matter::Intimate) => {
            "This is somebody’s most private life, and they have not agreed to its being in a child’s record. Leave it out, unless the \
             child’s safety turns on it; then say how."
        }
        _ => {
            "This is a private fact of somebody who is not the child or a parent. Say who told you, and why it matters for the child; if it \
             does not, leave it out."
        }
    }
}

fn category(matter: Matter) -> &'static str {
    match matter {
        Matter::Everyday => "everyday",
        Matter::Health | Matter::Leave => "health",
        Matter::Immigration => "immigration",
        Matter::Intimate => "intimate",
        Matter::Money => "money",
        Matter::Offending => "offending",
        Matter::Stigma => "stigma",
    }
}
