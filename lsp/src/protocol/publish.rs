//! Diagnostics that are sent unasked, and what is asked anew when the rules change.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::notification::Notification;
use tower_lsp::ls_types::{Diagnostic, Uri};

use super::convert;
use super::server::Shared;
use crate::snapshot::Snapshot;

/// `textDocument/publishDiagnostics` with the address as the editor spells it.
enum Publish {}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Published {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
    diagnostics: Vec<Diagnostic>,
}

impl Notification for Publish {
    type Params = Published;
    const METHOD: &'static str = "textDocument/publishDiagnostics";
}

impl Shared {
    /// Whether what is being typed is left alone in a note. Not where nothing could show it later.
    pub(super) fn is_quiet(&self, snapshot: &Snapshot) -> bool {
        let can = self.abilities();
        snapshot.rules.preferences.quiet_at_caret && (!can.pulls || can.refreshes_diagnostics)
    }

    /// Checks a note and sends what is found, unless somebody is at it already: they will see the newest text.
    pub(super) fn watch(self: &Arc<Self>, address: &str) {
        if !self.abilities().pulls && self.session().take_watch(address) {
            let (shared, address) = (Arc::clone(self), address.to_owned());
            tokio::spawn(async move { shared.check_and_send(&address).await });
        }
    }

    async fn check_and_send(self: &Arc<Self>, address: &str) {
        loop {
            let Some(snapshot) = self.session().snapshot(address) else { return };
            let findings = snapshot.findings().await;
            // Behind the writer: what was found is of a text that is no more.
            if !self.session().is_current(&snapshot) {
                continue;
            }
            let Ok(uri) = address.parse() else { return };
            let (diagnostics, hidden) = convert::diagnostics(&snapshot, &findings, &uri, self.abilities(), self.is_quiet(&snapshot));
            self.send(address, Some(snapshot.document.version), diagnostics).await;
            if self.session().end_watch(&snapshot) {
                if hidden {
                    self.settle_later(snapshot);
                }
                return;
            }
        }
    }

    /// Sends the diagnostics of a note.
    pub(super) async fn send(&self, address: &str, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        let published = Published { uri: self.spellings.own(address), version, diagnostics };
        self.client.send_notification::<Publish>(published).await;
    }

    /// Shows what was held back once the writer pauses.
    pub(super) fn settle_later(self: &Arc<Self>, snapshot: Arc<Snapshot>) {
        let shared = Arc::clone(self);
        tokio::spawn(async move {
            tokio::time::sleep(snapshot.rules.preferences.quiet_for).await;
            if !shared.session().settle(&snapshot) {
                return;
            }
            if shared.abilities().pulls {
                // An editor that goes away does not answer, and nothing hangs on its answer.
                let _ = shared.client.workspace_diagnostic_refresh().await;
            } else {
                shared.watch(&snapshot.address);
            }
        });
    }

    /// Reads the rules anew and shows every open note in their light.
    pub(super) async fn renew(self: &Arc<Self>) {
        let addresses = {
            let mut session = self.session();
            session.renew();
            session.addresses()
        };
        self.tell_troubles().await;
        let can = self.abilities();
        addresses.iter().for_each(|address| self.watch(address));
        if can.pulls && can.refreshes_diagnostics {
            let _ = self.client.workspace_diagnostic_refresh().await;
        }
        if can.refreshes_tokens {
            let _ = self.client.semantic_tokens_refresh().await;
        }
        if can.refreshes_hints {
            let _ = self.client.inlay_hint_refresh().await;
        }
    }

    /// What a diagnostic of the note would be, for answers that name the one they mend.
    pub(super) fn diagnostics_of(&self, snapshot: &Snapshot, findings: &[casenote::Finding], uri: &Uri) -> Vec<Diagnostic> {
        convert::diagnostics(snapshot, findings, uri, self.abilities(), false).0
    }
}
