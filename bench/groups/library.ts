import { createRequire } from "node:module";
import { createLibrary } from "../../server/src/library/library.ts";
import { searchLibrary, warmSearch } from "../../server/src/library/search.ts";
import { readBibtex } from "../../server/src/syntax/bibtex.ts";
import { makeBibliography } from "../data/bibliography.ts";
import { atLeast, type Row } from "../row.ts";
import { collectGarbage, type Timing, timed, timingOf, timingRow } from "../sampling.ts";

const entries = 10_000;
const rounds = 5;

interface Reader {
  readonly name: string;
  /** Answers how many entries it found. */
  readonly read: (text: string) => number;
}

/** Reading 10,000 entries: ours until they can be searched, the others' until they have what they call an entry. */
export async function measure(): Promise<readonly Row[]> {
  const { text } = makeBibliography(entries);
  const readers = [ours, ...(await peers())];
  const [own, ...others] = timeReaders(readers, text);
  if (own === undefined) throw new Error("nothing was read");
  const citationJs = Math.min(...others.flatMap(({ name, timing }) => (name.startsWith("citation-js") ? [timing.median] : [])));
  const latexUtensils = Math.min(...others.flatMap(({ name, timing }) => (name.startsWith("latex-utensils") ? [timing.median] : [])));
  const size = `${(Buffer.byteLength(text) / 1e6).toFixed(1)} MB`;
  return [
    timingRow("10,000 entries into the searchable library", own.timing, { note: size }),
    ...others.map(({ name, timing }) => timingRow(`10,000 entries: ${name}`, timing)),
    ratioRow("faster than citation-js (the faster of its two)", citationJs / own.timing.median, 5),
    ratioRow("faster than latex-utensils", latexUtensils / own.timing.median, 8),
  ];
}

const ours: Reader = {
  name: "Ibid",
  read: (text) => {
    const library = createLibrary([{ path: "/work/library.bib", facts: readBibtex(text) }]);
    warmSearch(library).advance(() => true);
    searchLibrary(library, "smith 1999", { limit: 50 });
    return library.entries.length;
  },
};

async function peers(): Promise<readonly Reader[]> {
  const core = await import("@citation-js/core");
  await import("@citation-js/plugin-bibtex");
  // Neither of these names its exports so that an import sees them.
  const require = createRequire(import.meta.url);
  const umbrella = require("citation-js") as typeof import("citation-js");
  const latexUtensils = require("latex-utensils") as typeof import("latex-utensils");
  const options = { forceType: "@biblatex/text", generateGraph: false };
  return [
    { name: "citation-js 0.9.0, to CSL", read: (text) => core.plugins.input.chain(text, options).length },
    { name: "citation-js 0.7.22 (umbrella), to CSL", read: (text) => umbrella.plugins.input.chain(text, options).length },
    { name: "latex-utensils 7.0.0, syntax tree", read: (text) => latexUtensils.bibtexParser.parse(text).content.length },
  ];
}

/** In turns, so that a busy moment of the machine falls on all of them. */
function timeReaders(readers: readonly Reader[], text: string): readonly { readonly name: string; readonly timing: Timing }[] {
  const times = readers.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, reader] of readers.entries()) {
      collectGarbage();
      const time = timed(() => checkedRead(reader, text));
      // The first round only warms up.
      if (round > 0) times[index]?.push(time);
    }
  }
  return readers.map(({ name }, index) => ({ name, timing: timingOf(times[index] ?? []) }));
}

function checkedRead({ name, read }: Reader, text: string): void {
  const found = read(text);
  if (found < entries) throw new Error(`${name} found ${found} of ${entries} entries`);
}

const ratioRow = (what: string, ratio: number, least: number): Row => ({
  what,
  unit: "times",
  value: ratio,
  budget: atLeast(ratio, least, "times"),
});
