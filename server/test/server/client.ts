import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import {
  type ApplyWorkspaceEditParams,
  type CancellationToken,
  type CodeAction,
  type CompletionItem,
  type CompletionList,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type MarkupContent,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type Registration,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import type { StatusParams } from "../../src/protocol.ts";
import { Lines, type Position, type Range } from "../../src/text/lines.ts";
import { serverFile } from "./built.ts";
import { type ClientOptions, initializeParams } from "./clientOptions.ts";

/** As the server logs them: 1 error, 2 warning, 3 information, 4 log. */
export interface LoggedMessage {
  readonly type: number;
  readonly message: string;
}

interface ClientDocument {
  readonly version: number;
  readonly text: string;
  readonly lines: Lines;
}

/** Milliseconds after which what is waited for counts as never coming. */
const patience = 20_000;

/** An editor without a screen: it starts the built server over stdio and keeps all that it says. Started in a test or suite, it ends with it. */
export class Client {
  readonly pushed: PublishDiagnosticsParams[] = [];
  readonly messages: LoggedMessage[] = [];
  readonly registrations: Registration[] = [];
  readonly statuses: StatusParams[] = [];
  /** What the server had the client make. */
  readonly edits: WorkspaceEdit[] = [];
  /** How often the server asked to pull problems anew. */
  refreshes = 0;
  /** How often it asked to ask for lenses anew. */
  lensRefreshes = 0;
  /** What the server gets when it asks for section `ibid`, by document. */
  settingsOf: (uri: string) => unknown;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #connection: MessageConnection;
  readonly #exit: Promise<number | null>;
  readonly #documents = new Map<string, ClientDocument>();
  readonly #waiting = new Set<() => void>();
  readonly #pulls: boolean;
  #initialized: InitializeResult | undefined;
  #errors = "";
  #stopped: Promise<void> | undefined;

  static async start(options: ClientOptions): Promise<Client> {
    const client = new Client(options);
    client.#initialized = await client.#connection.sendRequest<InitializeResult>("initialize", initializeParams(options));
    await client.#connection.sendNotification("initialized", {});
    return client;
  }

  private constructor(options: ClientOptions) {
    this.#pulls = options.problems !== "pushed";
    this.settingsOf = () => options.settings ?? null;
    this.#process = spawn(process.execPath, [serverFile, "--stdio"]);
    after(() => this.stop());
    this.#exit = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.stderr.on("data", (bytes) => {
      this.#errors += String(bytes);
    });
    this.#connection = createMessageConnection(new StreamMessageReader(this.#process.stdout), new StreamMessageWriter(this.#process.stdin));
    this.#listen(this.#connection);
  }

  get capabilities(): InitializeResult["capabilities"] {
    assert.ok(this.#initialized);
    return this.#initialized.capabilities;
  }

  #listen(connection: MessageConnection): void {
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) =>
      this.#heard(() => this.pushed.push(params)),
    );
    connection.onNotification("window/logMessage", (message: LoggedMessage) => this.#heard(() => this.messages.push(message)));
    connection.onNotification("ibid/status", (status: StatusParams) => this.#heard(() => this.statuses.push(status)));
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.#heard(() => this.refreshes++);
      return null;
    });
    connection.onRequest("workspace/codeLens/refresh", () => {
      this.#heard(() => this.lensRefreshes++);
      return null;
    });
    connection.onRequest("workspace/applyEdit", ({ edit }: ApplyWorkspaceEditParams) => {
      this.#heard(() => this.edits.push(edit));
      return { applied: true };
    });
    connection.onRequest("client/registerCapability", (params: { readonly registrations: readonly Registration[] }) => {
      this.#heard(() => this.registrations.push(...params.registrations));
      return null;
    });
    connection.onRequest("workspace/configuration", (params: { readonly items: readonly { readonly scopeUri?: string }[] }) =>
      params.items.map(({ scopeUri = "" }) => this.settingsOf(scopeUri)),
    );
    connection.listen();
  }

  #heard(keep: () => void): void {
    keep();
    for (const look of [...this.#waiting]) look();
  }

  // What a writer does.

  addFolder(folder: string): void {
    this.notify("workspace/didChangeWorkspaceFolders", { event: { added: [{ uri: pathToFileURL(folder).href, name: "" }], removed: [] } });
  }

  open(uri: string, text: string, languageId = languageOf(uri)): void {
    this.#documents.set(uri, { version: 1, text, lines: new Lines(text) });
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Puts `next` where `before` stands, which must be there once. */
  edit(uri: string, before: string, next: string): void {
    const { version, lines, text: old } = this.document(uri);
    const start = old.indexOf(before);
    assert.ok(start >= 0, `${before} is not in ${uri}`);
    const range = lines.rangeOf({ start, end: start + before.length });
    const text = old.slice(0, start) + next + old.slice(start + before.length);
    this.#documents.set(uri, { version: version + 1, text, lines: new Lines(text) });
    this.notify("textDocument/didChange", { textDocument: { uri, version: version + 1 }, contentChanges: [{ range, text: next }] });
  }

  save(uri: string): void {
    this.notify("textDocument/didSave", { textDocument: { uri } });
  }

  close(uri: string): void {
    this.#documents.delete(uri);
    this.notify("textDocument/didClose", { textDocument: { uri } });
  }

  document(uri: string): ClientDocument {
    const document = this.#documents.get(uri);
    assert.ok(document, `${uri} is not open`);
    return document;
  }

  /** `sperl|ing`: where the cursor stands in the first place that reads so. */
  position(uri: string, place: string): Position {
    const { lines, text } = this.document(uri);
    const start = text.indexOf(place.replace("|", ""));
    assert.ok(start >= 0 && place.includes("|"), `${place} is not in ${uri}`);
    return lines.positionAt(start + place.indexOf("|"));
  }

  /** The words under a range. */
  words(uri: string, { start, end }: Range): string {
    const { lines, text } = this.document(uri);
    return text.slice(lines.offsetAt(start), lines.offsetAt(end));
  }

  // What the server answers.

  async completion(uri: string, place: string): Promise<readonly CompletionItem[]> {
    const list = await this.request<CompletionList | null>("textDocument/completion", this.#at(uri, place));
    return list?.items ?? [];
  }

  async documentation(item: CompletionItem): Promise<string> {
    const { documentation } = await this.request<CompletionItem>("completionItem/resolve", item);
    return markupText(documentation);
  }

  /** "" where there is none. */
  async hover(uri: string, place: string): Promise<string> {
    const hover = await this.request<Hover | null>("textDocument/hover", this.#at(uri, place));
    return hover === null ? "" : markupText(hover.contents as MarkupContent);
  }

  async actions(uri: string, place: string): Promise<readonly CodeAction[]> {
    const position = this.position(uri, place);
    return this.request("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
  }

  /** The text as it would be after a code action. */
  textAfter(uri: string, action: CodeAction): string {
    const { lines, text } = this.document(uri);
    const [change] = action.edit?.documentChanges ?? [];
    assert.ok(change !== undefined && "edits" in change && change.textDocument.uri === uri);
    const edits = change.edits.map((edit) => {
      assert.ok("newText" in edit);
      return { start: lines.offsetAt(edit.range.start), end: lines.offsetAt(edit.range.end), text: edit.newText };
    });
    const backwards = edits.sort((one, other) => other.start - one.start);
    return backwards.reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);
  }

  async problems(uri: string): Promise<readonly Diagnostic[]> {
    if (!this.#pulls) return this.pushed.findLast((params) => params.uri === uri)?.diagnostics ?? [];
    const report = await this.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri } });
    return report.kind === "full" ? report.items : [];
  }

  /** Asks again whenever the server says something, until the problems are as wanted. */
  async problemsWhen(uri: string, accept: (problems: readonly Diagnostic[]) => boolean, what: string): Promise<readonly Diagnostic[]> {
    let found: readonly Diagnostic[] = [];
    const enough = async (): Promise<boolean> => {
      found = await this.problems(uri);
      return accept(found);
    };
    await this.until(enough, () => `${what}; there were ${JSON.stringify(found.map(({ code, message }) => [code, message]))}`);
    return found;
  }

  /** The problems by their codes, as soon as these are they. */
  async problemsAre(uri: string, codes: readonly string[]): Promise<readonly Diagnostic[]> {
    const same = (problems: readonly Diagnostic[]): boolean => String(problems.map((problem) => problem.code)) === String(codes);
    return this.problemsWhen(uri, same, `the problems of ${uri} should be ${JSON.stringify(codes)}`);
  }

  request<Answer>(method: string, params: unknown, token?: CancellationToken): Promise<Answer> {
    return token === undefined
      ? this.#connection.sendRequest<Answer>(method, params)
      : this.#connection.sendRequest<Answer>(method, params, token);
  }

  notify(method: string, params: unknown): void {
    this.#connection.sendNotification(method, params).catch((error: unknown) => {
      this.#errors += String(error);
    });
  }

  #at(uri: string, place: string) {
    return { textDocument: { uri }, position: this.position(uri, place) };
  }

  /** Looks now, and again after each thing the server says. */
  async until(holds: () => boolean | Promise<boolean>, what: string | (() => string)): Promise<void> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#heard(() => undefined);
    }, patience);
    try {
      for (;;) {
        const heard = new Promise<void>((resolve) => {
          const look = (): void => {
            this.#waiting.delete(look);
            resolve();
          };
          this.#waiting.add(look);
        });
        if (await holds()) return;
        if (late) assert.fail(`never came: ${typeof what === "string" ? what : what()}`);
        await heard;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the server as an editor does; it must end by itself, without a complaint. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), patience);
    const ended = this.#connection.sendRequest("shutdown").then(() => this.#connection.sendNotification("exit"));
    const code = await Promise.race([this.#exit, ended.then(() => this.#exit)]).finally(() => clearTimeout(timer));
    this.#connection.dispose();
    assert.equal(code, 0, "the server ended badly");
    assert.equal(this.#errors, "", "nothing belongs on standard error");
    const faults = this.messages.filter((message) => message.type === 1);
    assert.deepEqual(faults, [], "nothing went wrong inside");
  }
}

const languageOf = (uri: string): string => (/\.tex$/.test(uri) ? "latex" : /\.bib$/.test(uri) ? "bibtex" : "markdown");

const markupText = (markup: string | MarkupContent | undefined): string => (typeof markup === "string" ? markup : (markup?.value ?? ""));
