//! Dated entries that follow neither the order of events nor its reverse, and clock times that go back within an entry.

use jiff::civil::Time;

use crate::finding::Severity;
use crate::record::{Dates, Kind, Place, Stamp};
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::{Block, BlockKind};
use crate::voice::Voice;

/// The declaration of `clarity/out-of-order`.
pub const RULE: Declaration = Declaration {
    summary: "dated entries in no order, and clock times that go back within an entry",
    principle: Principle::Chronological,
    severity: Severity::Warning,
    checks: &[Check::Note(entries), Check::Note(times)],
    options: &[],
};

/// Fewest entries or times that have an order.
const FEWEST: usize = 3;

/// A chronology may run either way, but not both.
fn entries(note: &Note<'_>, sink: &mut Sink<'_>) {
    for place in [Place::Line, Place::Heading] {
        let dated = |stamp: &&Stamp| stamp.kind == Kind::Full && stamp.date.is_some() && note.voices.at(stamp.span) == Voice::Author;
        let of_place =
            note.dates.entries().iter().filter(|entry| entry.place == place).map(|entry| &note.dates.all()[entry.stamp as usize]);
        let mut stamps: Vec<&Stamp> = of_place.filter(dated).collect();
        let steps =
            |back: bool| stamps.windows(2).filter(|pair| pair[0].date != pair[1].date && (pair[0].date > pair[1].date) == back).count();
        let (back, on) = (steps(true), steps(false));
        if stamps.len() < FEWEST || back == 0 || on == 0 {
            continue;
        }
        // Newest first is an order too: read it from its end.
        if back > on {
            stamps.reverse();
        }
        for odd in strays(&stamps, |stamp| stamp.date) {
            let message = "The entries around this date are in order, and it is not. Check the date, or move the entry to its place; \
                           if it was added later, say so: “Added on [date] by [name]”.";
            sink.report(odd.span, message.to_owned()).fact("category", "entry");
        }
    }
}

/// The items that stand out of an order that the others keep: where a step goes back, the one without which it would not.
fn strays<'s, K: Ord + Copy>(stamps: &[&'s Stamp], key: impl Fn(&Stamp) -> Option<K>) -> Vec<&'s Stamp> {
    let mut strays = Vec::new();
    let mut last = 0;
    for at in 1..stamps.len() {
        if key(stamps[at]) >= key(stamps[last]) {
            last = at;
            continue;
        }
        let fits = |before: Option<usize>| before.is_none_or(|before| key(stamps[before]) <= key(stamps[at]));
        let next_goes_on = stamps.get(at + 1).is_some_and(|next| key(next) >= key(stamps[last]));
        if !next_goes_on && fits(last.checked_sub(1)) && strays.last() != Some(&stamps[last]) {
            strays.push(stamps[last]);
            last = at;
        } else {
            strays.push(stamps[at]);
        }
    }
    strays
}

/// Times that begin the lines of a log go forward; midnight may fall between.
fn times(note: &Note<'_>, sink: &mut Sink<'_>) {
    let mut run: Vec<&Stamp> = Vec::new();
    let mut entry = None;
    for block in &note.text.blocks {
        let Some(stamp) = timed(block, note.dates).filter(|stamp| note.voices.at(stamp.span) == Voice::Author) else { continue };
        let here = note.dates.entry_of(stamp.span).map(|entry| entry.stamp);
        if here != entry {
            back(&run, sink);
            run.clear();
            entry = here;
        }
        run.push(stamp);
    }
    back(&run, sink);
}

/// The clock time that a line begins with.
fn timed<'d>(block: &Block, dates: &'d Dates) -> Option<&'d Stamp> {
    let first = dates.within(block.span).first()?;
    (block.kind == BlockKind::Paragraph && first.kind == Kind::Time && first.span.start == block.span.start).then_some(first)
}

fn back(run: &[&Stamp], sink: &mut Sink<'_>) {
    if run.len() < FEWEST || run.windows(2).any(|pair| pair[0].time.zip(pair[1].time).is_some_and(|(one, next)| turns(one, next))) {
        return;
    }
    for odd in strays(run, |stamp| stamp.time) {
        let message =
            "The times of the lines around this one go forward, and this one goes back. Check the time, or move the line to its place.";
        sink.report_as(Severity::Info, odd.span, message.to_owned()).fact("category", "time");
    }
}

/// Whether the day turns between two times, or the morning into the afternoon of a twelve-hour clock.
fn turns(one: Time, next: Time) -> bool {
    next < one && (one.hour() >= 17 && next.hour() <= 10 || one.hour() <= 12 && (1..=7).contains(&next.hour()) && one.hour() >= 8)
}
