import type { SourceReference } from "../../../../src/corpus/source.ts";
import type { LabelledDocument, LabelledNote, LabelledPart, LabelledReference } from "./labelledNotes.ts";

/** How many were right, given and wanted. */
export interface Tally {
  right: number;
  given: number;
  wanted: number;
}

export const f1 = ({ right, given, wanted }: Tally): number => (given + wanted === 0 ? 1 : (2 * right) / (given + wanted));

const tally = (): Tally => ({ right: 0, given: 0, wanted: 0 });

/** What reading labelled notes came to. */
export class NoteScore {
  readonly found = tally();
  readonly fields = tally();
  readonly byField = new Map<string, Tally>();
  /** Of full references: type, and everything with the type. `given` is not used. */
  readonly types = tally();
  readonly whole = tally();
  /** Short forms that have a full form: resolved rightly; `given` those resolved at all, rightly or not. */
  readonly short = tally();
  readonly signals = tally();
  /** One line a mistake, for whoever improves the reading. */
  readonly mistakes: string[] = [];

  add(document: LabelledDocument, given: readonly (readonly SourceReference[])[]): void {
    const places = new Map<string, string>();
    const pairs = document.notes.map((note, i) => pairsOf(note, given[i] ?? []));
    for (const [i, note] of document.notes.entries())
      for (const [ref, at] of (pairs[i] ?? []).entries()) places.set(`${note.number}.${ref}`, at < 0 ? "none" : `${note.number}.${at}`);
    for (const [i, note] of document.notes.entries()) this.#addNote(document.style, note, given[i] ?? [], pairs[i] ?? [], places);
  }

  #addNote(
    style: string,
    note: LabelledNote,
    given: readonly SourceReference[],
    pairs: readonly number[],
    places: ReadonlyMap<string, string>,
  ): void {
    this.found.given += given.length;
    this.found.wanted += note.references.length;
    for (const [at, reference] of given.entries()) {
      if (pairs.includes(at)) continue;
      this.mistakes.push(`${style} ${note.number} added: ${reference.raw}`);
      for (const field of readFields(reference).keys()) this.#count(field, "given");
    }
    for (const [ref, wanted] of note.references.entries()) {
      const answer = given[pairs[ref] ?? -1];
      if (answer !== undefined) this.found.right++;
      else this.mistakes.push(`${style} ${note.number} missed: ${wanted.raw}`);
      this.#addReference(`${style} ${note.number}.${ref}`, wanted, answer, places);
    }
  }

  #addReference(name: string, wanted: LabelledReference, given: SourceReference | undefined, places: ReadonlyMap<string, string>): void {
    this.signals.wanted++;
    if (given?.signal === wanted.signal) this.signals.right++;
    const right = this.#addFields(name, wanted, given);
    if (wanted.kind === "full") {
      this.types.wanted++;
      const typed = given !== undefined && wanted.types.includes(given.csl.type ?? "");
      if (typed) this.types.right++;
      else if (given !== undefined) this.mistakes.push(`${name} type: ${given.csl.type} for ${wanted.types[0]}`);
      this.whole.wanted++;
      if (right && typed) this.whole.right++;
      if (given?.resolvesTo !== undefined) this.#wrong(name, given, "nothing, it is a full form");
      return;
    }
    this.whole.wanted++;
    if (right) this.whole.right++;
    this.short.wanted++;
    const place = wanted.resolvesTo === undefined ? "" : (places.get(`${wanted.resolvesTo.note}.${wanted.resolvesTo.ref}`) ?? "");
    if (given?.resolvesTo === undefined) this.mistakes.push(`${name} unresolved: ${wanted.raw}`);
    else if (`${given.resolvesTo.note}.${given.resolvesTo.ref}` === place) {
      this.short.right++;
      this.short.given++;
    } else this.#wrong(name, given, place);
  }

  #wrong(name: string, given: SourceReference, place: string): void {
    this.short.given++;
    this.mistakes.push(`${name} resolved to ${given.resolvesTo?.note}.${given.resolvesTo?.ref} for ${place}: ${given.raw}`);
  }

  #addFields(name: string, wanted: LabelledReference, given: SourceReference | undefined): boolean {
    const there = given === undefined ? new Map<string, string>() : readFields(given);
    const due = wantedFields(wanted.parts);
    let right = given !== undefined;
    for (const [field, value] of due) {
      this.#count(field, "wanted");
      if (there.get(field) === value) this.#count(field, "right");
      else if (given !== undefined) {
        right = false;
        this.mistakes.push(`${name} ${field}: ${there.get(field) ?? "-"} for ${value} in: ${wanted.raw}`);
      }
    }
    for (const [field, value] of there) {
      if (!due.has(field) && isAlsoPage(field, value, due)) continue;
      this.#count(field, "given");
      if (due.has(field)) continue;
      right = false;
      this.mistakes.push(`${name} ${field}: ${value} for - in: ${wanted.raw}`);
    }
    return right;
  }

  #count(field: string, what: keyof Tally): void {
    const one = this.byField.get(field) ?? tally();
    this.byField.set(field, one);
    one[what]++;
    this.fields[what]++;
  }
}

/** An article's only page may stand as its page and as the place meant. */
const isAlsoPage = (field: string, value: string, due: ReadonlyMap<string, string>): boolean =>
  (field === "page" && due.get("locator") === `page ${value}`) || (field === "locator" && value === `page ${due.get("page")}`);

/** For each wanted reference the place of the given one with the same words, -1 for none. */
function pairsOf(note: LabelledNote, given: readonly SourceReference[]): number[] {
  const free = given.map((reference) => plain(reference.raw));
  return note.references.map((reference) => {
    const at = free.indexOf(plain(reference.raw));
    if (at >= 0) free[at] = "\0";
    return at;
  });
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const compared = [
  "title",
  "container-title",
  "volume",
  "issue",
  "page",
  "publisher-place",
  "publisher",
  "edition",
  "collection-title",
  "number",
  "URL",
  "DOI",
  "number-of-volumes",
  "event-title",
];

function readFields({ csl, locator }: SourceReference): Map<string, string> {
  const values = new Map(Object.entries(csl));
  const found = new Map<string, string>();
  for (const field of compared)
    if (values.get(field) !== undefined)
      found.set(
        field,
        field === "edition"
          ? edition(String(values.get(field)))
          : field === "URL"
            ? String(values.get(field))
            : plain(String(values.get(field))),
      );
  if (csl.archive !== undefined || csl.archive_location !== undefined)
    found.set("archive", plain(`${csl.archive ?? ""} ${csl.archive_location ?? ""}`));
  for (const field of ["author", "editor", "translator"] as const) {
    const names = csl[field];
    if (names !== undefined)
      found.set(
        field,
        names
          .map((name) => plain(name.literal ?? `${name.given ?? ""} ${name["non-dropping-particle"] ?? ""} ${name.family ?? ""}`))
          .join(" + "),
      );
  }
  for (const field of ["issued", "accessed"] as const)
    if (csl[field] !== undefined) found.set(field, (csl[field]["date-parts"] ?? []).map((date) => date.join("-")).join("/"));
  if (locator !== undefined) found.set("locator", `${locator.label} ${plain(locator.value)}`);
  return found;
}

function wantedFields(parts: readonly LabelledPart[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of parts) {
    if (part.field === "volume-title" || part.field === "genre") continue;
    const value = wantedValue(part);
    const before = found.get(part.field);
    const isList = ["author", "editor", "translator"].includes(part.field);
    if (before === undefined) found.set(part.field, value);
    else if (isList) found.set(part.field, `${before} + ${value}`);
    else if (part.field === "archive") found.set(part.field, `${before} ${value}`);
  }
  return found;
}

function wantedValue({ field, value, manner }: LabelledPart): string {
  if (field === "issued" || field === "accessed") return wantedDate(value);
  if (field === "locator") return `${manner === "" ? "page" : manner} ${plain(value)}`;
  if (field === "URL") return value.startsWith("http") ? value : `http://${value}`;
  if (field === "DOI") return plain(value.replace(/^.*?(?=10\.)/, ""));
  if (field === "edition") return edition(value);
  if (manner !== "inverted") return plain(value);
  const [family = "", given = ""] = value.split(", ");
  return plain(`${given} ${family}`);
}

const edition = (text: string): string => /\d+/.exec(text)?.[0] ?? plain(text);

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const foreign = new Map([
  ["mär", 3],
  ["avr", 4],
  ["mai", 5],
  ["okt", 10],
  ["déc", 12],
  ["dez", 12],
  ["fév", 2],
  ["jui", 7],
  ["aoû", 8],
]);

function wantedDate(value: string): string {
  const years = value.match(/\b1[5-9]\d\d|\b20\d\d/g) ?? [];
  if (years.length === 2) return years.join("/");
  const short = /(\d{4})[–-](\d\d)$/.exec(value);
  if (short !== null && !/[a-z]/i.test(value)) return `${short[1]}/${(short[1] ?? "").slice(0, 2)}${short[2]}`;
  const words = value.replace(/\b\d{4}\b(?:[–-]\d\d)?/, "").match(/\p{L}+/gu) ?? [];
  const month = words
    .map((word) => months.indexOf(word.slice(0, 3).toLowerCase()) + 1 || foreign.get(word.slice(0, 3).toLowerCase()) || 0)
    .find((number) => number > 0);
  const day = /\b(\d{1,2})\b/.exec(value.replace(/\b\d{4}\b(?:[–-]\d\d)?/, ""))?.[1];
  return [years[0], month, month === undefined ? undefined : day].filter((part) => part !== undefined).join("-");
}
