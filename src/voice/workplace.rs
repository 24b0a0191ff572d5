//! For which team the author of a note works, as far as the note says.

use super::author::NEAR;
use super::{Author, Cues};
use crate::lexicon::{Hit, Hits};
use crate::text::{BlockKind, Span, Text};

/// How many blocks at the head and at the end of a note are read for a field `Team:`.
const EDGE: usize = 10;

/// The name of the team: what stands in a field of that name, or behind the author's name and before the next comma.
pub(super) fn team(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, author: Author) -> Option<Span> {
    let is_team = |hit: &&Hit| cues.category(hit) == "team";
    let count = text.blocks.len();
    let edge = text.blocks.iter().enumerate().filter(|(index, _)| *index < EDGE || index + EDGE >= count);
    let field = edge.filter_map(|(_, block)| match block.kind {
        BlockKind::Field { label } if label.of(text.source).eq_ignore_ascii_case("team") => {
            trimmed(text.source, label.end, block.span.end.min(label.end + NEAR))
        }
        _ => None,
    });
    field.into_iter().next().or_else(|| {
        let name = author.span?;
        let block = text.blocks.iter().find(|block| block.span.contains(name))?;
        let rest = Span { start: name.end, end: block.span.end.min(name.end + NEAR) };
        let found = hits.within(cues.authorship, rest);
        let (first, last) = (found.iter().find(is_team)?, found.iter().rfind(is_team)?);
        let before = &text.source[rest.start as usize..first.span.start as usize];
        let start = before.rfind([',', '(', ';', '|', '\n', ':']).map_or(rest.start, |at| rest.start + at as u32 + 1);
        trimmed(text.source, start, last.span.end)
    })
}

/// The words between two offsets, without what surrounds them.
fn trimmed(source: &str, start: u32, end: u32) -> Option<Span> {
    let end = source.floor_char_boundary(end as usize);
    let part = source.get(start as usize..end)?;
    let edge = |c: char| !c.is_alphanumeric();
    let words = part.trim_matches(edge);
    let from = start as usize + (part.len() - part.trim_start_matches(edge).len());
    (!words.is_empty()).then(|| Span::new(from, from + words.len()))
}
