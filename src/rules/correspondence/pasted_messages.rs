//! A thread of text messages or of a chat that was copied into the note.

use crate::finding::Severity;
use crate::rules::senders::Senders;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::voice::PasteKind;

/// The declaration of `correspondence/pasted-messages`.
pub const RULE: Declaration = Declaration {
    summary: "a thread of texts or chat messages copied in whole",
    principle: Principle::Summarised,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for paste in note.voices.pastes().iter().filter(|paste| paste.kind == PasteKind::Messages) {
        let (messages, people) = (paste.messages, paste.senders.len());
        let between = match people {
            0 | 1 => String::new(),
            people => format!(" between {people} people"),
        };
        let senders = Senders::of(paste, note);
        let among = senders.told(if people > 1 { ", " } else { " from " });
        let among = if people > 1 && !among.is_empty() { among + "," } else { among };
        let message = format!(
            "A thread of {messages} messages{between}{among} is copied in here. Write what it comes to: who wrote to whom and when, what was said, \
             what it means for the child, and what you did about it. Words that matter as they stand can be quoted, with who wrote them and when."
        );
        let finding = sink.report(paste.span, message);
        finding.fact("messages", messages).fact("senders", people);
        senders.note(finding);
    }
}
