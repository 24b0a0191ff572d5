//! Tables of actions: the row that names the columns, and the cells below it; and rows of an export with a plan in one cell.

use super::plan::{Given, MOST_COLUMNS, Reader, Under, given, inline_label, under};
use crate::text::{BlockKind, Span};

/// The columns of a table of actions, counted from the left.
#[derive(Clone, Copy)]
pub(super) struct Table {
    pub(super) who: Option<usize>,
    pub(super) when: Option<usize>,
}

impl Reader<'_> {
    /// A cell of a table: the row that names the columns begins a plan, and each row below is a unit of it.
    pub(super) fn cell(&mut self, index: usize, first: usize) {
        let span = self.text.blocks[index].span;
        let new_row = index == 0 || self.text.between(self.text.blocks[index - 1].span.end, span.start).contains(['\n', '\r']);
        if new_row {
            self.line = self.text.source[..span.start as usize].rfind(['\n', '\r']).map_or(0, |at| at as u32 + 1);
            if let Some(table) = self.header(index) {
                self.table = Some(table);
                return self.start(Under::Actions, span);
            }
        }
        let Some(table) = self.table else {
            return self.loose_cell(index, first, new_row);
        };
        if self.plans.headings.last().is_some_and(|name| name.start >= self.line) {
            return;
        }
        let column = self.column(span);
        if new_row {
            self.unit(first, self.sentence, None, false);
            if let Some(unit) = self.plans.units.last_mut() {
                unit.who = table.who.map_or(Given::Unasked, |_| Given::Empty);
                unit.when = table.when.map_or(Given::Unasked, |_| Given::Empty);
            }
        }
        let (hits, cues) = (self.hits, self.cues);
        let Some(unit) = self.plans.units.last_mut() else { return };
        let (who, when) = (table.who == Some(column), table.when == Some(column));
        if who {
            unit.who = given(hits, cues, span);
        } else if when {
            unit.when = given(hits, cues, span);
        }
        if new_row && (who || when) {
            unit.end = unit.first;
        } else if !who && !when {
            unit.first = if unit.first == unit.end { first } else { unit.first };
            unit.end = self.sentence;
        }
    }

    /// A cell outside a table of actions: `Plan: …`, or what stands behind the cell `Actions` in its row.
    fn loose_cell(&mut self, index: usize, first: usize, new_row: bool) {
        let span = self.text.blocks[index].span;
        let name = inline_label(self.text, self.hits, self.cues, span);
        let headed = name.and_then(|name| under(self.hits, self.cues, self.text, name).map(|under| (under, name)));
        if let Some((under, name)) = headed {
            self.start(under, name);
            self.lines(
                first + usize::from(self.text.sentences.get(first).is_some_and(|label| label.span.end <= name.end + 1)),
                self.sentence,
            );
            self.open = None;
        } else if !new_row && index > 0 && self.is_bare_heading(&self.text.blocks[index - 1]) {
            self.begin(self.text.blocks[index - 1].span);
            self.lines(first, self.sentence);
            self.open = None;
        } else if new_row {
            self.unit(first, self.sentence, None, false);
        }
    }

    /// The columns of a table whose first cell is `index`, if its first row names who and when.
    fn header(&self, index: usize) -> Option<Table> {
        let mut table = Table { who: None, when: None };
        let mut headed = false;
        let row = self.text.blocks[index..].iter().take(MOST_COLUMNS).take_while(|block| block.kind == BlockKind::Cell);
        let mut end = self.line;
        for cell in row {
            if end > self.line && self.text.between(end, cell.span.start).contains(['\n', '\r']) {
                break;
            }
            end = cell.span.end;
            let column = Some(self.column(cell.span));
            let Some(hit) = self.hits.within(self.cues.actions, cell.span).first() else { continue };
            match self.cues.category(hit) {
                "owner-label" => table.who = table.who.or(column),
                "due-label" => table.when = table.when.or(column),
                "heading" | "mine" => headed = true,
                _ => {}
            }
        }
        (headed && (table.who.is_some() || table.when.is_some()) || table.who.is_some() && table.when.is_some()).then_some(table)
    }

    /// Which column of its row a cell stands in: empty cells count too.
    fn column(&self, cell: Span) -> usize {
        self.text.between(self.line, cell.start).bytes().filter(|byte| matches!(byte, b'|' | b'\t')).count()
    }
}
