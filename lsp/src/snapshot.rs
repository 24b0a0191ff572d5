//! A note at one moment: its text, the rules in force, and what was found, each worked out once and only if asked for.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use casenote::Finding;
use casenote::text::Span;
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;

use crate::acceptance;
use crate::documents::Document;
use crate::facts::Facts;
use crate::positions::{Encoding, Place, Stretch};
use crate::rulebook::Rules;

/// A note at one moment.
#[derive(Debug)]
pub struct Snapshot {
    /// The address, as the server keeps it.
    pub address: String,
    /// Counts every change of any note and of the rules: no two moments share a number.
    pub revision: u64,
    /// The note.
    pub document: Document,
    /// The rules in force.
    pub rules: Arc<Rules>,
    /// What the editor counts in.
    pub encoding: Encoding,
    /// The folder that a configuration of its own would lie in.
    pub folder: Option<PathBuf>,
    /// The other notes that findings can name, as they name them.
    pub others: Arc<HashMap<String, PathBuf>>,
    findings: OnceCell<Arc<Vec<Finding>>>,
    facts: OnceCell<Arc<Facts>>,
}

impl Snapshot {
    /// A note as it is now.
    pub fn new(address: String, revision: u64, document: Document, rules: Arc<Rules>, encoding: Encoding, folder: Option<PathBuf>) -> Self {
        let (others, findings, facts) = (Arc::default(), OnceCell::new(), OnceCell::new());
        Self { address, revision, document, rules, encoding, folder, others, findings, facts }
    }

    /// The same text with what was found of it beside other notes.
    #[must_use]
    pub fn compared(&self, revision: u64, findings: Vec<Finding>, others: Arc<HashMap<String, PathBuf>>) -> Self {
        let findings = OnceCell::new_with(Some(Arc::new(findings)));
        Self { others, findings, ..self.settled(revision, self.document.clone()) }
    }

    /// The same text with nobody typing in it: what was found of it still holds.
    #[must_use]
    pub fn settled(&self, revision: u64, document: Document) -> Self {
        Self {
            address: self.address.clone(),
            revision,
            document,
            rules: Arc::clone(&self.rules),
            encoding: self.encoding,
            folder: self.folder.clone(),
            others: Arc::clone(&self.others),
            findings: OnceCell::new_with(self.findings.get().cloned()),
            facts: OnceCell::new_with(self.facts.get().cloned()),
        }
    }

    /// Tells this moment from every other, for an editor that asks whether anything is new.
    pub fn result_id(&self, quiet: bool) -> String {
        format!("{}{}", self.revision, if quiet { "q" } else { "" })
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.document.text
    }

    /// The findings; none if the check met a fault in the program, whose place was told.
    pub async fn findings(&self) -> Arc<Vec<Finding>> {
        let check = || async {
            let (text, rules) = (Arc::clone(&self.document.text), Arc::clone(&self.rules));
            let check = move || {
                let found = rules.linter.check(&text);
                Arc::new(match &rules.accepted {
                    Some(accepted) => acceptance::without(accepted, &text, found),
                    None => found,
                })
            };
            spawn_blocking(check).await.unwrap_or_default()
        };
        Arc::clone(self.findings.get_or_init(check).await)
    }

    /// The findings, if the note has been checked already.
    pub fn known_findings(&self) -> Option<&Arc<Vec<Finding>>> {
        self.findings.get()
    }

    /// Who speaks where, and the shape of the note.
    pub async fn facts(&self) -> Arc<Facts> {
        let read = || async {
            let (text, rules) = (Arc::clone(&self.document.text), Arc::clone(&self.rules));
            spawn_blocking(move || Arc::new(Facts::read(&rules.linter, &text))).await.unwrap_or_default()
        };
        Arc::clone(self.facts.get_or_init(read).await)
    }

    /// The byte of a place.
    pub fn offset(&self, place: Place) -> u32 {
        self.document.lines.offset(self.text(), place, self.encoding)
    }

    /// The bytes of a stretch.
    pub fn span(&self, stretch: Stretch) -> Span {
        let start = self.offset(stretch.start);
        Span { start, end: self.offset(stretch.end).max(start) }
    }

    /// The stretch of a span.
    pub fn stretch(&self, span: Span) -> Stretch {
        self.document.lines.stretch(self.text(), span, self.encoding)
    }
}
