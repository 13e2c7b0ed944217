import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
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
  type Position,
  type PublishDiagnosticsParams,
  type Registration,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from "vscode-languageserver/node";
import { Lines } from "../../src/text/lines.ts";
import { serverFile } from "./built.ts";

export interface ClientOptions {
  readonly folders: readonly string[];
  readonly storage: string;
  /** The value of section `ibid`. */
  readonly settings?: unknown;
  readonly trusted?: boolean;
  /** Diagnostics: asked for by the client (the usual), or sent by the server. */
  readonly diagnostics?: "pulled" | "pushed";
  /** Whether the client offers to watch files; else the server does. */
  readonly watches?: boolean;
  /** Whether the client can be asked for its settings; else they come with the initialisation alone. */
  readonly configuration?: boolean;
  /** Instead of what is made of the above. */
  readonly initializationOptions?: unknown;
  readonly markdown?: boolean;
}

export interface LoggedMessage {
  /** 1 error, 2 warning, 3 information, 4 log. */
  readonly type: number;
  readonly message: string;
}

/** Milliseconds after which what is waited for counts as never coming. */
const patience = 20_000;

/** An editor without a screen: it starts the built server over stdio and keeps all that it says. */
export class Client {
  readonly pushed: PublishDiagnosticsParams[] = [];
  readonly messages: LoggedMessage[] = [];
  readonly registrations: Registration[] = [];
  readonly statuses: { readonly text: string; readonly detail: string }[] = [];
  readonly capabilities: InitializeResult["capabilities"];
  /** Asked for anew by the server at each `workspace/configuration`. */
  settings: unknown;
  refreshes = 0;
  readonly #connection: MessageConnection;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #exit: Promise<number | null>;
  readonly #documents = new Map<string, { version: number; text: string; lines: Lines }>();
  readonly #listeners = new Set<() => void>();
  #errors = "";

  static async start(options: ClientOptions): Promise<Client> {
    const child = spawn(process.execPath, [serverFile, "--stdio"], { stdio: "pipe" });
    const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    const heard: (() => void)[] = [];
    const early = listenEarly(connection, options, () => heard.forEach((hear) => void hear()));
    connection.listen();
    const { capabilities } = await connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: capabilitiesOf(options),
      workspaceFolders: options.folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
      initializationOptions: options.initializationOptions ?? optionsOf(options),
    });
    const client = new Client(child, connection, capabilities, early);
    heard.push(() => client.#tell());
    await connection.sendNotification("initialized", {});
    return client;
  }

  private constructor(child: ChildProcessWithoutNullStreams, connection: MessageConnection, capabilities: InitializeResult["capabilities"], early: Heard) {
    this.#process = child;
    this.#connection = connection;
    this.capabilities = capabilities;
    this.settings = undefined;
    Object.assign(this, early);
    this.#exit = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
    child.stderr.on("data", (bytes) => {
      this.#errors += String(bytes);
    });
  }
}
