//! When something happened and when it was written up, where a note tells both.

use jiff::civil::Time;

use super::calendar::Moment;
use super::dates::{Dates, Entry, Kind, Role, Stamp};
use super::entries::{is_dated, is_otherwise, leads};
use crate::text::{Block, BlockKind, Span, Text};

/// An entry's two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filing {
    /// Index of the entry among [`Dates::entries`], where the event's date heads one.
    pub entry: Option<u32>,
    /// When it happened; the last of several days, so that the writer has the time that they may have had.
    pub event: Moment,
    /// Where that stands.
    pub event_span: Span,
    /// When it was written up.
    pub recorded: Moment,
    /// Where that stands.
    pub recorded_span: Span,
}

/// Dates of a line that are looked at; the bound keeps the cost linear.
const BESIDE: usize = 16;

/// The entries of a note that tell both dates, in the order in which their dates of recording stand. Linear in the number of dates.
///
/// ```
/// use casenote::record::{Dates, filings};
/// use casenote::text::{Abbreviations, Text};
/// let text = Text::new("Date of visit: 3/6/24\nSeen: Ella\n\nWritten up: 10/6/24", &Abbreviations::default());
/// let filings = filings(&text, &Dates::new(&text));
/// assert_eq!(filings[0].event.date, jiff::civil::date(2024, 6, 3));
/// assert_eq!(filings[0].recorded.date, jiff::civil::date(2024, 6, 10));
/// ```
pub fn filings(text: &Text<'_>, dates: &Dates) -> Vec<Filing> {
    let mut found: Vec<Filing> = Vec::new();
    for (index, stamp) in dates.all().iter().enumerate() {
        if stamp.role != Role::Recorded || !is_day(stamp) {
            continue;
        }
        let Some((event, entry)) = event_of(index, text, dates) else { continue };
        // Only the first writing of an entry is its recording; what comes later was added.
        let again = entry.is_some() && found.last().is_some_and(|filing| filing.entry == entry);
        let (Some(happened), Some(recorded)) = (moment(event, true, text, dates), moment(index, false, text, dates)) else { continue };
        if !again {
            let event_span = dates.all()[event].span;
            found.push(Filing { entry, event: happened, event_span, recorded, recorded_span: stamp.span });
        }
    }
    found
}

/// When what an entry tells of happened, by the date at its head and the clock times behind it: the end of it.
pub fn happened(entry: &Entry, text: &Text<'_>, dates: &Dates) -> Option<Moment> {
    let head = dates.all().get(entry.stamp as usize).filter(|head| head.role == Role::Event && is_day(head))?;
    moment(entry.stamp as usize, true, text, dates).filter(|_| head.kind == Kind::Full)
}

fn is_day(stamp: &Stamp) -> bool {
    matches!(stamp.kind, Kind::Full | Kind::NoYear) && stamp.date.is_some() && stamp.fault.is_none()
}

fn block_of<'t>(text: &'t Text<'_>, at: u32) -> Option<&'t Block> {
    let index = text.blocks.partition_point(|block| block.span.start <= at).checked_sub(1)?;
    text.blocks.get(index)
}

/// The date of what was recorded on a date: beside it, or at the head of its entry; and that entry.
fn event_of(recorded: usize, text: &Text<'_>, dates: &Dates) -> Option<(usize, Option<u32>)> {
    let stamps = dates.all();
    let stamp = &stamps[recorded];
    let block = block_of(text, stamp.span.start)?;
    let number = dates.entry_index(stamp.span);
    let first = stamps.partition_point(|one| one.span.start < block.span.start);
    let beside = |from: usize, block: &Block| {
        let inside = stamps[from..].iter().take(BESIDE).take_while(|one| one.span.start < block.span.end).count();
        let event = |one: &usize| {
            let one = &stamps[*one];
            one.role == Role::Event && is_day(one) && one.date <= stamp.date && !is_of_another(one, block, text)
        };
        (from..from + inside).filter(event).max_by_key(|one| stamps[*one].date)
    };
    if let Some(event) = beside(first, block) {
        return Some((event, number));
    }
    let head = dates.entries()[number? as usize].stamp as usize;
    let head_block = block_of(text, stamps[head].span.start)?;
    let labelled = match head_block.kind {
        BlockKind::Field { label } => is_dated(text, label),
        BlockKind::Heading => true,
        _ => leads(text, head_block, &stamps[head]) || is_told(&stamps[head], head_block, text),
    };
    let first = stamps.partition_point(|one| one.span.start < head_block.span.start);
    (labelled && stamps[head].role == Role::Event && is_day(&stamps[head])).then(|| (beside(first, head_block).unwrap_or(head), number))
}

/// Whether a line begins with a label and its date, without a colon: `Received 3 June`, `Date of event 3 June`.
fn is_told(stamp: &Stamp, block: &Block, text: &Text<'_>) -> bool {
    const WORDS: usize = 4;
    let label = Span { start: block.span.start, end: stamp.span.start };
    let words = text.word_from(label.end) - text.word_from(label.start);
    words <= WORDS && is_dated(text, label)
}

/// Whether the words right before a date say that it is of something else: "next visit 3 June", "due 3 June".
fn is_of_another(stamp: &Stamp, block: &Block, text: &Text<'_>) -> bool {
    const NEAR: usize = 4;
    let at = text.word_from(stamp.span.start);
    let start = at.saturating_sub(NEAR).max(text.word_from(block.span.start));
    let label = text.words.get(start..at).and_then(|words| Some(words.first()?.span.to(words.last()?.span)));
    label.is_some_and(|label| is_otherwise(text, label))
}

/// A date with the clock time behind it on its line: of an event its end, of a recording its beginning.
fn moment(index: usize, ends: bool, text: &Text<'_>, dates: &Dates) -> Option<Moment> {
    let stamps = dates.all();
    let stamp = &stamps[index];
    let date = stamp.date?;
    let block = block_of(text, stamp.span.start)?;
    // "6–9 Feb": the reader gives the first of the days; the last is not known here.
    if ends && stamp.span.of(text.source).contains(['–', '&', '+']) {
        return None;
    }
    let times = stamps[index + 1..].iter().take_while(|next| next.kind == Kind::Time && next.span.start < block.span.end);
    let mut times = times.filter_map(|next| next.time);
    let time: Option<Time> = if ends { times.max() } else { times.next() };
    Some(Moment { date, time })
}
