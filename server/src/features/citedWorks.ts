import type { Source } from "../corpus/source.ts";
import { familyName } from "../csl/names.ts";
import type { Locator } from "../csl/types.ts";
import type { Entry } from "../library/entry.ts";
import type { EntrySources } from "../project/entrySources.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import type { DraftFacts, DraftNote } from "../syntax/facts.ts";
import { foldForSearch } from "../text/fold.ts";
import { baseName } from "../text/path.ts";

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
    sources: ownSources(snapshot, entry),
    editions: editionsOf(snapshot, entry),
  }));
}

const OPEN_ENDED = /^[\s,]*(?:ff?\b|et seqq?|sqq?\b|passim|et suiv|u\. ?ö|and following|und öfter|e segg)/i;

const ownSources = ({ entrySources }: DraftSnapshot, entry: Entry): readonly Source[] =>
  entrySources.sourcesOf(entry).filter((source) => !isNamedAfterOther(entrySources.entriesOf(source), source, entry));

/** A file that by its title could be of several editions, and bears the key of another one or is named by it. */
function isNamedAfterOther(entries: readonly Entry[], source: Source, entry: Entry): boolean {
  const isFile = ({ key, files }: Entry): boolean =>
    stemOf(source.path) === key.toLowerCase() || files.some((file) => stemOf(file.replaceAll("\\", "/")) === stemOf(source.path));
  return entries.length > 1 && !isFile(entry) && entries.some((other) => other.year !== entry.year && isFile(other));
}

const stemOf = (path: string): string =>
  baseName(path)
    .replace(/\.[^.]+$/, "")
    .toLowerCase();

const editions = new WeakMap<EntrySources, Map<Entry, readonly Source[]>>();

function editionsOf(snapshot: DraftSnapshot, entry: Entry): readonly Source[] {
  const { entrySources, corpus } = snapshot;
  const known = editions.get(entrySources) ?? new Map<Entry, readonly Source[]>();
  editions.set(entrySources, known);
  const there = known.get(entry);
  if (there !== undefined) return there;
  const own = new Set(ownSources(snapshot, entry));
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
  const called = typedNote(snapshot, index);
  return called === undefined ? [] : worksTyped(snapshot, called, 0);
}

/** The note that speaks for a quotation for which no key is cited. */
export function typedNote(snapshot: DraftSnapshot, index: number): DraftNote | undefined {
  const quotation = snapshot.facts.quotations[index];
  if (quotation === undefined || (snapshot.bindings[index]?.groups.length ?? 0) > 0) return undefined;
  const { facts } = snapshot;
  const block = facts.blocks.find(({ start, end }) => start <= quotation.span.start && quotation.span.end <= end);
  const limit = block?.end ?? quotation.span.end + 8;
  const called = callsOf(facts).find(({ at }) => at >= quotation.span.end);
  return called === undefined || called.at >= limit ? undefined : called.note;
}

/**
 * True where a citation before the words or the next one behind them names a work that no bibliography has: whether the words are that one's,
 * nobody can say. What is cited further on stands for something else.
 */
export function citesUnknown({ bindings, facts, library }: DraftSnapshot, index: number): boolean {
  const end = facts.quotations[index]?.span.end ?? 0;
  const groups = (bindings[index]?.groups ?? [])
    .flatMap((group) => facts.groups[group] ?? [])
    .toSorted((one, other) => one.span.start - other.span.start);
  const next = groups.find(({ span }) => span.start >= end);
  return groups.some(
    (group) => (group === next || group.span.start < end) && group.citations.some(({ key }) => library.find(key) === undefined),
  );
}

/** Where notes are called, in the order of the text. */
function callsOf(facts: DraftFacts): readonly { readonly note: DraftNote; readonly at: number }[] {
  const known = noteCalls.get(facts);
  if (known !== undefined) return known;
  const calls = facts.notes.flatMap((note) => note.calls.map((call) => ({ note, at: call.start }))).sort((one, other) => one.at - other.at);
  noteCalls.set(facts, calls);
  return calls;
}

const noteCalls = new WeakMap<DraftFacts, readonly { readonly note: DraftNote; readonly at: number }[]>();

const MOST_BACK = 20;

function worksTyped(snapshot: DraftSnapshot, note: DraftNote, back: number): readonly Pick<CitedWork, "entry" | "locators">[] {
  const body = snapshot.text.slice(note.body.start, note.body.end).slice(0, 600);
  if (IBID.test(body) && back < MOST_BACK) {
    const before = snapshot.facts.notes[snapshot.facts.notes.indexOf(note) - 1];
    if (before === undefined) return [];
    const locators = pageAtEnd(body.replace(IBID, ""));
    return worksTyped(snapshot, before, back + 1).map((work) => (locators.length > 0 ? { ...work, locators } : work));
  }
  const works = entriesNamed(snapshot, body);
  const locators = works.length === 1 && !body.includes(";") ? pageAtEnd(body) : [];
  return works.map((entry) => ({ entry, locators }));
}

const namedBy = new WeakMap<EntrySources, Map<string, readonly Entry[]>>();

/** Only works with a source: of others nothing could be checked. */
function entriesNamed(snapshot: DraftSnapshot, body: string): readonly Entry[] {
  const { entrySources, corpus } = snapshot;
  const known = namedBy.get(entrySources) ?? new Map<string, readonly Entry[]>();
  namedBy.set(entrySources, known);
  const there = known.get(body);
  if (there !== undefined) return there;
  const said = ` ${plain(body.replace(/[*_]/g, ""))} `;
  const held = new Set(corpus.sources.flatMap((source) => entrySources.entriesOf(source)));
  const named = [...held].filter((entry) => isNamed(entry, said) && ownSources(snapshot, entry).length > 0);
  known.set(body, named);
  return named;
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
