//! By when something is to be done: a day, a date, a limit, how often, or what it waits for.

use super::Cues;
use crate::lexicon::Hits;
use crate::text::{Shape, Span, Text, Word};

/// By when an action is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The words that say so.
    pub span: Span,
    /// Whether they name a day, a limit or how often; if not, they tie it to something else that happens.
    pub fixed: bool,
}

/// What a span says of when.
pub(super) fn due(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, span: Span) -> Option<Due> {
    let mut waits = None;
    for hit in hits.within(cues.deadlines, span) {
        match cues.category(hit) {
            "time" | "frequency" => return Some(Due { span: hit.span, fixed: true }),
            "event" => waits = waits.or(Some(Due { span: hit.span, fixed: false })),
            _ => {}
        }
    }
    let words = &text.words[text.word_from(span.start)..text.word_from(span.end)];
    let dated = |index: usize| words[index].shape == Shape::Digits && is_dated(text, words, index);
    let date = (0..words.len()).find(|index| dated(*index)).map(|index| Due { span: words[index].span, fixed: true });
    date.or(waits)
}

/// Units of time behind a number. Sorted.
const UNITS: &[&str] =
    &["day", "days", "fortnight", "hour", "hours", "hr", "hrs", "month", "months", "wd", "week", "weeks", "wk", "wks", "working"];

/// Words before the day of a month, as in "by the 9th". Sorted.
const LEADS: &[&str] = &["before", "by", "from", "of", "on", "the", "to", "until"];

/// Whether a word with digits is part of a date or a time.
fn is_dated(text: &Text<'_>, words: &[Word], index: usize) -> bool {
    let span = words[index].span;
    let word = span.of(text.source);
    let next = words.get(index + 1).map_or("", |next| text.folded_of(next.span));
    let before = index.checked_sub(1).map_or("", |before| text.folded_of(words[before].span));
    let bytes = text.source.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let plain = word.bytes().all(|byte| byte.is_ascii_digit());
    let joined =
        plain && word.len() <= 2 && matches!(bytes.get(span.end as usize), Some(b'/' | b'.' | b':' | b'-')) && digit(span.end as usize + 1);
    let pounds = text.source[..span.start as usize].ends_with('£');
    let number = word.trim_end_matches(|last: char| last.is_ascii_alphabetic());
    let counted = number.len() < word.len() && number.bytes().all(|byte| byte.is_ascii_digit());
    let ending = &word[number.len()..];
    let ordinal = counted && matches!(ending, "st" | "nd" | "rd" | "th") && (next.is_empty() || LEADS.binary_search(&before).is_ok());
    let clock = counted && matches!(ending, "am" | "pm" | "hrs" | "a" | "p" | "h");
    let span_of_time = plain && word.len() <= 2 && UNITS.binary_search(&next).is_ok();
    let year = plain && word.len() == 4 && word.starts_with("20") && before.len() < 12 && !pounds && index > 0;
    !pounds && (joined || ordinal || clock || span_of_time || year)
}
