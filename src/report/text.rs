//! Text for people: the words with a line under them on a terminal, one line a finding in a pipe.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Excerpter, NoteReport, Placed, Report, Summary};
use crate::finding::Severity;
use crate::input::InputError;

/// Most findings of one note that are drawn with their words; the rest are counted.
const DRAWN: usize = 200;

/// The words, underlined, and what is said of them. Asked for by being on a terminal.
#[derive(Debug)]
pub struct Snippets {
    renderer: Renderer,
}

impl Snippets {
    /// Snippets for a terminal of a width in columns, in colour or not.
    pub fn new(width: usize, colour: bool) -> Self {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        Self { renderer: renderer.term_width(width) }
    }

    fn draw(&self, note: &NoteReport, placed: &Placed) -> String {
        let finding = &placed.finding;
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        // The renderer is given the one line it draws: it reads the whole of what it is given.
        let line = placed.line;
        let clip = |offset: u32| (offset.min(line.end) - line.start) as usize;
        let (start, end) = (clip(placed.shown.start), clip(placed.shown.end));
        let whole = line.of(note.source.shown());
        let from = if whole.len() > LONG_LINE { whole.floor_char_boundary(start.saturating_sub(LONG_LINE / 2)) } else { 0 };
        let to = whole.ceil_char_boundary((end + LONG_LINE / 2).min(whole.len()));
        let snippet = Snippet::source(&whole[from..to])
            .line_start(placed.start.line)
            .annotation(AnnotationKind::Primary.span(start - from..end - from));
        let path = note.place(placed);
        let group = Group::with_title(level.primary_title(finding.advice.message.as_ref()).id(finding.rule));
        let report = if from == 0 {
            [group.element(snippet.path(path))]
        } else {
            // The renderer would count columns from the cut.
            let origin = Origin::path(path).line(placed.start.line).char_column(placed.start.column);
            [group.element(origin).element(snippet)]
        };
        format!("{}\n\n", self.renderer.render(&report))
    }
}

/// Beyond this many bytes a line is cut around the finding before it is drawn.
const LONG_LINE: usize = 400;

impl Report for Snippets {
    fn note(&mut self, note: &NoteReport) -> String {
        let mut out: String = note.findings.iter().take(DRAWN).map(|placed| self.draw(note, placed)).collect();
        if note.findings.len() > DRAWN {
            let _ = write!(out, "{}: and {} more\n\n", note.path, note.findings.len() - DRAWN);
        }
        out
    }

    fn error(&mut self, _: &InputError) -> String {
        String::new()
    }

    fn end(&mut self, summary: &Summary) -> String {
        summary_line(summary)
    }
}

/// One line a finding, without the note's words: `path:line:column: severity: message [rule]`, and `path:cell:line:column` or
/// `path:paragraph 7:line:column` where the lines are the note's own.
#[derive(Debug)]
pub struct Compact {
    excerpter: Excerpter,
}

impl Compact {
    /// Lines; under each stands what the excerpter shows.
    pub fn new(excerpter: Excerpter) -> Self {
        Self { excerpter }
    }
}

impl Report for Compact {
    fn note(&mut self, note: &NoteReport) -> String {
        let line = |placed: &Placed| {
            let (finding, at) = (&placed.finding, placed.start);
            let excerpt = self.excerpter.of(note, placed).map_or_else(String::new, |excerpt| format!("    {excerpt}\n"));
            format!(
                "{}:{}:{}: {}: {} [{}]\n{excerpt}",
                note.place(placed),
                at.line,
                at.column,
                finding.severity.as_str(),
                finding.advice.message,
                finding.rule
            )
        };
        note.findings.iter().map(line).collect()
    }

    fn error(&mut self, _: &InputError) -> String {
        String::new()
    }

    fn end(&mut self, summary: &Summary) -> String {
        summary_line(summary)
    }
}

pub(super) fn summary_line(summary: &Summary) -> String {
    let count = |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    let [information, warnings, errors] = summary.by_severity;
    let unread = match summary.unread {
        0 => String::new(),
        unread => format!("; {} could not be read", count(unread, "input", "inputs")),
    };
    let partial = summary.partial.map_or_else(String::new, |reason| format!("; {reason}"));
    let accepted = match summary.accepted {
        0 => String::new(),
        accepted => format!("; {accepted} more accepted"),
    };
    format!(
        "{} in {} ({} words): {}, {}, {information} for information{accepted}{unread}{partial}\n",
        count(summary.findings(), "finding", "findings"),
        count(summary.notes, "note", "notes"),
        summary.words,
        count(errors, "error", "errors"),
        count(warnings, "warning", "warnings"),
    )
}
