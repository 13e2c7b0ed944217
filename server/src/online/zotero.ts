import type { FetchAnswer, Fetcher, FetchRequest } from "../host.ts";
import { decodeText } from "../text/encoding.ts";

/** Why Zotero gave no answer that can be used. */
export type ZoteroFault =
  /** Nothing listens there: Zotero is not running, or lives on another machine. */
  | "absent"
  /** It runs, but its local API is switched off, as it is at first. */
  | "refusing"
  /** It runs, but is too old to have a local API. */
  | "old"
  /** Something answers that is not Zotero. */
  | "stranger"
  /** An error, an answer cut off, or none within its time. */
  | "failing";

export type ZoteroAnswer =
  | {
      readonly kind: "answer";
      readonly text: string;
      /** `Total-Results`: of all pages; undefined where the server doesn't say. */
      readonly total: number | undefined;
      /** `Last-Modified-Version`: that of the library at its last synchronisation, so that it does not tell of changes since then. */
      readonly version: number;
      /** Which Zotero this is, where it says so: another one has other items under the same numbers. */
      readonly server: string;
      readonly isZotero: boolean;
    }
  | { readonly kind: "fault"; readonly fault: ZoteroFault };

export interface ZoteroPatience {
  /** Milliseconds for the whole answer. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

export interface ZoteroRequest extends ZoteroPatience {
  readonly query?: Readonly<Record<string, string | number>>;
}

/** The door to one Zotero: its origin, and no other; what it redirects to is not asked. */
export interface ZoteroDoor {
  readonly origin: string;
  /** `path` below `/api/`: `users/0/items/top`. Throws only where the signal is aborted. */
  ask(path: string, request: ZoteroRequest): Promise<ZoteroAnswer>;
  /** A question of JSON to a program that lives in Zotero, Better BibTeX; `path` below the origin. */
  tell(path: string, body: string, patience: ZoteroPatience): Promise<ZoteroAnswer>;
}

/**
 * Undefined where the address is none that may be asked: it must be this machine's own, unless private addresses are allowed
 * (Windows as seen from WSL has an address of its own).
 */
export function zoteroDoor(fetcher: Fetcher, address: string, allowPrivateAddresses: boolean): ZoteroDoor | undefined {
  const url = URL.parse(address.trim());
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  if (!isThisMachine(url.hostname) && !allowPrivateAddresses) return undefined;
  const { origin, port } = url;
  // Zotero answers only to the names of its own machine, by whatever way a request reached it.
  const host: Readonly<Record<string, string>> = isThisMachine(url.hostname)
    ? {}
    : { host: port === "" ? "localhost" : `localhost:${port}` };
  const calling = { ...host, ...notABrowser };
  const send = async (request: Pick<FetchRequest, "method" | "url" | "body" | "headers">, { timeout, signal }: ZoteroPatience) =>
    answerOf(await fetcher.fetch({ ...request, timeout, bodyLimit, allowPrivateAddresses: true, signal }));
  return {
    origin,
    ask: (path, { query = {}, ...patience }) => {
      const parameters = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      const address = `${origin}/api/${path}${parameters.length === 0 ? "" : `?${parameters.join("&")}`}`;
      const headers = { ...calling, "zotero-api-version": "3", accept: "application/json, text/plain;q=0.9" };
      return send({ method: "GET", url: address, headers }, patience);
    },
    tell: (path, body, patience) => {
      const headers = { ...calling, "content-type": "application/json", accept: "application/json" };
      return send({ method: "POST", url: `${origin}/${path}`, body, headers }, patience);
    },
  };
}

/** Tells Zotero that this is no page of a browser, whose requests it drops without an answer. */
const notABrowser = { "zotero-allowed-request": "1" };

/** Parsed; undefined where it is no JSON, or was cut off. */
export function parsedAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const bodyLimit = 64_000_000;

const isThisMachine = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);

function answerOf(answer: FetchAnswer): ZoteroAnswer {
  if (answer.kind === "failure") return fault(answer.failure === "timeout" || answer.failure === "reset" ? "failing" : faultOf(answer));
  const isZotero = answer.headers.has("zotero-api-version") || answer.headers.has("x-zotero-version");
  if (answer.status !== 200) return fault(faultOfStatus(answer.status));
  const total = Number(answer.headers.get("total-results") ?? Number.NaN);
  return {
    kind: "answer",
    text: decodeText(answer.body).text,
    total: Number.isInteger(total) && total >= 0 ? total : undefined,
    version: Number(answer.headers.get("last-modified-version") ?? 0) || 0,
    server: answer.headers.get("zotero-server-id") ?? "",
    isZotero,
  };
}

const fault = (of: ZoteroFault): ZoteroAnswer => ({ kind: "fault", fault: of });

/** What speaks no HTTP is not Zotero. */
const faultOf = ({ failure }: FetchAnswer & { kind: "failure" }): ZoteroFault =>
  failure === "protocol" || failure === "certificate" ? "stranger" : "absent";

function faultOfStatus(status: number): ZoteroFault {
  if (status === 403) return "refusing";
  if (status === 404 || status === 501) return "old";
  return status >= 300 && status < 400 ? "stranger" : "failing";
}
