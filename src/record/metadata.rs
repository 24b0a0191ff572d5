//! What an export says about a note beside its text.

use super::calendar::Moment;
use super::dates::Dates;
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
    /// By what the case system knows the note. Reports for programs hand it back.
    pub id: Option<String>,
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
    pub const NONE: Self = Self { id: None, date: None, recorded: None, author: None, kind: None, child: None };

    /// When what the note tells of happened, read.
    ///
    /// ```
    /// use casenote::record::Metadata;
    /// let metadata = Metadata { date: Some("04/03/2025 14:30".into()), ..Metadata::default() };
    /// let moment = metadata.happened().unwrap();
    /// assert_eq!(moment.date, jiff::civil::date(2025, 3, 4));
    /// assert_eq!(moment.time, Some(jiff::civil::time(14, 30, 0, 0)));
    /// ```
    pub fn happened(&self) -> Option<Moment> {
        self.date.as_deref().and_then(moment)
    }

    /// When it was recorded, read.
    pub fn entered(&self) -> Option<Moment> {
        self.recorded.as_deref().and_then(moment)
    }
}

/// The date of a cell, and its clock time where it has one.
fn moment(cell: &str) -> Option<Moment> {
    let dates = Dates::new(&Text::new(cell, &Abbreviations::default()));
    let date = dates.all().iter().find(|stamp| stamp.fault.is_none()).and_then(|stamp| stamp.date)?;
    Some(Moment { date, time: dates.all().iter().find_map(|stamp| stamp.time) })
}
