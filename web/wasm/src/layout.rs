//! How words are set, between the page and the library: what a file was opened with, and what the writer changed since.

use casenote::text::{Colour, Markup, Span, Style, Styles};
use serde::{Deserialize, Serialize};

use crate::units::Units;

/// A note's styles, in units of the page.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Layout {
    markup: Format,
    spans: Vec<Set>,
}

#[derive(Debug, Default, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    #[default]
    None,
    Markdown,
    Html,
    Word,
}

#[derive(Debug, Deserialize, Serialize)]
struct Set {
    start: u32,
    end: u32,
    style: Name,
}

#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Name {
    Italic,
    Green,
    Colour,
    Struck,
}

impl Layout {
    pub(crate) fn of(styles: &Styles, units: &Units) -> Self {
        let markup = match styles.markup() {
            Markup::None => Format::None,
            Markup::Markdown => Format::Markdown,
            Markup::Html => Format::Html,
            Markup::Word => Format::Word,
        };
        let set = |(span, style): &(Span, Style)| {
            let style = match style {
                Style::Italic => Name::Italic,
                Style::Highlight(Colour::Green) => Name::Green,
                Style::Highlight(Colour::Other) => Name::Colour,
                Style::Struck => Name::Struck,
            };
            Set { start: units.of(span.start), end: units.of(span.end), style }
        };
        Self { markup, spans: styles.spans().iter().map(set).collect() }
    }

    /// The styles of a text; nothing of what lies beyond its end.
    pub(crate) fn styles(&self, text: &str, units: &Units) -> Styles {
        let markup = match self.markup {
            Format::None => Markup::None,
            Format::Markdown => Markup::Markdown,
            Format::Html => Markup::Html,
            Format::Word => Markup::Word,
        };
        let set = |set: &Set| {
            let style = match set.style {
                Name::Italic => Style::Italic,
                Name::Green => Style::Highlight(Colour::Green),
                Name::Colour => Style::Highlight(Colour::Other),
                Name::Struck => Style::Struck,
            };
            (Span { start: units.byte(set.start), end: units.byte(set.end) }, style)
        };
        let inside = |(span, _): &(Span, Style)| span.start < span.end && span.end as usize <= text.len();
        Styles::new(markup, self.spans.iter().map(set).filter(inside).collect())
    }
}
