//! Which accepted findings are in force for a note, and which of them were met.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::linters::folder_of;
use crate::accepted::{Accepted, Key, open};
use crate::report::{NoteReport, Placed};

/// The accepted files of a run.
pub(super) struct Acceptances {
    /// What was wrong with the files; the notes are checked without what is broken.
    pub(super) troubles: Vec<String>,
    /// The day on which acceptances hold or do not.
    pub(super) today: Date,
    files: Vec<File>,
    by_path: HashMap<PathBuf, Option<usize>>,
    by_folder: HashMap<PathBuf, Option<usize>>,
}

/// One file, and what of it was met.
struct File {
    accepted: Accepted,
    /// The folder it governs, without links.
    folder: PathBuf,
    met: HashSet<String>,
    expired: usize,
}

impl Acceptances {
    /// None yet: files are read when a note of their folder is.
    pub(super) fn new() -> Self {
        Self { troubles: Vec::new(), today: super::today(), files: Vec::new(), by_path: HashMap::new(), by_folder: HashMap::new() }
    }

    /// The accepted file for the notes of a folder, if there is one.
    pub(super) fn of(&mut self, folder: &Path) -> Option<usize> {
        if let Some(&known) = self.by_folder.get(folder) {
            return known;
        }
        let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let found = match Accepted::find(&whole) {
            Some(path) => self.read(path),
            // Made in this run, and not on disk yet.
            None => self.indices().rev().find(|&index| self.governs(index, &whole)),
        };
        self.by_folder.insert(folder.to_owned(), found);
        found
    }

    /// Whether a file lies in a folder or above it.
    pub(super) fn governs(&self, index: usize, folder: &Path) -> bool {
        folder.starts_with(&self.files[index].folder)
    }

    fn read(&mut self, path: PathBuf) -> Option<usize> {
        if let Some(&known) = self.by_path.get(&path) {
            return known;
        }
        let (accepted, faults) = open(&path);
        self.troubles.extend(faults.iter().map(ToString::to_string));
        let index = accepted.map(|accepted| self.add(accepted));
        self.by_path.insert(path, index);
        index
    }

    /// Takes in a file that may not be on disk yet.
    pub(super) fn add(&mut self, accepted: Accepted) -> usize {
        let folder = folder_of(&accepted.path);
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        self.files.push(File { accepted, folder, met: HashSet::new(), expired: 0 });
        self.files.len() - 1
    }

    /// A file by the number that [`Acceptances::of`] gave.
    pub(super) fn get(&self, index: usize) -> &Accepted {
        &self.files[index].accepted
    }

    pub(super) fn get_mut(&mut self, index: usize) -> &mut Accepted {
        &mut self.files[index].accepted
    }

    /// All files that are in force.
    pub(super) fn indices(&self) -> std::ops::Range<usize> {
        0..self.files.len()
    }

    /// The key for the notes of a file: its own, or else that of the environment.
    pub(super) fn key<'k>(&'k self, index: Option<usize>, environment: Option<&'k Key>) -> Option<&'k Key> {
        index.map(|index| self.get(index).key()).or(environment)
    }

    /// Takes the accepted findings out of a note's findings.
    pub(super) fn part(&self, index: Option<usize>, note: &mut NoteReport) {
        let Some(index) = index else { return };
        let accepted = self.get(index);
        let entry = |placed: &Placed| accepted.get(placed.fingerprint.as_deref()?, self.today).cloned();
        for placed in std::mem::take(&mut note.findings) {
            match entry(&placed) {
                Some(entry) => note.accepted.push((placed, entry)),
                None => note.findings.push(placed),
            }
        }
    }

    /// Remembers which entries a note met.
    pub(super) fn see(&mut self, index: Option<usize>, note: &NoteReport) {
        let Some(file) = index.map(|index| &mut self.files[index]) else { return };
        file.met.extend(note.accepted.iter().filter_map(|(placed, _)| placed.fingerprint.clone()));
        for fingerprint in note.findings.iter().filter_map(|placed| placed.fingerprint.as_deref()) {
            if file.accepted.has(fingerprint) {
                file.expired += 1;
                file.met.insert(fingerprint.to_owned());
            }
        }
    }

    /// The entries of a file that no note met, if all its notes were looked at and their rules ran.
    pub(super) fn unused(&self, index: usize, paths: &[PathBuf], ran: impl Fn(&str) -> bool) -> Vec<&str> {
        let file = &self.files[index];
        let whole = paths.iter().filter_map(|path| fs::canonicalize(path).ok()).any(|path| file.folder.starts_with(path));
        let unmet = file.accepted.entries().filter(|(fingerprint, entry)| !file.met.contains(*fingerprint) && ran(&entry.rule));
        if whole { unmet.map(|(fingerprint, _)| fingerprint).collect() } else { Vec::new() }
    }

    /// What the reader should know of the files after a run.
    pub(super) fn remarks(&self, paths: &[PathBuf], ran: impl Fn(&str) -> bool) -> Vec<String> {
        let mut remarks = Vec::new();
        for (index, file) in self.files.iter().enumerate() {
            let shown = file.accepted.path.display();
            if file.expired > 0 {
                remarks.push(format!(
                    "{shown}: {} raised again: the last day for which it was accepted is over",
                    count(file.expired, "is", "are")
                ));
            }
            let unused = self.unused(index, paths, &ran);
            if !unused.is_empty() {
                let told = count(unused.len(), "no longer occurs", "no longer occur");
                remarks.push(format!("{shown}: {told}; `casenote accept --prune` takes out:\n  {}", unused.join("\n  ")));
            }
        }
        remarks
    }
}

fn count(number: usize, one: &str, more: &str) -> String {
    if number == 1 { format!("1 accepted finding {one}") } else { format!("{number} accepted findings {more}") }
}
