//! What was copied into a note from elsewhere: mail and threads of messages, each as one region with exact ends.
//!
//! The words of a region are its senders'. Signs of mail are few and are found first: colons behind the names of headers, and
//! what the lists `mail` and `messages` found. A note without them costs no more than that look. With them it is cut into
//! lines, and lines that an export flattened into sentences, and these are read in order by what each of them is.

mod back;
mod chat;
mod headers;
mod loose;
mod mail;
mod marks;
mod score;
mod senders;
mod signature;
mod stamps;
mod units;

pub use senders::Sender;
pub(super) use senders::senders;

use super::Cues;
use crate::lexicon::Hits;
use crate::text::{Span, Text};

/// What was copied in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasteKind {
    /// Mail, an invitation to a meeting, or a letter.
    Mail,
    /// A thread of text messages or of a chat.
    Messages,
}

/// A region that was copied into a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paste {
    /// From its first copied character to its last.
    pub span: Span,
    /// What it is.
    pub kind: PasteKind,
    /// How many messages it holds.
    pub messages: usize,
    /// Where each of its senders is first named.
    pub senders: Vec<Span>,
}

/// Every region of copied text in a note, in order. Linear in its length.
pub(super) fn pastes(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>) -> Vec<Paste> {
    let mut found = mail::mail(text, hits, cues);
    let threads = chat::threads(text, hits, cues);
    if !threads.is_empty() {
        let outside = |thread: &Paste| {
            let next = found.partition_point(|mail| mail.span.start < thread.span.end);
            found[..next].last().is_none_or(|mail| !mail.span.touches(thread.span))
        };
        let mut threads: Vec<Paste> = threads.into_iter().filter(outside).collect();
        found.append(&mut threads);
        found.sort_by_key(|paste| paste.span.start);
    }
    found
}

/// Adds a sender who was not named before.
fn add_sender(senders: &mut Vec<Span>, sender: Span, source: &str) {
    let known = |one: &Span| one.of(source).eq_ignore_ascii_case(sender.of(source));
    if !sender.is_empty() && senders.len() < MOST_SENDERS && !senders.iter().any(known) {
        senders.push(sender);
    }
}

/// Most senders that are told apart; the bound keeps the search linear.
const MOST_SENDERS: usize = 12;
