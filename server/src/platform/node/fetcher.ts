import type { SecureContext } from "node:tls";
import type { Dispatcher, Pool } from "undici";
import type { Disposable, FetchAnswer, Fetcher, FetchRequest } from "../../host.ts";
import { guardedLookup, isPublicHost, type Lookup, PrivateAddressError } from "./addressGuard.ts";
import { readBody } from "./body.ts";
import { failureOf } from "./fetchFailure.ts";
import { proxyFor } from "./proxy.ts";
import type { ProxySettings } from "./proxySettings.ts";
import { trustedContext } from "./systemCertificates.ts";

export interface FetcherOptions {
  readonly userAgent: string;
  /** Proxies of the client's settings or of the environment; undefined: every address is dialled directly. */
  readonly proxy?: ProxySettings;
  /** Certificate authorities beside those of Node and this machine, as PEM. */
  readonly certificates?: readonly string[];
  /** How names are resolved; the system's way unless given. */
  readonly connectLookup?: Lookup;
}

/** The one door to the network. Two guards stand at it (addressGuard); nothing is followed, kept or sent along by itself. */
export function createFetcher(options: FetcherOptions): Fetcher & Disposable {
  return new GuardedFetcher(options);
}

type Undici = typeof import("undici");

class GuardedFetcher implements Fetcher, Disposable {
  readonly #options: FetcherOptions;
  readonly #dispatchers = new Map<string, Dispatcher>();
  #context: SecureContext | undefined;
  #undici: Promise<Undici> | undefined;
  #disposed = false;

  constructor(options: FetcherOptions) {
    this.#options = options;
  }

  async fetch(request: FetchRequest): Promise<FetchAnswer> {
    request.signal?.throwIfAborted();
    // Not AbortSignal.timeout, whose timer lets a process end before it fires.
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), Math.min(request.timeout, longestTimeout));
    const signal = request.signal ? AbortSignal.any([timeout.signal, request.signal]) : timeout.signal;
    try {
      return await this.#ask(request, signal);
    } catch (error) {
      request.signal?.throwIfAborted();
      if (timeout.signal.aborted) return { kind: "failure", failure: "timeout", detail: `no answer within ${request.timeout} ms` };
      return failureOf(error);
    } finally {
      clearTimeout(timer);
    }
  }

  dispose(): void {
    this.#disposed = true;
    for (const dispatcher of this.#dispatchers.values()) dispatcher.destroy(() => undefined);
    this.#dispatchers.clear();
  }

  async #ask(request: FetchRequest, signal: AbortSignal): Promise<FetchAnswer> {
    const url = new URL(request.url);
    if (url.protocol !== "http:" && url.protocol !== "https:") throw new TypeError(`${url.protocol} is not asked`);
    url.hash = "";
    const proxy = this.#options.proxy && proxyFor(url, this.#options.proxy);
    if (!request.allowPrivateAddresses && !isPublicHost(url.hostname, proxy !== undefined)) throw new PrivateAddressError(url.hostname);
    const undici = await this.#load();
    const answer = undici.request(url, {
      method: request.method,
      ...(request.body === undefined ? {} : { body: request.body }),
      dispatcher: this.#dispatcher(undici, request.allowPrivateAddresses, proxy),
      headers: { "user-agent": this.#options.userAgent, accept: "*/*", "accept-encoding": "identity", ...request.headers },
      signal,
      headersTimeout: request.timeout,
      bodyTimeout: request.timeout,
    });
    const { statusCode, headers, body } = await unlessAborted(signal, answer);
    const joined = joinHeaders(headers);
    // A HEAD has no body; what a broken server sends behind one is not looked at.
    const isHead = request.method === "HEAD";
    const bytes = await readBody(body, isHead ? "" : (joined.get("content-encoding") ?? ""), isHead ? 0 : request.bodyLimit);
    request.signal?.throwIfAborted();
    return { kind: "response", status: statusCode, headers: joined, body: bytes };
  }

  /** Loaded on first use: half a megabyte that a session without links never needs. */
  #load(): Promise<Undici> {
    if (this.#disposed) throw new Error("the fetcher was closed");
    this.#undici ??= import("undici");
    return this.#undici;
  }

  #dispatcher(undici: Undici, allowPrivate: boolean, proxy: URL | undefined): Dispatcher {
    const name = `${proxy?.href ?? "direct"} ${allowPrivate}`;
    const known = this.#dispatchers.get(name);
    if (known) return known;
    const created = proxy ? this.#proxied(undici, proxy) : this.#direct(undici, allowPrivate);
    this.#dispatchers.set(name, created);
    return created;
  }

  #direct(undici: Undici, allowPrivate: boolean): Dispatcher {
    const lookup = guardedLookup(allowPrivate, this.#options.connectLookup);
    return new undici.Agent({ ...connectionLimits, connect: { ...this.#tls(), lookup, timeout: longestConnect } });
  }

  /** The proxy itself may well be private: the writer or their office chose it. It resolves names, so only the first guard sees them. */
  #proxied(undici: Undici, proxy: URL): Dispatcher {
    const clientFactory = (origin: URL, options: object) => tunnelling(new undici.Pool(origin, options));
    return new undici.ProxyAgent({
      ...connectionLimits,
      uri: proxy.href,
      proxyTunnel: false,
      requestTls: this.#tls(),
      proxyTls: { ...this.#tls(), timeout: longestConnect },
      clientFactory,
    });
  }

  #tls(): { readonly secureContext: SecureContext } {
    this.#context ??= trustedContext(this.#options.certificates);
    return { secureContext: this.#context };
  }
}

const longestTimeout = 2 ** 31 - 1;
const longestConnect = 30_000;

const connectionLimits = { pipelining: 1, maxHeaderSize: 64 * 1024, keepAliveTimeout: 4_000, keepAliveMaxTimeout: 10_000 } as const;

/** undici looks at the signal only once it is connected: a name that takes minutes to resolve would hold us all the while. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/** A proxy that hangs up on a tunnel would be dialled again for ever, as fast as it can: undici takes that error for one that passes, unless it is another. */
function tunnelling(pool: Pool): Pool {
  const connect = pool.connect.bind(pool) as (options: ConnectOptions) => Promise<Dispatcher.ConnectData>;
  const connectOnce = (options: ConnectOptions): Promise<Dispatcher.ConnectData> =>
    connect(options).catch((cause: unknown) => {
      throw new Error("the proxy gave no tunnel", { cause });
    });
  return Object.assign(pool, { connect: connectOnce });
}

type ConnectOptions = Parameters<Pool["connect"]>[0];

function joinHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Map<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined.set(name.toLowerCase(), typeof value === "string" ? value : value.join(", "));
  }
  return joined;
}
