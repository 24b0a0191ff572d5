//! Times that only somebody who knows the day of writing can find in a calendar: "yesterday", "next Tuesday".

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::record::{Kind, Role, Stamp};
use crate::rules::{Check, Declaration, Note, Principle, Sink, terms};
use crate::text::{Shape, Span};
use crate::voice::Voice;

/// The declaration of `clarity/relative-date`.
pub const RULE: Declaration = Declaration {
    summary: "“yesterday”, “next week”, “the other day”: a time that a later reader cannot find in a calendar",
    principle: Principle::Chronological,
    severity: Severity::Warning,
    checks: &[Check::Term(relative), Check::Note(weekdays)],
    options: &[],
};

/// A time that somebody else told is as hard to find as one of the author's own: only quoted words keep theirs.
fn relative(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) {
    let sentence = note.text.sentences[hit.sentence as usize].span;
    // "Today" under the date of its entry is plain; `this week` and `today` in an undated note are not.
    let plain = note.lexicon.category(hit) == "entry" && note.dates.entry_date_of(hit.span).is_some();
    if !plain && matches!(note.voices.at(hit.span), Voice::Author | Voice::Reported) && !is_fixed(sentence, note) {
        terms::report_term(hit, note, sink);
    }
}

/// Whether the sentence holds a date that fixes the time.
fn is_fixed(sentence: Span, note: &Note<'_>) -> bool {
    let fixes = |stamp: &Stamp| (stamp.is_absolute() || stamp.kind == Kind::Day) && stamp.role == Role::Event;
    note.dates.within(sentence).iter().any(fixes)
}

/// A weekday by itself: the date of the entry lets a reader find it, so the first of a note is shown, for information.
fn weekdays(note: &Note<'_>, sink: &mut Sink<'_>) {
    for stamp in note.dates.all().iter().filter(|stamp| stamp.kind == Kind::Weekday) {
        if !matches!(note.voices.at(stamp.span), Voice::Author | Voice::Reported) || recurs(stamp, note) || is_listed(stamp, note) {
            continue;
        }
        let Some(sentence) = note.text.sentence_at(stamp.span.start).map(|index| note.text.sentences[index].span) else { continue };
        if !is_fixed(sentence, note) {
            let message = "A weekday by itself comes round every week; a later reader must work out which one it was. Write the date beside it: “[weekday] [date]”.";
            sink.report_as(Severity::Info, stamp.span, message.to_owned()).fact("category", "weekday");
            return;
        }
    }
}

/// Words beside a weekday which say that every one of them is meant.
const EVERY: &[&str] = &["alternate", "each", "every", "most", "some"];
const TIMES: &[&str] = &["afternoons", "club", "evenings", "group", "lunchtimes", "mornings", "nights", "session", "sessions"];

/// `every Tuesday`, `Monday to Friday`, `Tuesday nights`: an arrangement, not a day.
fn recurs(stamp: &Stamp, note: &Note<'_>) -> bool {
    let words = &note.text.words;
    let at = note.text.word_from(stamp.span.start);
    let is = |index: Option<usize>, among: &[&str]| {
        index
            .and_then(|index| words.get(index))
            .is_some_and(|word| word.shape == Shape::Lower && among.contains(&word.span.of(note.text.source)))
    };
    let beside = |from: u32, to: u32| {
        note.dates.within(Span { start: from, end: to }).iter().any(|other| other.kind == Kind::Weekday && other != stamp)
    };
    let near = beside(stamp.span.end, stamp.span.end + NEAR) || beside(stamp.span.start.saturating_sub(FAR), stamp.span.start);
    is(at.checked_sub(1), EVERY) || is(Some(at + 1), TIMES) || near
}

/// How near two weekdays stand that make a range or a list, in bytes: "to Friday", "Wednesday and".
const NEAR: u32 = 6;
const FAR: u32 = 15;

/// Whether a phrase of the list holds the weekday: "next Tuesday".
fn is_listed(stamp: &Stamp, note: &Note<'_>) -> bool {
    let near = Span { start: stamp.span.start.saturating_sub(FAR), end: stamp.span.end };
    note.lexicon.lists_of("clarity/relative-date").any(|list| note.hits.within(list, near).iter().any(|hit| hit.span.touches(stamp.span)))
}
