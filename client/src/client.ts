import { type Disposable, type Event, EventEmitter, type ExtensionContext, type LogOutputChannel, Uri, window, workspace } from "vscode";
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type ExecuteCommandSignature,
  LanguageClient,
  type LanguageClientOptions,
  State,
  TransportKind,
} from "vscode-languageclient/node";
import {
  type AddFromZoteroParams,
  addFromZoteroCommand,
  documentShownNotification,
  type InitializationOptions,
  openSourceCommand,
  type StatusParams,
  statusNotification,
  trustGrantedNotification,
} from "../../server/src/protocol.ts";
import { besideOthers } from "./besideOthers.ts";
import { shownDocument, syncedDocuments } from "./documents.ts";
import { addFromZotero } from "./entries.ts";

/** What commands and views may ask of the language server. */
export interface Server {
  readonly onStatus: Event<StatusParams>;
  readonly onState: Event<ServerState>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Also after it gave up: crashes so far are forgiven. */
  restart(): Promise<void>;
  /** The client itself, for requests; rejects where the server is not running. */
  readonly client: LanguageClient;
}

export type ServerState = "running" | "stopped" | "gaveUp";

export function createServer(context: ExtensionContext, log: LogOutputChannel): Server {
  const status = new EventEmitter<StatusParams>();
  const state = new EventEmitter<ServerState>();
  const crashes = crashHandler(() => state.fire("gaveUp"));
  const client: LanguageClient = new LanguageClient("ibid", "Ibid", serverModule(context), {
    ...clientOptions(context, log, crashes),
    middleware: { ...besideOthers, executeCommand: (command, parameters, next) => runCommand(client, command, parameters, next) },
  });
  const subscriptions: readonly Disposable[] = [
    client.onNotification(statusNotification, (params: StatusParams) => status.fire(params)),
    client.onDidChangeState(({ newState }) => onState(newState)),
    window.onDidChangeActiveTextEditor(() => tellDocumentShown(client)),
    workspace.onDidGrantWorkspaceTrust(() => notify(client, trustGrantedNotification)),
  ];
  context.subscriptions.push(status, state, ...subscriptions);
  return { onStatus: status.event, onState: state.event, client, start, stop: () => stop(client), restart };

  async function start(): Promise<void> {
    try {
      await client.start();
    } catch (error) {
      log.error("The server could not be started.", error);
      state.fire("gaveUp");
    }
  }

  async function restart(): Promise<void> {
    crashes.forgive();
    await stop(client);
    await start();
  }

  function onState(newState: State): void {
    if (newState === State.Running) {
      state.fire("running");
      tellDocumentShown(client);
    } else if (newState === State.Stopped && !crashes.gaveUp()) state.fire("stopped");
  }
}

/** A server that doesn't answer is ended by the client after two seconds, which `stop` reports as an error: for us it has stopped either way. */
async function stop(client: LanguageClient): Promise<void> {
  if (!client.needsStop()) return;
  await client.stop().catch((error: unknown) => client.warn("The server was ended without an answer.", error, false));
}

function serverModule(context: ExtensionContext) {
  return { module: Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath, transport: TransportKind.ipc };
}

function clientOptions(context: ExtensionContext, log: LogOutputChannel, errorHandler: ErrorHandler): LanguageClientOptions {
  return {
    documentSelector: syncedDocuments,
    outputChannel: log,
    errorHandler,
    markdown: { isTrusted: { enabledCommands: [openSourceCommand] } },
    initializationOptions: () => initializationOptions(context),
    initializationFailedHandler: () => false,
  };
}

/** What a row of Zotero's brings along: here the writer can also choose or make the file that takes it. */
function runCommand(client: LanguageClient, command: string, parameters: unknown[], next: ExecuteCommandSignature): unknown {
  return command === addFromZoteroCommand ? addFromZotero(client, parameters[0] as AddFromZoteroParams) : next(command, parameters);
}

/** Asked anew at each start, so that a server that starts again knows the trust and the settings of that moment. */
function initializationOptions(context: ExtensionContext): InitializationOptions {
  const http = workspace.getConfiguration("http");
  return {
    ibid: workspace.getConfiguration("ibid"),
    trusted: workspace.isTrusted,
    storagePath: context.globalStorageUri.fsPath,
    proxy: http.get<string>("proxy", ""),
    noProxy: http.get<readonly string[]>("noProxy", []),
  };
}

function tellDocumentShown(client: LanguageClient): void {
  const document = shownDocument();
  if (document) notify(client, documentShownNotification, { uri: document.uri.toString() });
}

/** To a server that is not running nothing is sent: it asks for all it needs when it starts. */
function notify(client: LanguageClient, method: string, params?: object): void {
  if (!client.isRunning()) return;
  const sent = params ? client.sendNotification(method, params) : client.sendNotification(method);
  sent.catch((error: unknown) => client.warn(`${method} could not be sent.`, error, false));
}

const crashesAllowed = 4;
const crashPeriod = 3 * 60 * 1000;

interface CrashHandler extends ErrorHandler {
  gaveUp(): boolean;
  forgive(): void;
}

/** A server that dies is started again without a word; five deaths in three minutes mean that it would go on like this. */
function crashHandler(onGiveUp: () => void): CrashHandler {
  let crashes: readonly number[] = [];
  const gaveUp = (): boolean => crashes.length > crashesAllowed;
  return {
    gaveUp,
    forgive: () => {
      crashes = [];
    },
    error: (_error, _message, count) => ({ action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true }),
    closed: () => {
      const now = Date.now();
      crashes = [...crashes.filter((crash) => now - crash < crashPeriod), now];
      if (!gaveUp()) return { action: CloseAction.Restart, handled: true };
      onGiveUp();
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}
