// VS Code's own protocol library and its own text documents: what it asks, and where it puts the edits.
const assert = require('assert');
const { spawn } = require('child_process');
const fs = require('fs');
const { pathToFileURL } = require('url');
const P = require('vscode-languageserver-protocol/node');
const { TextDocument } = require('vscode-languageserver-textdocument');

const LABEL = 'respect/derogatory';

async function main() {
  const server = spawn(process.env.CASENOTE_LSP, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => server.on('exit', resolve));
  const wire = P.createProtocolConnection(new P.StreamMessageReader(server.stdout), new P.StreamMessageWriter(server.stdin));
  wire.listen();
  const capabilities = {
    general: { positionEncodings: ['utf-16'] },
    textDocument: {
      diagnostic: { dynamicRegistration: true, dataSupport: true, relatedInformation: true },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    },
    workspace: { workspaceEdit: { documentChanges: true } },
  };
  const greeting = await wire.sendRequest(P.InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities, workspaceFolders: null });
  assert.equal(greeting.capabilities.positionEncoding, 'utf-16');
  wire.sendNotification(P.InitializedNotification.type, {});

  const uri = pathToFileURL(process.env.CASENOTE_NOTE).href;
  const text = fs.readFileSync(process.env.CASENOTE_NOTE, 'utf8');
  let note = TextDocument.create(uri, 'plaintext', 1, text);
  wire.sendNotification(P.DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'plaintext', version: 1, text } });
  const labels = async () => {
    const report = await wire.sendRequest(P.DocumentDiagnosticRequest.type, { textDocument: { uri } });
    return report.items.filter((item) => item.code === LABEL);
  };
  const found = await labels();
  assert.deepEqual(found.map((item) => note.getText(item.range)), ['hostile', 'hostile']);
  assert.ok(found[0].data.suggestions.length > 0);

  const context = { diagnostics: [found[0]], only: [P.CodeActionKind.QuickFix] };
  const actions = await wire.sendRequest(P.CodeActionRequest.type, { textDocument: { uri }, range: found[0].range, context });
  const change = actions[0].edit.documentChanges[0];
  assert.equal(change.textDocument.version, 1);
  const fixed = TextDocument.applyEdits(note, change.edits);
  const contentChanges = change.edits.map((edit) => ({ range: edit.range, text: edit.newText }));
  wire.sendNotification(P.DidChangeTextDocumentNotification.type, { textDocument: { uri, version: 2 }, contentChanges });
  note = TextDocument.update(note, contentChanges, 2);
  assert.equal(note.getText(), fixed);
  assert.deepEqual((await labels()).map((item) => note.getText(item.range)), ['hostile']);

  const calledOff = new P.CancellationTokenSource();
  const long = 'Mum was hostile and told me that she was tired. '.repeat(40000);
  wire.sendNotification(P.DidOpenTextDocumentNotification.type, { textDocument: { uri: 'untitled:long', languageId: 'plaintext', version: 1, text: long } });
  const slow = wire.sendRequest(P.SemanticTokensRequest.type, { textDocument: { uri: 'untitled:long' } }, calledOff.token);
  calledOff.cancel();
  await assert.rejects(slow, (error) => error.code === P.LSPErrorCodes.RequestCancelled);

  await wire.sendRequest(P.ShutdownRequest.type);
  wire.sendNotification(P.ExitNotification.type);
  assert.equal(await ended, 0);
  console.log('passed');
}

main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
