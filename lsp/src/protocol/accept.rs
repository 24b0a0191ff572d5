//! `casenote.accept`: a finding that may stand, with a reason. The reason comes with the command, or the writer is asked.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;
use tokio::task::spawn_blocking;
use tower_lsp::ls_types::{MessageActionItem, MessageType, Uri};

use super::server::Shared;
use crate::acceptance::{self, REASONS};

/// What the command is given.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    uri: Uri,
    rule: String,
    start: u32,
    end: u32,
    revision: u64,
    reason: Option<String>,
    by: Option<String>,
}

impl Shared {
    /// Accepts a finding; what stands in the way is told.
    pub(super) async fn accept(self: &Arc<Self>, asked: Asked) {
        match self.try_accept(asked).await {
            Ok(()) => self.look_at_files().await,
            Err(trouble) => self.tell(&[trouble]).await,
        }
    }

    async fn try_accept(&self, asked: Asked) -> Result<(), String> {
        const CHANGED: &str = "the note was changed meanwhile; nothing was accepted";
        let snapshot = self.snapshot(&asked.uri).filter(|snapshot| snapshot.revision == asked.revision).ok_or(CHANGED)?;
        let findings = snapshot.findings().await;
        let meant =
            |finding: &&casenote::Finding| finding.rule == asked.rule && finding.span.start == asked.start && finding.span.end == asked.end;
        let finding = findings.iter().find(meant).cloned().ok_or(CHANGED)?;
        let reason = match asked.reason {
            Some(reason) => reason,
            // Whoever closes the question accepts nothing.
            None => match self.ask_reason().await {
                Some(reason) => reason,
                None => return Ok(()),
            },
        };
        if reason.trim().is_empty() {
            return Err("say why the words may stand: a later reader will ask".to_owned());
        }
        let by = asked.by.or_else(|| snapshot.rules.preferences.author.clone()).or_else(acceptance::login);
        let by = by.filter(|name| !name.trim().is_empty()).ok_or("say in the setting `author` who you are: your name and role")?;
        let accept = move || acceptance::accept(&snapshot, &finding, &reason, &by);
        spawn_blocking(accept).await.unwrap_or_else(|_| Err("nothing was accepted, because of a fault in the program".to_owned()))
    }

    async fn ask_reason(&self) -> Option<String> {
        let choices =
            REASONS.iter().map(|reason| MessageActionItem { title: (*reason).to_owned(), properties: HashMap::default() }).collect();
        let question = "Why may this wording stand? The reason is kept beside the notes, for six months.";
        self.client.show_message_request(MessageType::INFO, question, Some(choices)).await.ok().flatten().map(|chosen| chosen.title)
    }
}
