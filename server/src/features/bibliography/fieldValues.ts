import { canonicalField, fieldKind, spellingsOf } from "../../library/biblatexModel.ts";
import type { BibliographyFacts, RawEntry, RawField } from "../../syntax/bibliography.ts";
import { latexToText } from "../../syntax/latexText.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import { foldForSearch } from "../../text/fold.ts";

/** A value that a bibliography has already. */
export interface KnownValue {
  /** As the file writes it: LaTeX. */
  readonly latex: string;
  readonly text: string;
  readonly folded: string;
  /** How many entries have it. */
  readonly count: number;
}

/** The values of the field that is typed, as one file has them. */
export type ValuesOf = (path: string) => readonly KnownValue[];

/** The values of a field in one file, gathered in steps and kept with the file's facts. */
export interface FieldValues {
  advance(mayContinue: () => boolean): boolean;
  readonly values: readonly KnownValue[];
}

/** Values of a field and of the fields like it: the names of authors are those of editors too. */
export function fieldValues(facts: BibliographyFacts, field: string): FieldValues {
  const group = groupOf(field);
  const known = kept.get(facts) ?? new Map<string, GatheredValues>();
  kept.set(facts, known);
  const values = known.get(group) ?? new GatheredValues(facts, group);
  known.set(group, values);
  return values;
}

const kept = new WeakMap<BibliographyFacts, Map<string, GatheredValues>>();

const names = "author";
const nameFields: readonly string[] = ["author", "editor", "translator", "bookauthor", "editora"];
const languages = "langid";

function groupOf(field: string): string {
  const name = canonicalField(field);
  return fieldKind(name) === "names" ? names : name === "organization" || name === "institution" ? "institution" : name;
}

function fieldsOf(group: string): readonly string[] {
  if (group === names) return nameFields;
  if (group === "institution") return [...spellingsOf("institution"), ...spellingsOf("organization")];
  return group === languages ? spellingsOf("langid") : spellingsOf(group);
}

/** Longer ones are no names that anybody types twice. */
const longestValue = 200;

class GatheredValues implements FieldValues {
  readonly #entries: readonly RawEntry[];
  readonly #fields: readonly string[];
  readonly #cut: (latex: string) => readonly string[];
  readonly #counts = new Map<string, number>();
  readonly #waiting: string[] = [];
  readonly #values: KnownValue[] = [];
  #next = 0;

  constructor(facts: BibliographyFacts, group: string) {
    this.#entries = facts.format === "bibtex" ? facts.entries : [];
    this.#fields = fieldsOf(group);
    this.#cut = cutOf(group);
  }

  get values(): readonly KnownValue[] {
    return this.#values;
  }

  advance(mayContinue: () => boolean): boolean {
    while (this.#next < this.#entries.length) {
      const entry = this.#entries[this.#next++];
      for (const name of this.#fields) for (const field of entry === undefined ? [] : fieldsNamed(entry, name)) this.#count(field);
      if (!mayContinue()) return false;
    }
    while (this.#values.length < this.#waiting.length) {
      const latex = this.#waiting[this.#values.length] ?? "";
      const text = /[\\{}~$]/.test(latex) ? latexToText(latex) : latex;
      this.#values.push({ latex, text, folded: foldForSearch(text), count: this.#counts.get(latex) ?? 1 });
      if (!mayContinue()) return false;
    }
    return true;
  }

  #count({ parts }: RawField): void {
    const [part] = parts;
    if (part?.kind !== "text" || parts.length > 1 || part.text.length > 20_000) return;
    for (const latex of this.#cut(part.text)) {
      if (latex === "" || latex.length > longestValue || !isBalanced(latex)) continue;
      const count = this.#counts.get(latex);
      if (count === undefined) this.#waiting.push(latex);
      this.#counts.set(latex, (count ?? 0) + 1);
    }
  }
}

function cutOf(group: string): (latex: string) => readonly string[] {
  switch (fieldKind(group)) {
    case "names":
    case "list":
      return (latex) => (/\sand\s/i.test(latex) ? namesIn(latex) : [onOneLine(latex)]);
    case "keywords":
    case "entryKeys":
      return (latex) => latex.split(/[,;]/).map(onOneLine);
    default:
      return (latex) => [onOneLine(latex)];
  }
}

/** Cut at "and" outside braces: `{Barnes and Noble} and Smith, A` are two. */
function namesIn(latex: string): readonly string[] {
  const names: string[] = [];
  let start = 0;
  let depth = 0;
  for (const { 0: token, index } of latex.matchAll(/[{}]|\sand(?=\s)/gi)) {
    if (token === "{") depth++;
    else if (token === "}") depth--;
    else if (depth === 0) {
      names.push(onOneLine(latex.slice(start, index)));
      start = index + token.length;
    }
  }
  names.push(onOneLine(latex.slice(start)));
  return names.filter((name) => name !== "others");
}

const onOneLine = (latex: string): string => latex.replace(/\s+/g, " ").trim();

/** A list of keywords may be cut within braces. */
function isBalanced(latex: string): boolean {
  let depth = 0;
  for (const character of latex) {
    if (character === "{") depth++;
    else if (character === "}" && --depth < 0) return false;
  }
  return depth === 0;
}
