import type { Entry } from "../../library/entry.ts";
import { doiUrl } from "../../library/identifiers.ts";
import { plainReference } from "../../library/shortReference.ts";
import { createStringTable } from "../../library/strings.ts";
import { linksOfEntry } from "../../project/placedLinks.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { RawEntry } from "../../syntax/bibliography.ts";
import { latexToText } from "../../syntax/latexText.ts";
import { baseName } from "../../text/path.ts";
import { type Span, span, touches } from "../../text/span.ts";
import { type HoverContent, type HoverParagraph, type HoverPart, text } from "../hoverContent.ts";
import { linkWordsOf } from "../hoverLink.ts";
import { shortened } from "../places.ts";
import { sourceExtent } from "../sourceWords.ts";
import { bibliographyHoverWords } from "../words/bibliography.ts";
import { fieldWords } from "../words/fields.ts";
import { linkStateWords } from "../words/hovers.ts";
import { mentionsOf } from "./mentions.ts";
import { type BibliographyPlace, libraryEntry, placeAt } from "./place.ts";

/** In a bibliography: what the name under the cursor means, how a link fares, else the entry as it prints and where it is cited. */
export function bibliographyHover(snapshot: BibliographySnapshot, offset: number): HoverContent | undefined {
  const place = placeAt(snapshot.facts, offset);
  if (place === undefined) return undefined;
  const paragraphs = paragraphsAt(snapshot, place, offset);
  return paragraphs.length === 0 ? undefined : { span: linkSpan(snapshot, place, offset) ?? place.span, paragraphs };
}

/** The entry whose formatted reference the hover would show. */
export function hoveredBibliographyEntry(snapshot: BibliographySnapshot, offset: number): Entry | undefined {
  const place = placeAt(snapshot.facts, offset);
  switch (place?.kind) {
    case "head":
    case "value":
      return libraryEntry(snapshot, place.entry);
    case "mention":
      return snapshot.library.find(place.mention.key);
    case "fieldName":
    case "string":
    case undefined:
      return undefined;
  }
}

function paragraphsAt(snapshot: BibliographySnapshot, place: BibliographyPlace, offset: number): readonly HoverParagraph[] {
  switch (place.kind) {
    case "fieldName": {
      const words = fieldWords(place.field.name);
      return words === undefined ? [] : [[text(place.field.name, "bold"), text(` · ${words}`)]];
    }
    case "string":
      return [[text(stringWords(snapshot, place.name))]];
    case "mention":
      return mentioned(snapshot, place.mention.key);
    case "head":
      return entryParagraphs(snapshot, place.entry);
    case "value":
      return [...linkParagraphs(snapshot, place, offset), ...entryParagraphs(snapshot, place.entry)];
  }
}

function stringWords(snapshot: BibliographySnapshot, name: string): string {
  const strings = createStringTable(snapshot.library.files.filter((file) => file.facts.format === "bibtex"));
  const value = strings.valueOf(name, snapshot.path);
  return value === undefined
    ? bibliographyHoverWords.noString(name)
    : bibliographyHoverWords.stringIs(name, shortened(latexToText(value), 300));
}

/** Keys are compared exactly, and where that finds nothing, in any case, as BibTeX does; templates are no entries of a library. */
function mentioned(snapshot: BibliographySnapshot, key: string): readonly HoverParagraph[] {
  const entry = snapshot.library.find(key);
  if (entry !== undefined) return [referenceOf(snapshot, entry), citedParagraph(snapshot, entry)];
  const files = snapshot.library.files.flatMap((file) => file.facts.entries);
  const raw =
    files.find((candidate) => candidate.key === key) ?? files.find((candidate) => candidate.key.toLowerCase() === key.toLowerCase());
  return raw === undefined
    ? [[text(bibliographyHoverWords.noEntry(key))]]
    : [[text(`${raw.key} `, "bold"), text(bibliographyHoverWords.isTemplate)]];
}

function entryParagraphs(snapshot: BibliographySnapshot, raw: RawEntry): readonly HoverParagraph[] {
  const entry = libraryEntry(snapshot, raw);
  const lent = lentParagraphs(snapshot, raw);
  if (entry === undefined) return raw.type === "xdata" ? [[text(bibliographyHoverWords.isTemplate)], ...lent] : [];
  const sources = snapshot.entrySources.sourcesOf(entry).slice(0, 3);
  const links = linkParts(snapshot, entry);
  return [
    referenceOf(snapshot, entry),
    citedParagraph(snapshot, entry),
    ...sources.map(
      (source): HoverParagraph => [
        text(`${bibliographyHoverWords.source(baseName(source.path), sourceExtent(source))} · `),
        { kind: "open", label: bibliographyHoverWords.open, path: source.path, span: span(0, 0) },
      ],
    ),
    ...(links.length > 0 ? [links] : []),
    ...lent,
  ];
}

const referenceOf = (snapshot: BibliographySnapshot, entry: Entry): HoverParagraph => [
  { kind: "rich", rich: snapshot.referenceOf(entry) ?? plainReference(entry) },
];

/** Drafts and places that a hover names. */
const shownDrafts = 3;
const shownPlaces = 4;

/** `Cited 3 times: essay.md, line 12, line 40; outlook.tex, line 3`. */
function citedParagraph(snapshot: BibliographySnapshot, entry: Entry): HoverParagraph {
  const places = [entry.key, ...entry.aliases].flatMap((key) => snapshot.citations.placesOf(key));
  if (places.length === 0) return [text(bibliographyHoverWords.notCited)];
  const drafts = [...Map.groupBy(places, (place) => place.path)];
  const parts: HoverPart[] = [text(bibliographyHoverWords.cited(places.length))];
  for (const [index, [path, cited]] of drafts.slice(0, shownDrafts).entries()) {
    parts.push(text(`${index === 0 ? "" : "; "}${baseName(path)}`));
    for (const place of cited.slice(0, shownPlaces))
      parts.push(text(", "), { kind: "place", path, span: place.span, labelAt: bibliographyHoverWords.line });
    if (cited.length > shownPlaces) parts.push(text(`, ${bibliographyHoverWords.morePlaces(cited.length - shownPlaces)}`));
  }
  if (drafts.length > shownDrafts) parts.push(text(`; ${bibliographyHoverWords.moreDrafts(drafts.length - shownDrafts)}`));
  return parts;
}

function linkParts(snapshot: BibliographySnapshot, entry: Entry): readonly HoverPart[] {
  return linksOfEntry(entry)
    .slice(0, 2)
    .flatMap(({ url }, index) => {
      const verdict = url === undefined ? undefined : snapshot.verdictOf(url);
      if (url === undefined || verdict === undefined) return [];
      const shown = shortened(url.replace(/^https?:\/\/(www\.)?/, ""), 40);
      return [...(index === 0 ? [] : [text(" · ")]), { kind: "web", label: shown, url } as const, text(` ${linkStateWords(verdict)}`)];
    });
}

const shownHeirs = 3;

function lentParagraphs(snapshot: BibliographySnapshot, raw: RawEntry): readonly HoverParagraph[] {
  if (raw.key === "") return [];
  const inherits = (field: string): boolean => field === "crossref" || field === "xdata";
  const mentions = snapshot.library.files.flatMap(({ facts }) => mentionsOf(facts, new Set([raw.key])));
  const heirs = [...new Set(mentions.filter(({ field }) => inherits(field)).map(({ entry }) => entry.key))].filter((key) => key !== "");
  if (heirs.length === 0) return [];
  return [[text(bibliographyHoverWords.lends(heirs.slice(0, shownHeirs), heirs.length - shownHeirs))]];
}

/** On an address how it fares; on a DOI its address as well, since nobody sees that in the file. */
function linkParagraphs(
  snapshot: BibliographySnapshot,
  place: BibliographyPlace & { readonly kind: "value" },
  offset: number,
): readonly HoverParagraph[] {
  const link = linkAt(snapshot, place, offset);
  if (link !== undefined) return [[text(linkWordsOf(snapshot, link))]];
  if (place.field.name.toLowerCase() !== "doi") return [];
  const url = doiUrl(place.field.parts.map((part) => part.text).join(""));
  const verdict = url === undefined ? undefined : snapshot.verdictOf(url);
  if (url === undefined) return [];
  return [[{ kind: "web", label: url.replace("https://", ""), url }, text(verdict === undefined ? "" : ` ${linkStateWords(verdict)}`)]];
}

function linkAt(snapshot: BibliographySnapshot, place: BibliographyPlace & { readonly kind: "value" }, offset: number) {
  const entry = libraryEntry(snapshot, place.entry);
  return entry === undefined ? undefined : linksOfEntry(entry).find((link) => !link.isIdentifier && touches(link.span, offset));
}

const linkSpan = (snapshot: BibliographySnapshot, place: BibliographyPlace, offset: number): Span | undefined =>
  place.kind === "value" ? linkAt(snapshot, place, offset)?.span : undefined;
