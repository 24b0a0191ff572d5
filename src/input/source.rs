//! A note, and the way back from its text to the place it came from.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use super::decode::{Decoded, Encoding};
use super::extract::{Extract, Piece};
use crate::record::Metadata;
use crate::text::{LineIndex, Position, Span, Styles};

/// A note's text, what came with it, and where it stands.
#[derive(Debug)]
pub struct Source {
    /// The path as given or found, or the name standard input was given.
    pub path: String,
    /// Which note of the file: entries, or rows below the heads of the columns, counted from 0.
    pub entry: usize,
    /// What the export says about the note in columns of its own.
    pub metadata: Metadata,
    /// How its words are set.
    pub styles: Styles,
    /// What a reader should know about how the file was read; told once a file.
    pub notice: Option<&'static str>,
    origin: Origin,
}

#[derive(Debug)]
enum Origin {
    /// A stretch of a file of plain text.
    Stretch { file: Arc<TextFile>, range: Range<usize> },
    /// What is left of a file of text when its markup is taken away.
    Marked { file: Arc<TextFile>, text: String, pieces: Vec<Piece> },
    /// A text that stands nowhere as such: it has places, from an offset on.
    Own { text: String, spots: Vec<(u32, Spot)> },
}

/// The place of words in a file whose bytes mean nothing to a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A cell of a table as a spreadsheet names it, `C5` or `Notes!C5`; or of a document, `table 2, row 3, cell 1`.
    Cell(String),
    /// A paragraph of a document, counted from 1 over the body, empty ones too.
    Paragraph(u32),
    /// A line of a file with one note a line, counted from 1.
    Line(u64),
}

impl Spot {
    /// The name of this kind of place in a finding's data.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Cell(_) => "cell",
            Self::Paragraph(_) => "paragraph",
            Self::Line(_) => "record",
        }
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Cell(name) => f.write_str(name),
            Self::Paragraph(number) => write!(f, "paragraph {number}"),
            Self::Line(number) => write!(f, "record {number}"),
        }
    }
}

impl Serialize for Spot {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Cell(name) => serializer.serialize_str(name),
            Self::Paragraph(number) => serializer.serialize_u32(*number),
            Self::Line(number) => serializer.serialize_u64(*number),
        }
    }
}

/// Where a span of a note stands for people and programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Its bytes in the file as it is on disk, for formats of text; in the note's own text for others.
    pub on_disk: Span,
    /// Where it starts: in the file for formats of text, in the note's own text for others.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// Its bytes in [`Source::shown`].
    pub shown: Span,
    /// The line it starts on, in [`Source::shown`].
    pub line: Span,
    /// Its cell, paragraph or record, where the file has such.
    pub spot: Option<Spot>,
}

impl Source {
    /// A whole file of plain text as one note.
    pub fn of_text(path: String, decoded: Decoded) -> Self {
        let notice = decoded.notice();
        let range = 0..decoded.text.len();
        Self { notice, ..Self::stretch(path, 0, &Arc::new(TextFile::new(decoded)), range) }
    }

    pub(super) fn stretch(path: String, entry: usize, file: &Arc<TextFile>, range: Range<usize>) -> Self {
        Self::new(path, entry, Styles::PLAIN, Origin::Stretch { file: Arc::clone(file), range })
    }

    pub(super) fn marked(path: String, entry: usize, file: &Arc<TextFile>, extract: Extract) -> Self {
        Self::new(path, entry, extract.styles, Origin::Marked { file: Arc::clone(file), text: extract.text, pieces: extract.pieces })
    }

    pub(super) fn own(path: String, entry: usize, styles: Styles, text: String, spots: Vec<(u32, Spot)>) -> Self {
        Self::new(path, entry, styles, Origin::Own { text, spots })
    }

    fn new(path: String, entry: usize, styles: Styles, origin: Origin) -> Self {
        Self { path, entry, metadata: Metadata::default(), styles, notice: None, origin }
    }

    /// The note's text, without markup. What is checked; spans of findings are of it.
    pub fn text(&self) -> &str {
        match &self.origin {
            Origin::Stretch { file, range } => &file.decoded.text[range.clone()],
            Origin::Marked { text, .. } | Origin::Own { text, .. } => text,
        }
    }

    /// The text that lines are counted in and that a report may show: the file as it stands, or the note's own text.
    pub fn shown(&self) -> &str {
        match &self.origin {
            Origin::Stretch { file, .. } | Origin::Marked { file, .. } => &file.decoded.text,
            Origin::Own { text, .. } => text,
        }
    }

    /// The places of spans of the note's text. Their order is free; the cost is that of sorting them.
    pub fn place(&self, spans: &[Span]) -> Vec<Placement> {
        let shown: Vec<Span> = spans.iter().map(|span| self.in_shown(*span)).collect();
        let mut offsets: Vec<usize> = shown.iter().flat_map(|span| [span.start as usize, span.end as usize]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let own;
        let (index, on_disk) = match &self.origin {
            Origin::Stretch { file, .. } | Origin::Marked { file, .. } => (file.lines(), file.on_disk(&offsets)),
            Origin::Own { text, .. } => {
                own = LineIndex::new(text);
                (&own, offsets.clone())
            }
        };
        let positions = index.positions(self.shown(), &offsets);
        let at = |offset: u32| offsets.binary_search(&(offset as usize)).unwrap_or_default();
        let place = |(span, shown): (&Span, Span)| {
            let (start, end) = (at(shown.start), at(shown.end));
            Placement {
                on_disk: Span::new(on_disk[start], on_disk[end]),
                start: positions[start],
                end: positions[end],
                shown,
                line: index.line(self.shown(), positions[start].line),
                spot: self.spot(span.start),
            }
        };
        spans.iter().zip(shown).map(place).collect()
    }

    fn in_shown(&self, span: Span) -> Span {
        match &self.origin {
            Origin::Stretch { range, .. } => Span::new(range.start + span.start as usize, range.start + span.end as usize),
            Origin::Marked { pieces, .. } => Piece::back(pieces, span),
            Origin::Own { .. } => span,
        }
    }

    fn spot(&self, offset: u32) -> Option<Spot> {
        let Origin::Own { spots, .. } = &self.origin else { return None };
        let after = spots.partition_point(|(from, _)| *from <= offset);
        spots.get(after.saturating_sub(1)).map(|(_, spot)| spot.clone())
    }
}

/// A file of text that one or many notes stand in.
#[derive(Debug)]
pub(super) struct TextFile {
    pub(super) decoded: Decoded,
    lines: OnceLock<LineIndex>,
    /// The offset on disk of each step of the text, where bytes on disk are not those of the text.
    steps: OnceLock<Vec<usize>>,
}

/// Bytes between the offsets that are kept for a file in another encoding: what one look-up may have to walk.
const STEP: usize = 4096;

impl TextFile {
    pub(super) fn new(decoded: Decoded) -> Self {
        Self { decoded, lines: OnceLock::new(), steps: OnceLock::new() }
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.decoded.text))
    }

    fn on_disk(&self, offsets: &[usize]) -> Vec<usize> {
        let text = &self.decoded.text;
        if let Encoding::Utf8 { .. } = self.decoded.encoding {
            return offsets.iter().map(|offset| offset + self.decoded.mark()).collect();
        }
        let step = |number: usize| text.floor_char_boundary(number * STEP);
        let steps = self.steps.get_or_init(|| self.decoded.on_disk(&(0..=text.len() / STEP).map(step).collect::<Vec<_>>()));
        let place = |&offset: &usize| {
            let number = offset / STEP;
            steps[number] + self.decoded.width(step(number)..offset)
        };
        offsets.iter().map(place).collect()
    }
}
