import type { ClientCapabilities } from "vscode-languageserver";

/** What the client can do, read once, so that features ask a flag and not the tree of capabilities. */
export interface ClientFlags {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly watchesFiles: boolean;
  readonly insertReplace: boolean;
  readonly labelDetails: boolean;
  readonly relatedInformation: boolean;
  readonly markdownHover: boolean;
  readonly markdownDocumentation: boolean;
  readonly codeActionLiterals: boolean;
  /** Whether edits may come once an action is chosen. */
  readonly resolvesEdits: boolean;
  readonly documentChanges: boolean;
  /** Whether an edit may make a file. */
  readonly createsFiles: boolean;
  readonly appliesEdits: boolean;
  readonly folderChanges: boolean;
  /** Whether the client opens addresses that the server names. */
  readonly showsDocuments: boolean;
  readonly nestedSymbols: boolean;
  readonly codeLens: boolean;
  readonly refreshesCodeLens: boolean;
  readonly refreshesInlayHints: boolean;
  readonly snippets: boolean;
  /** How many stretches to fold the client takes of one document. */
  readonly foldingLimit: number;
}

export function clientFlags(capabilities: ClientCapabilities): ClientFlags {
  const { textDocument, workspace, window } = capabilities;
  const item = textDocument?.completion?.completionItem;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    insertReplace: item?.insertReplaceSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    relatedInformation:
      textDocument?.publishDiagnostics?.relatedInformation === true || textDocument?.diagnostic?.relatedInformation === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes("markdown") === true,
    markdownDocumentation: item?.documentationFormat?.includes("markdown") === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true && textDocument.codeAction.resolveSupport?.properties.includes("edit") === true,
    appliesEdits: workspace?.applyEdit === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    showsDocuments: window?.showDocument?.support === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    folderChanges: workspace?.workspaceFolders === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    codeLens: textDocument?.codeLens !== undefined,
    refreshesCodeLens: workspace?.codeLens?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    snippets: item?.snippetSupport === true,
    foldingLimit: textDocument?.foldingRange?.rangeLimit ?? 5000,
  };
}
