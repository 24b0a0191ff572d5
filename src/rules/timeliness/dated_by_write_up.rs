//! Entries that stand under the day they were written up, and not under the day it happened.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::record::{Entry, Kind, Role, Stamp};
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::Span;
use crate::voice::Voice;

/// The declaration of `timeliness/dated-by-write-up`.
pub const RULE: Declaration = Declaration {
    summary: "an entry filed under the day of writing and not under the day it happened",
    principle: Principle::Timely,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

/// Within so many words of its sentence the words for writing up begin, the date of the entry aside.
const EARLY: usize = 1;
/// So many sentences at the head of an entry can say that it is a writing-up.
const HEAD: usize = 4;

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let (dates, stamps) = (note.dates, note.dates.all());
    let list = note.lexicon.list("late_entries");
    let cued = list.is_some_and(|list| !note.hits.of(list).is_empty());
    if !cued && dates.recorded() == 0 {
        return;
    }
    for entry in dates.entries() {
        let head = &stamps[entry.stamp as usize];
        if head.kind != Kind::Full || note.voices.at(head.span) != Voice::Author || note.voices.pasted(head.span) {
            continue;
        }
        if head.role == Role::Recorded {
            under_recording(entry, head, note, sink);
        } else if let Some(list) = list.filter(|_| cued)
            && tells_of_before(entry, head, list, note)
        {
            let message = "This entry writes up something that happened before, and stands under the day of writing, so that it is read in the \
                           wrong order. File it under the day it happened, and give this date as “Written up: [date]”.";
            sink.report(head.span, message).fact("category", "write-up");
        }
    }
}

/// The only date at the head is that of the writing.
fn under_recording(entry: &Entry, head: &Stamp, note: &Note<'_>, sink: &mut Sink<'_>) {
    let stamps = note.dates.all();
    let line = note.text.blocks.iter().find(|block| block.span.contains(head.span)).map_or(head.span, |block| block.span);
    let event = |stamp: &Stamp| stamp.role == Role::Event && stamp.is_absolute();
    if note.dates.within(line).iter().any(event) {
        return;
    }
    // A date in the text says when it was, though nothing files it there.
    let told = stamps.iter().any(|stamp| event(stamp) && stamp.date < head.date && entry.span.contains(stamp.span));
    let message = "The only date at the head is the day of writing. Add the day it happened, so that the entry can be filed under it: “Date: [date]”.";
    let severity = if told { Severity::Info } else { Severity::Warning };
    sink.report_as(severity, head.span, message).fact("category", "recorded");
}

/// Whether one of the first sentences of an entry says that it writes up something of an earlier day.
fn tells_of_before(entry: &Entry, head: &Stamp, list: u16, note: &Note<'_>) -> bool {
    let sentences = &note.text.sentences;
    let first = sentences.partition_point(|sentence| sentence.span.end <= entry.span.start.max(head.span.start));
    let top = sentences[first..].iter().take(HEAD).filter(|sentence| sentence.span.start < entry.span.end);
    top.filter(|sentence| !sentence.span.contains(head.span) || sentence.span.end > head.span.end).any(|sentence| {
        let after_head = sentence.span.contains(head.span).then(|| note.text.word_from(head.span.end));
        let first = after_head.unwrap_or(sentence.first_word as usize);
        let early = |hit: &Hit| note.text.word_from(hit.span.start) <= first + EARLY;
        let of_cue = |hit: &&Hit| note.lexicon.category(hit) == "write-up" && early(hit);
        let cue = note.hits.within(list, sentence.span).iter().find(of_cue);
        cue.is_some_and(|cue| {
            let behind = Span { start: cue.span.start, end: sentence.span.end };
            note.dates.within(behind).iter().any(|stamp| stamp.role == Role::Event && stamp.date.is_some() && stamp.date < head.date)
        })
    })
}
