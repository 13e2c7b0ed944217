import type { Corpus } from "../corpus/corpus.ts";
import type { Entry } from "../library/entry.ts";
import type { Library } from "../library/library.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import type { DraftFacts, Quotation } from "../syntax/facts.ts";
import { foldForSearch } from "../text/fold.ts";
import { languageOf } from "../text/language.ts";
import { remembered } from "../text/remembered.ts";
import { contains } from "../text/span.ts";
import { isStopWord } from "../text/stopWords.ts";

/** What a draft says about a quotation where it stands: by whom it was translated, in which book it was found. */
export interface QuotationRemarks {
  /** "my translation", "eigene Übersetzung", "nous traduisons". */
  readonly translated: boolean;
  /** "quoted in", "zit. nach": the words were taken from somebody who quotes them. */
  readonly secondHand: boolean;
}

export function quotationRemarks(snapshot: DraftSnapshot, index: number): QuotationRemarks {
  return remarksIn(saidOf(snapshot, index));
}

const remarksIn = remembered((said) => ({ translated: TRANSLATED.test(said), secondHand: SECOND_HAND.test(said) }));

/**
 * Marks around words that quote nobody: the title of a work, a word that the writer keeps at a distance (`the so-called "…"`), what
 * somebody told the writer.
 */
export function isNobodysWords(snapshot: DraftSnapshot, quotation: Quotation): boolean {
  if (quotation.kind === "block") return false;
  const { text } = snapshot;
  const before = text.slice(Math.max(0, quotation.span.start - 60), quotation.span.start);
  const behind = text.slice(quotation.span.end, quotation.span.end + 80).split("\n\n")[0] ?? "";
  const words = quotation.content.text;
  if (keptAtADistance(before) || told(`${before} ${behind}`)) return true;
  return words.length < LONGEST_TITLE && (titled(words) || isTitleCited(snapshot, plainly(words)));
}

const LONGEST_TITLE = 250;

const keptAtADistance = remembered((before) => AT_A_DISTANCE.test(before));
const told = remembered((around) => TOLD.test(around));
const titled = remembered((words) => isTitled(words));
const plainly = remembered((words) => plain(words));

/** What is printed right behind the quotation, in its citations and in the notes that hold those. */
function saidOf({ facts, text, bindings }: DraftSnapshot, index: number): string {
  const quotation = facts.quotations[index];
  if (quotation === undefined) return "";
  const behind = text.slice(quotation.span.end, quotation.span.end + LOOKED_BEHIND).split(/\n\s*\n/)[0] ?? "";
  const other = facts.quotations[index + 1];
  const own = other === undefined ? behind : behind.slice(0, Math.max(0, other.span.start - quotation.span.end));
  const said = [own, text.slice(Math.max(quotation.inner.end - 60, quotation.inner.start), quotation.inner.end)];
  for (const group of bindings[index]?.groups ?? []) {
    const cited = facts.groups[group];
    if (cited === undefined) continue;
    const note = facts.notes.find(({ body }) => contains(body, cited.span));
    said.push(note === undefined ? text.slice(cited.span.start, cited.span.end) : text.slice(note.body.start, note.body.end));
  }
  return said.join("\n");
}

const LOOKED_BEHIND = 160;

const TRANSLATED =
  /\b(?:my|our|own|author'?s|authors'?) (?:own )?translations?\b|\btrans(?:l|lation)?\.? (?:is )?(?:mine|ours|by the author|by me)\b|\btranslat(?:ed|ion) by (?:the )?(?:present )?(?:author|me|us)\b|\btranslations? (?:is |are )?(?:mine|ours|my own|our own)\b|\bI translate\b|eigene Übersetzung|Übers(?:etzung|\.) (?:d\. ?Verf|des Verf|der Verf|vo[nm] (?:Verf|mir)|durch)|\bÜbers\. (?:[A-Z]\. ?[A-Z]\.)|meine Übersetzung|übersetzt v(?:on|om) (?:mir|Verf)|(?:nous|je) tradui(?:sons|s)|notre traduction|ma traduction|traduction (?:de l['’]auteur|personnelle)|traducción (?:propia|mía|del autor|nuestra)|mi traducción|(?:traduzione|trad\.) (?:mia|nostra|dell['’]autor)|vertaling (?:van mij|auteur)|eigen vertaling|min översättning|tradução (?:minha|nossa|própria)/iu;

const SECOND_HAND =
  /\b(?:quoted|cited|qtd\.?|reprinted|reproduced|quotation taken) (?:in|by|from|after)\b|\b(?:as|here) (?:quoted|cited)\b|\bzit(?:iert)?\.? ?(?:nach|n\.|in|bei)\b|\bzit\. n\.|\b(?:cité|citée|cités|citées) (?:par|dans|in|d['’]après)\b|\bapud\b|\b(?:citado|citada) (?:en|por)\b|\b(?:citato|citata|cit\.) (?:in|da)\b|\bgeciteerd (?:in|bij|naar)\b/iu;

const AT_A_DISTANCE =
  /(?:\bso[- ]called|\bsogenannte[nmrs]?|\bso genannte[nmrs]?|\bsog\.|\bsoi-disant|\bpretended|\bproverbial|\bsupposed(?:ly)?|\bcosiddett[oaie]|\bllamad[oa]s?|\bzogenaamde) ?[*_]*$/iu;

const TOLD =
  /\b(?:told me|told us|in conversation with (?:me|us|the author)|personal (?:communication|interview)|interview(?:ed)? (?:with|by) the author|author'?s interview)\b/iu;

/** Titles of what the draft cites, of what these appeared in and of all sources, with or without what follows their colon. */
function isTitleCited({ facts, library, corpus }: DraftSnapshot, words: string): boolean {
  const ofSources = titlesOfSources.get(corpus) ?? new Set(corpus.sources.flatMap((source) => plainTitles([source.work.title ?? ""])));
  titlesOfSources.set(corpus, ofSources);
  if (ofSources.has(words)) return true;
  const known = titlesOfDrafts.get(facts);
  const titles = known?.library === library ? known.titles : titlesIn(facts, library);
  titlesOfDrafts.set(facts, { library, titles });
  return titles.has(words);
}

const titlesOfSources = new WeakMap<Corpus, ReadonlySet<string>>();
const titlesOfDrafts = new WeakMap<DraftFacts, { readonly library: Library; readonly titles: ReadonlySet<string> }>();
const titlesOfEntries = new WeakMap<Entry, readonly string[]>();

function titlesIn(facts: DraftFacts, library: Library): ReadonlySet<string> {
  const titles = new Set<string>();
  for (const key of new Set(facts.groups.flatMap((group) => group.citations.map((citation) => citation.key)))) {
    const entry = library.find(key);
    if (entry === undefined) continue;
    const own = titlesOfEntries.get(entry) ?? plainTitles([entry.title, entry.shortTitle, entry.container]);
    titlesOfEntries.set(entry, own);
    for (const title of own) titles.add(title);
  }
  return titles;
}

const plainTitles = (titles: readonly string[]): readonly string[] =>
  titles.flatMap((title) => [title, ...title.split(/[:.?!]\s|\s[–—-]\s/)].map(plain)).filter((title) => title !== "");

const plain = (text: string): string => (foldForSearch(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");

/** `The Price of a Quiet Harbour`: all words that mean something begin with a capital, and no full stop closes it. German writes all its nouns so. */
function isTitled(words: string): boolean {
  const each = words.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu) ?? [];
  if (languageOf(words) === "de") return false;
  const telling = each.filter((word) => !isStopWord(word.toLowerCase()) && !/^\d/.test(word));
  if (telling.length < 2 || each.length > 16 || /[.!;]\s*$/.test(words)) return false;
  return telling.every((word) => /^\p{Lu}/u.test(word)) && /^\p{Lu}/u.test(each[0] ?? "");
}
