import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { CslItem } from "../../src/csl/types.ts";
import type { FormatEntry } from "../../src/library/formatting.ts";
import { createLibrary } from "../../src/library/library.ts";
import { toCsl } from "../../src/library/toCsl.ts";
import { readBibtex } from "../../src/syntax/bibtex.ts";
import { reasonOf } from "./agreementReasons.ts";

/** How far our reading of one collection of real entries is Pandoc's, field by field. */
export interface Agreement {
  readonly collection: string;
  readonly entries: number;
  /** Fields that either reading has. */
  readonly fields: number;
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly key: string;
  readonly field: string;
  /** As compared: {@link levelled}. */
  readonly ours: string;
  readonly pandoc: string;
  /** Why they differ; undefined where nobody has said so yet. */
  readonly reason: string | undefined;
}

const folder = join(import.meta.dirname, "oracle");

/** Reads all collections of `oracle/` and holds them against the answers that `scripts/oracle.mjs` keeps beside them. */
export function readAgreements(): readonly Agreement[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".bib"));
  return files.map((file) => compareCollection(basename(file, ".bib")));
}

function compareCollection(collection: string): Agreement {
  const answers = JSON.parse(readFileSync(join(folder, `${collection}.json`), "utf8")) as readonly CslItem[];
  const facts = readBibtex(readFileSync(join(folder, `${collection}.bib`), "utf8"));
  const library = createLibrary([{ path: `${collection}.bib`, facts }]);
  const entries = Map.groupBy(library.entries, (entry) => entry.key);
  let fields = 0;
  const differences: Difference[] = [];
  for (const answer of answers) {
    const found = entries.get(answer.id ?? "")?.shift();
    if (found === undefined) throw new Error(`${answer.id} of ${collection} was lost`);
    const entry = library.formatEntry(found);
    const ours = toCsl(entry);
    for (const field of fieldsOf(ours, answer)) {
      fields++;
      const difference = differenceOf(entry, field, ours, answer);
      if (difference !== undefined) differences.push(difference);
    }
  }
  return { collection, entries: answers.length, fields, differences };
}

/** `event-title` is the new name of `event`, which Pandoc doesn't write; an empty text is no field, an empty type is no statement. */
function fieldsOf(ours: CslItem, answer: CslItem): readonly string[] {
  const names = new Set([...Object.keys(ours), ...Object.keys(answer)]);
  return [...names].filter(
    (name) => name !== "id" && name !== "event-title" && (answer[name] !== "" || (name !== "type" && ours[name] !== undefined)),
  );
}

function differenceOf(entry: FormatEntry, field: string, ours: CslItem, answer: CslItem): Difference | undefined {
  const [own, other] = [levelled(field, ours[field]), levelled(field, answer[field])];
  if (own === other) return undefined;
  const compared = { entry, field, ours: own, pandoc: other, item: ours };
  return { key: ours.id ?? "", field, ours: own, pandoc: other, reason: reasonOf(compared) };
}

/** Titles are written in small letters by Pandoc, ours stay as they are; kinds of blanks and the marks that keep capitals don't count. */
function levelled(field: string, value: unknown): string {
  if (value === undefined || value === "") return "";
  const text = (typeof value === "string" ? value : JSON.stringify(sorted(value)))
    .replace(/<span class="nocase">(.*?)<\/span>/g, "$1")
    .replace(/\s+/g, " ")
    .normalize("NFC");
  return /title|event/.test(field) && field !== "event-date" ? text.toLowerCase() : text;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
