//! Text that stands twice: in one note, or in a note and an earlier one of the run.

use serde_json::json;

use crate::finding::Severity;
use crate::repeats::{Facts, Index, Kind, Passages, Repeat};
use crate::rules::{Check, Compare, Comparison, Declaration, Note, Place, Principle, Sink, subject};
use crate::text::{Block, BlockKind, Shape, Word, WordSet, word_set};
use crate::voice::{Section, Voice};

/// The declaration of `relevance/duplicate`.
pub const RULE: Declaration = Declaration {
    summary: "the same passage twice in a note, or carried over from another note of the run",
    principle: Principle::Relevant,
    severity: Severity::Warning,
    checks: &[Check::Collection(Comparison::of::<Duplicates>())],
    options: &[],
};

/// Fewest words of a passage: shorter ones are the same in many notes, and nobody copied them.
const WORDS: usize = 25;
/// Fewest words of short lines that are compared together.
const LINES: usize = 40;
/// Fewest words of a line among them; shorter ones are lists.
const LINE: usize = 5;

/// The passages of the run so far.
#[derive(Debug, Default)]
pub struct Duplicates(Index);

impl Compare for Duplicates {
    type Digest = Passages;

    fn digest(note: &Note<'_>) -> Option<Passages> {
        // A note with fewer words can hold no passage.
        if note.text.words.len() < WORDS {
            return None;
        }
        let mut passages = Passages::of(subject::by_field(note));
        read(note, &mut passages);
        passages.number(note.text.source);
        (!passages.is_empty()).then_some(passages)
    }

    fn foresee(&mut self, passages: &Passages) {
        self.0.foresee(passages);
    }

    fn compare(&mut self, place: &Place, passages: Passages, sink: &mut Sink<'_>) {
        let mut repeats = self.0.add(&place.path, place.entry, &passages).into_iter().peekable();
        while let Some(mut repeat) = repeats.next() {
            // Passages that were copied together are one finding.
            while let Some(next) = repeats.next_if(|next| goes_on(&repeat, next)) {
                repeat = Repeat {
                    span: repeat.span.to(next.span),
                    passage: next.passage,
                    kind: repeat.kind.min(next.kind),
                    similarity: repeat.similarity.min(next.similarity),
                    earlier: crate::repeats::Kept { lines: (repeat.earlier.lines.0, next.earlier.lines.1), ..next.earlier },
                    within: repeat.within.zip(next.within).map(|(one, other)| one.to(other)),
                    misnamed: repeat.misnamed || next.misnamed,
                    ..repeat
                };
            }
            report(&repeat, sink);
        }
    }
}

fn goes_on(repeat: &Repeat, next: &Repeat) -> bool {
    next.passage == repeat.passage + 1
        && next.earlier.path == repeat.earlier.path
        && next.earlier.entry == repeat.earlier.entry
        && next.within.is_some() == repeat.within.is_some()
        && next.earlier.lines.0 >= repeat.earlier.lines.1
}

fn report(repeat: &Repeat, sink: &mut Sink<'_>) {
    let (first, last) = repeat.earlier.lines;
    let lines = if first == last { format!("line {first}") } else { format!("lines {first} to {last}") };
    let place = match (repeat.within, repeat.earlier.entry) {
        (Some(_), _) => format!("in this note, {lines}"),
        (None, 0) => format!("in {}, {lines}", repeat.earlier.path),
        (None, entry) => format!("in {}, entry {}, {lines}", repeat.earlier.path, entry + 1),
    };
    let what = match repeat.kind {
        Kind::Same => "This passage also stands",
        Kind::Near => "Nearly the same passage stands",
        Kind::Part => "Most of these words also stand",
    };
    let message = if repeat.misnamed {
        format!(
            "{what} {place}, which is another child’s record, and a name from there is still in it. Check whose it is: a child who \
             reads this would find somebody else’s life in their file. Write what you saw and heard of this child."
        )
    } else if repeat.elsewhere {
        format!(
            "{what} {place}, which is another child’s record. Each child’s record is their own: keep what concerns this child, and \
             write what you saw and heard of them."
        )
    } else if repeat.within.is_some() {
        format!("{what} {place}. Who reads on cannot tell which of the two was meant. Keep it once, where it belongs.")
    } else if repeat.redated {
        format!(
            "{what} {place}, under another date. A reader cannot tell what was seen on which day, or whether anybody looked again. \
             Write what you saw this time, and point to the earlier note for what has not changed."
        )
    } else {
        format!(
            "{what} {place}. Repeated text hides what is new in this note. Point to the earlier note for what has not changed, and \
             write what has."
        )
    };
    let severity = if repeat.elsewhere && !repeat.misnamed { Severity::Info } else { RULE.severity };
    let finding = sink.report_as(severity, repeat.span, message);
    finding.other = repeat.within;
    let earlier = match repeat.within {
        Some(_) => json!({ "line": first, "end_line": last }),
        None => json!({ "path": &*repeat.earlier.path, "entry": repeat.earlier.entry, "line": first, "end_line": last }),
    };
    finding.fact("earlier", earlier).fact("similarity", (f64::from(repeat.similarity) * 100.0).round() / 100.0);
    finding.fact("extent", match repeat.kind {
        Kind::Same => "same",
        Kind::Near => "near",
        Kind::Part => "part",
    });
    if repeat.misnamed {
        finding.fact("category", "misnamed");
    } else if repeat.elsewhere {
        finding.fact("category", "other-record");
    } else if repeat.redated {
        finding.fact("category", "redated");
    }
}

/// The passages of a note: its paragraphs and longer list items and fields, and short lines that follow each other.
fn read(note: &Note<'_>, passages: &mut Passages) {
    let text = note.text;
    let mut lines: Option<(usize, usize)> = None;
    let close = |lines: &mut Option<(usize, usize)>, passages: &mut Passages| {
        if let Some((start, end)) = lines.take()
            && end - start >= LINES
        {
            push(note, start, end, passages);
        }
    };
    for block in &text.blocks {
        let (start, end) = words_of(block, note);
        let own = is_own(block, note) && end > start;
        if own && end - start >= WORDS {
            close(&mut lines, passages);
            push(note, start, end, passages);
        } else if own && block.kind == BlockKind::Paragraph && end - start >= LINE {
            lines = Some((lines.map_or(start, |(start, _)| start), end));
        } else {
            close(&mut lines, passages);
        }
    }
    close(&mut lines, passages);
}

/// The words of a block, the label of a field left out.
fn words_of(block: &Block, note: &Note<'_>) -> (usize, usize) {
    let start = if let BlockKind::Field { label } = block.kind { label.end } else { block.span.start };
    (note.text.word_from(start), note.text.word_from(block.span.end))
}

/// Whether a block is prose of the note itself, and not a heading, a list of actions, or somebody else's words.
fn is_own(block: &Block, note: &Note<'_>) -> bool {
    !matches!(block.kind, BlockKind::Heading | BlockKind::Quoted)
        && !matches!(note.voices.section(block.span), Some(Section::Actions | Section::Admin))
        && note.voices.at(block.span.at_start()) != Voice::Quoted
        && !note.voices.pasted(block.span)
}

/// Adds words as a passage, cut where they are too many, unless they are a list.
fn push(note: &Note<'_>, start: usize, end: usize, passages: &mut Passages) {
    let text = note.text;
    let words = &text.words[start..end];
    let pieces = words.len().div_ceil(crate::repeats::LONGEST);
    let size = words.len().div_ceil(pieces.max(1));
    for (index, piece) in words.chunks(size.max(1)).enumerate() {
        let (Some(first), Some(last)) = (piece.first(), piece.last()) else { continue };
        let span = first.span.to(last.span);
        let told = piece.iter().any(|word| TELLING.has(word.span.of(text.source)));
        if is_list(piece, span.of(text.source), told) {
            continue;
        }
        let day = note.dates.entry_date_of(span).and_then(|stamp| stamp.date);
        let facts = Facts {
            day: day.map_or(0, |date| u32::from(date.year().unsigned_abs()) * 400 + date.month() as u32 * 32 + date.day() as u32),
            told,
        };
        let start = start + index * size;
        passages.push(text, start..start + piece.len(), facts, |word| note.voices.is_name(word));
    }
}

/// Words of which a telling of somebody has one. The small print of a form has none: it speaks of today and of everybody.
static TELLING: WordSet = word_set!["he", "she", "i", "was", "were", "had", "her", "his", "him", "my", "mum", "dad", "said", "told"];

/// Whether words are a list set as running text: of people, doses, or dates.
fn is_list(words: &[Word], text: &str, told: bool) -> bool {
    let count = |shape: fn(Shape) -> bool| words.iter().filter(|word| shape(word.shape)).count();
    let commas = memchr::memchr2_iter(b',', b';', text.as_bytes()).count();
    let figures = count(|shape| shape == Shape::Digits);
    let capitals = count(|shape| matches!(shape, Shape::Capitalised | Shape::Capitals | Shape::Mixed));
    commas * if told { 4 } else { 8 } > words.len() || figures * 5 > words.len() || capitals * 2 > words.len()
}
