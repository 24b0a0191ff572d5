//! Every note of the open folders, with progress, for as long as the editor wants it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use casenote::input;
use tokio::task::spawn_blocking;
use tower_lsp::ls_types::{
    Diagnostic, FullDocumentDiagnosticReport, ProgressToken, UnchangedDocumentDiagnosticReport, Uri, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::convert;
use super::server::{Shared, path_of};
use crate::documents::Document;
use crate::snapshot::Snapshot;

/// Files between two words on how far it is.
const REPORT_EVERY: usize = 16;
const TITLE: &str = "Checking the notes of the folder";

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
    pub(super) async fn check_folders(&self, known: &HashMap<String, String>, token: Option<ProgressToken>) -> Vec<Checked> {
        let roots: Vec<PathBuf> = self.session().rulebook.roots.iter().map(|root| root.path.clone()).collect();
        let walk = move || roots.iter().flat_map(|root| input::walk(root).0).collect::<Vec<_>>();
        let files = spawn_blocking(walk).await.unwrap_or_default();
        let progress = match token {
            Some(token) => Some(self.client.progress(token, TITLE).with_percentage(0).begin().await),
            None => None,
        };
        let mut checked = Vec::new();
        for (number, file) in files.iter().enumerate() {
            if let Some(one) = self.check_file(file, known).await {
                checked.push(one);
            }
            if let Some(progress) = progress.as_ref().filter(|_| number % REPORT_EVERY == 0) {
                progress.report((number * 100 / files.len()) as u32).await;
            }
        }
        if let Some(progress) = progress {
            progress.finish().await;
        }
        checked
    }

    async fn check_file(&self, file: &Path, known: &HashMap<String, String>) -> Option<Checked> {
        let uri = Uri::from_file_path(file)?;
        let address = uri.as_str().to_owned();
        let can = self.abilities();
        let open = self.session().snapshot_of(file);
        if let Some(open) = open {
            let id = open.result_id(self.is_quiet(&open));
            let same = known.get(&address) == Some(&id);
            let diagnostics =
                if same { None } else { Some(convert::diagnostics(&open, &open.findings().await, &uri, can, self.is_quiet(&open)).0) };
            return Some(Checked { uri, version: Some(open.document.version), id, diagnostics });
        }
        let rules = self.session().rulebook.of(Some(file));
        let file = file.to_owned();
        // What cannot be read is no note, and says nothing of a note.
        let source = spawn_blocking(move || input::whole(&file).ok()).await.ok().flatten()?;
        let mut hasher = DefaultHasher::new();
        (source.text(), Arc::as_ptr(&rules) as usize).hash(&mut hasher);
        let id = format!("file-{:016x}", hasher.finish());
        if known.get(&address) == Some(&id) {
            return Some(Checked { uri, version: None, id, diagnostics: None });
        }
        let document = Document::new(source.text().to_owned(), 0, false);
        let snapshot = Snapshot::new(address, 0, document, rules, can.encoding, None);
        let findings = snapshot.findings().await;
        let diagnostics = convert::diagnostics(&snapshot, &findings, &uri, can, false).0;
        Some(Checked { uri, version: None, id, diagnostics: Some(diagnostics) })
    }

    /// `casenote.checkFolder`: for editors that do not ask for it themselves.
    pub(super) async fn check_folders_and_send(&self) {
        let token = ProgressToken::String("casenote/folder".to_owned());
        let shown = self.abilities().progress && self.client.create_work_done_progress(token.clone()).await.is_ok();
        for checked in self.check_folders(&HashMap::new(), shown.then_some(token)).await {
            let open = path_of(&checked.uri).is_some_and(|path| self.session().snapshot_of(&path).is_some());
            // An open note has been sent, and may have changed since.
            if !open && let Some(diagnostics) = checked.diagnostics {
                self.send(checked.uri.as_str(), None, diagnostics).await;
            }
        }
    }
}
