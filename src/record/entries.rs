//! Which dates head an entry of a note.

use super::dates::{Entry, Kind, Place, Role, Stamp};
use crate::text::{Block, BlockKind, Span, Text};

/// Blocks at the top of a note in which its date is looked for anywhere in the line, and at its end.
const TOP_BLOCKS: usize = 8;
const END_BLOCKS: usize = 3;
/// Longest line of a note's head or foot, in bytes.
const HEAD_LINE: u32 = 160;

/// Words of a label that make its value the date of what the note records.
const DATED: &[&str] = &["date", "dated", "when", "day", "visit", "contact", "session", "meeting", "shift", "call", "received"];
/// Words of a label whose date is of something else.
const OTHERWISE: &[&str] =
    &["birth", "next", "due", "deadline", "target", "review", "expiry", "end", "placed", "born", "dob", "by", "last"];

/// The entries of a note, in order of place. The day of writing heads an entry only where no other date does.
pub(super) fn entries(text: &Text<'_>, stamps: &[Stamp]) -> Vec<Entry> {
    let of_events = headed(text, stamps, &[Role::Event]);
    let recorded = || stamps.iter().any(|stamp| stamp.role == Role::Recorded);
    if of_events.is_empty() && recorded() { headed(text, stamps, &[Role::Event, Role::Recorded]) } else { of_events }
}

/// The entries that are headed by dates of some roles.
fn headed(text: &Text<'_>, stamps: &[Stamp], roles: &[Role]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    // The last entry that governs whatever follows it.
    let mut open: Option<u32> = None;
    let end = text.source.len() as u32;
    let mut next = 0;
    for (index, block) in text.blocks.iter().enumerate() {
        while stamps.get(next).is_some_and(|stamp| stamp.span.start < block.span.start) {
            next += 1;
        }
        let inside = stamps[next..].iter().take_while(|stamp| stamp.span.start < block.span.end).count();
        let Some(offset) = head_of(text, block, &stamps[next..next + inside], roles, open.is_none() && index < TOP_BLOCKS) else {
            continue;
        };
        let stamp = (next + offset) as u32;
        let leads = leads(text, block, &stamps[stamp as usize]);
        // What stands above the first date at the top is under it too.
        let start = if entries.is_empty() && index < TOP_BLOCKS { 0 } else { block.span.start };
        if block.kind == BlockKind::Item {
            entries.push(Entry { span: block.span, stamp, place: Place::Item, outer: open });
            continue;
        }
        if let Some(before) = open {
            entries[before as usize].span.end = start;
        }
        open = Some(entries.len() as u32);
        let place = match block.kind {
            BlockKind::Paragraph if leads => Place::Line,
            BlockKind::Heading if leads => Place::Heading,
            _ => Place::Elsewhere,
        };
        entries.push(Entry { span: Span { start, end }, stamp, place, outer: None });
    }
    if open.is_none()
        && let Some(stamp) = signed(text, stamps)
    {
        // Dated at its foot: then all of it is of that day.
        for entry in &mut entries {
            entry.outer = Some(0);
        }
        entries.insert(0, Entry { span: Span { start: 0, end }, stamp, place: Place::Elsewhere, outer: None });
    }
    entries
}

/// Whether a date begins its block.
pub(super) fn leads(text: &Text<'_>, block: &Block, stamp: &Stamp) -> bool {
    text.between(block.span.start, stamp.span.start).trim_matches(['(', '[', '*', '_', ' ']).is_empty()
}

/// The date among those of a block that heads an entry.
fn head_of(text: &Text<'_>, block: &Block, stamps: &[Stamp], roles: &[Role], at_top: bool) -> Option<usize> {
    let dated = |stamp: &Stamp| matches!(stamp.kind, Kind::Full | Kind::NoYear) && roles.contains(&stamp.role);
    let full = |stamp: &Stamp| dated(stamp) && stamp.kind == Kind::Full;
    let leads = |stamp: &Stamp| leads(text, block, stamp);
    let anywhere = || stamps.iter().position(full).filter(|_| at_top && block.span.len() <= HEAD_LINE as usize);
    match block.kind {
        BlockKind::Field { label } if is_dated(text, label) => stamps.iter().position(dated),
        // A form's other fields hold dates of all kinds of things.
        BlockKind::Field { label } => anywhere().filter(|_| !is_otherwise(text, label)),
        BlockKind::Heading => {
            stamps.iter().position(full).or_else(|| stamps.iter().position(|stamp| dated(stamp) && leads(stamp))).or_else(anywhere)
        }
        _ => stamps.iter().position(|stamp| dated(stamp) && leads(stamp)).or_else(anywhere),
    }
}

fn words_of<'t>(text: &'t Text<'_>, span: Span) -> impl Iterator<Item = &'t str> {
    text.words[text.word_from(span.start)..text.word_from(span.end)].iter().map(|word| word.span.of(text.source))
}

fn among(words: &[&str], word: &str) -> bool {
    words.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// Whether a label says that its value is the date of what the note records.
pub(super) fn is_dated(text: &Text<'_>, label: Span) -> bool {
    words_of(text, label).any(|word| among(DATED, word)) && !is_otherwise(text, label)
}

/// Whether a label says that its value is another date: of a birth, of a next meeting.
pub(super) fn is_otherwise(text: &Text<'_>, label: Span) -> bool {
    words_of(text, label).any(|word| among(OTHERWISE, word))
}

/// The full date among the last lines of a note, beside a signature.
fn signed(text: &Text<'_>, stamps: &[Stamp]) -> Option<u32> {
    let foot = text.blocks.get(text.blocks.len().saturating_sub(END_BLOCKS)..)?;
    let short = |block: &&Block| block.span.len() <= HEAD_LINE as usize / 2 && block.kind != BlockKind::Item;
    let held = |stamp: &Stamp| foot.iter().filter(short).any(|block| block.span.contains(stamp.span));
    let last = stamps.iter().rposition(|stamp| stamp.kind == Kind::Full && stamp.role != Role::Birth)?;
    held(&stamps[last]).then_some(last as u32)
}
