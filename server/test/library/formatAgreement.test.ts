import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { CslItem } from "../../src/csl/types.ts";
import { answerFormatRequest } from "../../src/library/citationJs.ts";
import { createLibrary } from "../../src/library/library.ts";
import { readBibliography } from "../../src/syntax/bibliographyFile.ts";
import { readCslYaml } from "../../src/syntax/cslYaml.ts";

const folder = join(import.meta.dirname, "oracleFormats");
const textOf = (name: string): string => readFileSync(join(folder, name), "utf8");

/** Where we differ from Pandoc and why: its answers stand beside the files, made by scripts/oracle.mjs. */
function differences(name: string): readonly string[] {
  const text = textOf(name);
  const facts = name.endsWith(".md") ? readCslYaml(text) : readBibliography(`/${name}`, text);
  const library = createLibrary([{ path: `/${name}`, facts }]);
  const entries = library.entries.map((entry) => library.formatEntry(entry));
  const answer = answerFormatRequest({ kind: "csl", entries }, { style: () => undefined, locale: () => undefined, locales: [] });
  const ours = answer.kind === "csl" ? answer.items : [];
  const theirs = JSON.parse(textOf(name.replace(/\.\w+$/, ".json"))) as readonly CslItem[];
  assert.deepEqual(
    ours.map(({ id }) => id),
    theirs.map(({ id }) => id),
  );
  return ours.flatMap((item, index) => differing(item, theirs[index] ?? {}).map((field) => `${item.id} ${field}`));
}

function differing(ours: CslItem, theirs: CslItem): readonly string[] {
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  return names.filter((name) => plain(ours[name]) !== plain(theirs[name]));
}

/** Members in one order, typographic marks as typed. */
function plain(value: unknown): string {
  const inOrder = JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part,
  );
  return (inOrder ?? "").replace(/’/g, "'").replace(/[“”]/g, '\\"');
}

describe("what Pandoc reads in the same file", () => {
  it("is what we read in RIS, keys included", () => {
    assert.deepEqual(differences("records.ris"), [
      // Pandoc lets the particle drop, as of BibTeX; RIS has it before the family name because it belongs there.
      "Webber_van_2012 author",
      // Pandoc turns keywords round.
      "Webber_van_2012 keyword",
      // RIS has the suffix last, Pandoc reads the name as BibTeX's.
      "Smith_1999 author",
    ]);
  });

  it("is what we read in the references of a draft", () => {
    assert.deepEqual(differences("references.md"), [
      // Pandoc drops what protects capitals, and the 0 that a volume begins with.
      "a2012 title",
      "a2012 volume",
      // A list of keywords is lost to it.
      "b keyword",
      // It has the season twice, once as a month.
      "d issued",
      // "c. 1850" is no date to it, a date in words an empty one.
      "e issued",
      "g issued",
      // It makes one line of several.
      "h note",
    ]);
  });
});
