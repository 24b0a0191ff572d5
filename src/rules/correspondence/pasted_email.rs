//! Mail that was copied into the note.

use crate::finding::Severity;
use crate::rules::senders::Senders;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::voice::PasteKind;

/// The declaration of `correspondence/pasted-email`.
pub const RULE: Declaration = Declaration {
    summary: "an email, a letter or an invitation copied in whole",
    principle: Principle::Summarised,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for paste in note.voices.pastes().iter().filter(|paste| paste.kind == PasteKind::Mail) {
        let senders = Senders::of(paste, note);
        let from = senders.told(" from ");
        let what = match paste.messages {
            1 => format!("An email{from} is copied in here"),
            count => format!("A trail of {count} emails{from} is copied in here"),
        };
        let message = format!(
            "{what}, with all that it holds of other people. Keep it where correspondence is kept and write what it comes to: who wrote \
             to whom and when, what was said, what it means for the child, and what you did about it."
        );
        let finding = sink.report(paste.span, message);
        finding.fact("messages", paste.messages).fact("senders", paste.senders.len());
        senders.note(finding);
        finding.suggest("On [date] [name and role] wrote to [name and role] that [what was said]. For [child] this means [what follows].");
    }
}
