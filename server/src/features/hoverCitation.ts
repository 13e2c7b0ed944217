import { type AboutPassage, passagesAbout } from "../corpus/passages.ts";
import type { Source } from "../corpus/source.ts";
import type { Entry } from "../library/entry.ts";
import { plainReference } from "../library/shortReference.ts";
import { linksOfEntry } from "../project/placedLinks.ts";
import type { DraftSnapshot, Snapshot } from "../project/snapshot.ts";
import type { Citation } from "../syntax/facts.ts";
import { baseName } from "../text/path.ts";
import { sentencesOf } from "../text/sentences.ts";
import { overlaps, type Span } from "../text/span.ts";
import { hoveredBibliographyEntry } from "./bibliography/hover.ts";
import { citationAt } from "./citationAt.ts";
import { type HoverContent, type HoverParagraph, type HoverPart, text } from "./hoverContent.ts";
import { placeInWords, shortened } from "./places.ts";
import { checkQuotation } from "./quotationCheck.ts";
import { sourceExtent } from "./sourceWords.ts";
import { citedWords, linkStateWords, openWords, sourceWords, whyNoPassage } from "./words/hovers.ts";

/** The reference, then the passage of the source that the draft's sentence is about, then where else it is cited. */
export function citationHover(snapshot: DraftSnapshot, offset: number): HoverContent | undefined {
  const citation = citationAt(snapshot, offset);
  if (citation === undefined) return undefined;
  const entry = snapshot.library.find(citation.key);
  if (entry === undefined) return undefined;
  const paragraphs = [referenceParagraph(snapshot, entry), ...passageParagraphs(snapshot, citation, entry), whereElse(snapshot, entry)];
  return { span: citation.keySpan, paragraphs };
}

/** The entry whose formatted reference the hover would show: it is asked for before the hover is made. */
export function hoveredEntry(snapshot: Snapshot, offset: number): Entry | undefined {
  if (snapshot.kind === "draft") return snapshot.library.find(citationAt(snapshot, offset)?.key ?? "");
  return hoveredBibliographyEntry(snapshot, offset);
}

function referenceParagraph(snapshot: Snapshot, entry: Entry): HoverParagraph {
  return [{ kind: "rich", rich: snapshot.referenceOf(entry) ?? plainReference(entry) }];
}

function passageParagraphs(snapshot: DraftSnapshot, citation: Citation, entry: Entry): readonly HoverParagraph[] {
  const sources = snapshot.entrySources.sourcesOf(entry);
  if (sources.length === 0) return snapshot.corpusReady ? [] : [[text(whyNoPassage("beingRead"), "italic")]];
  const quoted = quotedPassage(snapshot, citation, entry);
  if (quoted !== undefined) return [quoted];
  const sentence = sentenceAt(snapshot.text, blockAt(snapshot, citation.keySpan.start), citation.keySpan);
  const [source] = sources;
  const words = snapshot.text.slice(sentence.start, sentence.end);
  const options = { limit: 1, ...(citation.locator === undefined ? {} : { locator: citation.locator }) };
  const found = sources.flatMap((candidate) => passagesAbout(candidate, words, options).map((passage) => ({ passage, candidate })));
  const [best] = found.sort((one, other) => other.passage.score - one.passage.score);
  if (best !== undefined) return [passageParagraph(best.candidate, best.passage)];
  return source === undefined
    ? []
    : [[text(`${whyNoPassage("nothingNear")} (${baseName(source.path)}, ${sourceExtent(source)})`, "italic")]];
}

/** A citation that carries a quotation is about what it quotes. */
function quotedPassage(snapshot: DraftSnapshot, citation: Citation, entry: Entry): HoverParagraph | undefined {
  const group = snapshot.facts.groups.findIndex((candidate) => candidate.citations.includes(citation));
  for (const [index, binding] of snapshot.bindings.entries()) {
    if (!binding.groups.includes(group)) continue;
    const check = checkQuotation(snapshot, index);
    if (check.kind !== "found" || check.cited !== entry) continue;
    const paragraph = check.source.read.pieces.find((piece) => overlaps(piece.span, check.match.span))?.span ?? check.match.span;
    const sentence = sentenceAt(check.source.read.text, paragraph, check.match.span);
    return passageParagraph(check.source, {
      ...check.match,
      span: sentence,
      text: check.source.read.text.slice(sentence.start, sentence.end),
    });
  }
  return undefined;
}

/** The sentence, or the sentences, that a span touches within its paragraph. */
function sentenceAt(whole: string, paragraph: Span, span: Span): Span {
  const touched = sentencesOf(whole.slice(paragraph.start, paragraph.end)).filter(
    (sentence) => paragraph.start + sentence.start < span.end && span.start < paragraph.start + sentence.end,
  );
  const [first, last] = [touched[0], touched.at(-1)];
  return first === undefined || last === undefined ? span : { start: paragraph.start + first.start, end: paragraph.start + last.end };
}

const blockAt = (snapshot: DraftSnapshot, offset: number): Span =>
  snapshot.facts.blocks.find((block) => block.start <= offset && offset < block.end) ?? { start: offset, end: offset };

function passageParagraph(
  { path, work }: Source,
  passage: Pick<AboutPassage, "span" | "text" | "page" | "section" | "note">,
): HoverParagraph {
  const place = placeInWords(passage, work.title);
  const lead: readonly HoverPart[] = place === "" ? [] : [text(`${place} · `)];
  const label = openWords(passage.page, baseName(path));
  return [...lead, text(shortened(passage.text, 500), "italic"), text(" "), { kind: "open", label, path, span: passage.span }];
}

/** `Cited 3 times here and once in outlook.tex · source: chapter.html · nato.int/docu/… alive on 3 November`. */
function whereElse(snapshot: Snapshot, entry: Entry): HoverParagraph {
  const places = [entry.key, ...entry.aliases].flatMap((key) => snapshot.citations.placesOf(key));
  const elsewhere = Map.groupBy(places, (place) => place.path);
  const here = elsewhere.get(snapshot.path)?.length ?? 0;
  elsewhere.delete(snapshot.path);
  const others = [...elsewhere].map(([path, found]) => ({ file: baseName(path), count: found.length }));
  const sources = snapshot.entrySources
    .sourcesOf(entry)
    .slice(0, 2)
    .map((source) => baseName(source.path));
  return [text([citedWords(here, others), ...sources.map(sourceWords)].join(" · ")), ...linkParts(snapshot, entry)];
}

function linkParts(snapshot: Snapshot, entry: Entry): readonly HoverPart[] {
  const [link] = linksOfEntry(entry);
  const verdict = link?.url === undefined ? undefined : snapshot.verdictOf(link.url);
  if (link?.url === undefined || verdict === undefined) return [];
  const shown = shortened(link.url.replace(/^https?:\/\/(www\.)?/, ""), 40);
  return [text(" · "), { kind: "web", label: shown, url: link.url }, text(` ${linkStateWords(verdict)}`)];
}
