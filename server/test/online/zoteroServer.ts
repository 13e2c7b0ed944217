import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** An item as the tests write it: Zotero's own fields. */
export interface ZoteroData {
  readonly key: string;
  readonly itemType: string;
  readonly [field: string]: unknown;
}

/** What becomes of a request instead of an answer; `asked` counts from 0. Undefined: it is answered after all. */
export type ZoteroFate = (request: IncomingMessage, response: ServerResponse, asked: number) => ServerResponse | undefined;

export interface ZoteroServer {
  readonly origin: string;
  /** Paths with their queries, in order. */
  readonly log: readonly string[];
  readonly headers: readonly IncomingMessage["headers"][];
  /** Puts an item in, or another in its place. */
  put(data: ZoteroData, library?: string): void;
  /** Out of the trash too. */
  erase(key: string, library?: string): void;
  setFate(fate: ZoteroFate | undefined): void;
  /** Which Zotero it says it is. */
  serverId: string;
  /** The version of all libraries, as a synchronisation leaves it. */
  version: number;
  /** What Better BibTeX would answer, by items' keys; undefined where it is not installed. */
  citationKeys: Readonly<Record<string, string>> | undefined;
  readonly groups: { readonly id: number; readonly name: string }[];
  /** Addresses of files by the key of their attachment. */
  readonly files: Map<string, string>;
  close(): Promise<void>;
}

/**
 * A Zotero with its local API switched on, as its source has it (`server_localAPI.js`): no limit unless one is asked for, the last changed first unless another order
 * is, versions that only synchronisation changes, the trash left out. `httpServer.localAPI.enabled` off is the fate `refusing`.
 */
export async function startZotero(items: readonly ZoteroData[] = []): Promise<ZoteroServer> {
  const libraries = new Map<string, Map<string, Held>>();
  const log: string[] = [];
  const headers: IncomingMessage["headers"][] = [];
  const sockets = new Set<Socket>();
  let fate: ZoteroFate | undefined;
  let ticks = 0;
  const held = (library: string): Map<string, Held> => {
    const known = libraries.get(library) ?? new Map<string, Held>();
    libraries.set(library, known);
    return known;
  };
  const server = createServer((request, response) => {
    log.push(request.url ?? "");
    headers.push(request.headers);
    if (fate?.(request, response, log.length - 1) !== undefined) return;
    answer(request, response);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const zotero: ZoteroServer = {
    origin: `http://127.0.0.1:${port}`,
    log,
    headers,
    serverId: "",
    version: 0,
    citationKeys: undefined,
    groups: [],
    files: new Map(),
    put: (data, library = "users/0") => {
      const before = held(library).get(data.key);
      ticks += 1;
      held(library).set(data.key, { data, added: before?.added ?? ticks, modified: ticks, version: zotero.version });
    },
    erase: (key, library = "users/0") => void held(library).delete(key),
    setFate: (next) => {
      fate = next;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  for (const item of items) zotero.put(item);
  return zotero;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "", zotero.origin);
    const send = (status: number, body: string, more: Record<string, string | number> = {}): void => {
      response.writeHead(status, { "zotero-api-version": 3, "zotero-schema-version": 42, ...more }).end(body);
    };
    if (request.method === "POST") {
      void answerCall(request).then((said) => send(said === undefined ? 404 : 200, JSON.stringify(said ?? "No endpoint found")));
      return;
    }
    const nothing = (): void => send(404, "Not found");
    const [, library = "", rest = ""] = /^\/api\/((?:users|groups)\/\d+)(\/.*)$/.exec(url.pathname) ?? [];
    if (url.pathname === "/api/users/0/groups") {
      send(200, JSON.stringify(zotero.groups.map(({ id, name }) => ({ id, data: { id, name } }))));
      return;
    }
    const [, fileOf] = /^\/items\/([A-Z0-9]{8})\/file\/view\/url$/.exec(rest) ?? [];
    if (fileOf !== undefined) {
      const file = zotero.files.get(fileOf);
      if (file === undefined) nothing();
      else send(200, file, { "content-type": "text/plain" });
      return;
    }
    const [, parent] = /^\/items\/([A-Z0-9]{8})\/children$/.exec(rest) ?? [];
    if (parent === undefined && rest !== "/items" && rest !== "/items/top") {
      nothing();
      return;
    }
    const all = [...held(library).values()].filter(({ data }) => data.deleted !== 1);
    const children =
      parent === undefined
        ? all.filter(({ data }) => rest === "/items" || data.parentItem === undefined)
        : all.filter(({ data }) => data.parentItem === parent);
    list(children, url.searchParams, send);
  }

  async function answerCall(request: IncomingMessage): Promise<unknown> {
    let body = "";
    for await (const part of request) body += String(part);
    const { citationKeys } = zotero;
    if (citationKeys === undefined || request.url !== "/better-bibtex/json-rpc") return undefined;
    const { id, method, params } = JSON.parse(body) as {
      readonly id: number;
      readonly method: string;
      readonly params: readonly string[][];
    };
    if (method !== "item.citationkey" || request.headers["content-type"] !== "application/json")
      return { jsonrpc: "2.0", id, error: { code: -32601, message: "Method not found" } };
    return { jsonrpc: "2.0", id, result: Object.fromEntries((params[0] ?? []).map((key) => [key, citationKeys[key] ?? null])) };
  }

  function list(
    all: readonly Held[],
    query: URLSearchParams,
    send: (status: number, body: string, more: Record<string, string | number>) => void,
  ): void {
    const number = (name: string): number => Number(query.get(name) ?? 0) || 0;
    const since = number("since");
    const order = query.get("sort") === "dateAdded" ? "added" : "modified";
    const turn = query.get("direction") === "asc" ? 1 : -1;
    const found = all.filter(({ version }) => since === 0 || version > since).sort((one, other) => turn * (one[order] - other[order]));
    const start = number("start");
    const page = found.slice(start, start + (number("limit") || found.length));
    const body =
      query.get("format") === "keys"
        ? page.map(({ data }) => data.key).join("\n")
        : JSON.stringify(
            page.map(({ data, version, modified }) => ({
              key: data.key,
              version,
              data: { ...data, version, dateModified: timeOf(modified) },
            })),
            null,
            4,
          );
    const server = zotero.serverId === "" ? {} : { "zotero-server-id": zotero.serverId };
    send(200, body, { "total-results": found.length, "last-modified-version": zotero.version, ...server });
  }
}

interface Held {
  readonly data: ZoteroData;
  readonly added: number;
  readonly modified: number;
  readonly version: number;
}

const timeOf = (tick: number): string => new Date(Date.UTC(2026, 0, 1) + tick * 1000).toISOString().replace(/\.\d+/, "");

export const refusing: ZoteroFate = (_request, response) =>
  response.writeHead(403, { "content-type": "text/plain", "zotero-api-version": 3 }).end("Local API is not enabled");

/** A book with a number: `bookNumber(7)` has the key `AAAA0007`. */
export const bookNumber = (number: number, more: Readonly<Record<string, unknown>> = {}): ZoteroData => ({
  key: `AAAA${String(number).padStart(4, "0")}`,
  itemType: "book",
  title: `Number ${number} of a Long Series`,
  creators: [{ creatorType: "author", firstName: "Ada", lastName: `Writer${number}` }],
  date: "2001",
  extra: "",
  ...more,
});
