//! Findings as people and programs read them. A report calls no rule and prints nothing itself.

mod excerpt;
mod github;
mod html;
mod json;
mod junit;
mod place;
mod sarif;
mod statistics;
mod table;
mod text;
mod voices;

use jiff::civil::Date;

use crate::accepted::{Acceptance, Key};
use crate::finding::{Finding, Severity};
use crate::input::{InputError, Source, Spot};
use crate::text::{Position, Span};

pub use excerpt::{Excerpt, Excerpter, Excerpts};
pub use github::GitHub;
pub use html::{Groups, Html};
pub use json::{Json, JsonLines};
pub use junit::JUnit;
pub use sarif::Sarif;
pub use statistics::Statistics;
pub use table::Csv;
pub use text::{Compact, Snippets};
pub use voices::{voices_as_json, voices_as_text};

/// Whose a note is, and of which day, where it or its file says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// Who wrote it.
    pub worker: Option<String>,
    /// For which team.
    pub team: Option<String>,
    /// The day it tells of.
    pub date: Option<Date>,
}

/// One checked note.
#[derive(Debug)]
pub struct NoteReport {
    /// The path as given or found.
    pub path: String,
    /// Which note of the file it is, from 0.
    pub entry: usize,
    /// Of which kind it is, as an id of the policy, if that is known.
    pub kind: Option<String>,
    /// The note's words, counted.
    pub words: usize,
    /// Whose it is; worked out only for reports that tell notes apart.
    pub about: About,
    /// What a reader should know about how it was read.
    pub notice: Option<&'static str>,
    /// Its findings with their places, in order, less those that are accepted.
    pub findings: Vec<Placed>,
    /// Findings that somebody accepted, each with the reason.
    pub accepted: Vec<(Placed, Acceptance)>,
    /// The note, for its place in the file, and for reports that were asked to show its text.
    pub source: Source,
}

impl NoteReport {
    /// The file, and the cell or paragraph in it whose lines are counted: `notes.xlsx:Notes!D7`.
    pub fn place(&self, placed: &Placed) -> String {
        placed.spot.as_ref().map_or_else(|| self.path.clone(), |spot| format!("{}:{spot}", self.path))
    }
}

/// A finding and where it stands for people and on disk.
#[derive(Debug)]
pub struct Placed {
    /// The finding.
    pub finding: Finding,
    /// Where it starts.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// Its bytes in the file, or in the note's own text where the file is no text.
    pub on_disk: Span,
    /// Its bytes in [`Source::shown`].
    pub shown: Span,
    /// The line it starts on, in [`Source::shown`].
    pub line: Span,
    /// The cell, the paragraph or the record, where the file has such.
    pub spot: Option<Spot>,
    /// The same words in the same company have the same fingerprint, wherever they move; only with a key.
    pub fingerprint: Option<String>,
}

/// What a run came to.
#[derive(Debug, Default)]
pub struct Summary {
    /// Notes checked.
    pub notes: usize,
    /// Their words.
    pub words: usize,
    /// Findings by rule.
    pub by_rule: std::collections::BTreeMap<&'static str, usize>,
    /// Findings by severity: information, warnings, errors.
    pub by_severity: [usize; 3],
    /// Findings that somebody accepted; they are counted nowhere else.
    pub accepted: usize,
    /// Inputs that could not be read.
    pub unread: usize,
    /// Why the run ended before all notes were checked, if it did.
    pub partial: Option<&'static str>,
}

impl Summary {
    /// Counts a note.
    pub fn add(&mut self, note: &NoteReport) {
        self.notes += 1;
        self.words += note.words;
        self.accepted += note.accepted.len();
        for placed in &note.findings {
            *self.by_rule.entry(placed.finding.rule).or_default() += 1;
            self.by_severity[placed.finding.severity as usize] += 1;
        }
    }

    /// All findings.
    pub fn findings(&self) -> usize {
        self.by_severity.iter().sum()
    }

    /// Findings at or above a severity.
    pub fn at_least(&self, severity: Severity) -> usize {
        self.by_severity[severity as usize..].iter().sum()
    }
}

/// A form of report. Notes arrive in a stable order.
pub trait Report {
    /// Adds a note to the output.
    fn note(&mut self, note: &NoteReport) -> String;
    /// Adds an input that could not be read.
    fn error(&mut self, error: &InputError) -> String;
    /// What stands at the end.
    fn end(&mut self, summary: &Summary) -> String;
}

/// Finds the places of findings: one pass over the text, however many there are.
pub fn place(source: &Source, findings: Vec<Finding>, key: Option<&Key>) -> Vec<Placed> {
    let spans: Vec<Span> = findings.iter().map(|finding| finding.span).collect();
    let placed = source.place(&spans).into_iter().zip(findings);
    placed
        .map(|(place, finding)| Placed {
            start: place.start,
            end: place.end,
            on_disk: place.on_disk,
            shown: place.shown,
            line: place.line,
            spot: place.spot,
            fingerprint: key.map(|key| key.fingerprint(source.text(), &finding)),
            finding,
        })
        .collect()
}
