//! By when something is to be done: a day, a date, a limit, how often, or what it waits for.

use super::Cues;
use crate::lexicon::Hits;
use crate::record::{Role, Stamp};
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
            "time" | "frequency" if !is_topic(text, hit.span) => return Some(Due { span: hit.span, fixed: true }),
            "event" => waits = waits.or(Some(Due { span: hit.span, fixed: false })),
            _ => {}
        }
    }
    let ahead = |stamp: &&Stamp| {
        let entry = || cues.dates.entry_date_of(stamp.span).and_then(|entry| entry.date);
        // "The review of 23 June decided that": what lies behind the entry is no limit.
        let past = stamp.date.zip(entry()).is_some_and(|(date, entry)| date < entry);
        stamp.role == Role::Event && !past && !is_topic(text, stamp.span)
    };
    let date = cues.dates.within(span).iter().find(ahead).map(|stamp| Due { span: stamp.span, fixed: true });
    let words = &text.words[text.word_from(span.start)..text.word_from(span.end)];
    let counted =
        || (0..words.len()).find(|index| is_counted(text, words, *index)).map(|index| Due { span: words[index].span, fixed: true });
    date.or_else(counted).or(waits)
}

/// "Tell Mum about Saturdays", "since October": what is talked about, or where it began.
fn is_topic(text: &Text<'_>, time: Span) -> bool {
    let at = text.word_from(time.start);
    let near = &text.words[at.saturating_sub(2)..at];
    let topic = |word: &Word| matches!(text.folded_of(word.span), "about" | "re" | "since" | "regarding");
    near.iter().any(|word| topic(word) && text.between(word.span.end, time.start).len() < 16)
}

/// Units of time behind a number. Sorted.
const UNITS: &[&str] =
    &["day", "days", "fortnight", "hour", "hours", "hr", "hrs", "month", "months", "wd", "week", "weeks", "wk", "wks", "working"];

/// Whether a number counts out a time: "4 weeks", "6/52".
fn is_counted(text: &Text<'_>, words: &[Word], index: usize) -> bool {
    let span = words[index].span;
    // "31st + 1st": a day of the month, and not "her 1st birthday".
    let content = span.of(text.source);
    let number = content.trim_end_matches(|last: char| last.is_ascii_lowercase());
    let ordinal = matches!(&content[number.len()..], "st" | "nd" | "rd" | "th")
        && number.len() <= 2
        && number.bytes().all(|byte| byte.is_ascii_digit());
    if ordinal && !number.is_empty() && words.get(index + 1).is_none_or(|next| next.shape != Shape::Lower) {
        return true;
    }
    let plain = words[index].shape == Shape::Digits && span.len() <= 2 && span.of(text.source).bytes().all(|byte| byte.is_ascii_digit());
    let Some(next) = words.get(index + 1).filter(|_| plain) else { return false };
    let unit = text.folded_of(next.span);
    // "By 29.11".
    let by = index.checked_sub(1).is_some_and(|before| matches!(text.folded_of(words[before].span), "by" | "before" | "until" | "on"));
    UNITS.binary_search(&unit).is_ok()
        || by && text.between(span.end, next.span.start) == "." && next.shape == Shape::Digits
        || matches!(unit, "52" | "12" | "7" | "24") && text.between(span.end, next.span.start) == "/"
}
