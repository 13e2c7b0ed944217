import type { Source } from "../corpus/source.ts";
import { familyName } from "../csl/names.ts";
import type { Locator } from "../csl/types.ts";
import type { Entry } from "../library/entry.ts";
import type { EntrySources } from "../project/entrySources.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import type { DraftNote } from "../syntax/facts.ts";
import { foldForSearch } from "../text/fold.ts";

/** A work that a quotation's citations name. */
export interface CitedWork {
  readonly entry: Entry;
  /** Those that can be held against the source: one that says "and the following" can't. */
  readonly locators: readonly Locator[];
  readonly sources: readonly Source[];
  /** Sources of other editions: reprints, working papers of the same title and author. */
  readonly editions: readonly Source[];
}

/** The works that the quotation's citations name, each once with all its locators; those of a note that is typed out by their author and title. */
export function citedWorks(snapshot: DraftSnapshot, index: number): readonly CitedWork[] {
  const works = new Map<Entry, Locator[]>();
  for (const group of snapshot.bindings[index]?.groups ?? []) {
    for (const citation of snapshot.facts.groups[group]?.citations ?? []) {
      const entry = snapshot.library.find(citation.key);
      if (entry === undefined) continue;
      const locators = works.get(entry) ?? [];
      if (citation.locator !== undefined && !OPEN_ENDED.test(citation.suffix)) locators.push(citation.locator);
      works.set(entry, locators);
    }
  }
  if (works.size === 0) for (const { entry, locators } of typedWorks(snapshot, index)) works.set(entry, [...locators]);
  return [...works].map(([entry, locators]) => ({
    entry,
    locators,
    sources: snapshot.entrySources.sourcesOf(entry),
    editions: editionsOf(snapshot, entry),
  }));
}

const OPEN_ENDED = /^[\s,]*(?:ff?\b|et seqq?|sqq?\b|passim|et suiv|u\. ?ö|and following|und öfter|e segg)/i;

const editions = new WeakMap<EntrySources, Map<Entry, readonly Source[]>>();

function editionsOf({ entrySources, corpus }: DraftSnapshot, entry: Entry): readonly Source[] {
  const known = editions.get(entrySources) ?? new Map<Entry, readonly Source[]>();
  editions.set(entrySources, known);
  const there = known.get(entry);
  if (there !== undefined) return there;
  const own = new Set(entrySources.sourcesOf(entry));
  const others = corpus.sources.filter((source) => !own.has(source) && isEditionOf(source, entry, entrySources));
  known.set(entry, others);
  return others;
}

function isEditionOf(source: Source, entry: Entry, entrySources: EntrySources): boolean {
  const title = plain(entry.title);
  if (title.length < 8) return false;
  const ours = familiesOf(entry.authors.length > 0 ? entry.authors : entry.editors);
  const agree = (theirTitle: string, theirs: readonly string[]): boolean =>
    isSameTitle(title, plain(theirTitle)) && theirs.some((family) => ours.includes(family));
  if (agree(source.work.title ?? "", familiesOf(source.work.author ?? source.work.editor ?? []))) return true;
  return entrySources
    .entriesOf(source)
    .some((other) => agree(other.title, familiesOf(other.authors.length > 0 ? other.authors : other.editors)));
}

/** Alike, or one with a subtitle that the other lacks. */
function isSameTitle(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short === long || (short.split(" ").length >= 3 && long.startsWith(`${short} `));
}

const familiesOf = (names: Entry["authors"]): readonly string[] =>
  names.map((name) => foldForSearch(familyName(name))).filter((name) => name !== "");

const plain = (title: string): string => (foldForSearch(title).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");

/** `Ferrant, *The Harbour in Winter*, 3.`: the next note of the paragraph, where it names no key; "Ibid." stands for the note before it. */
function typedWorks(snapshot: DraftSnapshot, index: number): readonly Pick<CitedWork, "entry" | "locators">[] {
  const quotation = snapshot.facts.quotations[index];
  if (quotation === undefined || (snapshot.bindings[index]?.groups.length ?? 0) > 0) return [];
  const { facts } = snapshot;
  const block = facts.blocks.find(({ start, end }) => start <= quotation.span.start && quotation.span.end <= end);
  const calls = facts.notes.flatMap((note) => note.calls.map((call) => ({ note, at: call.start })));
  const called = calls
    .filter(({ at }) => at >= quotation.span.end && at < (block?.end ?? quotation.span.end + 8))
    .sort((one, other) => one.at - other.at)[0]?.note;
  return called === undefined ? [] : worksTyped(snapshot, called, 0);
}

const MOST_BACK = 20;

function worksTyped(snapshot: DraftSnapshot, note: DraftNote, back: number): readonly Pick<CitedWork, "entry" | "locators">[] {
  const body = snapshot.text.slice(note.body.start, note.body.end).slice(0, 600);
  if (IBID.test(body) && back < MOST_BACK) {
    const before = snapshot.facts.notes[snapshot.facts.notes.indexOf(note) - 1];
    if (before === undefined) return [];
    const locators = pageAtEnd(body.replace(IBID, ""));
    return worksTyped(snapshot, before, back + 1).map((work) => (locators.length > 0 ? { ...work, locators } : work));
  }
  const said = ` ${plain(body.replace(/[*_]/g, ""))} `;
  const named = new Set(
    snapshot.corpus.sources.flatMap((source) => snapshot.entrySources.entriesOf(source)).filter((entry) => isNamed(entry, said)),
  );
  const works = [...named];
  const locators = works.length === 1 && !body.includes(";") ? pageAtEnd(body) : [];
  return works.map((entry) => ({ entry, locators }));
}

const IBID = /^\s*(?:ibid(?:em)?|ebd|ebenda|ivi|ídem|idem|id)\b\.?,?/i;

/** The family name of an author, and the title as far as its colon, or three words of it, or the year. */
function isNamed(entry: Entry, said: string): boolean {
  const families = familiesOf(entry.authors.length > 0 ? entry.authors : entry.editors);
  if (!families.some((family) => said.includes(` ${plain(family)} `))) return false;
  const main = plain(entry.title.split(/[:.?!]\s|\s[–—-]\s/)[0] ?? "");
  const short = plain(entry.shortTitle);
  const beginning = main
    .replace(/^(?:the|an?|der|die|das|le|la|les) /, "")
    .split(" ")
    .slice(0, 3)
    .join(" ");
  return (
    [main, short, beginning].some((title) => title.length >= 6 && said.includes(` ${title} `)) ||
    (entry.year !== "" && said.includes(` ${entry.year} `))
  );
}

function pageAtEnd(body: string): readonly Locator[] {
  const page =
    /(?:[,:)]|\b(?:pp?|S|s|pág|pp)\.)\s*((?:\d{1,4}|[ivxlc]{1,7})(?:\s?[-–]\s?(?:\d{1,4}|[ivxlc]{1,7}))?(?:\s?ff?\.)?)\.?\s*$/.exec(
      body.trim(),
    );
  return page?.[1] === undefined || /^(?:1[5-9]|20)\d\d$/.test(page[1]) ? [] : [{ label: "page", value: page[1] }];
}
