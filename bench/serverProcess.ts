import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type CompletionList,
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

const serverFile = join(import.meta.dirname, "../dist/server.js");

/** The built server over stdio, with one draft open whose last line is typed in. */
export class ServerProcess {
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #uri: string;
  readonly #opening: string;
  readonly #line: number;
  #version = 1;

  /** `opening` is all of the draft but what is typed; it must end within a citation. */
  static async start(folder: string, storage: string, opening: string): Promise<ServerProcess> {
    const server = new ServerProcess(folder, opening);
    await server.#connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "bench" }],
      capabilities: { textDocument: { diagnostic: {}, completion: { completionItem: { insertReplaceSupport: true } } } },
      initializationOptions: { ibid: { links: { check: "never" } }, storagePath: storage, trusted: true },
    });
    await server.#connection.sendNotification("initialized", {});
    await server.#connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: server.#uri, languageId: "markdown", version: 1, text: opening },
    });
    return server;
  }

  private constructor(folder: string, opening: string) {
    const child = spawn(process.execPath, [serverFile, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.#process = child;
    this.#connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    this.#connection.listen();
    this.#uri = pathToFileURL(join(folder, "draft.md")).href;
    this.#opening = opening;
    this.#line = opening.split("\n").length - 1;
  }

  /** Puts what is typed now in the place of what was typed before, and asks for the list there. */
  async listFor(typed: string): Promise<CompletionList> {
    const start = { line: this.#line, character: this.#opening.length - this.#opening.lastIndexOf("\n") - 1 };
    const range = { start, end: { line: this.#line + 1, character: 0 } };
    const textDocument = { uri: this.#uri, version: ++this.#version };
    const position = { line: this.#line, character: start.character + typed.length };
    await this.#connection.sendNotification("textDocument/didChange", { textDocument, contentChanges: [{ range, text: typed }] });
    const list = await this.#connection.sendRequest<CompletionList | null>("textDocument/completion", {
      textDocument: { uri: this.#uri },
      position,
    });
    return list ?? { isIncomplete: true, items: [] };
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, "exit");
    await this.#connection.sendRequest("shutdown");
    await this.#connection.sendNotification("exit");
    await ended;
    this.#connection.dispose();
  }
}
