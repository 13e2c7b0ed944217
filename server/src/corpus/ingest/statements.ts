import type { CslItem, CslName } from "../../csl/types.ts";
import { volumes } from "../references/containers.ts";
import { findDate } from "../references/dates.ts";
import { labelReference } from "../references/label.ts";
import { parseNames } from "../references/names.ts";
import type { PieceKind } from "../source.ts";
import { namesOfByline } from "./byline.ts";
import { furnitureSign, isSentence, lineKey, wordCount } from "./furniture.ts";
import { isCertainHeading } from "./headings.ts";
import type { BlockRole } from "./pageBlock.ts";

/** One line of a page: kept as text, or dropped as furniture; what it states of the work counts either way. Notes are not among them. */
export interface PageLine {
  readonly text: string;
  readonly kept: boolean;
  readonly kind: PieceKind | undefined;
  readonly role: BlockRole;
}

/**
 * What a page's lines state of the work: a "Cite this article" block before a journal's line, that before the title and author lines.
 * `known` is what its metadata said already; that stays.
 */
export function statedWork(lines: readonly PageLine[], known: CslItem): CslItem {
  const front = frontOf(lines);
  const cited = citedWork(lines);
  const details: CslItem = { ...frontStatements(lines, front), ...cited, ...known };
  const title = details.title ?? titleOf(front.filter((line) => lineKey(line.text) !== lineKey(details["container-title"] ?? "")));
  const author = fullNames(details.author, copyrightNames(lines)) ?? details.author ?? bylineAfter(front, title);
  return withType({ ...details, ...(title === undefined ? {} : { title }), ...(author === undefined ? {} : { author }) });
}

/** The lines before the first paragraph. */
function frontOf(lines: readonly PageLine[]): readonly PageLine[] {
  const first = lines.findIndex((line) => line.kept && line.kind !== "heading" && isSentence(line.text) && wordCount(line.text) > 15);
  return lines.slice(0, Math.min(first < 0 ? lines.length : first, 80));
}

/** The line behind "Cite this chapter", or one that gives author, year, title and DOI together. */
function citedWork(lines: readonly PageLine[]): CslItem {
  for (const [i, line] of lines.entries()) {
    if (line.text.length > 700 || line.kind === "heading") continue;
    const before = lines
      .slice(Math.max(0, i - 3), i)
      .some((other) =>
        /^(?:how to )?cite (?:this|as)|^to cite|^(?:recommended |suggested )?citation|^how to cite|^zitier/.test(lineKey(other.text)),
      );
    const inline =
      /^(?:(?:please )?cite (?:this (?:article|chapter|paper|page|entry) )?as|to cite this (?:article|paper|chapter)|how to cite(?: this article)?|(?:recommended|suggested) citation|citation|zitierweise)\s*:\s*(?=\S)/i.exec(
        line.text,
      );
    if (!before && inline === null) continue;
    const { csl } = labelReference(line.text.slice(inline?.[0].length ?? 0));
    if (csl.title !== undefined && csl.issued !== undefined && (csl.author !== undefined || csl.DOI !== undefined)) return withoutNote(csl);
  }
  return {};
}

const withoutNote = ({ note: _note, accessed: _accessed, ...work }: CslItem): CslItem => work;

/** What single lines say: journal, volume, date, DOI, publisher, series. */
function frontStatements(lines: readonly PageLine[], front: readonly PageLine[]): CslItem {
  let work: CslItem = {};
  const frontLines = new Set(front);
  for (const [i, line] of lines.entries()) {
    const text = line.text.length > 300 ? "" : line.text.trim();
    const isFront = frontLines.has(line);
    if (text === "" || (line.kept && !isFront && line.kind !== "heading")) continue;
    const stated: CslItem = {
      ...kindLine(text),
      ...(isFront || isWholeIssueLine(text, work)
        ? journalLine(text.replace(/^(?:source|published in|in):\s+/i, ""), nameBefore(lines, i))
        : {}),
      ...labelledLine(text, isFront),
    };
    work = { ...stated, ...work };
  }
  return work;
}

/** The line before a volume's, the publisher's name left out. */
const nameBefore = (lines: readonly PageLine[], at: number): string | undefined =>
  [lines[at - 1]?.text, lines[at - 2]?.text].find((text) => text !== undefined && !/\b(?:press|publish\w*|verlag)\b/i.test(text));

/** Below the text a journal's line must be complete to be believed: `Review of Ports, Volume 38, Issue 4, pp. 1–20`. */
const isWholeIssueLine = (text: string, work: CslItem): boolean =>
  (work["container-title"] === undefined || text.startsWith(work["container-title"])) &&
  /^\p{Lu}[^\d]{4,80}\bvol(?:ume|\.)\s?\d{1,4}\b.{0,20}\b(?:issue|no\.|number)\s?\d.{0,40}\bpp?\.\s?\d/iu.test(text);

/** `Academic journal article The Polish Quarterly of International Affairs`, `Newspaper article The Times (London)`. */
function kindLine(text: string): CslItem {
  const match =
    /^(?:(?:academic|peer-reviewed|scholarly) )?(journal|magazine|newspaper|trade) article (?:from )?(?=\p{Lu})([^.]{3,120}?)(?:, (?:vol|no)\b.*)?$/iu.exec(
      text,
    );
  if (match === null) return {};
  const types: Readonly<Record<string, string>> = { journal: "article-journal", newspaper: "article-newspaper" };
  return {
    type: types[(match[1] ?? "").toLowerCase()] ?? "article-magazine",
    "container-title": match[2]?.trim() ?? "",
    ...(/, (?:vol|no)\b.*$/i.test(text) ? volumes(text) : {}),
  };
}

/** `Zeitschrift für Küstengeschichte 23 (1997), S. 211–240`, `Journal of Northern Studies 12.3 (2003): 44–61`. */
const journalHead =
  /^(\p{Lu}[^\d():]{4,80}?),? (\d{1,4})(?:[.:/](\d{1,3})|, (?:no\.|H\.|Heft|Nr\.) ?\d{1,3})? \(((?:1[5-9]|20)\d\d)\)(?:[,:] ?(?:S\.|pp?\.)? ?(\d{1,5} ?[–-] ?\d{1,5}))?\.?$/u;

/** `International Affairs, Volume 85, Issue 3, May 2009, Pages 591–610`; JSTOR has the journal's name on the line before. */
function journalLine(text: string, previous: string | undefined): CslItem {
  const head = journalHead.exec(text);
  if (head !== null)
    return {
      type: "article-journal",
      "container-title": head[1] ?? "",
      volume: head[2] ?? "",
      ...(head[3] === undefined ? {} : { issue: head[3] }),
      issued: { "date-parts": [[Number(head[4])]] },
      ...(head[5] === undefined ? {} : { page: head[5].replace(/\s/g, "") }),
    };
  const match = /^(.{0,100}?)[,.:]?\s*\bvol(?:ume|\.)?\s?(\d{1,4}|[IVXLC]{1,7})\b/iu.exec(text);
  if (match === null || /[>»›]/.test(text) || /^(?:part|part of|view|see|browse|current|previous|next)\b/i.test(text)) return {};
  const own = (match[1] ?? "").replace(/[\s,.:(–-]{1,4}$/, "");
  const name = own === "" && previous !== undefined && wordCount(previous) <= 10 && furnitureSign(previous) === "none" ? previous : own;
  const pages = /\b(?:pp?\.|pages?)\s?(\d{1,5}\s?[–-]\s?\d{1,5})/i.exec(text)?.[1];
  const date = findDate(text.slice(match[0].length));
  return {
    type: "article-journal",
    ...(name === "" || wordCount(name) > 12 ? {} : { "container-title": name }),
    ...volumes(text.slice(own.length)),
    ...(pages === undefined ? {} : { page: pages.replace(/\s/g, "") }),
    ...(date === undefined ? {} : { issued: date.date }),
  };
}

/** Lines that name what they hold: `Published: 12 May 2012`, `DOI: 10.…`, `© 2012 Ada Bell`, `Part of the book series: … ((ABC))`. */
function labelledLine(text: string, isFront: boolean): CslItem {
  const series = /^part of the (?:book )?series:?\s+(.{3,120}?)(?:\s*\(\(.*)?$/i.exec(text)?.[1];
  if (series !== undefined) return { "collection-title": series };
  const doi = /(?:^(?=10\.\d)|(?:^|\b)(?:doi[:\s]\s*|https?:\/\/(?:dx\.)?doi\.org\/))(10\.\d{4,9}\/[^\s"<>]{1,200})/i
    .exec(text)?.[1]
    ?.replace(/[.,;)]$/, "");
  if (doi !== undefined && text.length < 200) return { DOI: doi };
  const isbn = /^(?:print |online |ebook )?isbn(?:-1[03])?:?\s*([\d][\d -]{8,16}[\dXx])/i.exec(text)?.[1];
  if (isbn !== undefined) return { ISBN: isbn.replace(/[\s-]/g, "") };
  const author = /^author\(s\):?\s+(.{3,200})$/i.exec(text)?.[1];
  const names = author === undefined ? undefined : parseNames(author);
  if (names !== undefined) return { author: names.names };
  const pages = isFront ? /^(?:pp?\.|pages?)\s?(\d{1,5}\s?[–-]\s?\d{1,5})(?=$|\s*\|)/i.exec(text)?.[1] : undefined;
  if (pages !== undefined) return { page: pages.replace(/\s/g, "") };
  const publisher = /^published by:?\s+(.{2,80})$/i.exec(text)?.[1];
  if (publisher !== undefined) return { publisher: publisher.replace(/\.$/, "") };
  const dated =
    /^(?:(?:first |originally )?(?:published|posted)(?: online)?|publication date|date|issue date|pub(?:lication|\.)? date|version of record|veröffentlicht|publié)\b/i.test(
      text,
    );
  const date = dated || isFront ? findDate(text) : undefined;
  if (date !== undefined && (dated || (date.hasDay && date.span.start === 0 && text.length - date.span.end < 20)))
    return { issued: date.date };
  const copyright = /^(?:copyright\s*)?(?:©|\(c\))\s*(?:copyright\s*)?((?:1[89]|20)\d\d)\b/i.exec(text)?.[1];
  return copyright === undefined || copyrightNamesIn(text) === undefined ? {} : { issued: { "date-parts": [[Number(copyright)]] } };
}

const copyrightNamesIn = (text: string): CslItem["author"] =>
  text.length > 200
    ? undefined
    : namesOfByline(/^(?:copyright\s*)?(?:©|\(c\))\s*(?:copyright\s*)?(?:1[89]|20)\d\d,?\s+(?:by )?(.{4,150}?)\.?$/i.exec(text)?.[1] ?? "");

function copyrightNames(lines: readonly PageLine[]): CslItem["author"] {
  for (const line of lines) {
    const names = line.kept ? undefined : copyrightNamesIn(line.text.trim());
    if (names !== undefined) return names;
  }
  return undefined;
}

/** A copyright line spells out the names that a citation shortens to initials. */
function fullNames(cited: CslItem["author"], spelled: CslItem["author"]): CslItem["author"] {
  if (spelled === undefined) return undefined;
  if (cited === undefined) return spelled;
  const same =
    cited.length === spelled.length && cited.every((name, i) => name.family?.toLowerCase() === spelled[i]?.family?.toLowerCase());
  const shortened = cited.some((name) => /^(?:\p{Lu}\.[ -]?)+$/u.test(name.given ?? ""));
  return same && shortened ? spelled : undefined;
}

/** A line that the page repeats, else its first heading in the markup, else the likeliest line before the author or the text. */
function titleOf(front: readonly PageLine[]): string | undefined {
  const possible = front.filter((line) => mayBeTitle(line.text, line.role === "heading"));
  const marked = possible.find((line) => line.role === "heading");
  const counts = new Map<string, number>();
  for (const line of possible) counts.set(lineKey(line.text), (counts.get(lineKey(line.text)) ?? 0) + 1);
  const repeated = possible.find(
    (line) => (counts.get(lineKey(line.text)) ?? 0) > 1 && wordCount(line.text) >= 3 && !line.text.endsWith(":"),
  );
  if (repeated !== undefined || marked !== undefined) return (marked ?? repeated)?.text;
  const [first] = possible;
  // A headline in capitals goes before its subtitle.
  if (first !== undefined && first === front[0] && !/\p{Ll}/u.test(first.text)) return first.text;
  const signed = bestSigned(front, possible);
  const kept = possible.filter((line) => line.kept && line.kind === "heading");
  return (signed ?? kept[0] ?? possible.find((line) => wordCount(line.text) >= 3 && line.kept))?.text;
}

/** Of the lines that an author's line follows, dates and buttons between them not counted, the likeliest: a colon, some words, the names right behind. */
function bestSigned(front: readonly PageLine[], possible: readonly PageLine[]): PageLine | undefined {
  let best: { readonly line: PageLine; readonly score: number } | undefined;
  for (const line of possible) {
    const score = signedScore(front, line);
    if (score > (best?.score ?? 0)) best = { line, score };
  }
  return best?.line;
}

function signedScore(front: readonly PageLine[], line: PageLine): number {
  const at = front.indexOf(line);
  const behind = front.slice(at + 1, at + 5);
  const next = behind.find((other) => furnitureSign(other.text) === "none");
  if (next === undefined || namesOfByline(next.text) === undefined) return 0;
  const opening = lineKey(line.text).split(":")[0] ?? "";
  const again = line.text.includes(":") && front.some((other) => other !== line && lineKey(other.text) === opening);
  const several = /\s(?:&|and|und|et)\s|^by\s/i.test(next.text);
  const score = 1 + Number(next === behind[0]) + Number(wordCount(line.text) >= 4) + Number(line.text.includes(":"));
  return score + 2 * Number(again) + Number(several);
}

function mayBeTitle(text: string, isMarked: boolean): boolean {
  if (text.length > 300 || wordCount(text) < 2 || wordCount(text) > 35) return false;
  if (furnitureSign(text) !== "none" || isCertainHeading(text) || Object.keys(kindLine(text)).length > 0) return false;
  if (/[;,:]$/.test(text) || journalHead.test(text)) return false;
  if (/^(?:article|part|chapter|section|title|annex|artikel|teil|kapitel|chapitre)\s+[\dIVXLC]+\.?$/i.test(text)) return false;
  if (/\bvol(?:ume|\.)?\s?\d|\bissue \d|\bpp?\. ?\d|^\d|@|https?:|›|»|\|/i.test(text)) return false;
  return (
    (isMarked || namesOfByline(text) === undefined) &&
    !(isSentence(text) && wordCount(text) > 20) &&
    !(findDate(text)?.hasDay === true && wordCount(text) < 6)
  );
}

/** The name lines behind the title, one for all or one each; buttons between them are skipped. Else a line that says "By". */
function bylineAfter(front: readonly PageLine[], title: string | undefined): CslItem["author"] {
  const at = title === undefined ? -1 : front.findLastIndex((line) => lineKey(line.text) === lineKey(title));
  const names: CslName[] = [];
  const loud = title !== undefined && !/\p{Ll}/u.test(title);
  for (const line of at < 0 ? [] : front.slice(at + 1, at + 12)) {
    const found =
      line.role === "heading" ? undefined : namesOfByline(line.text, !loud && names.length === 0 && !isCertainHeading(line.text));
    if (found !== undefined) names.push(...found);
    else if (names.length > 0 && furnitureSign(line.text) === "none") break;
  }
  if (names.length > 0) return names;
  // `Ernst Brandt|Das Schweigen der Häfen`: German journals put the name above.
  const above = at > 0 ? namesOfByline(front[at - 1]?.text ?? "") : undefined;
  if (above !== undefined) return above;
  return front.map((line) => (/^by\s/i.test(line.text) ? namesOfByline(line.text) : undefined)).find((found) => found !== undefined);
}

function withType(work: CslItem): CslItem {
  if (work.type !== undefined || work["container-title"] === undefined) return work;
  return { ...work, type: work.volume !== undefined || work.issue !== undefined ? "article-journal" : "chapter" };
}
