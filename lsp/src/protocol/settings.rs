//! The editor's settings and its folders, and the files behind the rules.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tower_lsp::ls_types::{
    ConfigurationItem, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, Registration, Uri, WorkspaceFolder,
};

use super::server::{Shared, path_of};
use crate::rulebook::Root;

/// How often the files behind the rules are looked at, where the editor does not watch them.
const LOOK_EVERY: Duration = Duration::from_secs(2);

impl Shared {
    /// Takes over the folders that the editor has open.
    pub(super) fn set_roots(&self, folders: &[WorkspaceFolder], root: Option<&Uri>) {
        let mut session = self.session();
        let preferences = session.rulebook.preferences.clone();
        let paths = folders.iter().map(|folder| &folder.uri).chain(root.filter(|_| folders.is_empty())).filter_map(path_of);
        session.rulebook.roots = paths.map(|path| Root { path, preferences: preferences.clone() }).collect();
    }

    pub(super) fn change_roots(&self, added: &[WorkspaceFolder], removed: &[WorkspaceFolder]) {
        let mut session = self.session();
        let gone: Vec<_> = removed.iter().filter_map(|folder| path_of(&folder.uri)).collect();
        session.rulebook.roots.retain(|root| !gone.contains(&root.path));
        let preferences = session.rulebook.preferences.clone();
        let roots = added.iter().filter_map(|folder| path_of(&folder.uri)).map(|path| Root { path, preferences: preferences.clone() });
        session.rulebook.roots.extend(roots);
    }

    /// Takes over what the editor says when it starts the server.
    pub(super) async fn take_initial(&self, settings: &Value) {
        self.take_settings(settings).await;
        let mut session = self.session();
        session.rulebook.initial = session.rulebook.preferences.clone();
    }

    /// Takes over settings that came unasked. What they do not say stays as it was at the start.
    pub(super) async fn take_settings(&self, settings: &Value) {
        let troubles = {
            let mut session = self.session();
            let (preferences, troubles) = session.rulebook.initial.with(settings);
            session.rulebook.roots.iter_mut().for_each(|root| root.preferences = preferences.clone());
            session.rulebook.preferences = preferences;
            troubles
        };
        self.tell(&troubles).await;
    }

    /// Asks the editor for its settings, for itself and for each folder; false if it has none to give.
    pub(super) async fn ask_settings(&self) -> bool {
        if !self.abilities().settings {
            return false;
        }
        let roots: Vec<_> = self.session().rulebook.roots.iter().map(|root| root.path.clone()).collect();
        let scopes = std::iter::once(None).chain(roots.iter().map(Uri::from_file_path));
        let items = scopes.map(|scope_uri| ConfigurationItem { scope_uri, section: Some("casenote".to_owned()) }).collect();
        let Ok(answers) = self.client.configuration(items).await else { return false };
        if answers.iter().all(Value::is_null) {
            return false;
        }
        let mut troubles = Vec::new();
        {
            let mut session = self.session();
            let book = &mut session.rulebook;
            let initial = book.initial.clone();
            let mut read = |answer: &Value| {
                let (preferences, faults) = initial.with(answer);
                troubles.extend(faults);
                preferences
            };
            let first = answers.first().map(&mut read);
            book.preferences = first.unwrap_or_default();
            for (path, answer) in roots.iter().zip(answers.iter().skip(1)) {
                let preferences = read(answer);
                book.roots.iter_mut().filter(|root| root.path == *path).for_each(|root| root.preferences = preferences.clone());
            }
        }
        troubles.dedup();
        self.tell(&troubles).await;
        true
    }

    /// Has the editor watch the files behind the rules, or looks at them now and then.
    pub(super) async fn watch_files(self: &Arc<Self>) {
        if self.abilities().watches_files && self.register_watcher().await {
            return;
        }
        let shared = Arc::downgrade(self);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(LOOK_EVERY).await;
                let Some(shared) = shared.upgrade() else { return };
                shared.look_at_files().await;
            }
        });
    }

    async fn register_watcher(&self) -> bool {
        let watch = |pattern: &str| FileSystemWatcher { glob_pattern: GlobPattern::String(pattern.to_owned()), kind: None };
        let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watch("**/*.toml")] };
        let registration = Registration {
            id: "casenote-files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: Some(json!(options)),
        };
        self.client.register_capability(vec![registration]).await.is_ok()
    }

    /// Reads the rules anew if a file behind them is another than before.
    pub(super) async fn look_at_files(self: &Arc<Self>) {
        let outdated = self.session().rulebook.outdated();
        if outdated {
            self.renew().await;
        }
    }
}
