//! What is shown of a note besides its findings, read in one go.

use casenote::Linter;
use casenote::record::Role;
use casenote::rules::Note;
use casenote::rules::plain_english::reading_age;
use casenote::text::{Block, BlockKind, Span};
use casenote::voice::{Clause, PasteKind};

use crate::deadlines::{self, Deadline};

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
    /// Of which kind it is, as an id of the policy.
    pub kind: Option<String>,
    /// Where the lines begin that close it: who wrote it, and when.
    pub foot: Option<u32>,
    /// By when what it tells of must be on the record.
    pub deadlines: Vec<Deadline>,
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
            kind: note.kind.map(|filed| filed.kind.id.clone()),
            foot: foot(note),
            deadlines: deadlines::of(note),
        })
    }
}

/// Most lines of a foot.
const FOOT: usize = 4;
/// What the label begins with that an empty note has for its author, filled in or not.
const WRITTEN: &str = "written";

/// The first of the last lines that tells who wrote the note, or when.
fn foot(note: &Note<'_>) -> Option<u32> {
    let source = note.text.source;
    let author = note.voices.author().span;
    let recorded = note.dates.all().iter().filter(|stamp| stamp.role == Role::Recorded).map(|stamp| stamp.span);
    let labels = note.text.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Field { label } => Some(label),
        _ => None,
    });
    let written = labels.filter(|label| label.of(source).get(..WRITTEN.len()).is_some_and(|start| start.eq_ignore_ascii_case(WRITTEN)));
    let line = |span: Span| source[..span.start as usize].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let closes = |&start: &usize| start > 0 && source[start..].lines().filter(|line| !line.trim().is_empty()).count() <= FOOT;
    author.into_iter().chain(recorded).chain(written).map(line).filter(closes).min().map(|start| start as u32)
}

/// A label with nothing behind it heads what stands below.
fn is_heading(block: &Block) -> bool {
    match block.kind {
        BlockKind::Heading => true,
        BlockKind::Field { label } => label.end + 2 >= block.span.end,
        _ => false,
    }
}
