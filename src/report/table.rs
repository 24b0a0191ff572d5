//! CSV: one row a finding, safe to open in a spreadsheet.

use super::{Excerpter, NoteReport, Placed, Report, Summary};
use crate::input::InputError;
use crate::rules;

/// One row a finding, under a row of heads. An input that could not be read is a row whose rule is `error`.
#[derive(Debug)]
pub struct Csv {
    excerpter: Excerpter,
    begun: bool,
}

const HEADS: [&str; 16] = [
    "path",
    "entry",
    "id",
    "place",
    "line",
    "column",
    "end_line",
    "end_column",
    "rule",
    "principle",
    "severity",
    "message",
    "suggestions",
    "fingerprint",
    "accepted",
    "excerpt",
];

impl Csv {
    /// A table; the column `excerpt` holds what the excerpter shows.
    pub fn new(excerpter: Excerpter) -> Self {
        Self { excerpter, begun: false }
    }

    /// The byte-order mark tells spreadsheets that what follows is UTF-8: without it they break “quotation marks”.
    fn head(&mut self) -> String {
        if std::mem::replace(&mut self.begun, true) { String::new() } else { format!("\u{feff}{}", row(&HEADS.map(str::to_owned))) }
    }

    fn finding(&self, note: &NoteReport, placed: &Placed, accepted: &str) -> String {
        let finding = &placed.finding;
        let principle = rules::find(finding.rule).map_or("", |rule| rule.declaration.principle.id());
        row(&[
            note.path.clone(),
            note.entry.to_string(),
            note.source.metadata.id.clone().unwrap_or_default(),
            placed.spot.as_ref().map(ToString::to_string).unwrap_or_default(),
            placed.start.line.to_string(),
            placed.start.column.to_string(),
            placed.end.line.to_string(),
            placed.end.column.to_string(),
            finding.rule.to_owned(),
            principle.to_owned(),
            finding.severity.as_str().to_owned(),
            finding.advice.message.to_string(),
            finding.advice.suggestions.join(" | "),
            placed.fingerprint.clone().unwrap_or_default(),
            accepted.to_owned(),
            self.excerpter.of(note, placed).map_or_else(String::new, |excerpt| excerpt.to_string()),
        ])
    }
}

impl Report for Csv {
    fn note(&mut self, note: &NoteReport) -> String {
        let mut out = self.head();
        note.findings.iter().for_each(|placed| out.push_str(&self.finding(note, placed, "")));
        note.accepted.iter().for_each(|(placed, acceptance)| out.push_str(&self.finding(note, placed, &acceptance.reason)));
        out
    }

    fn error(&mut self, error: &InputError) -> String {
        self.head() + &trouble(&error.path, &error.message)
    }

    fn end(&mut self, summary: &Summary) -> String {
        self.head() + &summary.partial.map_or_else(String::new, |reason| trouble("", reason))
    }
}

fn trouble(path: &str, message: &str) -> String {
    let cells = HEADS.map(|head| match head {
        "path" => path.to_owned(),
        "rule" => "error".to_owned(),
        "message" => message.to_owned(),
        _ => String::new(),
    });
    row(&cells)
}

/// A row as RFC 4180 writes it. A cell that a spreadsheet would take for a formula begins with an apostrophe.
fn row(cells: &[String; HEADS.len()]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let safe = |cell: &String| {
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) { format!("'{cell}") } else { cell.clone() }
    };
    // Writing to memory cannot fail.
    let _ = writer.write_record(cells.iter().map(safe));
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula() {
        let mut cells = HEADS.map(|_| String::new());
        for (index, evil) in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "a=1", "\"=1\"", "a,b"].iter().enumerate() {
            cells[index] = (*evil).to_owned();
        }
        let row = row(&cells);
        assert!(row.starts_with("'=1+1,'+1,'-1,'@SUM(A1),'\t=1,'＝1,a=1,\"\"\"=1\"\"\",\"a,b\","), "{row}");
        assert!(row.ends_with("\r\n"));
    }
}
