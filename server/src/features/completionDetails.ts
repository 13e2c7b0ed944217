import type { Source } from "../corpus/source.ts";
import type { Entry } from "../library/entry.ts";
import { plainReference } from "../library/shortReference.ts";
import { linksOfEntry } from "../project/placedLinks.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import { baseName } from "../text/path.ts";
import { type HoverParagraph, text } from "./hoverContent.ts";
import { shortened } from "./places.ts";
import { completionWords } from "./words/furniture.ts";
import { linkStateWords } from "./words/hovers.ts";
import { zoteroWords } from "./words/zotero.ts";

/** At the side of the list: the reference in the draft's style, the first lines of abstract or source, then what is known of it here. */
export function completionDetails(snapshot: DraftSnapshot, key: string): readonly HoverParagraph[] {
  const entry = snapshot.library.find(key);
  if (entry === undefined) return [];
  const source = snapshot.entrySources.sourcesOf(entry)[0];
  const [link] = linksOfEntry(entry);
  const verdict = link?.url === undefined ? undefined : snapshot.verdictOf(link.url);
  const lines = shortened(entry.abstract || firstLines(source), 300);
  const here = snapshot.citations.placesOf(key).filter((place) => place.path === snapshot.path).length;
  const known = [
    completionWords.cited(here),
    ...(source === undefined ? [] : [`source: ${baseName(source.path)}`]),
    ...(verdict === undefined ? [] : [`link ${linkStateWords(verdict)}`]),
  ];
  return [
    [{ kind: "rich", rich: snapshot.referenceOf(entry) ?? plainReference(entry) }],
    ...(lines === "" ? [] : [[text(lines)]]),
    [text(known.join(" · "))],
  ];
}

/** The same of a work that stands in Zotero only. */
export function zoteroDetails(snapshot: DraftSnapshot, entry: Entry): readonly HoverParagraph[] {
  const lines = shortened(entry.abstract, 300);
  return [
    [{ kind: "rich", rich: snapshot.referenceOf(entry) ?? plainReference(entry) }],
    ...(lines === "" ? [] : [[text(lines)]]),
    [text(zoteroWords.willBeAdded)],
  ];
}

function firstLines(source: Source | undefined): string {
  const pieces = source?.read.pieces ?? [];
  const first =
    pieces.find(({ kind }) => kind === "abstract") ?? pieces.find(({ kind, span }) => kind === "paragraph" && span.end - span.start > 80);
  return first === undefined ? "" : (source?.read.text.slice(first.span.start, first.span.end) ?? "");
}
