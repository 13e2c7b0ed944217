import type { FetchAnswer } from "../host.ts";

/** Notices where different addresses of a host give answers of one size or stamp: one page may stand for all that are gone. */
export class Lookalikes {
  readonly #seen = new Map<string, string>();

  /** True where another address of that host answered just so before. Answers that say neither size nor stamp are like none. */
  isShared(url: string, { headers }: FetchAnswer & { readonly kind: "response" }): boolean {
    const etag = headers.get("etag") ?? "";
    const length = headers.get("content-length") ?? "";
    if (etag === "" && (length === "" || length === "0")) return false;
    const name = `${URL.parse(url)?.host} ${etag || length}`;
    const before = this.#seen.get(name);
    if (this.#seen.size >= mostSeen) this.#seen.clear();
    if (before === undefined) this.#seen.set(name, url);
    return before !== undefined && before !== url;
  }
}

const mostSeen = 20_000;
