//! The entries of a file, each as its words in numbers.

use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::civil::Date;

use crate::record::{Dates, Stamp};
use crate::text::{Span, Text};

/// An entry.
#[derive(Debug)]
pub(super) struct Piece {
    /// The number of its file.
    pub(super) document: usize,
    /// Where it stands.
    pub(super) span: Span,
    /// Its first line.
    pub(super) line: Span,
    /// The number of that line, from 1.
    pub(super) number: usize,
    /// The day at its head.
    pub(super) date: Option<Date>,
    /// A number for each of its words, levelled.
    pub(super) words: Vec<u64>,
    /// How many of these are the day at its head.
    head: usize,
    /// A number for all of them.
    pub(super) whole: u64,
}

/// The entries of a text: one for each date that heads one, or the whole. `day` is that of an entry which names none.
pub(super) fn pieces(document: usize, text: &Text<'_>, day: Option<Date>) -> Vec<Piece> {
    let dates = Dates::new(text);
    // A dated list item is a part of the entry that it stands in.
    let heads = dates.entries().iter().filter(|entry| !entry.is_inside());
    let mut cuts: Vec<(u32, Option<&Stamp>)> =
        heads.map(|entry| (paragraph_start(text.source, entry.span.start), Some(&dates.all()[entry.stamp as usize]))).collect();
    match cuts.first_mut() {
        Some((start, _)) => *start = 0,
        None => cuts.push((0, None)),
    }
    let ends = cuts.iter().skip(1).map(|(start, _)| *start).chain([text.source.len() as u32]);
    let mut lines = (0, 1);
    let mut found = Vec::new();
    for ((start, stamp), end) in cuts.iter().copied().zip(ends) {
        let span = Span { start, end: end.max(start) };
        let words: Vec<u64> =
            text.words[text.word_from(span.start)..text.word_from(span.end)].iter().map(|word| number(text.folded_of(word.span))).collect();
        let head = stamp.map_or(0, |stamp| text.word_from(stamp.span.end).saturating_sub(text.word_from(start)));
        let Some(line) = first_line(text.source, span).filter(|_| !words.is_empty()) else { continue };
        lines = (line.start, lines.1 + text.between(lines.0, line.start).matches('\n').count());
        found.push(Piece {
            document,
            span,
            line,
            number: lines.1,
            head,
            date: stamp.and_then(|stamp| stamp.date).or(day),
            whole: number(&words),
            words,
        });
    }
    found
}

/// A title right above a date belongs to it: back to the last empty line.
fn paragraph_start(source: &str, date: u32) -> u32 {
    let mut start = source[..date as usize].rfind('\n').map_or(0, |end| end + 1);
    while start > 0 {
        let before = source[..start - 1].rfind('\n').map_or(0, |end| end + 1);
        if source[before..start].trim().is_empty() {
            break;
        }
        start = before;
    }
    start as u32
}

fn first_line(source: &str, span: Span) -> Option<Span> {
    let text = span.of(source);
    let start = text.find(|first: char| !first.is_whitespace())?;
    let line = text[start..].lines().next()?.trim_end();
    Some(Span::new(span.start as usize + start, span.start as usize + start + line.len()))
}

fn number(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Numbers for the runs of words of a piece, without the day at its head, which is lost when two entries are put together.
pub(super) fn runs(piece: &Piece) -> impl Iterator<Item = u64> {
    /// Words of a run.
    const RUN: usize = 4;
    piece.words[piece.head.min(piece.words.len())..].windows(RUN).map(number)
}
