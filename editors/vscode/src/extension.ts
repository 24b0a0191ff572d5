// Starts the server inside the extension, shows rules' pages, and asks why a wording may stand.
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

const SCHEME = 'casenote';
const ACCEPT = 'casenote.accept';
let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const chosen = vscode.workspace.getConfiguration('casenote').get<string>('server.path');
  const inside = context.asAbsolutePath(`server/casenote-lsp${process.platform === 'win32' ? '.exe' : ''}`);
  client = new LanguageClient('casenote', 'casenote', { command: chosen || inside }, {
    documentSelector: ['plaintext', 'markdown'].flatMap((language) => ['file', 'untitled'].map((scheme) => ({ language, scheme }))),
    initializationOptions: { rulePages: `${vscode.env.uriScheme}://${context.extension.id}/` },
    synchronize: { configurationSection: 'casenote' },
    middleware: { executeCommand: (command, args, next) => (command === ACCEPT ? accept(args, next) : next(command, args)) },
  });
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: page }),
    vscode.window.registerUriHandler({ handleUri: (uri) => show(uri.path.slice(1)) }),
    vscode.commands.registerCommand('casenote.showPage', async () => {
      const rule = await vscode.window.showInputBox({ prompt: 'Which rule?', placeHolder: 'respect/derogatory' });
      return rule && show(rule);
    }),
    vscode.commands.registerCommand('casenote.restart', () => client?.restart()),
  );
  await client.start();
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}

async function page(uri: vscode.Uri): Promise<string> {
  return (await client?.sendRequest<string>('casenote/page', { rule: uri.path.replace(/^\//, '').replace(/\.md$/, '') })) ?? '';
}

async function show(rule: string): Promise<void> {
  await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.parse(`${SCHEME}:/${rule}.md`));
}

// A reason in the writer's own words is better than one of a list.
async function accept(args: any[], next: (command: string, args: any[]) => any): Promise<any> {
  const reason = await vscode.window.showInputBox({
    prompt: 'Why may this wording stand? The reason is kept beside the notes. Leave names of families out.',
    validateInput: (text) => (text.trim() ? undefined : 'A later reader will ask why.'),
  });
  return reason === undefined ? undefined : next(ACCEPT, [{ ...args[0], reason }]);
}
