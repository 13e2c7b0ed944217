import { type Connection, DidChangeConfigurationNotification, type InitializeParams, type InitializeResult } from "vscode-languageserver";
import { parseSettings, unwrapSection } from "../config.ts";
import type { Host } from "../host.ts";
import { type InitializationOptions, trustGrantedNotification } from "../protocol.ts";
import { createService } from "../service.ts";
import { bibliographyCapabilities, handleBibliography } from "./bibliography.ts";
import { clientFlags } from "./clientFlags.ts";
import { codeActionOptions, handleCodeActions } from "./codeActions.ts";
import { handleCustomRequests, sendStatus } from "./custom.ts";
import { handleDiagnostics, tellProblems } from "./diagnostics.ts";
import { handleDocuments } from "./documents.ts";
import { handleFeatures } from "./features.ts";
import { tellLenses } from "./lenses.ts";
import { handleNavigation, navigationCapabilities, tellInlayHints } from "./navigation.ts";
import { Refresh } from "./refresh.ts";
import type { Session } from "./session.ts";
import { ClientSettings } from "./settings.ts";
import { pathOf } from "./uri.ts";
import { Watching } from "./watching.ts";
import { handleWriting } from "./writing.ts";
import { executeCommandOptions, handleZotero } from "./zotero.ts";

/** What the platform builds the host from; all of it comes with the initialisation. */
export interface HostOptions {
  readonly storagePath: string | undefined;
  readonly proxy: string | undefined;
  readonly noProxy: readonly string[];
  readonly log: (level: "info" | "warn" | "error", message: string) => void;
}

/** Serves one client. Nothing is handled before the initialisation, so no handler ever meets a half-built session. */
export function serve(connection: Connection, version: string, createHost: (options: HostOptions) => Host): void {
  let session: Session | undefined;
  let isOver = false;
  // What is cut short by the end is no fault worth a line.
  const log: HostOptions["log"] = (level, message) => {
    if (!isOver) connection.console[level](message);
  };
  connection.onInitialize((params) => {
    session = createSession(connection, params, (options) => createHost({ ...options, log }));
    return initializeResult(session, version);
  });
  connection.onInitialized(() => {
    if (session !== undefined) register(session);
  });
  connection.onShutdown(() => {
    isOver = true;
    session?.refresh.dispose();
    session?.watching.dispose();
    session?.service.dispose();
  });
  connection.listen();
}

function createSession(connection: Connection, params: InitializeParams, createHost: (options: Omit<HostOptions, "log">) => Host): Session {
  const options: InitializationOptions = isObject(params.initializationOptions) ? params.initializationOptions : {};
  const flags = clientFlags(params.capabilities);
  const { storage } = parseSettings(unwrapSection(params.initializationOptions)).settings;
  const host = createHost({
    storagePath: storage !== "" ? storage : typeof options.storagePath === "string" ? options.storagePath : undefined,
    proxy: typeof options.proxy === "string" ? options.proxy : undefined,
    noProxy: Array.isArray(options.noProxy) ? options.noProxy.filter((name) => typeof name === "string") : [],
  });
  const settings = new ClientSettings(connection, flags.configuration, params.initializationOptions, host.logger);
  const service = createService(host, { settingsFor: (path) => settings.of(path) });
  const watching = new Watching(host, service);
  const session: Session = {
    connection,
    host,
    service,
    flags,
    settings,
    watching,
    refresh: new Refresh(host.clock, (gathered) => {
      tellProblems(session, gathered);
      tellLenses(session, gathered);
      tellInlayHints(session, gathered);
      watching.update(session.folders);
      sendStatus(session);
    }),
    shown: undefined,
    folders: foldersOf(params),
    uris: new Map(),
  };
  service.setTrusted(options.trusted !== false);
  service.onChange(({ paths, cause }) => session.refresh.ask(paths, cause));
  handleDocuments(session);
  handleFeatures(session);
  handleCodeActions(session);
  handleBibliography(session);
  handleNavigation(session);
  handleDiagnostics(session);
  handleCustomRequests(session);
  handleWriting(session);
  handleZotero(session);
  connection.onNotification(trustGrantedNotification, () => service.setTrusted(true));
  connection.onDidChangeConfiguration(({ settings: pushed }) => {
    settings.changed(pushed);
    service.settingsChanged();
  });
  return session;
}

function initializeResult(session: Session, version: string): InitializeResult {
  return {
    serverInfo: { name: "Ibid", version },
    capabilities: {
      positionEncoding: "utf-16",
      textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
      completionProvider: { triggerCharacters: ["@", "{", ",", ";", " "], resolveProvider: true },
      hoverProvider: true,
      executeCommandProvider: executeCommandOptions,
      ...bibliographyCapabilities(session.flags),
      ...navigationCapabilities,
      ...(session.flags.codeActionLiterals ? { codeActionProvider: codeActionOptions(session) } : {}),
      ...(session.flags.pullsDiagnostics
        ? { diagnosticProvider: { identifier: "ibid", interFileDependencies: true, workspaceDiagnostics: false } }
        : {}),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

/** Only now may the client be asked anything. What it refuses is done without. */
function register(session: Session): void {
  const { connection, flags, service, watching } = session;
  if (flags.folderChanges) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map((folder) => pathOf(folder.uri)));
      session.folders = [...session.folders.filter((folder) => !gone.has(folder)), ...added.map((folder) => pathOf(folder.uri))];
      service.setFolders(session.folders);
      watching.update(session.folders);
    });
  }
  service.setFolders(session.folders);
  watching.update(session.folders);
  const refused = (error: unknown): void => connection.console.info(`A registration was refused: ${String(error)}`);
  if (flags.watchesFiles) watching.register(connection).catch(refused);
  if (flags.configurationRegistration) {
    connection.client.register(DidChangeConfigurationNotification.type, { section: "ibid" }).catch(refused);
  }
}

function foldersOf(params: InitializeParams): readonly string[] {
  const folders = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
  return folders.map(pathOf);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
