//! Findings that a person looked at and accepted: kept in a file beside the notes and never in them.
//!
//! The file holds fingerprints, reasons, names and dates, and no word of a note. Its key lies beside it in a file of its
//! own, made when the first finding is accepted: whoever can read the key can read the notes as well, and a copy of the
//! accepted file that travels without it tells nothing.

mod file;
mod fingerprint;
mod store;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

pub use file::{Fault, parse};
pub use fingerprint::Key;
pub use store::{new_key, open, save};

/// The name of the file, looked for beside a note and in the folders above it.
pub const FILE_NAME: &str = "casenote-accepted.toml";
/// The name of the file that holds its key, beside it.
pub const KEY_FILE_NAME: &str = ".casenote-key";

/// One accepted finding: why, by whom, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// The rule that found it.
    pub rule: String,
    /// Why it may stand.
    pub reason: String,
    /// Who took the decision.
    pub by: String,
    /// When.
    pub on: Date,
    /// The last day it holds; afterwards the finding is raised again. Without one it holds for good.
    pub until: Option<Date>,
}

/// What is accepted in a folder and below it, by fingerprint, and the key that the fingerprints were made with.
///
/// ```
/// use casenote::accepted::{Acceptance, Accepted, Key, parse};
/// use jiff::civil::date;
///
/// let key = Key::new("kept by the team");
/// let mut accepted = Accepted::new("casenote-accepted.toml", key.clone());
/// accepted.insert("0f".repeat(16), Acceptance {
///     rule: "plain-english/jargon".to_owned(),
///     reason: "the court's own word, explained to the family".to_owned(),
///     by: "Jo Hill".to_owned(),
///     on: date(2026, 3, 2),
///     until: Some(date(2026, 9, 2)),
/// });
/// let (again, faults) = parse("casenote-accepted.toml", &accepted.to_toml(), &[key]);
/// assert!(faults.is_empty());
/// assert!(again.unwrap().get(&"0f".repeat(16), date(2026, 9, 2)).is_some());
/// ```
#[derive(Debug, Clone)]
pub struct Accepted {
    /// Where it lies.
    pub path: PathBuf,
    key: Key,
    entries: BTreeMap<String, Acceptance>,
}

impl Accepted {
    /// An empty one.
    pub fn new(path: impl Into<PathBuf>, key: Key) -> Self {
        Self { path: path.into(), key, entries: BTreeMap::new() }
    }

    /// The file that governs a folder: its own or the nearest above it.
    pub fn find(folder: &Path) -> Option<PathBuf> {
        folder.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
    }

    /// The key of its fingerprints.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The acceptance of a fingerprint, if it holds on a day.
    pub fn get(&self, fingerprint: &str, today: Date) -> Option<&Acceptance> {
        self.entries.get(fingerprint).filter(|entry| !entry.expired(today))
    }

    /// Whether there is an acceptance of a fingerprint, one that has expired included.
    pub fn has(&self, fingerprint: &str) -> bool {
        self.entries.contains_key(fingerprint)
    }

    /// All of them, by fingerprint.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Acceptance)> {
        self.entries.iter().map(|(fingerprint, entry)| (fingerprint.as_str(), entry))
    }

    /// Accepts a fingerprint; of two acceptances the one that holds longer stays.
    pub fn insert(&mut self, fingerprint: String, acceptance: Acceptance) {
        let end = |entry: &Acceptance| entry.until.unwrap_or(Date::MAX);
        let old = self.entries.get(&fingerprint);
        if old.is_none_or(|old| end(old) <= end(&acceptance)) {
            self.entries.insert(fingerprint, acceptance);
        }
    }

    /// Keeps only what the caller wants to keep, and tells how many went.
    pub fn retain(&mut self, keep: impl Fn(&str, &Acceptance) -> bool) -> usize {
        let before = self.entries.len();
        self.entries.retain(|fingerprint, entry| keep(fingerprint, entry));
        before - self.entries.len()
    }
}

impl Acceptance {
    /// Whether it no longer holds on a day.
    pub fn expired(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }
}
