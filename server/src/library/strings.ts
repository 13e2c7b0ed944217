import type { BibliographyFacts, ValuePart } from "../syntax/bibliography.ts";
import { months } from "../syntax/scannedField.ts";

/** What `@string` names stand for: as biber has it, in any case, from the entry's own file first, then from the others. */
export interface StringTable {
  /** Undefined where no file defines the name and it is no month. */
  valueOf(name: string, path: string): string | undefined;
  /** True where a file gives the name of a month another meaning: `@string{mar = "Maritime Affairs"}`. */
  readonly redefinesMonths: boolean;
}

export function createStringTable(files: readonly { readonly path: string; readonly facts: BibliographyFacts }[]): StringTable {
  const everywhere = new Map<string, string>();
  const byPath = new Map<string, ReadonlyMap<string, string>>();
  for (const { path, facts } of files) {
    const own = definitionsOf(facts, everywhere);
    byPath.set(path, own);
    for (const [name, value] of own) if (!everywhere.has(name)) everywhere.set(name, value);
  }
  return {
    redefinesMonths: [...months.keys()].some((month) => everywhere.has(month)),
    valueOf(name, path) {
      const lower = name.toLowerCase();
      return byPath.get(path)?.get(lower) ?? everywhere.get(lower) ?? months.get(lower);
    },
  };
}

/** Strings that double themselves (`b = a # a`, `c = b # b`, …) are cut here. */
const longest = 20_000;

/** In file order, since a string must be defined before it is used; the first definition of a name counts. */
function definitionsOf(facts: BibliographyFacts, others: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  const textOf = (part: ValuePart) => {
    if (part.kind === "text") return part.text;
    const name = part.text.toLowerCase();
    return own.get(name) ?? others.get(name) ?? months.get(name) ?? part.text;
  };
  for (const { name, parts } of facts.strings) {
    if (own.has(name)) continue;
    let value = "";
    for (const part of parts) if (value.length < longest) value += textOf(part);
    own.set(name, value.slice(0, longest));
  }
  return own;
}
