//! Whose record a note is, for the rules that compare notes.

use super::Note;
use crate::text::{BlockKind, Span};

/// Blocks at the top that are read for it.
const TOP: usize = 12;

/// The child whose record the note is: a name or a number in a column of the export, or the first name in a field that says so.
pub(crate) fn of<'n>(note: &Note<'n>) -> Option<&'n str> {
    note.metadata.child.as_deref().or_else(|| by_field(note))
}

/// The first name in a field that says whose record the note is.
pub(crate) fn by_field<'n>(note: &Note<'n>) -> Option<&'n str> {
    let list = note.lexicon.list("subjects")?;
    let text = note.text;
    text.blocks.iter().take(TOP).find_map(|block| {
        let BlockKind::Field { label } = block.kind else { return None };
        let named =
            note.hits.within(list, label).iter().any(|hit| hit.span.contains(label)) || label.of(text.source).eq_ignore_ascii_case("name");
        let value = Span { start: label.end, end: block.span.end };
        let words = &text.words[text.word_from(value.start)..text.word_from(value.end)];
        let name = words.iter().map(|word| word.span.of(text.source)).find(|word| note.voices.is_name(word));
        name.filter(|_| named)
    })
}
