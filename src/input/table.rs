//! Rows of an export, whatever file they come from, to notes: one note a row.

use super::columns::{Columns, Mapping, cell_name, no_text};
use super::source::{Source, Spot};
use super::{InputError, html};
use crate::text::{Span, Styles};

/// Rows at the top of a table in which the heads of the columns are looked for: exports begin with titles and empty rows.
const TOP_ROWS: usize = 20;

/// A table as it is read, row by row.
#[derive(Debug)]
pub(super) struct Table {
    path: String,
    /// The sheet of a workbook.
    sheet: Option<String>,
    columns: Columns,
    mapping: Option<Mapping>,
    /// Rows that were looked at for heads.
    tried: usize,
    entry: usize,
    notes: usize,
}

impl Table {
    pub(super) fn new(path: &str, sheet: Option<String>, columns: &Columns, first_entry: usize) -> Self {
        Self { path: path.to_owned(), sheet, columns: columns.clone(), mapping: None, tried: 0, entry: first_entry, notes: 0 }
    }

    /// Whether the heads of its columns are found.
    #[cfg(feature = "cli")]
    pub(super) fn is_read(&self) -> bool {
        self.mapping.is_some()
    }

    /// Whether it can be said that this table holds no notes.
    pub(super) fn is_hopeless(&self) -> bool {
        self.mapping.is_none() && self.tried >= TOP_ROWS
    }

    /// Whether a column holds the text of notes.
    #[cfg(feature = "cli")]
    pub(super) fn holds_text(&self, column: usize) -> bool {
        self.mapping.as_ref().is_some_and(|mapping| mapping.text.iter().any(|(index, _)| *index == column))
    }

    /// The number that the next note would have.
    #[cfg(feature = "cli")]
    pub(super) fn next_entry(&self) -> usize {
        self.entry
    }

    /// Notes so far.
    #[cfg(feature = "cli")]
    pub(super) fn notes(&self) -> usize {
        self.notes
    }

    /// Takes a row; rows count from 1. Rows without text give no note.
    pub(super) fn row(&mut self, row: u64, cells: &[String]) -> Option<Result<Source, InputError>> {
        let Some(mapping) = &self.mapping else {
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                self.tried += 1;
                self.mapping = Mapping::of(&self.columns, cells);
            }
            let missing = self.mapping.as_ref().and_then(|_| Mapping::missing(&self.columns, cells))?;
            let message = format!("has no column “{missing}”, which casenote.toml names; the notes were checked without it");
            return Some(Err(self.error(message)));
        };
        let entry = self.entry;
        self.entry += 1;
        let mut text = String::new();
        let (mut spots, mut styled, mut markup) = (Vec::new(), Vec::new(), crate::text::Markup::None);
        for (column, head) in &mapping.text {
            let Some(value) = cells.get(*column).filter(|value| !value.trim().is_empty()) else { continue };
            let name = cell_name(*column, row);
            let name = self.sheet.as_ref().map_or_else(|| name.clone(), |sheet| format!("{sheet}!{name}"));
            spots.push((text.len() as u32, Spot::Cell(name.clone())));
            if mapping.text.len() > 1 {
                let gap = if text.is_empty() { "" } else { "\n\n" };
                text.extend([gap, head, "\n"]);
            }
            let offset = text.len() as u32;
            if html::is_html(value) {
                let extract = match html::extract(value) {
                    Ok(extract) => extract,
                    Err(message) => return Some(Err(self.error(format!("{name} {message}")))),
                };
                markup = extract.styles.markup();
                let moved = |span: Span| Span { start: span.start + offset, end: span.end + offset };
                styled.extend(extract.styles.spans().iter().map(|(span, style)| (moved(*span), *style)));
                text.push_str(&extract.text);
            } else {
                text.push_str(value);
            }
        }
        if text.trim().is_empty() {
            return None;
        }
        self.notes += 1;
        let mut source = Source::own(self.path.clone(), entry, Styles::new(markup, styled), text, spots);
        source.metadata = mapping.metadata(|column| cells.get(column).cloned());
        Some(Ok(source))
    }

    /// What is to be said when all rows were read.
    pub(super) fn end(&self) -> Option<InputError> {
        match &self.mapping {
            None if self.tried == 0 => Some(self.error("is empty: there is nothing to check".to_owned())),
            None => Some(self.error(no_text(&self.columns))),
            Some(_) if self.notes == 0 => Some(self.error("holds no notes: the column with the text is empty".to_owned())),
            Some(_) => None,
        }
    }

    pub(super) fn error(&self, message: String) -> InputError {
        InputError { path: self.path.clone(), message }
    }
}
