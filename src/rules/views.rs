//! The places that forms give to somebody's views: a heading or a label, and what stands under it.

use super::Note;
use crate::text::{BlockKind, Span};

/// A heading or label, and what stands behind it: to the next heading, or label that names a place of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) name: Span,
    pub(crate) entry: Span,
}

/// The places whose heading or label holds a cue of a category of the list `involvement`.
pub(crate) fn places(note: &Note<'_>, category: &str) -> Vec<Place> {
    let Some(list) = note.lexicon.list("involvement") else { return Vec::new() };
    let text = note.text;
    let of_category = note.hits.of(list).iter().filter(|hit| note.lexicon.entry(hit).category == category);
    let mut found: Vec<Place> = Vec::new();
    for hit in of_category {
        let index = text.sentences[hit.sentence as usize].block as usize;
        let block = text.blocks[index];
        let name = match block.kind {
            BlockKind::Heading => {
                Span::new(block.span.start as usize, block.span.start as usize + block.span.of(text.source).trim_end_matches(':').len())
            }
            BlockKind::Field { label } if label.contains(hit.span) => label,
            _ => continue,
        };
        if found.last().is_some_and(|last| last.name == name) {
            continue;
        }
        // A label alone on its line is set as a heading is, and ends where the next field begins.
        let labelled = block.kind != BlockKind::Heading || block.span.end > name.end;
        let ends = |kind: BlockKind| kind == BlockKind::Heading || labelled && matches!(kind, BlockKind::Field { .. });
        let next = text.blocks[index + 1..].iter().find(|next| ends(next.kind));
        let end = next.map_or(text.source.len() as u32, |next| next.span.start);
        found.push(Place { name, entry: Span { start: name.end, end: end.max(name.end) } });
    }
    found
}

/// How many words stand in a place.
pub(crate) fn words(note: &Note<'_>, place: Place) -> usize {
    note.text.word_from(place.entry.end).saturating_sub(note.text.word_from(place.entry.start))
}

/// Whether a place holds a cue of one of some categories of the list `involvement`.
pub(crate) fn holds(note: &Note<'_>, span: Span, category: &str) -> bool {
    let list = note.lexicon.list("involvement");
    list.is_some_and(|list| note.hits.within(list, span).iter().any(|hit| note.lexicon.entry(hit).category == category))
}

/// What stands in a form where nobody was asked. Small letters, without the stop.
const EMPTY: &[&str] = &[
    "",
    "-",
    "--",
    "n/a",
    "na",
    "none",
    "nil",
    "not applicable",
    "not asked",
    "not discussed",
    "not known",
    "not obtained",
    "not recorded",
    "not sought",
    "none expressed",
    "none given",
    "none obtained",
    "none recorded",
    "none sought",
    "tba",
    "tbc",
    "unknown",
    "as above",
    "no views",
];

/// Whether nothing but a word for nothing stands in a place.
pub(crate) fn is_empty(note: &Note<'_>, place: Place) -> bool {
    let written = note.text.folded_of(place.entry).trim_matches(|mark: char| mark.is_whitespace() || matches!(mark, ':' | '.' | ','));
    EMPTY.contains(&written)
}
