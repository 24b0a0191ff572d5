//! A range of bytes in a note's text.

use std::ops::Range;

/// A half-open range of bytes, always on character boundaries of the text it belongs to.
///
/// Offsets are 32-bit: input above [`crate::input::MAX_BYTES`] is refused before any span is made.
///
/// ```
/// use casenote::text::Span;
/// let span = Span::new(4, 7);
/// assert_eq!(span.of("and Mum said"), "Mum");
/// assert!(span.touches(Span::new(6, 9)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The text in this range.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The range as `usize`, for indexing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the range holds no bytes.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two ranges share a byte.
    pub fn touches(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this range.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The empty range at the start of this one.
    pub fn at_start(self) -> Self {
        Self { start: self.start, end: self.start }
    }

    /// From the start of this range to the end of `other`.
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start, end: other.end }
    }
}
