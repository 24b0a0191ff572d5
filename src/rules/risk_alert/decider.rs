//! Risk alerts that somebody agreed who may not: only a Head of Service decides them.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::Span;
use crate::voice::Voice;

/// The declaration of `risk-alert/decider`.
pub const RULE: Declaration = Declaration {
    summary: "a risk alert agreed by somebody other than a Head of Service",
    principle: Principle::Warned,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

/// The kind of note.
const ALERT: &str = "risk-alert";
/// How far behind "agreed by" a role may stand, in bytes: a name is between.
const NEAR: u32 = 60;

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    if note.kind.is_none_or(|filed| filed.kind.id != ALERT) {
        return;
    }
    let Some(list) = note.lexicon.list("risk_alerts") else { return };
    let is = |hit: &Hit, category: &str| note.lexicon.category(hit) == category;
    let mut others: Vec<Span> = Vec::new();
    for agreed in note.hits.of(list).iter().filter(|hit| is(hit, "agreed") && note.voices.at(hit.span) != Voice::Quoted) {
        let block = note.text.blocks[note.text.sentences[agreed.sentence as usize].block as usize].span;
        let behind = Span { start: agreed.span.end, end: (agreed.span.end + NEAR).min(block.end).max(agreed.span.end) };
        let roles = note.hits.within(list, behind);
        if roles.iter().any(|role| is(role, "head")) {
            // Others may agree too; the decision is where it belongs.
            return;
        }
        others.extend(roles.iter().find(|role| is(role, "other")).map(|role| role.span));
    }
    for other in others {
        let message = "Only a Head of Service decides on a risk alert, because it follows a family for years. Ask for their decision, and write \
                       their name and its date: “Agreed by [name], Head of Service, on [date]”.";
        sink.report(other, message);
    }
}
