//! What is shown of a note besides its findings, read in one go.

use casenote::Linter;
use casenote::rules::plain_english::reading_age;
use casenote::text::{Block, BlockKind, Span};
use casenote::voice::{Clause, PasteKind};

/// The facts of a note that the editor shows.
#[derive(Debug, Default)]
pub struct Facts {
    /// Every clause and who stands behind it, in order.
    pub clauses: Vec<Clause>,
    /// Copied mail and messages.
    pub pastes: Vec<(Span, PasteKind)>,
    /// The entries of the note, and the date of each.
    pub entries: Vec<(Span, Span)>,
    /// Headings, in order.
    pub headings: Vec<Span>,
    /// The age from which the note reads easily.
    pub age: Option<&'static str>,
}

impl Facts {
    /// Reads a note.
    pub fn read(linter: &Linter, source: &str) -> Self {
        linter.facts(source, |note| Self {
            clauses: note.voices.clauses().collect(),
            pastes: note.voices.pastes().iter().map(|paste| (paste.span, paste.kind)).collect(),
            entries: note.dates.entries().iter().map(|entry| (entry.span, note.dates.all()[entry.stamp as usize].span)).collect(),
            headings: note.text.blocks.iter().filter(|block| is_heading(block)).map(|block| block.span).collect(),
            age: reading_age::age_band(note),
        })
    }
}

/// A label with nothing behind it heads what stands below.
fn is_heading(block: &Block) -> bool {
    match block.kind {
        BlockKind::Heading => true,
        BlockKind::Field { label } => label.end + 2 >= block.span.end,
        _ => false,
    }
}
