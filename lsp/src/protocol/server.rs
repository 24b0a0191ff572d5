//! What all handlers share: the editor, what it can do, and what is known of its notes.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use serde::Deserialize;
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{MessageType, SemanticToken, Uri};

use super::capabilities::Abilities;
use super::workspace::LastCheck;
use crate::guard::Spellings;
use crate::hover;
use crate::session::Session;
use crate::snapshot::Snapshot;

/// What an address stands for on disk.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    file.then(|| uri.to_file_path()).flatten().map(std::borrow::Cow::into_owned)
}

/// The handlers' shared state. Locks are never held over an `.await`, and one that a panic left behind is taken up again.
#[derive(Debug)]
pub(super) struct Backend(pub(super) Arc<Shared>);

#[derive(Debug)]
pub(super) struct Shared {
    pub(super) client: Client,
    pub(super) spellings: Spellings,
    pub(super) abilities: OnceLock<Abilities>,
    session: Mutex<Session>,
    /// The last tokens sent for a note, to send only what changed.
    pub(super) tokens: Mutex<HashMap<String, (String, Vec<SemanticToken>)>>,
    /// What came of the last check of the folders.
    pub(super) folders: Mutex<LastCheck>,
}

impl Backend {
    pub(super) fn new(client: Client, spellings: Spellings) -> Self {
        let (session, tokens, folders) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self(Arc::new(Shared { client, spellings, abilities: OnceLock::new(), session, tokens, folders }))
    }

    /// `casenote/page`: the page of a rule, as Markdown.
    pub(super) fn page(asked: &Page) -> Ready<Result<String>> {
        ready(hover::whole_page(&asked.rule).ok_or_else(|| Error::invalid_params("there is no such rule")))
    }
}

/// What `casenote/page` asks for.
#[derive(Debug, Deserialize)]
pub(super) struct Page {
    rule: String,
}

impl Shared {
    pub(super) fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn abilities(&self) -> Abilities {
        self.abilities.get().copied().unwrap_or_default()
    }

    pub(super) fn snapshot(&self, uri: &Uri) -> Option<Arc<Snapshot>> {
        self.session().snapshot(uri.as_str())
    }

    /// Tells the writer what is wrong with the settings.
    pub(super) async fn tell_troubles(&self) {
        let troubles = self.session().rulebook.take_troubles();
        self.tell(&troubles).await;
    }

    pub(super) async fn tell(&self, troubles: &[String]) {
        if !troubles.is_empty() {
            self.client.show_message(MessageType::WARNING, format!("casenote: {}", troubles.join("\n"))).await;
        }
    }
}
