//! The lines of a note that holds signs of mail; a line that holds signs inside, as an export makes of a whole mail, is
//! cut at them and into its sentences.

use super::marks::{Mark, Tags};
use super::signature;
use crate::text::{Span, Text, Word};

/// A line, or a part of one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// Where it stands; the marks of quoting before it belong to it.
    pub(super) span: Span,
    /// Whether it begins a line.
    pub(super) heads: bool,
    /// Whether an empty line, or the start of the note, stands before it.
    pub(super) after_blank: bool,
    /// Whether it stands behind `>`.
    pub(super) quoted: bool,
    /// The signs inside it.
    pub(super) tags: Tags,
    /// The signs at its start.
    pub(super) leads: Tags,
}

impl Unit {
    /// Its words.
    pub(super) fn words<'t>(&self, text: &'t Text<'_>) -> &'t [Word] {
        &text.words[text.word_from(self.span.start)..text.word_from(self.span.end)]
    }

    /// Its text behind the marks of quoting and of bold letters.
    pub(super) fn content<'s>(&self, text: &Text<'s>) -> &'s str {
        self.span.of(text.source).trim_start_matches(['>', ' ', '*', '|'])
    }
}

/// Cuts a text into units.
pub(super) fn units(text: &Text<'_>, marks: &[Mark]) -> Vec<Unit> {
    let source = text.source;
    let mut units: Vec<Unit> = Vec::new();
    let mut blank = true;
    let mut start = 0;
    let mut mark = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\r', source.as_bytes()).chain(std::iter::once(source.len()));
    let mut cuts: Vec<u32> = Vec::new();
    for end in ends {
        let line = source[start..end].trim();
        let bare = line.trim_start_matches(['>', ' ', '|']);
        if line.is_empty() {
            let second_half = start == end && end > 0 && source.as_bytes()[end - 1] == b'\r' && source.as_bytes().get(end) == Some(&b'\n');
            blank |= !second_half;
        } else {
            let from = (start + source[start..end].len() - source[start..end].trim_start().len()) as u32;
            let span = Span { start: from, end: from + line.len() as u32 };
            let inner = line_marks(marks, span, &mut mark);
            cuts_of(text, span, inner, &mut cuts);
            for (index, &cut) in cuts.iter().enumerate() {
                let stop = cuts.get(index + 1).copied().unwrap_or(span.end);
                let content = Span { start: cut, end: stop }.of(source);
                let part = Span { start: cut, end: cut + content.trim_end().len() as u32 };
                if part.is_empty() {
                    continue;
                }
                let (tags, leads) = tags_of(inner, part, index == 0, source);
                units.push(Unit {
                    span: part,
                    heads: index == 0,
                    after_blank: blank && index == 0,
                    quoted: line.starts_with('>'),
                    tags,
                    leads,
                });
            }
            blank = false;
            if bare.is_empty() {
                units.pop();
                blank = true;
            }
        }
        start = end + 1;
    }
    units
}

/// The marks that start on a line; `next` is the first that starts at or after it.
fn line_marks<'m>(marks: &'m [Mark], line: Span, next: &mut usize) -> &'m [Mark] {
    while marks.get(*next).is_some_and(|mark| mark.span.start < line.start) {
        *next += 1;
    }
    let length = marks[*next..].iter().take_while(|mark| mark.span.start < line.end).count();
    let found = &marks[*next..*next + length];
    *next += length;
    found
}

/// Where a line is cut: at its start, and where signs stand inside it at them and at its sentences.
fn cuts_of(text: &Text<'_>, line: Span, marks: &[Mark], cuts: &mut Vec<u32>) {
    cuts.clear();
    cuts.push(line.start);
    let lead = line.start
        + (line.of(text.source).len() - line.of(text.source).trim_start_matches(['>', ' ', '*', '_', '"', '“', '[', '(']).len()) as u32;
    // Headers and attributions that end on the line they began on have the mail behind them.
    let joined = |mark: &Mark| mark.tags.has(Tags::HEADER.or(Tags::ATTRIBUTION)) && mark.span.end + 1 < line.end && line.len() > LONG;
    cuts.extend(marks.iter().filter_map(|mark| mark.cut(text)).filter(|&cut| cut > lead));
    if cuts.len() == 1 && !marks.iter().any(joined) {
        return;
    }
    for mark in marks {
        if mark.tags.has(Tags::CLOSING.or(Tags::THANKS)) {
            cuts.push(past_spaces(text.source, signature::end(text, mark.span.end)));
        } else if mark.tags.has(Tags::ATTRIBUTION.or(Tags::DEVICE)) {
            cuts.push(past_spaces(text.source, mark.span.end));
        }
    }
    let first = text.sentences.partition_point(|sentence| sentence.span.start < line.start);
    let sentences = text.sentences[first..].iter().take_while(|sentence| sentence.span.start < line.end);
    // A block of headers or an attribution that a sentence seems to begin in is whole.
    let headed = |at: u32| {
        let next = marks.partition_point(|mark| mark.span.start < at);
        let mut near = marks[..next].iter().rev().take(NEAR);
        near.any(|mark| mark.tags.has(Tags::HEADER.or(Tags::ATTRIBUTION)) && at < mark.span.end)
    };
    if line.len() > LONG {
        cuts.extend(sentences.map(|sentence| sentence.span.start).filter(|&at| !headed(at)));
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|&cut| cut < line.end);
}

/// How many signs back a block of headers is looked for.
const NEAR: usize = 16;
/// Lines longer than this are cut into sentences too.
const LONG: usize = 160;

fn past_spaces(source: &str, at: u32) -> u32 {
    let rest = &source[at as usize..];
    at + (rest.len() - rest.trim_start_matches([' ', '\t', '.', ',']).len()) as u32
}

fn tags_of(marks: &[Mark], part: Span, heads: bool, source: &str) -> (Tags, Tags) {
    let bare = part.of(source).trim_start_matches(['>', ' ', '*', '_', '"', '“', '[', '(', '-', '#']);
    let lead = part.end - bare.len() as u32;
    let first = marks.partition_point(|mark| mark.span.start < part.start);
    let within = marks[first..].iter().take_while(|mark| mark.span.start < part.end);
    within.fold((Tags::default(), Tags::default()), |(tags, leads), mark| {
        let first = mark.span.start <= lead || heads && mark.span.start == part.start;
        (tags.or(mark.tags), if first { leads.or(mark.tags) } else { leads })
    })
}
