"""The capabilities of real editors, as pytest-lsp ships them: each is served as it can be."""

import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

NOTE = pathlib.Path(os.environ["CASENOTE_NOTE"])
LABEL = "respect/derogatory"


@pytest_lsp.fixture(
    scope="function",
    params=["neovim", "visual_studio_code", "emacs"],
    config=ClientServerConfig(server_command=[os.environ["CASENOTE_LSP"]]),
)
async def client(request, lsp_client: LanguageClient):
    capabilities = client_capabilities(request.param)
    # What these editors answer and pytest-lsp does not.
    refreshed = [lsp.WORKSPACE_DIAGNOSTIC_REFRESH, lsp.WORKSPACE_SEMANTIC_TOKENS_REFRESH, lsp.WORKSPACE_INLAY_HINT_REFRESH]
    for method in [lsp.CLIENT_REGISTER_CAPABILITY, *refreshed]:
        if method not in lsp_client.protocol.fm.features:
            lsp_client.feature(method)(lambda *_: None)
    params = lsp.InitializeParams(capabilities=capabilities, root_uri=None, process_id=None)
    result = await lsp_client.initialize_session(params)
    lsp_client.offered = result.capabilities
    lsp_client.can = capabilities
    yield
    await lsp_client.shutdown_session()


async def diagnostics(client, uri):
    if client.offered.diagnostic_provider is not None:
        ask = lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(uri))
        return (await client.text_document_diagnostic_async(ask)).items
    await client.wait_for_notification("textDocument/publishDiagnostics")
    return client.diagnostics[uri]


def opened(client):
    uri = NOTE.as_uri()
    note = lsp.TextDocumentItem(uri, "markdown", 1, NOTE.read_text())
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(note))
    return uri


@pytest.mark.asyncio
async def test_pull_where_it_can_and_push_where_not(client):
    uri = opened(client)
    found = await diagnostics(client, uri)
    assert sum(item.code == LABEL for item in found) == 2
    can_pull = client.can.text_document.diagnostic is not None
    assert (client.offered.diagnostic_provider is not None) == can_pull
    encodings = client.can.general.position_encodings or [] if client.can.general else []
    wanted = lsp.PositionEncodingKind.Utf8 if lsp.PositionEncodingKind.Utf8 in encodings else lsp.PositionEncodingKind.Utf16
    assert client.offered.position_encoding == wanted


@pytest.mark.asyncio
async def test_everything_is_answered(client):
    uri = opened(client)
    note = lsp.TextDocumentIdentifier(uri)
    found = [item for item in await diagnostics(client, uri) if item.code == LABEL]
    place = found[0].range.start
    assert await client.text_document_hover_async(lsp.HoverParams(note, place))
    context = lsp.CodeActionContext(diagnostics=found[:1])
    assert await client.text_document_code_action_async(lsp.CodeActionParams(note, found[0].range, context))
    assert await client.text_document_completion_async(lsp.CompletionParams(note, lsp.Position(0, 0)))
    assert (await client.text_document_semantic_tokens_full_async(lsp.SemanticTokensParams(note))).data
    await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(note))
    await client.text_document_folding_range_async(lsp.FoldingRangeParams(note))
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(2, 0))
    await client.text_document_inlay_hint_async(lsp.InlayHintParams(note, whole))
