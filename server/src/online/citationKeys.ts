import { parsedAnswer, type ZoteroDoor } from "./zotero.ts";
import { isObject, textOf } from "./zoteroRecord.ts";

/**
 * The citation keys that Better BibTeX keeps to itself: with Zotero 7 they stand in no item unless the writer pins them. Asked by its JSON-RPC
 * (https://retorque.re/zotero-better-bibtex/exporting/json-rpc/, `item.citationkey`); where it is not there, it is asked but once.
 */
export class CitationKeys {
  readonly #door: ZoteroDoor;
  readonly #signal: AbortSignal;
  #isThere = true;

  constructor(door: ZoteroDoor, signal: AbortSignal) {
    this.#door = door;
    this.#signal = signal;
  }

  /** By the keys of items of the writer's own library; those that have none are left out. */
  async of(items: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (!this.#isThere || items.length === 0) return new Map();
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "item.citationkey", params: [items] });
    const answer = await this.#door.tell("better-bibtex/json-rpc", body, { timeout, signal: this.#signal });
    const said = answer.kind === "answer" ? parsedAnswer(answer.text) : undefined;
    // Errors come as answers too: `{"error": {"code": -32601}}`.
    const result = isObject(said) ? said.result : undefined;
    if (!isObject(result)) {
      this.#isThere = false;
      return new Map();
    }
    const keys = Object.entries(result).map(([item, key]) => [item.replace(/^\d+:/, ""), textOf(key).trim()] as const);
    return new Map(keys.filter(([, key]) => key !== ""));
  }
}

const timeout = 10_000;
