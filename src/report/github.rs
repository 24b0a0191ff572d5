//! Workflow commands of GitHub Actions, which show each finding beside its line.

use super::{Excerpter, NoteReport, Placed, Report, Summary};
use crate::finding::Severity;
use crate::input::InputError;

/// One command a finding.
#[derive(Debug)]
pub struct GitHub {
    excerpter: Excerpter,
}

impl GitHub {
    /// Commands; their messages end with what the excerpter shows.
    pub fn new(excerpter: Excerpter) -> Self {
        Self { excerpter }
    }

    fn command(&self, note: &NoteReport, placed: &Placed) -> String {
        let finding = &placed.finding;
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let (start, end) = (placed.start, placed.end);
        // GitHub takes columns only where a finding stays on one line.
        let columns = if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
        let excerpt = self.excerpter.of(note, placed).map_or_else(String::new, |excerpt| format!("\n{excerpt}"));
        let spot = placed.spot.as_ref().map_or_else(String::new, |spot| format!("{spot}: "));
        format!(
            "::{command} file={},line={},endLine={}{columns},title={}::{}\n",
            property(&note.path),
            start.line,
            end.line,
            property(finding.rule),
            data(&format!("{spot}{}{excerpt}", finding.advice.message))
        )
    }
}

impl Report for GitHub {
    fn note(&mut self, note: &NoteReport) -> String {
        note.findings.iter().map(|placed| self.command(note, placed)).collect()
    }

    fn error(&mut self, error: &InputError) -> String {
        format!("::error file={}::{}\n", property(&error.path), data(&error.message))
    }

    fn end(&mut self, summary: &Summary) -> String {
        summary.partial.map_or_else(String::new, |reason| format!("::error::{}\n", data(reason)))
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_path_or_a_message_ends_the_command() {
        assert_eq!(property("a:b,c%\n.txt"), "a%3Ab%2Cc%25%0A.txt");
        assert_eq!(data("a: b\r\n::error::"), "a: b%0D%0A::error::");
    }
}
