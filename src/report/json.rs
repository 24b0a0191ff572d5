//! JSON: one document for a run, or one line a note.

use std::collections::BTreeMap;

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Excerpter, NoteReport, Placed, Report, Summary};
use crate::finding::Severity;
use crate::input::{InputError, Spot};

/// One JSON document for the run. Notes are written as they come, so that a long run needs no memory for them.
#[derive(Debug)]
pub struct Json {
    excerpter: Excerpter,
    notes: usize,
    errors: Vec<Trouble>,
}

impl Json {
    /// A document; findings hold what the excerpter shows.
    pub fn new(excerpter: Excerpter) -> Self {
        Self { excerpter, notes: 0, errors: Vec::new() }
    }
}

impl Report for Json {
    fn note(&mut self, note: &NoteReport) -> String {
        let lead = if self.notes == 0 { "{\"version\": 1,\n\"notes\": [\n" } else { ",\n" };
        self.notes += 1;
        format!("{lead}{}", json(&Note::new(note, &self.excerpter)))
    }

    fn error(&mut self, error: &InputError) -> String {
        self.errors.push(Trouble { path: error.path.clone(), message: error.message.clone() });
        String::new()
    }

    fn end(&mut self, summary: &Summary) -> String {
        let lead = if self.notes == 0 { "{\"version\": 1,\n\"notes\": [" } else { "" };
        let errors = json(&self.errors);
        let summary = json(&Totals {
            notes: summary.notes,
            words: summary.words,
            findings: summary.findings(),
            accepted: summary.accepted,
            by_rule: &summary.by_rule,
            partial: summary.partial,
        });
        format!("{lead}\n],\n\"errors\": {errors},\n\"summary\": {summary}}}\n")
    }
}

/// One line of JSON a note; an input that could not be read is a line with `error`.
#[derive(Debug)]
pub struct JsonLines {
    excerpter: Excerpter,
}

impl JsonLines {
    /// Lines; findings hold what the excerpter shows.
    pub fn new(excerpter: Excerpter) -> Self {
        Self { excerpter }
    }
}

impl Report for JsonLines {
    fn note(&mut self, note: &NoteReport) -> String {
        json(&Note::new(note, &self.excerpter)) + "\n"
    }

    fn error(&mut self, error: &InputError) -> String {
        json(&Unread { path: &error.path, error: &error.message }) + "\n"
    }

    fn end(&mut self, summary: &Summary) -> String {
        summary.partial.map_or_else(String::new, |reason| json(&Unread { path: "", error: reason }) + "\n")
    }
}

/// What is written of an input that could not be read.
#[derive(Debug, Serialize)]
struct Trouble {
    path: String,
    message: String,
}

#[derive(Serialize)]
struct Unread<'r> {
    path: &'r str,
    error: &'r str,
}

#[derive(Serialize)]
struct Totals<'r> {
    notes: usize,
    words: usize,
    findings: usize,
    accepted: usize,
    by_rule: &'r BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partial: Option<&'static str>,
}

#[derive(Serialize)]
struct Note<'r> {
    path: &'r str,
    entry: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'r str>,
    kind: Option<&'r str>,
    findings: Vec<Finding<'r>>,
}

#[derive(Serialize)]
struct Finding<'r> {
    rule: &'static str,
    severity: Severity,
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'r str,
    suggestions: Vec<Suggestion<'r>>,
    data: Data<'r>,
    fingerprint: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<String>,
}

#[derive(Serialize)]
struct Suggestion<'r> {
    text: &'r str,
    start: u32,
    end: u32,
}

impl<'r> Note<'r> {
    fn new(note: &'r NoteReport, excerpter: &Excerpter) -> Self {
        let findings = note.findings.iter().map(|placed| Finding::new(placed, note, excerpter)).collect();
        Self { path: &note.path, entry: note.entry, id: note.source.metadata.id.as_deref(), kind: note.kind.as_deref(), findings }
    }
}

impl<'r> Finding<'r> {
    fn new(placed: &'r Placed, note: &NoteReport, excerpter: &Excerpter) -> Self {
        let finding = &placed.finding;
        let (advice, on_disk) = (&finding.advice, placed.on_disk);
        Self {
            rule: finding.rule,
            severity: finding.severity,
            start: on_disk.start,
            end: on_disk.end,
            line: placed.start.line,
            column: placed.start.column,
            end_line: placed.end.line,
            end_column: placed.end.column,
            message: &advice.message,
            suggestions: advice.suggestions.iter().map(|text| Suggestion { text, start: on_disk.start, end: on_disk.end }).collect(),
            data: Data { facts: &advice.data, spot: placed.spot.as_ref() },
            fingerprint: placed.fingerprint.as_deref(),
            excerpt: excerpter.of(note, placed).map(|excerpt| excerpt.to_string()),
        }
    }
}

/// The facts of a finding, and the cell or paragraph it stands in.
struct Data<'r> {
    facts: &'r [(&'static str, Value)],
    spot: Option<&'r Spot>,
}

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in self.facts {
            map.serialize_entry(key, value)?;
        }
        if let Some(spot) = self.spot {
            map.serialize_entry(spot.key(), spot)?;
        }
        map.end()
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| unreachable!("strings, numbers and maps with string keys"))
}
