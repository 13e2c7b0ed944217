import { join } from "node:path";
import type { Service } from "../../server/src/service.ts";
import { keystrokes, makeQueries } from "../data/queries.ts";
import { makeWorkspace } from "../data/workspace.ts";
import { openService } from "../ibid.ts";
import { both, type Row, under } from "../row.ts";
import { collectGarbage, longestHold, sample, timedAsync, timingRow } from "../sampling.ts";

const entries = 50_000;
const megabyte = 1_000_000;

/** A library of 50,000 entries, about 40 MB: how soon it can be searched, what it weighs, and how it answers while somebody types. */
export async function measure(): Promise<readonly Row[]> {
  const { folder, bibliography, works } = makeWorkspace(entries);
  const typed = keystrokes(makeQueries(works, 60));
  collectGarbage();
  const before = heldBytes();
  const service = openService(folder);
  const draft = new CitingDraft(service, join(folder, "draft.md"), bibliography);
  let hold = 0;
  const reading = await timedAsync(async () => {
    draft.open();
    hold = await longestHold(() => service.ready(draft.path));
  });
  const firstList = await timedAsync(() => draft.listFor("s"));
  const list = await sample((round) => timedAsync(() => draft.listFor(typed[round % typed.length] ?? "")), { atMost: 20_000 });
  const peak = (process.resourceUsage().maxRSS * 1024) / megabyte;
  collectGarbage();
  const held = (heldBytes() - before) / megabyte;
  const searchable = reading + firstList;
  return [
    row("opened to searchable", searchable, {
      budget: under(searchable, 2000, "ms"),
      note: "from the draft's opening to its first list, disk included",
    }),
    row("that first list, asked at once", firstList),
    row("longest hold of the thread while reading", hold, { budget: under(hold, 20, "ms") }),
    {
      ...row("memory more than without", held, { budget: under(held, 300, "MB"), note: "heap and buffers, after a collection" }),
      unit: "MB",
    },
    {
      ...row("peak of the whole process", peak, { budget: under(peak, 600, "MB"), note: "resident, Node's own share included" }),
      unit: "MB",
    },
    timingRow(label("keystroke to list"), list, {
      budget: both(under(list.median, 10, "ms median"), under(list.p99, 30, "ms p99")),
      note: "change, search and JSON; every tenth query with a slip",
    }),
  ];
}

const label = (what: string): string => `50,000 entries: ${what}`;

const row = (what: string, value: number, more: Pick<Row, "budget" | "note"> = {}): Row => ({
  what: label(what),
  unit: "ms",
  value,
  ...more,
});

function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A short draft with the cursor in a citation at its end. */
class CitingDraft {
  readonly path: string;
  readonly #service: Service;
  readonly #opening: string;
  #version = 1;

  constructor(service: Service, path: string, bibliography: string) {
    this.path = path;
    this.#service = service;
    this.#opening = `---\nbibliography: ${bibliography}\n---\n\nSome words [@`;
  }

  open(): void {
    this.#service.open({ path: this.path, languageId: "", version: 1, text: this.#opening });
  }

  /** What the editor gets when so much of a key is typed, as JSON. */
  async listFor(typed: string): Promise<string> {
    const text = this.#opening + typed;
    this.#service.change(this.path, ++this.#version, [{ text }]);
    return JSON.stringify(await this.#service.completion(this.path, text.length));
  }
}
