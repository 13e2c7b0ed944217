import type { Corpus } from "../corpus/corpus.ts";
import type { Library } from "../library/library.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import type { DraftFacts, Quotation } from "../syntax/facts.ts";
import { foldForSearch } from "../text/fold.ts";
import { languageOf } from "../text/language.ts";
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
  const said = saidOf(snapshot, index);
  return { translated: TRANSLATED.test(said), secondHand: SECOND_HAND.test(said) };
}

/**
 * Marks around words that quote nobody: the title of a work, a word that the writer keeps at a distance (`the so-called "…"`), what
 * somebody told the writer.
 */
export function isNobodysWords(snapshot: DraftSnapshot, quotation: Quotation): boolean {
  if (quotation.kind === "block") return false;
  const { text } = snapshot;
  const before = text.slice(Math.max(0, quotation.span.start - 60), quotation.span.start);
  if (AT_A_DISTANCE.test(before)) return true;
  const words = quotation.content.text;
  if (titlesCited(snapshot).has(plain(words)) || isTitled(words)) return true;
  const around = before + text.slice(quotation.span.end, quotation.span.end + 80).split("\n\n")[0];
  return TOLD.test(around);
}

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

/** The titles of what the draft cites, of what these appeared in and of all sources, with or without what follows their colon. */
function titlesCited({ facts, library, corpus }: DraftSnapshot): ReadonlySet<string> {
  const known = titles.get(facts);
  if (known?.library === library && known.corpus === corpus) return known.titles;
  const keys = new Set(facts.groups.flatMap((group) => group.citations.map((citation) => citation.key)));
  const works = [...keys].flatMap((key) => library.find(key) ?? []);
  const all = [
    ...works.flatMap((work) => [work.title, work.shortTitle, work.container]),
    ...corpus.sources.map((source) => source.work.title ?? ""),
  ];
  const found = new Set(all.flatMap((title) => [title, ...title.split(/[:.?!]\s|\s[–—-]\s/)]).map(plain));
  found.delete("");
  titles.set(facts, { library, corpus, titles: found });
  return found;
}

const titles = new WeakMap<DraftFacts, { readonly library: Library; readonly corpus: Corpus; readonly titles: ReadonlySet<string> }>();

const plain = (text: string): string => (foldForSearch(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");

/** `The Price of a Quiet Harbour`: all words that mean something begin with a capital, and no full stop closes it. German writes all its nouns so. */
function isTitled(words: string): boolean {
  const each = words.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu) ?? [];
  if (languageOf(words) === "de") return false;
  const telling = each.filter((word) => !isStopWord(word.toLowerCase()) && !/^\d/.test(word));
  if (telling.length < 2 || each.length > 16 || /[.!;]\s*$/.test(words)) return false;
  return telling.every((word) => /^\p{Lu}/u.test(word)) && /^\p{Lu}/u.test(each[0] ?? "");
}
