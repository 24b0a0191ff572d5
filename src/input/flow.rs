//! How the blocks of a document become lines of text, as the text layer reads them: one paragraph a line, a dash before an item,
//! the cells of a row side by side, and `Label: value` for a row of a form.

use std::ops::Range;

use super::extract::{Builder, Extract};
use crate::text::{Markup, Style, label};

/// Longest first cell of a row that is read as a label, in bytes.
const LABEL_BYTES: usize = 46;
/// What stands between two cells until the end of the row tells how many there are. Every other separator has its length.
const BETWEEN: &str = "\t ";

/// How far the next text is set off from the text before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Not at all.
    #[default]
    None,
    /// It begins a line.
    Line,
    /// An empty line stands before it.
    Paragraph,
}

/// A row of a table whose end is not reached.
#[derive(Debug, Default)]
struct Row {
    /// Where it begins in the text.
    start: usize,
    cells: usize,
    /// Where the gaps between its cells stand.
    gaps: Vec<usize>,
    /// Whether there is a table inside: then the table is there for its looks, and its cells are not values.
    holds_table: bool,
    /// Whether all its cells are heads of columns.
    heads: bool,
}

/// A text that is put together block by block.
#[derive(Debug)]
pub(super) struct Flow {
    pub(super) builder: Builder,
    gap: Gap,
    /// Whether the text so far is a heading: what follows it follows at once, or it would not be read as one.
    after_heading: bool,
    between_cells: bool,
    rows: Vec<Row>,
    quoted: usize,
    /// What stands before the next text of an item.
    bullet: bool,
}

impl Flow {
    pub(super) fn new(markup: Markup) -> Self {
        Self {
            builder: Builder::new(markup),
            gap: Gap::None,
            after_heading: false,
            between_cells: false,
            rows: Vec::new(),
            quoted: 0,
            bullet: false,
        }
    }

    /// The next text is set off at least this far.
    pub(super) fn set_off(&mut self, gap: Gap) {
        self.gap = if self.after_heading { Gap::Line } else { self.gap.max(gap) };
    }

    /// Ends a heading.
    pub(super) fn end_heading(&mut self) {
        self.gap = Gap::Line;
        self.after_heading = true;
    }

    /// Ends the line, whatever follows; again, and there is an empty line.
    pub(super) fn end_line(&mut self, at: usize) {
        self.settle(at);
        self.builder.put("\n", at..at);
    }

    pub(super) fn start_item(&mut self) {
        self.set_off(Gap::Line);
        self.bullet = true;
    }

    pub(super) fn quote(&mut self, starts: bool) {
        self.set_off(Gap::Paragraph);
        self.quoted = if starts { self.quoted + 1 } else { self.quoted.saturating_sub(1) };
    }

    pub(super) fn start_row(&mut self) {
        if let Some(outer) = self.rows.last_mut() {
            outer.holds_table = true;
        }
        self.set_off(Gap::Line);
        self.rows.push(Row { start: usize::MAX, heads: true, ..Row::default() });
    }

    /// Begins a cell; `head` is the head of a column.
    pub(super) fn start_cell(&mut self, head: bool) {
        let Some(row) = self.rows.last_mut() else { return self.set_off(Gap::Line) };
        row.heads &= head;
        row.cells += 1;
        if row.cells > 1 {
            self.gap = Gap::None;
            self.between_cells = true;
        }
    }

    pub(super) fn end_row(&mut self) {
        if self.between_cells {
            self.between_cells = false;
            if let Some(row) = self.rows.last_mut() {
                row.gaps.push(self.builder.text.len());
            }
        }
        let Some(row) = self.rows.pop() else { return };
        self.gap = Gap::Line;
        if row.start == usize::MAX {
            return;
        }
        let text = &mut self.builder.text;
        if row.holds_table {
            for gap in row.gaps {
                if gap + BETWEEN.len() <= text.len() {
                    text.replace_range(gap..gap + BETWEEN.len(), " \n");
                }
            }
        } else if row.cells == 2 && !row.heads {
            let Some(&gap) = row.gaps.first() else { return };
            let name = text[row.start..gap].trim();
            let is_label =
                name.len() <= LABEL_BYTES && !name.contains('\n') && label(&format!("{}: ", name.trim_end_matches(':'))).is_some();
            if is_label && gap + BETWEEN.len() <= text.len() {
                text.replace_range(gap..gap + BETWEEN.len(), if name.ends_with(':') { "  " } else { ": " });
            }
        } else if row.cells > 2 {
            // A row is one line, or its cells would not be told apart.
            let breaks: Vec<usize> = text[row.start..].match_indices('\n').map(|(at, _)| row.start + at).collect();
            breaks.into_iter().for_each(|at| text.replace_range(at..=at, " "));
        }
    }

    /// Adds bytes of the file as they stand.
    pub(super) fn keep(&mut self, file: &str, range: Range<usize>) {
        self.settle(range.start);
        self.builder.keep(file, range);
    }

    /// Adds text that stands for bytes of the file.
    pub(super) fn put(&mut self, text: &str, range: Range<usize>) {
        self.settle(range.start);
        self.builder.put(text, range);
    }

    /// Whether the next text begins a line, so that white space before it means nothing.
    pub(super) fn at_line_start(&self) -> bool {
        self.gap > Gap::None || self.between_cells || self.builder.text.is_empty() || self.builder.text.ends_with(['\n', ' ', '\t'])
    }

    /// Writes what stands between the text so far and the next.
    fn settle(&mut self, at: usize) {
        let text = &self.builder.text;
        let mut line_begins = text.is_empty();
        if self.between_cells {
            self.between_cells = false;
            if let Some(row) = self.rows.last_mut() {
                if row.start == usize::MAX {
                    row.start = text.len();
                }
                // An empty cell still takes its place.
                let written = row.gaps.len() + 1;
                for _ in written..row.cells {
                    row.gaps.push(self.builder.text.len());
                    self.builder.put(BETWEEN, at..at);
                }
            }
        } else if self.gap > Gap::None && !text.is_empty() {
            let wanted = if self.gap == Gap::Paragraph { 2 } else { 1 };
            let there = text.bytes().rev().take_while(|byte| *byte == b'\n').take(2).count();
            self.builder.put(&"\n\n"[..wanted - there.min(wanted)], at..at);
        }
        line_begins |= self.builder.text.ends_with('\n');
        self.gap = Gap::None;
        self.after_heading = false;
        if line_begins && self.quoted > 0 {
            self.builder.put("> ", at..at);
        }
        if std::mem::take(&mut self.bullet) && self.rows.is_empty() {
            self.builder.put("- ", at..at);
        }
        let length = self.builder.text.len();
        if let Some(row) = self.rows.last_mut().filter(|row| row.start == usize::MAX) {
            row.start = length;
        }
    }

    pub(super) fn set(&mut self, from: u32, style: Style) {
        self.builder.set(from, style);
    }

    pub(super) fn len(&self) -> u32 {
        self.builder.len()
    }

    pub(super) fn done(self) -> Extract {
        self.builder.done()
    }
}
