import type { Settings } from "../config.ts";
import type { CslItem } from "../csl/types.ts";
import type { FetchAnswer, Fetcher } from "../host.ts";
import { decodeText } from "../text/encoding.ts";
import { recordItem } from "./recordItem.ts";

/** What the resolver says of a DOI. */
export type DoiAnswer =
  | { readonly kind: "record"; readonly item: CslItem }
  /** The resolver knows no such DOI. */
  | { readonly kind: "unknown" }
  /** Nothing could be learnt now; `because` is for the log. */
  | { readonly kind: "failed"; readonly because: string };

export interface DoiRecords {
  /** Asks once for each DOI, however many wait for it; a record is kept as long as the server runs. Throws only where the signal is aborted. */
  ask(doi: string, limits: Limits, signal: AbortSignal): Promise<DoiAnswer>;
  /** What has been learnt already, by the DOI in lower case. */
  readonly records: ReadonlyMap<string, CslItem>;
}

type Limits = Pick<Settings["links"], "timeout" | "allowPrivateAddresses">;

export const usualResolver = "https://doi.org";

/**
 * The records of DOIs, by content negotiation (https://citation.crosscite.org/docs.html): the resolver redirects to the agency that registered
 * the DOI (Crossref, DataCite, mEDRA …), which answers in CSL-JSON. Redirects are followed by hand, each hop through the fetcher's guards.
 */
export function createDoiRecords(fetcher: Fetcher, resolver = usualResolver): DoiRecords {
  const records = new Map<string, CslItem>();
  const underWay = new Map<string, Promise<DoiAnswer>>();
  return {
    records,
    async ask(doi, limits, signal) {
      const name = doi.toLowerCase();
      const earlier = records.get(name);
      if (earlier !== undefined) return { kind: "record", item: earlier };
      // Whoever gives up waiting must not take the answer from the others.
      const asked =
        underWay.get(name) ?? askResolver(fetcher, `${resolver}/${encodedDoi(doi)}`, limits).finally(() => underWay.delete(name));
      underWay.set(name, asked);
      const answer = await orAborted(asked, signal);
      if (records.size >= mostKept) records.clear();
      if (answer.kind === "record") records.set(name, answer.item);
      return answer;
    },
  };
}

const mostKept = 5000;
const mostRedirects = 6;
const bodyLimit = 2_000_000;

/** Slashes stay: a DOI is a path to its resolver. */
const encodedDoi = (doi: string): string => doi.split("/").map(encodeURIComponent).join("/");

async function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", stop));
}

async function askResolver(fetcher: Fetcher, first: string, limits: Limits): Promise<DoiAnswer> {
  let url = first;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const answer = await fetcher.fetch({
      method: "GET",
      url,
      timeout: limits.timeout * 1000,
      bodyLimit,
      allowPrivateAddresses: limits.allowPrivateAddresses,
      headers: { accept: "application/vnd.citationstyles.csl+json, application/json;q=0.5" },
    });
    const next = nextHop(url, answer);
    if (next === undefined) return answerOf(answer, hop);
    if (next === "") return { kind: "failed", because: "a redirect to nowhere" };
    url = next;
  }
  return { kind: "failed", because: "too many redirects" };
}

/** Undefined where it ends here, "" where it leads nowhere that may be asked. */
function nextHop(url: string, answer: FetchAnswer): string | undefined {
  if (answer.kind === "failure" || answer.status < 300 || answer.status >= 400) return undefined;
  const location = answer.headers.get("location");
  const next = location === undefined ? null : URL.parse(location, url);
  return next !== null && /^https?:$/.test(next.protocol) && next.username === "" && next.password === "" ? next.href : "";
}

/** A 404 of the resolver itself is its word; one of an agency behind it may be anything. */
function answerOf(answer: FetchAnswer, hop: number): DoiAnswer {
  if (answer.kind === "failure") return { kind: "failed", because: `${answer.failure} ${answer.detail}`.trim() };
  if (answer.status === 404 && hop === 0) return { kind: "unknown" };
  if (answer.status !== 200) return { kind: "failed", because: `status ${answer.status}` };
  const item = recordItem(parsed(decodeText(answer.body).text));
  return item === undefined ? { kind: "failed", because: "the answer is no record" } : { kind: "record", item };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A web page instead of a record, or a record cut off.
    return undefined;
  }
}
