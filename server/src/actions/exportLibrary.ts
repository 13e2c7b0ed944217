import type { CslItem } from "../csl/types.ts";
import type { Runner } from "../host.ts";
import type { Entry } from "../library/entry.ts";
import type { FormatAnswer, FormatRequest } from "../library/formatting.ts";
import type { Library } from "../library/library.ts";

/** As many entries as the worker takes at once. */
const batchSize = 500;

/** Entries in the formats that other programs read; citation-js does the work, in its worker. */
export class LibraryExporter {
  readonly #runner: Runner;

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  /** CSL-JSON with the key as `id`, inheritance resolved; in the order of the entries. */
  async csl(library: Library, entries: readonly Entry[], signal: AbortSignal): Promise<readonly CslItem[]> {
    const items: CslItem[] = [];
    for (let start = 0; start < entries.length; start += batchSize) {
      const batch = entries.slice(start, start + batchSize).map((entry) => library.formatEntry(entry));
      const answer = await this.#ask({ kind: "csl", entries: batch }, signal);
      if (answer.kind === "csl") items.push(...answer.items);
    }
    return items;
  }

  async text(items: readonly CslItem[], format: "biblatex" | "ris", signal: AbortSignal): Promise<string> {
    const texts: string[] = [];
    for (let start = 0; start < items.length; start += batchSize) {
      const answer = await this.#ask({ kind: "export", items: items.slice(start, start + batchSize), format }, signal);
      if (answer.kind === "export") texts.push(answer.text);
    }
    return texts.join("\n");
  }

  async #ask(request: FormatRequest, signal: AbortSignal): Promise<FormatAnswer> {
    return (await this.#runner.run("format", request, signal)) as FormatAnswer;
  }
}
