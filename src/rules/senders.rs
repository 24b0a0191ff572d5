//! How the findings about copied messages name senders: by what they are, and never by their names.

use std::fmt::Write as _;

use super::Note;
use crate::finding::Finding;
use crate::voice::{Paste, Sender};

/// Who wrote the messages of a region, each kind of person once, in the order of their first message.
pub(crate) struct Senders {
    phrases: Vec<String>,
    /// Whether there are others of whom nothing is told.
    others: bool,
}

impl Senders {
    pub(crate) fn of(paste: &Paste, note: &Note<'_>) -> Self {
        let mut senders = Self { phrases: Vec::new(), others: false };
        for sender in note.voices.senders(paste) {
            let phrase = match sender {
                Sender::Role { words, capitals } => with_article(words, capitals),
                Sender::Address(phrase) => phrase.to_owned(),
                Sender::Unknown => {
                    senders.others = true;
                    continue;
                }
            };
            if !senders.phrases.contains(&phrase) {
                senders.phrases.push(phrase);
            }
        }
        senders
    }

    /// `lead` and who they are, where that is told: " from a class teacher and an address outside the council".
    pub(crate) fn told(&self, lead: &str) -> String {
        let mut told = String::new();
        for (index, phrase) in self.phrases.iter().enumerate() {
            let last = index + 1 == self.phrases.len();
            let joint = match index {
                0 => lead,
                _ if last && !self.others => " and ",
                _ => ", ",
            };
            let _ = write!(told, "{joint}{phrase}");
        }
        if self.others && !told.is_empty() {
            told.push_str(" and others");
        }
        told
    }

    /// Adds who they are to the finding, for tools.
    pub(crate) fn note(self, finding: &mut Finding) {
        finding.fact("from", self.phrases);
    }
}

/// "a class teacher", "an adviser", "an IRO".
fn with_article(words: &str, capitals: bool) -> String {
    let short = capitals && !words.contains(' ') && words.len() <= 5;
    // Three letters are mostly read one by one, more as a word.
    let sounds = if short && words.len() <= 3 { "aefhilmnorsx" } else { "aeiou" };
    let article = if words.starts_with(|first: char| sounds.contains(first.to_ascii_lowercase())) { "an" } else { "a" };
    if short { format!("{article} {}", words.to_ascii_uppercase()) } else { format!("{article} {words}") }
}
