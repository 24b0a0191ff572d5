//! Every note of the open folders, each beside the others, with progress, for as long as the editor wants it.
//!
//! Notes are compared as they are saved. A note that is open and was changed since is shown as it is open, without what was
//! found beside the others; it is compared again when it is saved.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use casenote::engine::{Collection, Examined};
use casenote::rules::Place;
use casenote::{Finding, input};
use tokio::task::spawn_blocking;
use tower_lsp::ls_types::{
    Diagnostic, FullDocumentDiagnosticReport, ProgressToken, UnchangedDocumentDiagnosticReport, Uri, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::convert;
use super::server::Shared;
use crate::acceptance;
use crate::documents::Document;
use crate::positions::Lines;
use crate::rulebook::Rules;
use crate::snapshot::Snapshot;

/// Files between two words on how far it is.
const REPORT_EVERY: usize = 16;
const TITLE: &str = "Checking the notes of the folder";

/// What the notes were when the folders were last checked, and the id that each was given.
#[derive(Debug, Default)]
pub(super) struct LastCheck {
    state: u64,
    ids: HashMap<String, String>,
    /// The open notes that were as they were saved, each at its moment.
    compared: HashMap<String, u64>,
}

/// A note as it is saved.
struct Saved {
    uri: Uri,
    path: PathBuf,
    /// As findings in other notes name it.
    name: String,
    text: Arc<String>,
    rules: Arc<Rules>,
}

impl Saved {
    /// Checks the note by itself; nothing comes of a fault in the program, whose place was told.
    async fn examine(&self) -> Option<Examined> {
        let (text, rules) = (Arc::clone(&self.text), Arc::clone(&self.rules));
        spawn_blocking(move || rules.linter.examine(&text)).await.ok()
    }

    fn document(&self) -> Document {
        Document { lines: Lines::new(&self.text), text: Arc::clone(&self.text), version: 0, markdown: false, caret: None }
    }

    /// Tells what was found of the note from what was found before.
    fn id(&self, findings: &[Finding]) -> String {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        for finding in findings {
            (finding.rule, finding.span.start, finding.span.end, &finding.advice.message).hash(&mut hasher);
        }
        format!("file-{:016x}", hasher.finish())
    }
}

impl Hash for Saved {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (&self.path, &self.text, self.rules.number).hash(hasher);
    }
}

/// Compares notes in their order, as the command line does, and gives back what was found of each.
fn compare(notes: &[Saved], examined: Vec<Option<Examined>>) -> Vec<Vec<Finding>> {
    let mut met = Collection::default();
    met.foresee(examined.iter().flatten());
    let findings = notes.iter().zip(examined).map(|(note, examined)| {
        let Some(mut examined) = examined else { return Vec::new() };
        let place = Place { path: note.name.clone(), entry: 0 };
        // A fault in the program costs what this note has in common with others.
        let _ = catch_unwind(AssertUnwindSafe(|| note.rules.linter.compare(&mut met, &place, &mut examined)));
        match &note.rules.accepted {
            Some(accepted) => acceptance::without(accepted, &note.text, examined.findings),
            None => examined.findings,
        }
    });
    findings.collect()
}

/// A file and what was found in it.
pub(super) struct Checked {
    uri: Uri,
    version: Option<i32>,
    id: String,
    /// Nothing if it is as it was when the editor last asked.
    diagnostics: Option<Vec<Diagnostic>>,
}

impl Checked {
    pub(super) fn report(self) -> WorkspaceDocumentDiagnosticReport {
        let (uri, version) = (self.uri, self.version.map(i64::from));
        match self.diagnostics {
            Some(items) => WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(self.id), items },
            }),
            None => WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: self.id },
            }),
        }
    }
}

impl Shared {
    /// Checks every note of the open folders. `known` holds the ids of what the editor has already. The work stops where it is
    /// when the editor calls it off, for then nobody waits for this any more.
    pub(super) async fn check_folders(self: &Arc<Self>, known: &HashMap<String, String>, token: Option<ProgressToken>) -> Vec<Checked> {
        let roots: Vec<PathBuf> = self.session().rulebook.roots.iter().map(|root| root.path.clone()).collect();
        let walk =
            move || roots.iter().flat_map(|root| input::walk(root).0.into_iter().map(|file| (file, root.clone()))).collect::<Vec<_>>();
        let files = spawn_blocking(walk).await.unwrap_or_default();
        let progress = match token {
            Some(token) => Some(self.client.progress(token, TITLE).with_percentage(0).begin().await),
            None => None,
        };
        let mut notes = Vec::new();
        for (file, root) in files {
            notes.extend(self.saved(file, &root).await);
        }
        let mut checked = self.unchanged(&notes, known).await;
        if checked.is_empty() {
            let mut examined = Vec::with_capacity(notes.len());
            for (number, note) in notes.iter().enumerate() {
                examined.push(note.examine().await);
                if let Some(progress) = progress.as_ref().filter(|_| number % REPORT_EVERY == 0) {
                    progress.report((number * 100 / notes.len()) as u32).await;
                }
            }
            let compared = move || {
                let findings = compare(&notes, examined);
                (notes, findings)
            };
            let (notes, findings) = spawn_blocking(compared).await.unwrap_or_default();
            checked = self.take_over(notes, findings, known).await;
        }
        if let Some(progress) = progress {
            progress.finish().await;
        }
        checked
    }

    /// A file as it is saved. What cannot be read is no note, and says nothing of a note.
    async fn saved(&self, path: PathBuf, root: &Path) -> Option<Saved> {
        let uri = Uri::from_file_path(&path)?;
        let (rules, several) = {
            let book = &mut self.session().rulebook;
            (book.of(Some(&path)), book.roots.len() > 1)
        };
        let name = if several { &path } else { path.strip_prefix(root).unwrap_or(&path) }.display().to_string();
        let file = path.clone();
        let source = spawn_blocking(move || input::whole(&file).ok()).await.ok().flatten()?;
        Some(Saved { uri, path, name, text: Arc::new(source.text().to_owned()), rules })
    }

    /// The answer where no file is another than at the last check, and the editor has all that was found then. Open notes
    /// are told of as they are.
    async fn unchanged(&self, notes: &[Saved], known: &HashMap<String, String>) -> Vec<Checked> {
        let (ids, compared) = {
            let last = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            if last.state == state(notes) { (last.ids.clone(), last.compared.clone()) } else { return Vec::new() }
        };
        let mut checked = Vec::with_capacity(notes.len());
        for note in notes {
            let open = self.session().snapshot_of(&note.path);
            let id = ids.get(note.uri.as_str()).filter(|id| known.get(note.uri.as_str()) == Some(*id));
            match (open, id) {
                // Opened since, or written back to what it was: it has not been looked at beside the others.
                (Some(open), _) if open.document.text == note.text && compared.get(&open.address) != Some(&open.revision) => {
                    return Vec::new();
                }
                (Some(open), _) => checked.push(self.open_note(note.uri.clone(), &open, known).await),
                (None, Some(id)) => checked.push(Checked { uri: note.uri.clone(), version: None, id: id.clone(), diagnostics: None }),
                (None, None) => return Vec::new(),
            }
        }
        checked
    }

    async fn open_note(&self, uri: Uri, open: &Snapshot, known: &HashMap<String, String>) -> Checked {
        let quiet = self.is_quiet(open);
        let id = open.result_id(quiet);
        let diagnostics = if known.get(uri.as_str()) == Some(&id) {
            None
        } else {
            Some(convert::diagnostics(open, &open.findings().await, &uri, self.abilities(), quiet).0)
        };
        Checked { uri, version: Some(open.document.version), id, diagnostics }
    }

    /// Gives the findings of each note their form, and those of open notes to these, for they are shown from there.
    async fn take_over(self: &Arc<Self>, notes: Vec<Saved>, findings: Vec<Vec<Finding>>, known: &HashMap<String, String>) -> Vec<Checked> {
        let can = self.abilities();
        let others: Arc<HashMap<String, PathBuf>> = Arc::new(notes.iter().map(|note| (note.name.clone(), note.path.clone())).collect());
        let mut last = LastCheck { state: state(&notes), ..LastCheck::default() };
        let (mut checked, mut news) = (Vec::with_capacity(notes.len()), Vec::new());
        for (note, findings) in notes.into_iter().zip(findings) {
            let id = note.id(&findings);
            last.ids.insert(note.uri.as_str().to_owned(), id.clone());
            let open = self.session().snapshot_of(&note.path);
            if let Some(mut open) = open {
                if open.document.text == note.text {
                    // Compared with, they are known.
                    open.findings().await;
                    let compared = self.session().compared(&open, findings, Arc::clone(&others));
                    news.extend(compared.iter().map(|note| note.address.clone()));
                    open = compared.unwrap_or(open);
                    last.compared.insert(open.address.clone(), open.revision);
                }
                checked.push(self.open_note(note.uri, &open, known).await);
                continue;
            }
            if known.get(note.uri.as_str()) == Some(&id) {
                checked.push(Checked { uri: note.uri, version: None, id, diagnostics: None });
                continue;
            }
            let snapshot = Snapshot::new(note.uri.as_str().to_owned(), 0, note.document(), note.rules, can.encoding, None);
            let snapshot = snapshot.compared(0, findings, Arc::clone(&others));
            let diagnostics = convert::diagnostics(&snapshot, &snapshot.findings().await, &note.uri, can, false).0;
            checked.push(Checked { uri: note.uri, version: None, id, diagnostics: Some(diagnostics) });
        }
        *self.folders.lock().unwrap_or_else(PoisonError::into_inner) = last;
        if can.pulls && can.refreshes_diagnostics && !news.is_empty() {
            let shared = Arc::clone(self);
            // An editor answers this when it likes, and waits for the answer of the check meanwhile.
            tokio::spawn(async move { shared.client.workspace_diagnostic_refresh().await });
        }
        news.iter().for_each(|address| self.watch(address));
        checked
    }

    /// `casenote.checkFolder`: for editors that do not ask for it themselves.
    pub(super) async fn check_folders_and_send(self: &Arc<Self>) {
        let token = ProgressToken::String("casenote/folder".to_owned());
        let shown = self.abilities().progress && self.client.create_work_done_progress(token.clone()).await.is_ok();
        for checked in self.check_folders(&HashMap::new(), shown.then_some(token)).await {
            // An open note has a version: it has been sent, and may have changed since.
            if let (None, Some(diagnostics)) = (checked.version, checked.diagnostics) {
                self.send(checked.uri.as_str(), None, diagnostics).await;
            }
        }
    }
}

/// A number for all the notes of the folders as they are saved, and their rules.
fn state(notes: &[Saved]) -> u64 {
    let mut hasher = DefaultHasher::new();
    notes.hash(&mut hasher);
    hasher.finish()
}
