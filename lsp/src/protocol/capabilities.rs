//! What the editor can do, and what the server offers it.

use tower_lsp::ls_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, DiagnosticOptions,
    DiagnosticServerCapabilities, ExecuteCommandOptions, FoldingRangeProviderCapability, HoverProviderCapability, MarkupKind, OneOf,
    PositionEncodingKind, ResourceOperationKind, SemanticTokenModifier, SemanticTokenType, SemanticTokensFullOptions, SemanticTokensLegend,
    SemanticTokensOptions, SemanticTokensServerCapabilities, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use crate::positions::Encoding;
use crate::tokens::{ADDITIONS, KINDS};

/// What the editor can do, as far as it matters here.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools)]
pub(super) struct Abilities {
    pub(super) encoding: Encoding,
    /// It asks for diagnostics itself: then none are sent unasked.
    pub(super) pulls: bool,
    pub(super) related: bool,
    pub(super) tags: bool,
    pub(super) descriptions: bool,
    pub(super) data: bool,
    pub(super) markdown: bool,
    pub(super) snippets: bool,
    pub(super) nested_symbols: bool,
    pub(super) partial_folds: bool,
    pub(super) literal_actions: bool,
    pub(super) versioned_edits: bool,
    pub(super) creates_files: bool,
    pub(super) settings: bool,
    pub(super) watches_files: bool,
    pub(super) progress: bool,
    pub(super) refreshes_diagnostics: bool,
    pub(super) refreshes_tokens: bool,
    pub(super) refreshes_hints: bool,
}

impl Abilities {
    pub(super) fn of(can: &ClientCapabilities) -> Self {
        let text = can.text_document.clone().unwrap_or_default();
        let workspace = can.workspace.clone().unwrap_or_default();
        let edits = workspace.workspace_edit.clone().unwrap_or_default();
        let push = text.publish_diagnostics.clone().unwrap_or_default();
        let pull = text.diagnostic.clone();
        let either = |pushed: Option<bool>, pulled: Option<bool>| pushed == Some(true) || pulled == Some(true);
        let item = text.completion.as_ref().and_then(|completion| completion.completion_item.clone()).unwrap_or_default();
        Self {
            encoding: encoding(can),
            pulls: pull.is_some(),
            related: either(push.related_information, pull.as_ref().and_then(|pull| pull.related_information)),
            tags: push.tag_support.is_some() || pull.as_ref().is_some_and(|pull| pull.tag_support.is_some()),
            descriptions: either(push.code_description_support, pull.as_ref().and_then(|pull| pull.code_description_support)),
            data: either(push.data_support, pull.as_ref().and_then(|pull| pull.data_support)),
            markdown: text.hover.and_then(|hover| hover.content_format).is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            snippets: item.snippet_support == Some(true),
            nested_symbols: text.document_symbol.is_some_and(|symbols| symbols.hierarchical_document_symbol_support == Some(true)),
            partial_folds: text.folding_range.is_some_and(|folds| folds.line_folding_only != Some(true)),
            literal_actions: text.code_action.is_some_and(|action| action.code_action_literal_support.is_some()),
            versioned_edits: edits.document_changes == Some(true),
            creates_files: edits.resource_operations.is_some_and(|operations| operations.contains(&ResourceOperationKind::Create)),
            settings: workspace.configuration == Some(true),
            watches_files: workspace.did_change_watched_files.is_some_and(|watch| watch.dynamic_registration == Some(true)),
            progress: can.window.as_ref().is_some_and(|window| window.work_done_progress == Some(true)),
            refreshes_diagnostics: workspace.diagnostics.is_some_and(|diagnostics| diagnostics.refresh_support == Some(true)),
            refreshes_tokens: workspace.semantic_tokens.is_some_and(|tokens| tokens.refresh_support == Some(true)),
            refreshes_hints: workspace.inlay_hint.is_some_and(|hints| hints.refresh_support == Some(true)),
        }
    }
}

/// Bytes if the editor can, for they cost nothing; else what it puts first. Every editor knows UTF-16.
fn encoding(can: &ClientCapabilities) -> Encoding {
    let offered = can.general.as_ref().and_then(|general| general.position_encodings.clone()).unwrap_or_default();
    if offered.contains(&PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if offered.first() == Some(&PositionEncodingKind::UTF32) {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}

/// The command that checks every note of the open folders.
pub(super) const CHECK_FOLDER: &str = "casenote.checkFolder";

/// The command that accepts a finding, with a reason.
pub(super) const ACCEPT: &str = "casenote.accept";

/// The kind of the action that takes every safe suggestion.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.casenote");

/// What the server offers to an editor.
pub(super) fn offered(can: Abilities, whole_folder: bool) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(match can.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            ..TextDocumentSyncOptions::default()
        })),
        diagnostic_provider: can.pulls.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("casenote".to_owned()),
                inter_file_dependencies: false,
                workspace_diagnostics: whole_folder,
                ..DiagnosticOptions::default()
            })
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE, FIX_ALL]),
            ..CodeActionOptions::default()
        })),
        completion_provider: Some(CompletionOptions::default()),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
            legend: SemanticTokensLegend {
                token_types: KINDS.iter().map(|kind| SemanticTokenType::new(kind.as_str())).collect(),
                token_modifiers: ADDITIONS.iter().map(|addition| SemanticTokenModifier::new(addition)).collect(),
            },
            range: Some(true),
            full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
            ..SemanticTokensOptions::default()
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![CHECK_FOLDER.to_owned(), ACCEPT.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            ..WorkspaceServerCapabilities::default()
        }),
        ..ServerCapabilities::default()
    }
}
