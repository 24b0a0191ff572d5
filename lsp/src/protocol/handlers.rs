//! One handler for each message. A text edit is taken in before the first `.await`, or edits could change places.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use casenote::text::Span;
use serde_json::Value;
use tokio::task::spawn_blocking;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, CompletionList, CompletionParams, CompletionResponse,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReport,
    DocumentDiagnosticReportResult, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, FoldingRange, FoldingRangeParams,
    FullDocumentDiagnosticReport, Hover, HoverContents, HoverParams, InitializeParams, InitializeResult, InitializedParams, InlayHint,
    InlayHintLabel, InlayHintParams, LSPAny, MarkupContent, MarkupKind, Position, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams,
    SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult,
    ServerInfo, UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDiagnosticReportResult,
};

use super::capabilities::{ACCEPT, Abilities, CHECK_FOLDER, FIX_ALL, offered};
use super::convert;
use super::server::{Backend, path_of};
use crate::documents::Document;
use crate::snapshot::Snapshot;
use crate::{actions, completion, deadlines, hints, hover, outline, tokens};

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let can = *self.0.abilities.get_or_init(|| Abilities::of(&params.capabilities));
        self.0.session().encoding = can.encoding;
        #[allow(deprecated)]
        self.0.set_roots(&params.workspace_folders.unwrap_or_default(), params.root_uri.as_ref());
        self.0.take_initial(&params.initialization_options.unwrap_or_default()).await;
        let whole_folder = self.0.session().rulebook.preferences.whole_folder;
        Ok(InitializeResult {
            capabilities: offered(can, whole_folder),
            server_info: Some(ServerInfo { name: "casenote-lsp".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) }),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        if self.0.ask_settings().await {
            self.0.renew().await;
        }
        self.0.watch_files().await;
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let note = params.text_document;
        let markdown = note.language_id.eq_ignore_ascii_case("markdown");
        let document = Document::new(note.text, note.version, markdown);
        self.0.session().open(note.uri.as_str().to_owned(), path_of(&note.uri), document);
        self.0.watch(note.uri.as_str());
        self.0.tell_troubles().await;
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let note = params.text_document;
        self.0.session().change(note.uri.as_str(), &convert::edits(params.content_changes), note.version);
        self.0.watch(note.uri.as_str());
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let address = params.text_document.uri.as_str();
        self.0.session().close(address);
        self.0.tokens.lock().unwrap_or_else(PoisonError::into_inner).remove(address);
        if !self.0.abilities().pulls {
            self.0.send(address, None, Vec::new()).await;
        }
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if !self.0.ask_settings().await && !params.settings.is_null() {
            self.0.take_settings(&params.settings).await;
        }
        self.0.renew().await;
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        self.0.look_at_files().await;
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.0.change_roots(&params.event.added, &params.event.removed);
        self.0.ask_settings().await;
        self.0.renew().await;
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri;
        loop {
            // Closed on the way: nothing is left to be said of it.
            let Some(snapshot) = self.0.snapshot(&uri) else { return Ok(full(None, Vec::new())) };
            let quiet = self.0.is_quiet(&snapshot);
            let id = snapshot.result_id(quiet);
            if params.previous_result_id.as_deref() == Some(&id) {
                let report = UnchangedDocumentDiagnosticReport { result_id: id };
                let report =
                    RelatedUnchangedDocumentDiagnosticReport { related_documents: None, unchanged_document_diagnostic_report: report };
                return Ok(DocumentDiagnosticReport::Unchanged(report).into());
            }
            let findings = snapshot.findings().await;
            // The writer went on: the editor would show this over another text.
            if self.0.session().is_current(&snapshot) {
                let (diagnostics, hidden) = convert::diagnostics(&snapshot, &findings, &uri, self.0.abilities(), quiet);
                if hidden {
                    self.0.settle_later(snapshot);
                }
                return Ok(full(Some(id), diagnostics));
            }
        }
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        let known: HashMap<String, String> =
            params.previous_result_ids.into_iter().map(|known| (known.uri.as_str().to_owned(), known.value)).collect();
        let checked = self.0.check_folders(&known, params.work_done_progress_params.work_done_token).await;
        let items = checked.into_iter().map(super::workspace::Checked::report).collect();
        Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        let Some(snapshot) = self.0.snapshot(&at.text_document.uri) else { return Ok(None) };
        let offset = snapshot.offset(convert::place(at.position));
        let said = hover::at(&snapshot, &snapshot.findings().await, offset);
        let kind = if self.0.abilities().markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
        Ok(said.map(|(value, span)| Hover {
            contents: HoverContents::Markup(MarkupContent { kind, value }),
            range: Some(convert::range(snapshot.stretch(span))),
        }))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri;
        let Some(snapshot) = self.0.snapshot(&uri) else { return Ok(None) };
        let selected = snapshot.span(convert::stretch(params.range));
        let findings = snapshot.findings().await;
        let facts = if actions::needs_facts(&snapshot, &findings, selected) { Some(snapshot.facts().await) } else { None };
        let mut found = actions::at(&snapshot, &findings, facts.as_deref(), selected);
        let can = self.0.abilities();
        let only = params.context.only;
        // Asked of a place by the pointer alone, the action over the whole note is not looked for, and costs a check.
        if only.as_ref().is_some_and(|only| only.iter().any(|one| covers(one, &FIX_ALL))) || !selected.is_empty() {
            let note = Arc::clone(&snapshot);
            found.extend(spawn_blocking(move || actions::all_safe(&note)).await.ok().flatten());
        }
        let wanted = |kind: &CodeActionKind| only.as_ref().is_none_or(|only| only.iter().any(|one| covers(one, kind)));
        let diagnostics = self.0.diagnostics_of(&snapshot, &findings, &uri);
        let found = found.into_iter().map(|action| convert::action(action, &snapshot, &diagnostics, &uri, can));
        let found = found.filter(|action| action.kind.as_ref().is_some_and(&wanted)).map(CodeActionOrCommand::CodeAction);
        Ok(can.literal_actions.then(|| found.collect()))
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        let Some(snapshot) = self.0.snapshot(&at.text_document.uri) else { return Ok(None) };
        let offset = snapshot.offset(convert::place(at.position));
        let can = self.0.abilities();
        let facts = if completion::may_be_heading(&snapshot, offset) { Some(snapshot.facts().await) } else { None };
        let offers = completion::at(&snapshot, facts.as_deref(), offset).into_iter().enumerate();
        let items = offers.map(|(order, offer)| convert::offer(offer, &snapshot, order, can)).collect();
        // With each letter other offers fit.
        Ok(Some(CompletionResponse::List(CompletionList { is_incomplete: true, items })))
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let Some((result_id, data)) = self.fresh_tokens(&params.text_document.uri).await else { return Ok(None) };
        Ok(Some(SemanticTokensResult::Tokens(SemanticTokens { result_id: Some(result_id), data })))
    }

    async fn semantic_tokens_full_delta(&self, params: SemanticTokensDeltaParams) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let uri = params.text_document.uri;
        let before = self.0.tokens.lock().unwrap_or_else(PoisonError::into_inner).get(uri.as_str()).cloned();
        let Some((result_id, data)) = self.fresh_tokens(&uri).await else { return Ok(None) };
        Ok(Some(match before.filter(|(id, _)| *id == params.previous_result_id) {
            Some((_, before)) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
                result_id: Some(result_id),
                edits: convert::token_edits(&before, &data),
            }),
            None => SemanticTokensFullDeltaResult::Tokens(SemanticTokens { result_id: Some(result_id), data }),
        }))
    }

    async fn semantic_tokens_range(&self, params: SemanticTokensRangeParams) -> Result<Option<SemanticTokensRangeResult>> {
        let Some(snapshot) = self.0.snapshot(&params.text_document.uri) else { return Ok(None) };
        let within = snapshot.span(convert::stretch(params.range));
        let data = convert::tokens(&tokens::tokens(&snapshot, &snapshot.facts().await.clauses, within));
        Ok(Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data })))
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri;
        let Some(snapshot) = self.0.snapshot(&uri) else { return Ok(None) };
        let symbols = outline::symbols(&*snapshot.facts().await, snapshot.text(), &snapshot.document.lines);
        Ok(Some(if self.0.abilities().nested_symbols {
            DocumentSymbolResponse::Nested(symbols.iter().map(|symbol| convert::symbol(symbol, &snapshot)).collect())
        } else {
            DocumentSymbolResponse::Flat(convert::flat_symbols(&symbols, None, &snapshot, &uri))
        }))
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let Some(snapshot) = self.0.snapshot(&params.text_document.uri) else { return Ok(None) };
        let folds = outline::folds(&*snapshot.facts().await, snapshot.text(), &snapshot.document.lines);
        Ok(Some(folds.iter().map(|fold| convert::fold(fold, self.0.abilities())).collect()))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let Some(snapshot) = self.0.snapshot(&params.text_document.uri) else { return Ok(None) };
        let facts = snapshot.facts().await;
        let wanted = params.range.start.line..=params.range.end.line;
        let hint = |hint: hints::Hint| InlayHint {
            position: Position::new(hint.place.line, hint.place.character),
            label: InlayHintLabel::String(hint.label),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        };
        Ok(Some(hints::hints(&snapshot, &facts, &wanted, deadlines::now()).into_iter().map(hint).collect()))
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        match params.command.as_str() {
            CHECK_FOLDER => {
                let shared = Arc::clone(&self.0);
                tokio::spawn(async move { shared.check_folders_and_send().await });
            }
            ACCEPT => {
                let asked = params.arguments.into_iter().next().and_then(|asked| serde_json::from_value(asked).ok());
                self.0.accept(asked.ok_or_else(|| Error::invalid_params("it is not said what to accept"))?).await;
            }
            _ => return Err(Error::invalid_params("there is no such command")),
        }
        Ok(Some(Value::Null))
    }
}

impl Backend {
    /// The tokens of a note, kept to send only what changes next time.
    async fn fresh_tokens(&self, uri: &Uri) -> Option<(String, Vec<SemanticToken>)> {
        let snapshot: Arc<Snapshot> = self.0.snapshot(uri)?;
        let whole = Span::new(0, snapshot.text().len());
        let data = convert::tokens(&tokens::tokens(&snapshot, &snapshot.facts().await.clauses, whole));
        let fresh = (snapshot.result_id(false), data);
        self.0.tokens.lock().unwrap_or_else(PoisonError::into_inner).insert(uri.as_str().to_owned(), fresh.clone());
        Some(fresh)
    }
}

fn full(result_id: Option<String>, items: Vec<tower_lsp::ls_types::Diagnostic>) -> DocumentDiagnosticReportResult {
    let report = FullDocumentDiagnosticReport { result_id, items };
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report: report })
        .into()
}

/// Whether one kind of action is another or stands above it: `source` covers `source.fixAll`.
fn covers(above: &CodeActionKind, kind: &CodeActionKind) -> bool {
    kind.as_str().strip_prefix(above.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || above.as_str().is_empty())
}
