//! Every open note and the rules in force: what the server knows between two messages.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use casenote::Finding;

use crate::documents::{Document, Edit};
use crate::positions::Encoding;
use crate::rulebook::Rulebook;
use crate::snapshot::Snapshot;

/// An open note.
#[derive(Debug)]
struct Open {
    snapshot: Arc<Snapshot>,
    path: Option<PathBuf>,
    /// Whether somebody is at work on its diagnostics.
    watched: bool,
}

/// What the server knows.
#[derive(Debug, Default)]
pub struct Session {
    /// The rules in force.
    pub rulebook: Rulebook,
    /// What the editor counts in.
    pub encoding: Encoding,
    open: HashMap<String, Open>,
    revision: u64,
}

impl Session {
    /// Opens a note.
    pub fn open(&mut self, address: String, path: Option<PathBuf>, document: Document) {
        let snapshot = self.snap(&address, path.as_ref(), document);
        self.open.insert(address, Open { snapshot, path, watched: false });
    }

    /// Changes a note; one that is not open is left alone.
    pub fn change(&mut self, address: &str, edits: &[Edit], version: i32) {
        let Some(open) = self.open.get(address) else { return };
        let document = open.snapshot.document.edited(edits, version, self.encoding);
        let path = open.path.clone();
        let snapshot = self.snap(address, path.as_ref(), document);
        if let Some(open) = self.open.get_mut(address) {
            open.snapshot = snapshot;
        }
    }

    /// Closes a note and forgets it.
    pub fn close(&mut self, address: &str) {
        self.open.remove(address);
    }

    /// An open note as it is now.
    pub fn snapshot(&self, address: &str) -> Option<Arc<Snapshot>> {
        self.open.get(address).map(|open| Arc::clone(&open.snapshot))
    }

    /// Whether a note is still as it was.
    pub fn is_current(&self, snapshot: &Snapshot) -> bool {
        self.open.get(&snapshot.address).is_some_and(|open| open.snapshot.revision == snapshot.revision)
    }

    /// The addresses of all open notes.
    pub fn addresses(&self) -> Vec<String> {
        self.open.keys().cloned().collect()
    }

    /// The note that is open of a file.
    pub fn snapshot_of(&self, file: &Path) -> Option<Arc<Snapshot>> {
        self.open.values().find(|open| open.path.as_deref() == Some(file)).map(|open| Arc::clone(&open.snapshot))
    }

    /// Takes the work on a note's diagnostics; false if somebody has it already.
    pub fn take_watch(&mut self, address: &str) -> bool {
        self.open.get_mut(address).is_some_and(|open| !std::mem::replace(&mut open.watched, true))
    }

    /// Ends the work on a note's diagnostics, if the note is still as it was when it was last looked at.
    pub fn end_watch(&mut self, snapshot: &Snapshot) -> bool {
        let current = self.is_current(snapshot);
        if let Some(open) = self.open.get_mut(&snapshot.address).filter(|_| current) {
            open.watched = false;
        }
        current || !self.open.contains_key(&snapshot.address)
    }

    /// Lets go of the caret of a note: the writer paused.
    pub fn settle(&mut self, snapshot: &Snapshot) -> bool {
        if !self.is_current(snapshot) || snapshot.document.caret.is_none() {
            return false;
        }
        let document = Document { caret: None, ..snapshot.document.clone() };
        self.revision += 1;
        let settled = Arc::new(snapshot.settled(self.revision, document));
        if let Some(open) = self.open.get_mut(&snapshot.address) {
            open.snapshot = settled;
        }
        true
    }

    /// Takes over what was found of a note beside the others of its folder, if the note is still as it was then; gives the
    /// note back if that is news.
    pub fn compared(
        &mut self,
        snapshot: &Snapshot,
        findings: Vec<Finding>,
        others: Arc<HashMap<String, PathBuf>>,
    ) -> Option<Arc<Snapshot>> {
        if !self.is_current(snapshot) || snapshot.known_findings().is_some_and(|known| **known == findings) {
            return None;
        }
        self.revision += 1;
        let compared = Arc::new(snapshot.compared(self.revision, findings, others));
        self.open.get_mut(&snapshot.address)?.snapshot = Arc::clone(&compared);
        Some(compared)
    }

    /// Reads every open note anew under the rules as they are now.
    pub fn renew(&mut self) {
        self.rulebook.forget();
        for address in self.addresses() {
            let Some(open) = self.open.get(&address) else { continue };
            let (document, path) = (open.snapshot.document.clone(), open.path.clone());
            let snapshot = self.snap(&address, path.as_ref(), document);
            if let Some(open) = self.open.get_mut(&address) {
                open.snapshot = snapshot;
            }
        }
    }

    fn snap(&mut self, address: &str, path: Option<&PathBuf>, document: Document) -> Arc<Snapshot> {
        self.revision += 1;
        let rules = self.rulebook.of(path.map(PathBuf::as_path));
        let folder = path.and_then(|path| path.parent()).map(Path::to_owned);
        let folder = folder.or_else(|| self.rulebook.roots.first().map(|root| root.path.clone()));
        Arc::new(Snapshot::new(address.to_owned(), self.revision, document, rules, self.encoding, folder))
    }
}
