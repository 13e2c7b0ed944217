import { pathToFileURL } from "node:url";
import type { ClientCapabilities, InitializeParams } from "vscode-languageserver/node";

export interface ClientOptions {
  readonly folders: readonly string[];
  readonly storage: string;
  /** The value of section `ibid`. */
  readonly settings?: unknown;
  readonly trusted?: boolean;
  /** Problems: asked for by the client (the usual), or sent by the server. */
  readonly problems?: "pulled" | "pushed";
  /** Whether the client offers to watch files; else the server does. */
  readonly watches?: boolean;
  /** Whether the client can be asked for its settings; else they come with the initialisation alone. */
  readonly configuration?: boolean;
  /** Instead of what is made of the above. */
  readonly initializationOptions?: unknown;
  readonly markdown?: boolean;
  /** Whether edits may come once an action is chosen. */
  readonly resolvesActions?: boolean;
  readonly codeLens?: boolean;
  readonly nestedSymbols?: boolean;
}

export function initializeParams(options: ClientOptions): InitializeParams {
  const { folders, storage, settings = {}, trusted = true } = options;
  return {
    processId: process.pid,
    rootUri: null,
    capabilities: capabilitiesOf(options),
    workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
    initializationOptions: options.initializationOptions ?? { ibid: settings, trusted, storagePath: storage },
  };
}

function capabilitiesOf({
  problems = "pulled",
  watches = false,
  configuration = false,
  markdown = true,
  resolvesActions = false,
  codeLens = true,
  nestedSymbols = true,
}: ClientOptions): ClientCapabilities {
  const pulls = problems === "pulled";
  return {
    textDocument: {
      synchronization: { didSave: true },
      completion: {
        completionItem: {
          documentationFormat: markdown ? ["markdown", "plaintext"] : ["plaintext"],
          insertReplaceSupport: true,
          snippetSupport: true,
        },
      },
      documentSymbol: { hierarchicalDocumentSymbolSupport: nestedSymbols },
      foldingRange: { lineFoldingOnly: true },
      ...(codeLens ? { codeLens: {} } : {}),
      hover: { contentFormat: markdown ? ["markdown", "plaintext"] : ["plaintext"] },
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } },
        ...(resolvesActions ? { dataSupport: true, resolveSupport: { properties: ["edit"] } } : {}),
      },
      publishDiagnostics: { relatedInformation: true },
      ...(pulls ? { diagnostic: { relatedDocumentSupport: false } } : {}),
    },
    workspace: {
      workspaceFolders: true,
      configuration,
      applyEdit: true,
      workspaceEdit: { documentChanges: true },
      didChangeConfiguration: { dynamicRegistration: configuration },
      didChangeWatchedFiles: { dynamicRegistration: watches },
      ...(pulls ? { diagnostics: { refreshSupport: true } } : {}),
      codeLens: { refreshSupport: true },
    },
    window: { workDoneProgress: true },
  };
}
