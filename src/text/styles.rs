//! How words are set: italic, highlighted, struck out. Only some formats can hold it.

use super::Span;

/// A way of setting words apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// In italic.
    Italic,
    /// With a colour behind the words.
    Highlight(Colour),
    /// With a line through the words.
    Struck,
}

/// A colour, as far as a reader of records needs to tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Any green.
    Green,
    /// Any other.
    Other,
}

impl Colour {
    /// A colour of its red, green and blue. Green is what is clearly more green than anything else.
    pub const fn of(red: u8, green: u8, blue: u8) -> Self {
        let most = if red > blue { red } else { blue };
        if green as u16 >= most as u16 + 10 { Self::Green } else { Self::Other }
    }
}

/// What a format can say about how words are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Markup {
    /// Plain text: nothing can be set apart.
    #[default]
    None,
    /// Markdown: italic between stars.
    Markdown,
    /// HTML: italic and colours.
    Html,
    /// A Word document: italic and colours.
    Word,
}

impl Markup {
    /// Whether words can be in italic.
    pub const fn holds_italic(self) -> bool {
        !matches!(self, Self::None)
    }

    /// Whether words can have a colour behind them.
    pub const fn holds_colour(self) -> bool {
        matches!(self, Self::Html | Self::Word)
    }
}

/// The styles of a note.
///
/// ```
/// use casenote::text::{Markup, Span, Style, Styles};
/// let styles = Styles::new(Markup::Html, vec![(Span::new(0, 4), Style::Italic), (Span::new(5, 9), Style::Italic)]);
/// assert!(styles.covers(Span::new(1, 3), Style::Italic));
/// assert!(!styles.covers(Span::new(1, 7), Style::Italic));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Styles {
    markup: Markup,
    spans: Vec<(Span, Style)>,
}

impl Styles {
    /// The styles of a text without any.
    pub const PLAIN: Self = Self { markup: Markup::None, spans: Vec::new() };

    /// Styles found in a text of a format. They may lie inside one another.
    pub fn new(markup: Markup, mut spans: Vec<(Span, Style)>) -> Self {
        spans.sort_by_key(|(span, _)| *span);
        Self { markup, spans }
    }

    /// What the note's format can hold.
    pub const fn markup(&self) -> Markup {
        self.markup
    }

    /// Every stretch that is set apart, in order of place.
    pub fn spans(&self) -> &[(Span, Style)] {
        &self.spans
    }

    /// Whether the whole of a span is set in a style, in one stretch.
    pub fn covers(&self, span: Span, style: Style) -> bool {
        let before = self.spans.partition_point(|(at, _)| at.start <= span.start);
        self.spans[..before].iter().any(|(at, set)| *set == style && at.contains(span))
    }

    /// The styles inside a range of the text, as of a text that begins there.
    pub fn within(&self, range: Span) -> Self {
        let inside = self.spans.iter().filter(|(span, _)| span.touches(range)).map(|(span, style)| {
            let (start, end) = (span.start.max(range.start) - range.start, span.end.min(range.end) - range.start);
            (Span { start, end }, *style)
        });
        Self { markup: self.markup, spans: inside.collect() }
    }
}
