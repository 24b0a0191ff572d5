//! From plain values to the types of the protocol and back.

use std::fmt::Write as _;

use casenote::{Finding, Severity};
use serde_json::json;
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeDescription, Command, CompletionItem, CompletionItemKind, CompletionTextEdit, CreateFile,
    CreateFileOptions, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, DocumentChangeOperation,
    DocumentChanges, DocumentSymbol, FoldingRange, FoldingRangeKind, InsertTextFormat, Location, NumberOrString, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, SemanticToken, SemanticTokensEdit, SymbolInformation, SymbolKind,
    TextDocumentContentChangeEvent, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::capabilities::{ACCEPT, Abilities, FIX_ALL};
use crate::actions::{Action, Kind};
use crate::completion::{self, Offer};
use crate::diagnostics;
use crate::documents::Edit;
use crate::outline::{Fold, Symbol};
use crate::positions::{Place, Places, Stretch};
use crate::snapshot::Snapshot;
use crate::tokens::Token;

pub(super) const fn place(position: Position) -> Place {
    Place { line: position.line, character: position.character }
}

pub(super) const fn stretch(range: Range) -> Stretch {
    Stretch { start: place(range.start), end: place(range.end) }
}

const fn position(place: Place) -> Position {
    Position { line: place.line, character: place.character }
}

pub(super) const fn range(stretch: Stretch) -> Range {
    Range { start: position(stretch.start), end: position(stretch.end) }
}

pub(super) fn edits(changes: Vec<TextDocumentContentChangeEvent>) -> Vec<Edit> {
    changes.into_iter().map(|change| Edit { range: change.range.map(stretch), text: change.text }).collect()
}

/// The diagnostics of a note, and whether some were held back because they are being typed.
pub(super) fn diagnostics(snapshot: &Snapshot, findings: &[Finding], uri: &Uri, can: Abilities, quiet: bool) -> (Vec<Diagnostic>, bool) {
    let (shown, hidden) = diagnostics::shown(snapshot, findings, quiet);
    let spans = shown.iter().flat_map(|finding| [Some(finding.span), finding.other]).flatten();
    let places = Places::new(snapshot.text(), &snapshot.document.lines, snapshot.encoding, spans);
    let pages = snapshot.rules.preferences.rule_pages.as_deref().filter(|_| can.descriptions);
    let diagnostic = |finding: &&Finding| diagnostic(snapshot, finding, &places, uri, can, pages);
    (shown.iter().map(diagnostic).collect(), hidden)
}

/// The whole lines of the other note that a finding names.
fn elsewhere(snapshot: &Snapshot, finding: &Finding) -> Option<Location> {
    let place = diagnostics::elsewhere(snapshot, finding)?;
    let (first, last) = place.lines;
    Some(Location { uri: Uri::from_file_path(place.path)?, range: Range::new(Position::new(first, 0), Position::new(last + 1, 0)) })
}

fn diagnostic(snapshot: &Snapshot, finding: &Finding, places: &Places, uri: &Uri, can: Abilities, pages: Option<&str>) -> Diagnostic {
    let here = finding.other.map(|other| Location { uri: uri.clone(), range: range(places.of(other)) });
    let location = if can.related { here.or_else(|| elsewhere(snapshot, finding)) } else { None };
    let reason = || diagnostics::reason_of_other(finding).to_owned();
    let related = location.map(|location| vec![DiagnosticRelatedInformation { location, message: reason() }]);
    let description = pages.and_then(|pages| format!("{pages}{}", finding.rule).parse().ok());
    Diagnostic {
        range: range(places.of(finding.span)),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Info => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: description.map(|href| CodeDescription { href }),
        source: Some("casenote".to_owned()),
        message: finding.advice.message.clone().into_owned(),
        related_information: related,
        tags: (can.tags && diagnostics::is_unnecessary(finding)).then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: can.data.then(|| diagnostics::data(finding)),
    }
}

/// An action with its edits. They carry the version that they were made for, so that none lands on another text.
pub(super) fn action(action: Action, snapshot: &Snapshot, findings: &[Diagnostic], uri: &Uri, can: Abilities) -> CodeAction {
    let changes = action.changes.iter().map(|change| TextEdit::new(range(snapshot.stretch(change.span)), change.text.clone())).collect();
    let mut operations = Vec::new();
    let mut plain = std::collections::HashMap::new();
    let mut edit = |uri: Uri, version: Option<i32>, edits: Vec<TextEdit>| {
        plain.insert(uri.clone(), edits.clone());
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
        let edits = edits.into_iter().map(OneOf::Left).collect();
        operations.push(DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits }));
    };
    if !action.changes.is_empty() {
        edit(uri.clone(), Some(snapshot.document.version), changes);
    }
    if let Some(other) = action.file
        && let Some(uri) = Uri::from_file_path(&other.path)
    {
        edit(uri.clone(), None, vec![TextEdit::new(range(other.range), other.text)]);
        if !other.exists && can.creates_files {
            let options = Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) });
            operations.insert(0, DocumentChangeOperation::Op(ResourceOp::Create(CreateFile { uri, options, annotation_id: None })));
        }
    }
    let command = action.accept.map(|accept| {
        let argument = json!({
            "uri": uri, "rule": accept.rule, "start": accept.span.start, "end": accept.span.end, "revision": accept.revision,
        });
        Command { title: action.title.clone(), command: ACCEPT.to_owned(), arguments: Some(vec![argument]) }
    });
    let edit = if command.is_some() {
        None
    } else if can.versioned_edits {
        Some(WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() })
    } else {
        Some(WorkspaceEdit { changes: Some(plain), ..WorkspaceEdit::default() })
    };
    CodeAction {
        title: action.title,
        kind: Some(match action.kind {
            Kind::QuickFix => CodeActionKind::QUICKFIX,
            Kind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
            Kind::FixAll => FIX_ALL,
        }),
        diagnostics: action.finding.and_then(|index| findings.get(index)).map(|diagnostic| vec![diagnostic.clone()]),
        edit,
        command,
        is_preferred: action.preferred.then_some(true),
        ..CodeAction::default()
    }
}

pub(super) fn offer(offer: Offer, snapshot: &Snapshot, order: usize, can: Abilities) -> CompletionItem {
    let snippet = can.snippets && offer.text.contains('[');
    let text = if snippet { as_snippet(&offer.text) } else { offer.text };
    CompletionItem {
        label: offer.label,
        kind: Some(match offer.kind {
            completion::Kind::Letters => CompletionItemKind::TEXT,
            completion::Kind::Opening | completion::Kind::Heading => CompletionItemKind::SNIPPET,
        }),
        detail: Some(offer.detail),
        sort_text: Some(format!("{order:04}")),
        filter_text: Some(offer.filter),
        insert_text_format: Some(if snippet { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT }),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range(snapshot.stretch(offer.span)), text))),
        ..CompletionItem::default()
    }
}

/// `[blanks]` as places that an editor goes through.
fn as_snippet(text: &str) -> String {
    let mut snippet = String::with_capacity(text.len() + 16);
    let mut number = 0;
    for character in text.chars() {
        match character {
            '[' => {
                number += 1;
                let _ = write!(snippet, "${{{number}:");
            }
            ']' => snippet.push('}'),
            '$' | '\\' | '}' => snippet.extend(['\\', character]),
            _ => snippet.push(character),
        }
    }
    snippet
}

/// Tokens as the protocol counts: each from the one before it.
pub(super) fn tokens(tokens: &[Token]) -> Vec<SemanticToken> {
    let (mut line, mut start) = (0, 0);
    let delta = |token: &Token| {
        let delta_line = token.line - line;
        let delta_start = if delta_line == 0 { token.start - start } else { token.start };
        (line, start) = (token.line, token.start);
        SemanticToken { delta_line, delta_start, length: token.length, token_type: token.kind, token_modifiers_bitset: token.additions }
    };
    tokens.iter().map(delta).collect()
}

/// Integers that the protocol takes for one token.
const INTEGERS: usize = 5;

/// The one stretch in which two lists of tokens differ.
pub(super) fn token_edits(before: &[SemanticToken], after: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let start = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let end = before[start..].iter().rev().zip(after[start..].iter().rev()).take_while(|(one, other)| one == other).count();
    if start == before.len() && start == after.len() {
        return Vec::new();
    }
    vec![SemanticTokensEdit {
        start: (start * INTEGERS) as u32,
        delete_count: ((before.len() - end - start) * INTEGERS) as u32,
        data: Some(after[start..after.len() - end].to_vec()),
    }]
}

const fn symbol_kind(symbol: &Symbol) -> SymbolKind {
    if symbol.entry { SymbolKind::EVENT } else { SymbolKind::STRING }
}

#[allow(deprecated)]
pub(super) fn symbol(symbol: &Symbol, snapshot: &Snapshot) -> DocumentSymbol {
    DocumentSymbol {
        name: symbol.name.clone(),
        detail: None,
        kind: symbol_kind(symbol),
        tags: None,
        deprecated: None,
        range: range(snapshot.stretch(symbol.span)),
        selection_range: range(snapshot.stretch(symbol.head)),
        children: Some(symbol.children.iter().map(|child| self::symbol(child, snapshot)).collect()),
    }
}

/// Symbols for editors that know no nesting.
#[allow(deprecated)]
pub(super) fn flat_symbols(symbols: &[Symbol], above: Option<&str>, snapshot: &Snapshot, uri: &Uri) -> Vec<SymbolInformation> {
    let mut flat = Vec::new();
    for symbol in symbols {
        flat.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: symbol_kind(symbol),
            tags: None,
            deprecated: None,
            location: Location { uri: uri.clone(), range: range(snapshot.stretch(symbol.span)) },
            container_name: above.map(str::to_owned),
        });
        flat.extend(flat_symbols(&symbol.children, Some(&symbol.name), snapshot, uri));
    }
    flat
}

pub(super) fn fold(fold: &Fold, can: Abilities) -> FoldingRange {
    FoldingRange {
        start_line: fold.first,
        end_line: fold.last,
        kind: Some(FoldingRangeKind::Region),
        collapsed_text: fold.shown.filter(|_| can.partial_folds).map(str::to_owned),
        ..FoldingRange::default()
    }
}
