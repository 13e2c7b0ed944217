/**
 * What client and server say to each other beyond LSP. Plain interfaces and method names; no package is imported, so that any client can copy this file.
 * Positions and ranges are LSP's: zero-based, UTF-16.
 */
export interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

export interface ProtocolRange {
  readonly start: ProtocolPosition;
  readonly end: ProtocolPosition;
}

/** `initializationOptions`: the value of section `ibid` (bare, or wrapped in `ibid`), and: */
export interface InitializationOptions {
  readonly ibid?: unknown;
  /** False in a workspace that the user has not trusted: no network, no path outside the folder. Default true. */
  readonly trusted?: boolean;
  /** A private folder for what is kept between sessions. */
  readonly storagePath?: string;
  /** The editor's own `http.proxy` and `http.noProxy`. */
  readonly proxy?: string;
  readonly noProxy?: readonly string[];
}

/** Client to server, no parameters: the workspace has become trusted. */
export const trustGrantedNotification = "ibid/trustGranted";

/** Server to client: what the status item shows for the document that was used last. */
export const statusNotification = "ibid/status";
export interface StatusParams {
  /** `1,204 entries · 38 sources · 2 problems`. */
  readonly text: string;
  /** One sentence more; "" for none. */
  readonly detail: string;
  readonly busy: boolean;
  /** True where the writer should look: no bibliography found, a file that can't be read. */
  readonly attention: boolean;
}

/** Client to server: which document the writer looks at now, so that the status speaks of it. */
export const documentShownNotification = "ibid/documentShown";
export interface DocumentShownParams {
  readonly uri: string;
}

/** Which files serve a document, with counts and errors, each with a way to open it. */
export const filesUsedRequest = "ibid/filesUsed";
export interface FilesUsedParams {
  readonly uri: string;
}
export interface FilesUsedResult {
  /** A sentence for the top: what serves this draft, or why nothing does. */
  readonly summary: string;
  readonly groups: readonly FilesUsedGroup[];
}
export interface FilesUsedGroup {
  readonly title: string;
  readonly files: readonly FileUsed[];
}
export interface FileUsed {
  /** Shown: relative to the workspace folder where it lies in one. */
  readonly label: string;
  /** `1,204 entries`, `24 passages, 97 notes`, `not there (looked in …)`. */
  readonly detail: string;
  /** To open; undefined where there is nothing to open. */
  readonly uri: string | undefined;
  readonly range: ProtocolRange | undefined;
  readonly problem: boolean;
}

/** Checks all links of a document (or of all open drafts), also those that are not due. Takes a work-done token. */
export const checkLinksRequest = "ibid/checkLinks";
export interface CheckLinksParams {
  readonly uri?: string;
  readonly workDoneToken?: string | number;
}
export interface CheckLinksResult {
  /** `12 links: 9 alive, 1 gone, 2 not checked`. */
  readonly summary: string;
}

/**
 * Adds entries to the bibliography that serves a document, or to the bibliography that it is: what `text` holds (BibTeX, CSL-JSON, RIS, a DOI).
 * The server has the client make the edit (`workspace/applyEdit`), which undoes in one step.
 */
export const addEntryRequest = "ibid/addEntry";
export interface AddEntryParams {
  readonly uri: string;
  readonly text: string;
  /** The file to add to; needed where `choose` was the answer. */
  readonly target?: string;
}
export interface AddEntryResult {
  /** `choose`: several files may take it, or none is there yet; ask again with `target`. */
  readonly kind: "added" | "known" | "choose" | "refused";
  /** A sentence for the writer. */
  readonly message: string;
  /** Under which the entries now stand. */
  readonly keys: readonly string[];
  /** The file that was changed. */
  readonly uri?: string;
  readonly files?: readonly { readonly uri: string; readonly label: string }[];
  /** Where a new file could stand. */
  readonly suggestion?: string;
}

/** An item of the writer's Zotero: `users/0/items/ABCD1234`; with the key under which it was offered, and shall be added. */
export interface ZoteroPick {
  readonly item: string;
  readonly key?: string;
}

/** The command of a completion row that stands in Zotero only, run by the server (`workspace/executeCommand`): adds the items to the draft's bibliography. */
export const addFromZoteroCommand = "ibid.addFromZotero";
/** The same as a request, for lists of the client's own. */
export const addFromZoteroRequest = "ibid/addFromZotero";
export interface AddFromZoteroParams {
  readonly uri: string;
  readonly items: readonly ZoteroPick[];
  /** As in `AddEntryParams`. */
  readonly target?: string;
  /** Where they shall be cited in the document; the answer then says what to put there. */
  readonly position?: ProtocolPosition;
}
export interface AddFromZoteroResult extends AddEntryResult {
  /** `[@a; @b]` at the position, or the keys alone inside a citation. The client makes this edit. */
  readonly citation?: { readonly range: ProtocolRange; readonly newText: string };
}

/** The command of "Open in Zotero", run by the server: has the client open the address (`window/showDocument`, external). */
export const openInZoteroCommand = "ibid.openInZotero";
export interface OpenInZoteroArguments {
  /** Begins with `zotero://select/`. */
  readonly address: string;
}

/** What of the writer's Zotero fits some words, best first; the server's own ranking. */
export const searchZoteroRequest = "ibid/searchZotero";
export interface SearchZoteroParams {
  readonly uri: string;
  readonly query: string;
}
export interface SearchZoteroResult {
  readonly items: readonly ZoteroItem[];
  /** `1,204 items, as of 10:32`, or why there is nothing and what to do. */
  readonly state: string;
  readonly trouble: boolean;
}
export interface ZoteroItem {
  readonly item: string;
  readonly key: string;
  /** `Webber, Sperling & Smith 2012`. */
  readonly work: string;
  readonly title: string;
  readonly container: string;
  /** True where the library has it already, under this key. */
  readonly known: boolean;
  /** `zotero://select/…`, which Zotero itself opens. */
  readonly address: string;
}

/** Compares the DOIs of a bibliography, or of what a draft cites, with what they are registered for. Takes a work-done token. */
export const checkDoisRequest = "ibid/checkDois";
export interface CheckDoisParams {
  readonly uri: string;
  readonly workDoneToken?: string | number;
}
export interface CheckDoisResult {
  /** `14 DOIs: 13 match, 1 belongs to another work.` */
  readonly summary: string;
}

/**
 * The command of the line "cited 3 times" above an entry: shows the places that cite it. The client registers it, for editors take their own
 * kinds of places.
 */
export const showCitationsCommand = "ibid.showCitations";
export interface ShowCitationsArguments {
  readonly uri: string;
  /** Where the entry's key stands. */
  readonly position: ProtocolPosition;
  /** As they were when the line was shown; `textDocument/references` at the position gives them anew. */
  readonly locations: readonly { readonly uri: string; readonly range: ProtocolRange }[];
}

/** The command that hovers and code actions carry to open a source at a passage; the client registers it. */
export const openSourceCommand = "ibid.openSource";
export interface OpenSourceArguments {
  readonly uri: string;
  readonly range: ProtocolRange;
}
