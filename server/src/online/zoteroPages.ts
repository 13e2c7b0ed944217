import { parsedAnswer, type ZoteroDoor, type ZoteroFault } from "./zotero.ts";

export type ReadEnd =
  | { readonly kind: "read"; readonly total: number | undefined; readonly version: number; readonly server: string }
  | { readonly kind: "fault"; readonly fault: ZoteroFault };

export interface PagesRequest {
  readonly query: Readonly<Record<string, string | number>>;
  readonly pageSize: number;
  /** Milliseconds for the first page, which may show that nobody is there, and for each of the others. */
  readonly timeouts: { readonly first: number; readonly others: number };
  readonly signal: AbortSignal;
  /** Says whether it wants to see the next page; `total` is what the server announces. */
  readonly onPage: (page: readonly unknown[], total: number | undefined) => Promise<boolean> | boolean;
}

/**
 * Reads a list of Zotero's local API page by page (https://www.zotero.org/support/dev/web_api/v3/basics#sorting_and_pagination). The API itself
 * would send all at once; a large library would then keep Zotero and us busy for minutes. `version` and `server` are those of the first page.
 */
export async function readPages(door: ZoteroDoor, path: string, request: PagesRequest): Promise<ReadEnd> {
  const { query, pageSize, timeouts, signal, onPage } = request;
  let first: (ReadEnd & { kind: "read" }) | undefined;
  let firstItem = "";
  for (let start = 0; ; ) {
    const timeout = first === undefined ? timeouts.first : timeouts.others;
    const answer = await door.ask(path, { query: { format: "json", ...query, start, limit: pageSize }, timeout, signal });
    if (answer.kind === "fault") return answer;
    const page = parsedAnswer(answer.text);
    if (!Array.isArray(page)) return { kind: "fault", fault: answer.isZotero ? "failing" : "stranger" };
    first ??= { kind: "read", total: answer.total, version: answer.version, server: answer.server };
    const item = JSON.stringify(page[0] ?? "");
    // A server that knows no `start` would send the same for ever.
    if (page.length === 0 || (start > 0 && item === firstItem)) return first;
    firstItem = item;
    start += page.length;
    const wantsMore = await onPage(page, answer.total);
    const isLast = answer.total === undefined ? page.length < pageSize : start >= answer.total;
    if (isLast || !wantsMore) return { ...first, total: answer.total };
  }
}
