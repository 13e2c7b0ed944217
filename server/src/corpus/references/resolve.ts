import type { CslItem, CslName } from "../../csl/types.ts";
import { foldForSearch } from "../../text/fold.ts";
import { isBackward, isIbid, noteNumberIn } from "./backReferences.ts";
import { isNewspaper } from "./press.ts";

/** A reference with what resolving needs; `place` is where it stands: a note's number in the list, and its place there. */
export interface PlacedReference {
  readonly place: { readonly note: number; readonly ref: number };
  readonly noteNumber: number;
  readonly raw: string;
  readonly csl: CslItem;
  readonly abbreviation: string | undefined;
  readonly short: boolean;
}

export type Resolution = PlacedReference["place"] | undefined;

/**
 * Finds for each short reference the full one that it stands for: *ibid.* by the note before, `(n. 4)` by number,
 * else by abbreviation, surnames with the title's beginning, the title's beginning, a container's title, a surname alone.
 * What fits several works is left unresolved. The answer has one place for each reference, in order.
 */
export function resolveShortForms(references: readonly PlacedReference[]): Resolution[] {
  const works = new Works();
  const answers: Resolution[] = [];
  // Short forms may stand before their full one only where no earlier work fits.
  const later = new Works();
  for (const reference of references) if (!reference.short) later.add(reference);
  let previous: readonly Resolved[] = [];
  let current: Resolved[] = [];
  let note: number | undefined;
  for (const reference of references) {
    if (note !== reference.place.note) [previous, current, note] = [current, [], reference.place.note];
    const repeated = reference.short ? undefined : works.ofSameDay(reference);
    const work = reference.short ? findWork(reference, works, previous, current) : (repeated ?? reference);
    const forward = work === undefined && reference.short && !isBackward(reference.raw) ? later.find(reference) : undefined;
    const found = work ?? forward;
    if (!reference.short && repeated === undefined) works.add(reference);
    else if (found !== undefined) works.addShort(reference, found);
    answers.push(reference.short || repeated !== undefined ? found?.place : undefined);
    current.push({ work: found });
  }
  return answers;
}

interface Resolved {
  readonly work: PlacedReference | undefined;
}

function findWork(
  reference: PlacedReference,
  works: Works,
  previous: readonly Resolved[],
  current: readonly Resolved[],
): PlacedReference | undefined {
  if (isIbid(reference.raw)) return lastOne(current.length > 0 ? current.slice(-1) : previous);
  const number = noteNumberIn(reference.raw);
  if (number !== undefined) return works.inNote(number, reference);
  return works.find(reference) ?? works.ofSameDay(reference);
}

/** The note before must name one work; in the same note, the one before counts. */
const lastOne = (candidates: readonly Resolved[]): PlacedReference | undefined => {
  const distinct = new Set(candidates.map((candidate) => candidate.work));
  return distinct.size === 1 ? [...distinct][0] : undefined;
};

/** Full works by what short forms may call them. */
class Works {
  readonly #byAbbreviation = new Map<string, PlacedReference>();
  readonly #byOpening = new Map<string, Named[]>();
  readonly #byContainer = new Map<string, PlacedReference[]>();
  readonly #bySurname = new Map<string, PlacedReference[]>();
  readonly #byWord = new Map<string, PlacedReference[]>();
  readonly #byNote = new Map<number, PlacedReference[]>();
  readonly #byDay = new Map<string, PlacedReference[]>();

  add(work: PlacedReference): void {
    if (work.abbreviation !== undefined) this.#byAbbreviation.set(titleKey(work.abbreviation), work);
    for (const title of titlesOf(work.csl)) for (const opening of openingsOf(title)) put(this.#byOpening, opening, { title, work });
    if (work.csl["container-title"] !== undefined) put(this.#byContainer, titleKey(work.csl["container-title"]), work);
    for (const surname of surnamesOf(work.csl)) put(this.#bySurname, surname, work);
    put(this.#byNote, work.noteNumber, work);
    const day = dayOf(work.csl);
    if (day !== undefined) put(this.#byDay, day, work);
    for (const word of new Set(titlesOf(work.csl).flatMap(longWords))) put(this.#byWord, word, work);
  }

  /** `Macmillan to Eisenhower, 8 March 1959` once an archive was named for it; `RFE/RL, 2 December 2004` for what was cited with its title. */
  ofSameDay({ csl }: PlacedReference): PlacedReference | undefined {
    const day = dayOf(csl);
    if (day === undefined || csl.archive !== undefined || csl.URL !== undefined || csl.author !== undefined) return undefined;
    const container = titleKey(csl["container-title"] ?? "");
    const words = longWords(foldForSearch(csl.title ?? csl["container-title"] ?? ""));
    const works = (this.#byDay.get(day) ?? []).filter((work) =>
      work.csl.archive === undefined
        ? csl.title === undefined && !isNewspaper(csl["container-title"] ?? "") && titleKey(work.csl["container-title"] ?? "") === container
        : words.length > 0 && words.some((word) => wordsOf(foldForSearch(work.csl.title ?? "")).includes(word)),
    );
    return works.length === 1 && (works[0]?.csl.title !== undefined || works[0]?.csl.archive !== undefined) ? works[0] : undefined;
  }

  /** A short form leads to its work also by the number of the note it stands in. */
  addShort(reference: PlacedReference, work: PlacedReference): void {
    put(this.#byNote, reference.noteNumber, work);
  }

  inNote(number: number, reference: PlacedReference): PlacedReference | undefined {
    const there = [...new Set(this.#byNote.get(number) ?? [])];
    if (there.length === 1) return there[0];
    const surnames = surnamesOf(reference.csl);
    return latestEqual(there.filter((work) => surnames.length > 0 && surnames.every((name) => surnamesOf(work.csl).includes(name))));
  }

  find(reference: PlacedReference): PlacedReference | undefined {
    const title = titleKey(reference.csl.title ?? "");
    const surnames = surnamesOf(reference.csl);
    const corporate = literalsOf(reference.csl);
    const named = this.#byAbbreviation.get(title === "" ? surnames.join(" ") : title);
    if (named !== undefined) return named;
    const titled = title === "" ? [] : this.#titled(title);
    if (surnames.length > 0) {
      const both = titled.filter((work) => hasAll(surnamesOf(work.csl), surnames));
      if (both.length > 0) return latestEqual(both);
      return this.#bySurnames(reference, surnames, title) ?? this.#edited(surnames, title) ?? this.#namedLikePeople(reference, title);
    }
    const signed = corporate.length > 0 ? titled.filter((work) => hasAll(literalsOf(work.csl), corporate)) : titled;
    if (signed.length > 0 && (wordsOf(title).length >= 2 || title.length >= 10)) return latestEqual(signed);
    return this.#inContainer(reference, title) ?? this.#sameWords(title);
  }

  /** `Grey and Noll, Ports and Powers`: the book of which a chapter was cited, by its editors. */
  #edited(surnames: readonly string[], title: string): PlacedReference | undefined {
    if (title === "") return undefined;
    const parts = this.#byContainer.get(title) ?? [];
    return parts
      .filter((work) =>
        hasAll(
          (work.csl.editor ?? []).map((name) => foldForSearch(name.family ?? "")),
          surnames,
        ),
      )
      .at(-1);
  }

  /** `Ports and Powers, p. 14`: a title that reads like two surnames. */
  #namedLikePeople(reference: PlacedReference, title: string): PlacedReference | undefined {
    const words = titleKey(/^[^,;(]{5,120}/.exec(reference.raw)?.[0] ?? "");
    if (title !== "" || wordsOf(words).length < 3) return undefined;
    return latestEqual(this.#titled(words)) ?? this.#byContainer.get(words)?.at(-1);
  }

  /** `Harbour Dues Agreement` for `Agreement on the Harbour Dues`: all words of some length, in another order. */
  #sameWords(title: string): PlacedReference | undefined {
    const wanted = longWords(title);
    if (wanted.length < 3) return undefined;
    const [first, ...others] = wanted.map((word) => this.#byWord.get(word) ?? []).sort((one, other) => one.length - other.length);
    return latestEqual((first ?? []).filter((work) => others.every((works) => works.includes(work))));
  }

  /** Works whose title begins with these words: `Founding Act` for `Founding Act on Mutual Relations …`. */
  #titled(title: string): PlacedReference[] {
    const candidates = this.#byOpening.get(openingsOf(title).at(-1) ?? "") ?? [];
    return candidates.filter((named) => named.title === title || named.title.startsWith(`${title} `)).map((named) => named.work);
  }

  /** A surname alone, or one with a title that doesn't fit word for word but shares most of its words. */
  #bySurnames(reference: PlacedReference, surnames: readonly string[], title: string): PlacedReference | undefined {
    const [first = "", ...others] = surnames;
    const year = yearOf(reference.csl);
    const works = (this.#bySurname.get(first) ?? []).filter(
      (work) => hasAll(surnamesOf(work.csl), others) && (year === undefined || yearOf(work.csl) === year),
    );
    if (title === "") return latestEqual(works);
    const wanted = wordsOf(title);
    return latestEqual(works.filter((work) => titlesOf(work.csl).some((full) => hasAllInOrder(wordsOf(full), wanted))));
  }

  /** `The Debate on NATO Enlargement`, of which only a part was cited before. */
  #inContainer(reference: PlacedReference, title: string): PlacedReference | undefined {
    const container = reference.csl["container-title"] === undefined ? title : titleKey(reference.csl["container-title"]);
    if (wordsOf(container).length < 2) return undefined;
    return (
      this.#byContainer.get(container)?.at(-1) ??
      latestEqual(this.#titled(container).filter((work) => work.csl.type === "book" || work.csl.type === "report"))
    );
  }
}

interface Named {
  readonly title: string;
  readonly work: PlacedReference;
}

/** Several full forms of one work count as one, the latest; different works are ambiguous. */
function latestEqual(works: readonly PlacedReference[]): PlacedReference | undefined {
  const last = works.at(-1);
  if (last === undefined) return undefined;
  const title = titleKey(last.csl.title ?? "");
  return works.every((work) => sameWork(titleKey(work.csl.title ?? ""), title)) ? last : undefined;
}

const sameWork = (one: string, other: string): boolean => one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);

function titlesOf(csl: CslItem): string[] {
  const titles = [csl.title, csl["title-short"]]
    .filter((title) => title !== undefined && title !== "")
    .map((title) => titleKey(title ?? ""));
  return titles.filter((title) => title !== "");
}

const namesOf = (csl: CslItem): readonly CslName[] => csl.author ?? csl.editor ?? [];
const surnamesOf = (csl: CslItem): string[] =>
  namesOf(csl).flatMap((name) => (name.family === undefined ? [] : [foldForSearch(name.family)]));
const literalsOf = (csl: CslItem): string[] =>
  namesOf(csl).flatMap((name) => (name.literal === undefined ? [] : [foldForSearch(name.literal)]));
/** `1959-3-8`; undefined where the day is not known. */
function dayOf(csl: CslItem): string | undefined {
  const date = csl.issued?.["date-parts"]?.[0];
  return date?.length === 3 ? date.join("-") : undefined;
}

const yearOf = (csl: CslItem): unknown => csl.issued?.["date-parts"]?.[0]?.[0];
const hasAll = (all: readonly string[], wanted: readonly string[]): boolean => wanted.every((one) => all.includes(one));

function hasAllInOrder(all: readonly string[], wanted: readonly string[]): boolean {
  let at = 0;
  for (const word of all) if (at < wanted.length && word === wanted[at]) at++;
  return at === wanted.length && wanted.length > 0;
}

/** Words alone, folded, without a leading article: `The Kosovo Crisis …` and `Kosovo Crisis` begin alike. */
const titleKey = (title: string): string =>
  wordsOf(foldForSearch(title))
    .join(" ")
    .replace(/^(?:the|an?|der|die|das|le|la|les) (?=\S)/, "");

const wordsOf = (text: string): readonly string[] => text.replaceAll("'", "").match(/[\p{L}\p{N}]+/gu) ?? [];

const longWords = (title: string): readonly string[] => wordsOf(title).filter((word) => word.length > 3);

/** The first word, the first two, three and four. */
function openingsOf(title: string): string[] {
  const words = title.split(" ").slice(0, 4);
  return words.map((_, i) => words.slice(0, i + 1).join(" "));
}

/** What so many works share names none of them; the latest are kept, so that asking stays cheap. */
const mostAlike = 64;

function put<Value>(map: Map<string, Value[]>, key: string, value: Value): void;
function put<Value>(map: Map<number, Value[]>, key: number, value: Value): void;
function put<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (list.push(value) > mostAlike) list.shift();
}
