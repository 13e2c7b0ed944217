import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { gzipSync } from "node:zlib";

/** What becomes of a request; called with how often this path was asked before (0: the first time), by the same method. */
export type Fate = (request: IncomingMessage, response: ServerResponse, before: number) => void;

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** By the clock handed to the server. */
  readonly time: number;
  /** How many were under way on this server when it came, itself included. */
  readonly underWay: number;
  readonly headers: IncomingMessage["headers"];
}

export interface FateServer {
  /** `http://127.0.0.1:43210`, without a slash behind. */
  readonly origin: string;
  readonly log: readonly LoggedRequest[];
  url(path: string): string;
  /** What was asked of a path, as `HEAD`, `GET`, in order. */
  methods(path: string): readonly string[];
  set(path: string, fate: Fate): void;
  close(): Promise<void>;
}

export interface FateServerOptions {
  /** One of the loopback range, so that a test may have several hosts. */
  readonly host?: string;
  readonly now?: () => number;
  readonly fates?: Readonly<Record<string, Fate>>;
}

/** A real server on the loopback with one fate per path: `/404`, `/hang`, `/redirect/301?to=/ok` and all others of `wellKnownFates`. Unknown paths are 404. */
export async function startFateServer(options: FateServerOptions = {}): Promise<FateServer> {
  const now = options.now ?? Date.now;
  const fates = new Map<string, Fate>([...Object.entries(wellKnownFates), ...Object.entries(options.fates ?? {})]);
  const log: LoggedRequest[] = [];
  const sockets = new Set<Socket>();
  let underWay = 0;
  const server = createServer({ keepAliveTimeout: 1000 }, (request, response) => {
    const path = request.url ?? "/";
    const method = request.method ?? "GET";
    const before = log.filter((entry) => entry.path === path && entry.method === method).length;
    underWay++;
    log.push({ method, path, time: now(), underWay, headers: request.headers });
    response.on("close", () => underWay--);
    const fate = fates.get(path) ?? fates.get(path.replace(/\?.*/s, "")) ?? status(404);
    fate(request, response, before);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  });
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, host, resolve));
  const origin = `http://${host}:${portOf(server.address())}`;
  return {
    origin,
    log,
    url: (path) => `${origin}${path}`,
    methods: (path) => log.filter((entry) => entry.path === path).map((entry) => entry.method),
    set: (path, fate) => fates.set(path, fate),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export function status(code: number, headers: Readonly<Record<string, string>> = {}, body = `status ${code}`): Fate {
  return (_request, response) => {
    response.writeHead(code, { "content-type": "text/html", ...headers });
    response.end(body);
  };
}

export const page = (title: string, text = "A page of some length."): Fate =>
  status(200, {}, `<!doctype html><title>${title}</title><p>${text}</p>`);

export const redirect = (code: number, to: string): Fate => status(code, { location: to });

/** The first requests of each method meet one fate after the other, all later ones the last. */
export const inTurn =
  (...fates: readonly [Fate, ...Fate[]]): Fate =>
  (request, response, before) =>
    (fates[Math.min(before, fates.length - 1)] ?? fates[0])(request, response, before);

export const byMethod =
  (head: Fate, get: Fate): Fate =>
  (request, response, before) =>
    (request.method === "HEAD" ? head : get)(request, response, before);

export const hang: Fate = () => undefined;

export const reset: Fate = (request) => request.socket.resetAndDestroy();

/** Bytes straight onto the socket, beside all rules of the protocol. */
export const raw =
  (...parts: readonly (string | Uint8Array)[]): Fate =>
  (request) => {
    for (const part of parts) request.socket.write(part);
    request.socket.end();
  };

/** Writes until the other side hangs up or `total` bytes are written. */
export const flood =
  (head: string, chunk: string, total: number): Fate =>
  (request) => {
    const { socket } = request;
    let written = 0;
    const more = () => {
      while (written < total && !socket.destroyed) {
        written += chunk.length;
        if (!socket.write(chunk)) return;
      }
      socket.end();
    };
    socket.on("drain", more);
    socket.write(head);
    more();
  };

const drip: Fate = (request, response) => {
  response.writeHead(200, { "content-type": "text/html" });
  const timer = setInterval(() => response.write("x"), 10);
  request.socket.on("close", () => clearInterval(timer));
};

/** Twenty megabytes of nothing in twenty kilobytes. */
const bomb = gzipSync(Buffer.alloc(20_000_000));

const challenge = "<!doctype html><title>Just a moment...</title><body>Checking</body>";

const wellKnownFates: Readonly<Record<string, Fate>> = {
  "/": page("Front page"),
  "/ok": page("A page"),
  "/204": status(204),
  "/head405": byMethod(status(405), page("A page")),
  "/head404": byMethod(status(404), page("A page")),
  "/head403": byMethod(status(403), page("A page")),
  "/head500": byMethod(status(500), page("A page")),
  "/headhang": byMethod(hang, page("A page")),
  "/headreset": byMethod(reset, page("A page")),
  "/404": status(404),
  "/410": status(410),
  "/404once": byMethod(status(404), inTurn(status(404), page("A page"))),
  "/400": status(400),
  "/401": status(401),
  "/402": status(402),
  "/403": status(403),
  "/407": status(407),
  "/451": status(451),
  "/999": status(999),
  "/429": status(429),
  "/429once": byMethod(status(429), inTurn(status(429), page("A page"))),
  "/429wait": inTurn(status(429, { "retry-after": "20" }), page("A page")),
  "/429long": status(429, { "retry-after": "3600" }),
  "/500": status(500),
  "/500once": byMethod(status(500), inTurn(status(500), page("A page"))),
  "/503": status(503),
  "/503wait": inTurn(status(503, { "retry-after": "5" }), page("A page")),
  "/cloudflare": status(403, { "cf-mitigated": "challenge" }, challenge),
  "/challenge503": status(503, {}, challenge),
  "/challenge200": byMethod(status(405), status(200, {}, challenge)),
  "/hang": hang,
  "/reset": reset,
  "/drip": drip,
  "/loop": redirect(302, "/loop"),
  "/loop/a": redirect(302, "/loop/b"),
  "/loop/b": redirect(302, "/loop/a"),
  "/endless": (request, response) =>
    redirect(302, `/endless?n=${Number(new URL(request.url ?? "/", "http://x").searchParams.get("n") ?? 0) + 1}`)(request, response, 0),
  "/redirect/301": (request, response) => redirect(301, targetOf(request))(request, response, 0),
  "/redirect/302": (request, response) => redirect(302, targetOf(request))(request, response, 0),
  "/redirect/307": (request, response) => redirect(307, targetOf(request))(request, response, 0),
  "/redirect/308": (request, response) => redirect(308, targetOf(request))(request, response, 0),
  "/nolocation": status(302),
  "/huge": flood("HTTP/1.1 200 OK\r\ncontent-length: 300000000\r\n\r\n", "x".repeat(65536), 300_000_000),
  "/endlessheaders": flood("HTTP/1.1 200 OK\r\n", `x-more: ${"x".repeat(1000)}\r\n`, 300_000_000),
  "/endlessbody": flood("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(65536), 300_000_000),
  "/shortbody": raw("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nshort"),
  "/twolengths": raw("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx"),
  "/garbage": raw("\u0000\u0001 garbage \r\n\r\n"),
  "/bomb": (_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip", "content-type": "text/html" });
    response.end(bomb);
  },
  "/badgzip": status(200, { "content-encoding": "gzip" }, "this is no gzip"),
};

function targetOf(request: IncomingMessage): string {
  return new URL(request.url ?? "/", "http://x").searchParams.get("to") ?? "/";
}

const portOf = (address: string | AddressInfo | null): number => (typeof address === "object" && address !== null ? address.port : 0);
