//! Who the senders of copied messages are, by what their signatures and addresses tell: a post, a relation, an organisation.
//! Never by name, so that a finding can say it.

use super::{Paste, signature};
use crate::lexicon::{Hit, Hits};
use crate::text::{Shape, Span, Text};
use crate::voice::Cues;

/// What is known of a sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender<'n> {
    /// A post or a relation, as a list writes it.
    Role {
        /// The words of the list.
        words: &'n str,
        /// Whether the note sets them in capitals: `DSL`.
        capitals: bool,
    },
    /// An address, by whom its host belongs to: a phrase such as "an address outside the council".
    Address(&'static str),
    /// Neither is told.
    Unknown,
}

/// To whom hosts belong, by their ends.
const HOSTS: &[(&str, &str)] = &[
    (".sch.uk", "a school’s address"),
    (".ac.uk", "a college’s address"),
    (".nhs.uk", "a health service’s address"),
    ("nhs.net", "a health service’s address"),
    (".police.uk", "a police address"),
    (".gov.uk", "a council’s or government address"),
];
const OUTSIDE: &str = "an address outside the council";

/// Most words between a name and the post in its signature: initials behind the name, an office.
const NEAR: usize = 6;
/// Longest line of a signature, and furthest that an address stands behind the name in a header, in bytes.
const LINE: u32 = 90;

/// The senders of a copied region, in the order in which they are named; one that nobody names is looked for at its end.
pub(in crate::voice) fn senders<'n>(text: &Text<'_>, hits: &Hits, cues: &Cues<'n>, paste: &Paste) -> Vec<Sender<'n>> {
    let role = |hit: &Hit| {
        let capitals = hit.span.of(text.source).bytes().all(|byte| !byte.is_ascii_lowercase());
        Sender::Role { words: cues.lexicon.form(hit), capitals }
    };
    let posts = hits.within(cues.cast, paste.span).iter().filter(|hit| cues.category(hit) != "title");
    if paste.senders.is_empty() {
        let middle = paste.span.start + paste.span.len() as u32 / 2;
        let mut posts = posts.filter(|hit| hit.span.start > middle && heads_line(text, hit.span.start));
        return posts.next_back().map(role).into_iter().collect();
    }
    let mut found: Vec<Sender<'n>> = paste.senders.iter().map(|sender| named(text, hits, cues, *sender, role)).collect();
    for hit in posts {
        let signed = signs(text, hit.span.start, paste);
        if let Some(sender) = signed.map(|index| &mut found[index]).filter(|sender| !matches!(sender, Sender::Role { .. })) {
            *sender = role(hit);
        }
    }
    found
}

/// What the name of a sender and the address behind it tell.
fn named<'n>(text: &Text<'_>, hits: &Hits, cues: &Cues<'n>, sender: Span, role: impl Fn(&Hit) -> Sender<'n>) -> Sender<'n> {
    let post = hits.within(cues.cast, sender).iter().find(|hit| cues.category(hit) != "title");
    let kin = || hits.within(cues.people, sender).iter().find(|hit| cues.category(hit) == "kin");
    if let Some(hit) = post.or_else(kin) {
        return role(hit);
    }
    let end = text.source.floor_char_boundary((sender.end + LINE) as usize);
    let value = text.source[sender.start as usize..end].lines().next().unwrap_or_default();
    // The address of the next header is somebody else's.
    let value = value.split(';').next().and_then(|value| value.split(": ").next()).unwrap_or(value);
    let Some(at) = memchr::memchr(b'@', value.as_bytes()) else { return Sender::Unknown };
    let host = value[at + 1..].split(|end: char| !(end.is_ascii_alphanumeric() || matches!(end, '.' | '-'))).next().unwrap_or_default();
    let ends = |end: &str| {
        host.len() >= end.len() && host.is_char_boundary(host.len() - end.len()) && host[host.len() - end.len()..].eq_ignore_ascii_case(end)
    };
    Sender::Address(HOSTS.iter().find(|(end, _)| ends(end)).map_or(OUTSIDE, |(_, whose)| whose))
}

/// Which sender's name stands right before a post, with nothing but names and marks between.
fn signs(text: &Text<'_>, post: u32, paste: &Paste) -> Option<usize> {
    let end = text.word_from(post);
    let words = text.words[..end].iter().rev().take(NEAR).take_while(|word| word.span.start >= paste.span.start);
    for word in words.take_while(|word| word.shape != Shape::Lower) {
        let one = std::slice::from_ref(word);
        let sender = paste.senders.iter().position(|sender| word.span.len() > 2 && signature::is_sender(text, one, sender.of(text.source)));
        if sender.is_some() {
            let between = text.between(word.span.end, post);
            return sender.filter(|_| !between.contains(". ") && between.len() as u32 <= LINE);
        }
    }
    None
}

/// Whether a post stands on a line without words of a sentence before it.
fn heads_line(text: &Text<'_>, post: u32) -> bool {
    let start = super::headers::line_start(text.source, post as usize) as u32;
    post - start <= LINE && text.words[text.word_from(start)..text.word_from(post)].iter().all(|word| word.shape != Shape::Lower)
}
