import { createRequire } from "node:module";
import { createLibrary } from "../../server/src/library/library.ts";
import { readBibtex } from "../../server/src/syntax/bibtex.ts";
import { makeBibliography } from "../data/bibliography.ts";
import { brokenBibliography, type KnownEntry } from "../data/broken.ts";
import type { Row } from "../row.ts";
import { collectGarbage, sample, timed, timingRow } from "../sampling.ts";

const entries = 1_000;

/** What a reader makes of an entry: enough to say whether it read it right. */
interface ReadEntry {
  readonly key: string;
  readonly title: string;
  readonly family: string;
}

interface Reader {
  readonly name: string;
  readonly read: (text: string) => object;
  /** Undefined for what reads no fields. */
  readonly entriesOf?: (read: object) => readonly ReadEntry[];
}

/** Readers of BibTeX on a small file, since some take minutes for a large one: time and memory, and what they keep of a broken file. */
export async function measure(): Promise<readonly Row[]> {
  const { text } = makeBibliography(entries);
  const broken = brokenBibliography();
  const rows: Row[] = [];
  for (const reader of [ours, ...(await peers())]) rows.push(...(await measureReader(reader, text)), ...measureBroken(reader, broken));
  return rows;
}

async function measureReader({ name, read }: Reader, text: string): Promise<readonly Row[]> {
  const timing = await sample(() => timed(() => read(text)), { samples: 5, warmUp: 1, atMost: 12_000 });
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const held = read(text);
  collectGarbage();
  const memory = (process.memoryUsage().heapUsed - before) / 1e6;
  return [
    timingRow(`1,000 entries: ${name}`, timing),
    {
      what: "… what it holds then",
      unit: "MB",
      value: memory,
      note: Array.isArray(held) ? `${held.length} entries on the heap` : "on the heap",
    },
  ];
}

function measureBroken({ name, read, entriesOf }: Reader, { text, all }: ReturnType<typeof brokenBibliography>): readonly Row[] {
  if (entriesOf === undefined) return [];
  const kept = new Map(entriesOr(() => entriesOf(read(text))).map((entry) => [entry.key, entry]));
  const found = all.filter(({ key }) => kept.has(key)).length;
  const right = all.filter((entry) => isRight(entry, kept.get(entry.key))).length;
  return [
    {
      what: `… a file with broken entries: ${name}, entries kept`,
      unit: "%",
      value: (100 * found) / all.length,
      note: `${found} of ${all.length}`,
    },
    { what: "… and title and first author right", unit: "%", value: (100 * right) / all.length, note: `${right} of ${all.length}` },
  ];
}

/** Some lose the whole file for one entry; that is what is measured. */
function entriesOr(read: () => readonly ReadEntry[]): readonly ReadEntry[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** Case is a matter of styles, and whether an umlaut is one character or two one of taste. */
const isRight = (entry: KnownEntry, read: ReadEntry | undefined): boolean =>
  read?.title.toLowerCase() === entry.title.toLowerCase() && read.family.normalize("NFC") === entry.family;

const ours: Reader = {
  name: "Ibid",
  read: (text) => createLibrary([{ path: "/work/library.bib", facts: readBibtex(text) }]),
  entriesOf: (library) =>
    (library as ReturnType<typeof createLibrary>).entries.map(({ key, title, authors }) => ({
      key,
      title,
      family: authors[0]?.family ?? "",
    })),
};

interface Csl {
  readonly id: string;
  readonly title?: string;
  readonly author?: readonly { readonly family?: string }[];
}

async function peers(): Promise<readonly Reader[]> {
  const core = await import("@citation-js/core");
  await import("@citation-js/plugin-bibtex");
  const require = createRequire(import.meta.url);
  const latexUtensils = require("latex-utensils") as typeof import("latex-utensils");
  const retorquere = await import("@retorquere/bibtex-parser");
  const converter = await import("biblatex-csl-converter");
  const tidy = require("bibtex-tidy") as typeof import("bibtex-tidy");
  return [
    {
      name: "citation-js 0.9.0",
      read: (text) => core.plugins.input.chain(text, { forceType: "@biblatex/text", generateGraph: false }),
      entriesOf: (items) =>
        (items as readonly Csl[]).map(({ id, title = "", author }) => ({
          key: id,
          title: withoutTags(title),
          family: author?.[0]?.family ?? "",
        })),
    },
    { name: "latex-utensils 7.0.0, syntax tree", read: (text) => latexUtensils.bibtexParser.parse(text) },
    {
      name: "@retorquere/bibtex-parser 9.0.29",
      read: (text) => retorquere.parse(text),
      entriesOf: (read) =>
        (read as ReturnType<typeof retorquere.parse>).entries.map(({ key, fields }) => ({
          key,
          title: withoutTags(fields.title ?? ""),
          family: fields.author?.[0]?.lastName ?? "",
        })),
    },
    {
      name: "biblatex-csl-converter 3.6.0",
      read: (text) => converter.parse(text),
      entriesOf: (read) =>
        Object.values((read as ReturnType<typeof converter.parse>).entries).map(({ entry_key, fields }) => ({
          key: entry_key,
          title: joined(fields.title),
          family: joined(fields.author?.[0]?.family),
        })),
    },
    { name: "bibtex-tidy 1.14.0, text to text", read: (text) => tidy.tidy(text) },
  ];
}

const withoutTags = (title: string): string => title.replace(/<[^<>]*>/g, "");

const joined = (parts: readonly { readonly text?: string }[] | undefined): string => (parts ?? []).map(({ text = "" }) => text).join("");
