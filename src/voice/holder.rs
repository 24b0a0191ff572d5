//! Who owns an opinion: `I think that …`, `in my view`, `my assessment is:`.
//!
//! An opinion belongs in a record when it says whose it is. This tells where the author says so.

use super::sections::end_of_list;
use super::{Cues, Scope, Voice};
use crate::lexicon::{Hit, Hits};
use crate::text::{Span, Text};

/// Words behind "…, I think" at the most, for it to own the sentence before it.
const TRAILED_BY: usize = 2;

/// Bytes before a bare "Think …" at the most: a bullet, a bracket.
const BARE_START: u32 = 2;

/// What the author owns by words of the sentence, in order.
pub(super) fn owned(text: &Text<'_>, hits: &Hits, cues: &Cues) -> Vec<Scope> {
    hits.of(cues.holders).iter().filter_map(|cue| governed(text, cues, cue)).collect()
}

fn governed(text: &Text<'_>, cues: &Cues, cue: &Hit) -> Option<Scope> {
    let sentence = &text.sentences[cue.sentence as usize];
    let rest = Span { start: cue.span.end, end: sentence.span.end };
    let after = rest.of(text.source);
    let trails = text.word_from(rest.end) - text.word_from(rest.start) <= TRAILED_BY && cue.span.start > sentence.span.start;
    let start = match cues.category(cue) {
        "whole" => sentence.span.start,
        "lead" if trails => sentence.span.start,
        "lead" => cue.span.start,
        // "Think she is tired": telegraphic notes leave the "I" out at the head of a sentence.
        "bare" if cue.span.start <= sentence.span.start + BARE_START => cue.span.start,
        _ => return None,
    };
    let end = if after.trim_end().ends_with(':') {
        end_of_list(text, sentence.block as usize)
    } else {
        memchr::memchr(b';', after.as_bytes()).map_or(sentence.span.end, |at| rest.start + at as u32)
    };
    Some(Scope { span: Span { start, end }, voice: Voice::Author, cue: cue.span })
}
