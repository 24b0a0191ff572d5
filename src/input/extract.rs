//! Text taken out of markup, with the way back to the bytes it came from.

use std::ops::Range;

use crate::text::{Markup, Span, Style, Styles};

/// A stretch of the text and the bytes of the file it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it begins in the text.
    text: u32,
    /// The bytes it came from; none for what the file does not hold, such as the dash of a list item.
    file: Span,
    /// Whether the text is those very bytes, so that a place inside it has a byte of its own.
    verbatim: bool,
}

impl Piece {
    /// The bytes of the file that a span of the text came from: from the first to the last of its words, and none of the markup
    /// that stands before or behind.
    pub(super) fn back(pieces: &[Self], span: Span) -> Span {
        let start = match pieces[..pieces.partition_point(|piece| piece.text <= span.start)].last() {
            Some(piece) if piece.verbatim => (piece.file.start + (span.start - piece.text)).min(piece.file.end),
            Some(piece) => piece.file.start,
            None => 0,
        };
        if span.is_empty() {
            return Span { start, end: start };
        }
        let end = match pieces[..pieces.partition_point(|piece| piece.text < span.end)].last() {
            Some(piece) if piece.verbatim => (piece.file.start + (span.end - piece.text)).min(piece.file.end),
            Some(piece) => piece.file.end,
            None => 0,
        };
        Span { start, end: end.max(start) }
    }
}

/// A text, where it came from, and how it is set.
#[derive(Debug, Default)]
pub(super) struct Extract {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) styles: Styles,
}

impl Extract {
    /// One stretch of it, as a text of its own.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        let span = Span::new(range.start, range.end);
        let first = self.pieces.partition_point(|piece| piece.text <= span.start).saturating_sub(1);
        let end = self.pieces.partition_point(|piece| piece.text < span.end).max(first);
        let cut = |piece: &Piece| {
            let before = span.start.saturating_sub(piece.text);
            let start = if piece.verbatim { (piece.file.start + before).min(piece.file.end) } else { piece.file.start };
            Piece { text: piece.text.max(span.start) - span.start, file: Span { start, end: piece.file.end }, verbatim: piece.verbatim }
        };
        Self {
            text: self.text[range].to_owned(),
            pieces: self.pieces[first..end].iter().map(cut).collect(),
            styles: self.styles.within(span),
        }
    }
}

/// Puts an [`Extract`] together from the front.
#[derive(Debug)]
pub(super) struct Builder {
    pub(super) text: String,
    pieces: Vec<Piece>,
    markup: Markup,
    styles: Vec<(Span, Style)>,
}

impl Builder {
    pub(super) fn new(markup: Markup) -> Self {
        Self { text: String::new(), pieces: Vec::new(), markup, styles: Vec::new() }
    }

    /// Adds bytes of the file as they stand.
    pub(super) fn keep(&mut self, file: &str, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let piece = Piece { text: self.text.len() as u32, file: Span::new(range.start, range.end), verbatim: true };
        self.text.push_str(&file[range]);
        match self.pieces.last_mut() {
            Some(last) if last.verbatim && last.file.end == piece.file.start => last.file.end = piece.file.end,
            _ => self.pieces.push(piece),
        }
    }

    /// Adds text that stands for bytes of the file: a character for its entity, or nothing that is there for an empty range.
    pub(super) fn put(&mut self, text: &str, range: Range<usize>) {
        if text.is_empty() {
            return;
        }
        self.pieces.push(Piece { text: self.text.len() as u32, file: Span::new(range.start, range.end), verbatim: false });
        self.text.push_str(text);
    }

    /// The length of the text so far.
    pub(super) fn len(&self) -> u32 {
        self.text.len() as u32
    }

    /// Sets the text from an offset on in a style.
    pub(super) fn set(&mut self, from: u32, style: Style) {
        self.set_range(from, self.len(), style);
    }

    /// Sets a stretch of the text in a style, less the white space around it.
    pub(super) fn set_range(&mut self, from: u32, to: u32, style: Style) {
        let written = &self.text[from as usize..to as usize];
        let start = from as usize + (written.len() - written.trim_start().len());
        let end = from as usize + written.trim_end().len();
        if start < end {
            self.styles.push((Span::new(start, end), style));
        }
    }

    pub(super) fn done(self) -> Extract {
        Extract { text: self.text, pieces: self.pieces, styles: Styles::new(self.markup, self.styles) }
    }
}
