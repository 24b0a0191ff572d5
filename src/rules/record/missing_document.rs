//! Work that ended or went to another team, with no summary of it among the notes of the same child.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Compare, Comparison, Declaration, Note, Place, Principle, Sink, subject};
use crate::text::Span;
use crate::voice::Voice;

/// The declaration of `record/missing-document`.
pub const RULE: Declaration = Declaration {
    summary: "a case that was closed or handed over, with no closing or transfer summary among the child’s notes",
    principle: Principle::Complete,
    severity: Severity::Info,
    checks: &[Check::Collection(Comparison::of::<Documents>())],
    options: &[],
};

/// Fewest entries of one child that are taken for a record; of fewer nobody can say what else there is.
const LEAST: u32 = 5;
/// Fewest words of a summary: "Case closed" is a title, and no more than that.
const SUMMARY: usize = 40;
/// Most children who are remembered.
const MOST: usize = 100_000;
/// The kinds of note that are a summary.
const SUMMARIES: &[&str] = &["closing-summary", "transfer-summary"];

/// What a note says of its child's record.
#[derive(Debug)]
pub struct Said {
    child: u64,
    /// How many entries it is.
    entries: u32,
    summary: bool,
    ended: Option<(Span, &'static str)>,
}

/// What is known of a child's record.
#[derive(Debug, Default, Clone, Copy)]
struct Record {
    foreseen: u32,
    met: u32,
    summary: bool,
}

/// The records of the run so far, by a number for the child.
#[derive(Debug, Default)]
pub struct Documents(HashMap<u64, Record>);

impl Compare for Documents {
    type Digest = Said;

    fn digest(note: &Note<'_>) -> Option<Said> {
        let child = number(subject::of(note)?);
        let list = note.lexicon.list("documents")?;
        let category = |hit: &Hit| note.lexicon.entry(hit).category.as_str();
        let hits = note.hits.of(list);
        let is_summary =
            note.text.words.len() >= SUMMARY && note.kind.is_some_and(|filed| SUMMARIES.contains(&filed.kind.id.as_str()));
        let summary = is_summary || hits.iter().any(|hit| category(hit) == "summary");
        let told = |hit: &&Hit| note.voices.at(hit.span) == Voice::Author && !note.voices.pasted(hit.span);
        let ended = hits.iter().filter(told).find_map(|hit| match category(hit) {
            "closed" => Some((hit.span, "closing")),
            "transferred" => Some((hit.span, "transfer")),
            _ => None,
        });
        let entries = note.dates.entries().iter().filter(|entry| !entry.is_inside()).count().max(1) as u32;
        Some(Said { child, entries, summary, ended })
    }

    fn foresee(&mut self, said: &Said) {
        if let Some(record) = self.record(said.child) {
            record.foreseen += said.entries;
            record.summary |= said.summary;
        }
    }

    fn compare(&mut self, _: &Place, said: Said, sink: &mut Sink<'_>) {
        let Some(record) = self.record(said.child) else { return };
        record.met += said.entries;
        record.summary |= said.summary;
        let enough = record.foreseen.max(record.met) >= LEAST;
        if let Some((span, document)) = said.ended.filter(|_| enough && !record.summary) {
            let message = format!(
                "No {document} summary was found among this child’s notes. It is the page on which they can read why the work began, what was done and \
                 why it ended. Write it, or say where it is: “The {document} summary of [date] is on the record.”"
            );
            sink.report(span, message).fact("document", document);
        }
    }
}

impl Documents {
    fn record(&mut self, child: u64) -> Option<&mut Record> {
        if self.0.len() >= MOST && !self.0.contains_key(&child) {
            return None;
        }
        Some(self.0.entry(child).or_default())
    }
}

fn number(child: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    child.to_ascii_lowercase().hash(&mut hasher);
    hasher.finish()
}
