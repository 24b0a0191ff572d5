//! What an export says about a note beside its text.

use super::dates::{Dates, Stamp};
use crate::text::{Abbreviations, Text};

/// What came with a note in columns of its own, as the case system wrote it. A note of a text file has none of it: there, the
/// text says it. Values are trimmed, and never empty.
///
/// Dates that a workbook holds as dates are written `2025-03-04`, with a time `2025-03-04 14:30`. All others are as they
/// were written; read them day first.
///
/// ```
/// use casenote::record::Metadata;
/// let metadata = Metadata { date: Some("04/03/2025".into()), ..Metadata::default() };
/// assert!(metadata.author.is_none());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// When what the note tells of happened.
    pub date: Option<String>,
    /// When it was recorded.
    pub recorded: Option<String>,
    /// Who wrote it, perhaps with a role and a team.
    pub author: Option<String>,
    /// The kind of note, in the case system's words.
    pub kind: Option<String>,
    /// The child it is about: a name or a number.
    pub child: Option<String>,
}

impl Metadata {
    /// Of a note that is nothing but its text.
    pub const NONE: Self = Self { date: None, recorded: None, author: None, kind: None, child: None };

    /// When what the note tells of happened, read.
    ///
    /// ```
    /// use casenote::record::Metadata;
    /// let metadata = Metadata { date: Some("04/03/2025 14:30".into()), ..Metadata::default() };
    /// let day = metadata.happened().and_then(|stamp| stamp.date);
    /// assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2025-03-04"));
    /// ```
    pub fn happened(&self) -> Option<Stamp> {
        self.date.as_deref().and_then(stamp)
    }

    /// When it was recorded, read.
    pub fn entered(&self) -> Option<Stamp> {
        self.recorded.as_deref().and_then(stamp)
    }
}

/// The one date of a cell.
fn stamp(cell: &str) -> Option<Stamp> {
    Dates::new(&Text::new(cell, &Abbreviations::default())).all().first().copied()
}
