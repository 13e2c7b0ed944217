import type { CslItem, CslName, Locator } from "../../csl/types.ts";
import type { Span } from "../../text/span.ts";
import { takeAddresses } from "./addresses.ts";
import { withoutBackReference } from "./backReferences.ts";
import { findBrackets } from "./brackets.ts";
import { optional, readBook, readContainer, readPress, volumes } from "./containers.ts";
import { type FoundDate, findDate } from "./dates.ts";
import type { Labeller } from "./learned/labeller.ts";
import { asLearned } from "./learnedWork.ts";
import { readListedWork } from "./listedWork.ts";
import { findBareLocator, findLocator, pageRanges } from "./locators.ts";
import { corporateName, type NameList, parseNames } from "./names.ts";
import { behindImprint, withPinpoint } from "./pinpoint.ts";
import { isNewspaper } from "./press.ts";
import { publicationOf } from "./publication.ts";
import { issuedDocument, readPublicRecord } from "./publicRecords.ts";
import { readSentencedWork } from "./sentencedWork.ts";
import { readTitle } from "./title.ts";
import { takeUnnamedPlace } from "./titleDetails.ts";
import { isShort, typed, withoutEmpty } from "./workType.ts";

/** A reference's words, sorted into fields. */
export interface Labelled {
  readonly csl: CslItem;
  readonly locator: Locator | undefined;
  /** `[hereafter CDPSP]`: what later notes call it. */
  readonly abbreviation: string | undefined;
  /** Nothing says when, where or by whom it was published: it may stand for an earlier reference. */
  readonly short: boolean;
}

const longestReference = 2000;
const hereafter =
  /\s*[[(](?:hereafter|hereinafter|henceforth|im folgenden|ci-après)(?:\s+(?:cited|referred to|abbreviated|quoted|zitiert)(?:\s+(?:as|to as|als))?)?:?\s+["'‘“]?([^\])"'’”]{1,60})["'’”]?[\])]/i;

/** What a writer says of the quotation: no part of the work. */
const remark =
  /[.,;]?\s+[[(]?(?:(?:my|our) )?(?:italics|emphasis)(?: (?:is|are))?(?: in (?:the )?original| added| mine| removed)[\])]?\.?$/i;

/** Sorts the words of one reference into CSL's fields: by rules, and where they are unsure, as a labeller learned it. */
export function labelReference(raw: string, labeller?: Labeller, listed = false): Labelled {
  const text = raw.slice(0, longestReference).replace(/\s+/g, " ");
  const abbreviation = hereafter.exec(text)?.[1]?.trim();
  const plain = text
    .replace(hereafter, "")
    .replace(/\s*\[sic!?\]/gi, "")
    .replace(remark, "");
  const { rest, csl: addresses } = takeAddresses(plain);
  const body = readBody(withoutBackReference(rest).replace(/[\s,.;]{1,6}$/, ""));
  const ruled = typed(withoutEmpty({ ...body.csl, ...addresses }));
  const csl = labeller === undefined ? ruled : asLearned(labeller, { ruled, addresses, text: rest, listed });
  return { ...withPinpoint(csl, body.locator), abbreviation, short: isShort(csl) };
}

interface Body {
  readonly csl: CslItem;
  readonly locator: Locator | undefined;
}

function readBody(text: string): Body {
  const brackets = findBrackets(text);
  const quote = brackets.quotes.find((span) => span.end - span.start > 3 && !isInsideTitle(text, span));
  const record = readPublicRecord(text);
  if (record !== undefined) return record;
  const listed = readListedWork(text);
  if (listed !== undefined) return { csl: listed, locator: undefined };
  const dated = readDatedAuthor(text);
  if (dated !== undefined) return dated;
  if (quote !== undefined) return readQuoted(text, quote.start, quote.end);
  const sentenced = readSentencedWork(text);
  if (sentenced !== undefined) return { csl: sentenced, locator: undefined };
  return readUnquoted(text);
}

/** `Bramwell, Anna. Blood and Soil: Hitler’s “Green Party”. Hull: Quay, 1985`: words go before it that name nobody, and no comma. */
function isInsideTitle(text: string, quote: Span): boolean {
  const before = text.slice(0, quote.start).trimEnd();
  if (before === "" || /[,.:;)\]]$|(?:^|\s)(?:in|and|und|et)$/i.test(before)) return false;
  const clause = before.slice(Math.max(before.lastIndexOf(", "), before.lastIndexOf(". "), 0));
  return /\p{Ll}{2}/u.test(clause) && parseNames(clause.replace(/^[,.]\s/, "")) === undefined;
}

/** `M. Laruelle, ‘A Title’, Container, Vol. 3, 2011, p. 2`. */
function readQuoted(text: string, start: number, end: number): Body {
  const author = readAuthors(text.slice(0, start));
  const title = text
    .slice(start + 1, end - 1)
    .trim()
    .replace(/[,.]$/, "");
  const taken = takeLocator(text.slice(end));
  const place =
    taken.locator === undefined
      ? takeUnnamedPlace(
          taken.rest
            .trim()
            .replace(/^(?=[ivxlc])/, ", ")
            .replace(/^,\s*/, "x, "),
        )
      : undefined;
  const { rest, locator } = place?.title === "x" ? { rest: "", locator: place.locator } : taken;
  const publication = publicationOf(rest);
  const container = publication?.csl.type === "thesis" ? {} : readContainer(publication?.rest ?? rest);
  const isBook = publication?.csl.publisher !== undefined && publication?.csl.type !== "thesis" && container.type !== "thesis";
  return {
    csl: {
      ...author,
      title,
      ...container,
      ...(isBook ? { type: "chapter" } : {}),
      ...publication?.csl,
      ...issuedDocument(container["container-title"]),
      ...pagesOf(text.slice(end), locator, container.type ?? (isBook ? "chapter" : undefined)),
    },
    locator,
  };
}

/** Books, newspapers, documents, and short titles. */
function readUnquoted(text: string): Body {
  const plain = readAuthorYear(text) ?? readBareForms(text) ?? readPressAlone(text) ?? readInContainer(text);
  if (plain !== undefined) return plain;
  const { rest, locator } = takeLocator(text);
  const publication = publicationOf(rest);
  const head = (publication?.rest ?? rest).trim();
  const { csl: author, title: titleText } = splitAuthor(head);
  const place = locator === undefined ? takeUnnamedPlace(titleText) : undefined;
  const { title, csl: details } = readTitle(place?.title ?? titleText, publication !== undefined);
  const short =
    publication === undefined && details.issued === undefined && details.number === undefined
      ? takeBare(title, locator ?? place?.locator, author)
      : { title, locator: locator ?? place?.locator };
  return { csl: { ...author, ...optional("title", short.title), ...details, ...publication?.csl }, locator: short.locator };
}

/** `Lindqvist 1979, p. 4`, `Lindqvist and Dow, 1979, 4–5`: named by the year alone. */
function readAuthorYear(text: string): Body | undefined {
  const match = /^([^\d()“‘"]{3,100}?),? \(?((?:1[5-9]|20)\d\d)[a-z]?\)?(?:[,:] ?(.{1,40}))?$/u.exec(text);
  const names = match === null ? undefined : parseNames(match[1] ?? "");
  if (match === null || names === undefined || names.complete) return undefined;
  const behind = match[3] ?? "";
  const found = takeLocator(behind);
  const bare = /^\d{1,4}(?:[–-]\d{1,4})?(?: ?ff?\.?)?$/.test(behind) ? { label: "page", value: behind } : undefined;
  if (behind !== "" && bare === undefined && (found.locator === undefined || found.rest.trim() !== "")) return undefined;
  return { csl: { author: names.names, issued: { "date-parts": [[Number(match[2])]] } }, locator: bare ?? found.locator };
}

/** `20` behind *ibid.*, `Bell` and `Bell 118` behind *op. cit.* and note numbers. */
function readBareForms(text: string): Body | undefined {
  const match =
    /^(?:([^\d,:(]{2,80}?)[,\s]*)?(?:(?:at |pp?\. ?|S\. ?)?(\d{1,4}(?:\s?[–-]\s?\d{1,4})?(?:, ?\d{1,4}(?:[–-]\d{1,4})?)*))?$/u.exec(text);
  if (match === null || (match[1] === undefined && match[2] === undefined && text !== "")) return undefined;
  const names = match[1] === undefined ? undefined : parseNames(match[1]);
  if (match[1] !== undefined && (names === undefined || names.names.some((name) => name.given !== undefined && !/\./.test(name.given))))
    return undefined;
  return {
    csl: names === undefined ? {} : { author: names.names },
    locator: match[2] === undefined ? undefined : { label: "page", value: match[2] },
  };
}

/** `Carl Dow, Teer und Handel, in: Zeitschrift für Häfen 12 (1998), S. 44–60`: a part without quotation marks. */
function readInContainer(text: string): Body | undefined {
  const at = text.search(/[,.]\s+in:\s/i);
  if (at < 5) return undefined;
  const { csl: author, title } = splitAuthor(text.slice(0, at));
  const behind = text.slice(at + 1);
  const { rest, locator } = takeLocator(behind);
  const inside = rest
    .replace(/^\s*in:\s+/i, "")
    .replace(/,\s*(?:S\.|pp?\.)\s?[\d–-]+(?=,|$).*$/, "")
    .replace(/,\s*(?:hier|here|esp\.|bes\.)$/i, "");
  const publication = publicationOf(inside);
  const journal = publication?.csl.publisher === undefined ? readContainer(inside) : undefined;
  const isArticle = journal?.volume !== undefined;
  const details = isArticle ? journal : { type: "chapter", ...readBook(publication?.rest ?? inside), ...publication?.csl };
  return { csl: { ...author, title, ...details, ...pagesOf(behind, locator, "chapter") }, locator };
}

/** `Segodnya, 14 September 1993. CDPSP, Vol. XLV(37), 1993, pp. 16–17`: no author, no title. */
function readPressAlone(text: string): Body | undefined {
  const comma = text.search(/,\s|\s\(/);
  if (comma < 2) return undefined;
  const name = text.slice(0, comma);
  const date = findDate(text.slice(comma, comma + 60));
  const letter = /^(?:Letter (?:from|of) )?\p{Lu}[\p{L}. ’'-]{1,60} to \p{Lu}[\p{L}. ’'-]{1,60}$/u.test(name);
  if (letter && date !== undefined && /^[,\s(]*$/.test(text.slice(comma, comma + date.span.start))) return readLetter(text, name, date);
  if (date === undefined || !/^[,\s(.]*$/.test(text.slice(comma, comma + date.span.start)) || !(date.hasDay || isNewspaper(name)))
    return undefined;
  const { rest, locator } = takeLocator(text);
  const press = readPress(name, rest.slice(comma));
  if (press === undefined) return undefined;
  return { csl: { ...press, ...(locator?.label === "page" ? { page: locator.value } : {}) }, locator };
}

/** `Nelson to Spencer, 3 May 1801, British Library, Add. MS 34902, f. 12`. */
function readLetter(text: string, name: string, date: FoundDate): Body {
  const { rest, locator } = takeLocator(text);
  const archive = rest.slice(text.indexOf(",") + date.span.end).replace(/^[\s,)]+/, "");
  return { csl: { type: "personal_communication", title: name, issued: date.date, ...optional("archive", archive) }, locator };
}

/** `Webber, M., & Smith, M. A. (2012). Title. In: Book. Publisher, Place`, `Smith, M. (2006) ‘Title’, Journal, 12(3), pp. 1–20`, `Smith, John. 2001. Title.` */
function readDatedAuthor(text: string): Body | undefined {
  const match =
    /^([^()“‘"\d]{3,300}?)[,.]?\s*(?:\((?:eds?\.?|hrsg\.?)\)[,.]?\s*)?(?:\(((?:1[5-9]|20)\d\d[a-z]?(?:, [^()]{3,20})?|in press|forthcoming|n\.d\.)\)|(?<=[.,] )((?:1[5-9]|20)\d\d)[a-z]?(?=\.))[,.:]?\s+(?=\S)/u.exec(
      text,
    );
  if (match === null) return undefined;
  const before = match[1] ?? "";
  const names = parseNames(/(?:^|[\s.-])\p{Lu}$/u.test(before) ? `${before}.` : before);
  const date = findDate(text.slice(match[1]?.length ?? 0, match[0].length));
  const corporate = names === undefined || !names.complete ? corporateName((match[1] ?? "").trim().replace(/[.,]$/, "")) : undefined;
  const behind = text.slice(match[0].length);
  // `Lindqvist (1979), p. 4` names a work by its year.
  if (names !== undefined && takeLocator(behind).rest.trim() === "")
    return { csl: { author: names.names, ...(date === undefined ? {} : { issued: date.date }) }, locator: takeLocator(behind).locator };
  if (names?.complete !== true && corporate === undefined && match[2] === undefined) return undefined;
  if (names === undefined && corporate === undefined) return undefined;
  const author = corporate === undefined ? (names?.names ?? []) : [corporate];
  const role = /[,(]\s?(?:eds?\.?|hrsg\.?)\)?[\s.,]*(?:\(|\d|$)/i.test(text.slice(0, match[0].length)) ? { editor: author } : { author };
  const known: CslItem = { ...role, ...(date === undefined ? {} : { issued: date.date }) };
  return readAfterDate(behind, known);
}

function readAfterDate(text: string, known: CslItem): Body {
  const quote = findBrackets(text).quotes[0];
  if (quote?.start === 0) {
    const body = readQuoted(text, 0, quote.end);
    return { csl: { ...body.csl, ...known }, locator: body.locator };
  }
  const title = firstUnit(text);
  const after = text.slice(title.length).replace(/^[\s.,]{1,3}/, "");
  const { rest, locator } = takeLocator(after);
  const inBook = /^in:?\s+(?=\S)/i.exec(rest);
  if (inBook !== null)
    return {
      csl: { type: "chapter", title, ...readSeries(rest.slice(inBook[0].length)), ...known, ...pagesOf(after, locator, "chapter") },
      locator,
    };
  const container = readContainer(rest);
  const isArticle = container.volume !== undefined || container.issue !== undefined || container.type === "article-newspaper";
  if (isArticle) {
    const found = locator ?? findBareLocator(after)?.locator;
    // `Memory, 33, 215–241`: the volume is no page.
    const page = found?.value.replace(new RegExp(`^${container.volume ?? "-"}, ?`), "");
    return {
      csl: { title, ...container, ...known, ...optional("page", page) },
      locator: found === undefined ? undefined : { label: found.label, value: page ?? "" },
    };
  }
  const read = readTitle(title, true);
  if (/^unpublished /i.test(rest))
    return { csl: { type: "manuscript", title: read.title, genre: rest.replace(/[\s.]+$/, ""), ...known }, locator };
  return { csl: { type: "book", title: read.title, ...read.csl, ...imprint(rest), ...known }, locator };
}

/** `Book. Series. Publisher, Place`: Springer's own form; or `A. Editor (ed.), Book, Place: Publisher`. */
function readSeries(text: string): CslItem {
  const edited = /^(.{3,200}?) \((?:eds?\.?|hrsg\.?|editors?)\)[,:]? +(?=\S)/i.exec(text);
  if (edited !== null) return { ...readSeries(text.slice(edited[0].length)), ...optionalNames("editor", parseNames(edited[1] ?? "")) };
  const aside = / \((?:(\d{1,2})(?:st|nd|rd|th) ed\b\.?,? ?(?:pp?\. ?[\d–-]+)?|pp?\. ?[\d–-]+)\)?/.exec(text);
  if (aside !== null)
    return {
      ...readSeries(`${text.slice(0, aside.index)}. ${text.slice(aside.index + aside[0].length).replace(/^[\s.]+/, "")}`),
      ...optional("edition", aside[1]),
    };
  const units = text.split(/\.\s+(?=\p{Lu})/u).map((unit) => unit.trim());
  const [book, ...rest] = units;
  const last = rest[rest.length - 1];
  const series = rest.length > 1 ? rest.slice(0, -1).join(". ") : undefined;
  const publication = publicationOf(text);
  const details = publication?.csl ?? (last === undefined ? {} : imprint(last));
  return {
    ...readBook(publication === undefined ? (book ?? "") : (publication.rest.split(/\.\s+(?=\p{Lu})/u)[0] ?? "")),
    ...optional("collection-title", series),
    ...details,
  };
}

const optionalNames = (field: "editor", names: NameList | undefined): CslItem => (names === undefined ? {} : { [field]: names.names });

/** `London: Routledge`, `Palgrave Macmillan, London`, `Routledge`. */
function imprint(text: string): CslItem {
  const bare = text.replace(/[\s,.;]{1,4}$/, "").replace(/^\(|\)$/g, "");
  const colon = /^([^:]{2,60}):\s*([^:]{2,120})$/.exec(bare);
  if (colon !== null) return { ...optional("publisher-place", colon[1]), ...optional("publisher", colon[2]) };
  const comma = /^(.{3,80}),\s+(\p{Lu}[\p{L} .-]{2,30})$/u.exec(bare);
  if (comma !== null) return { ...optional("publisher", comma[1]), ...optional("publisher-place", comma[2]) };
  return bare.length < 80 ? optional("publisher", bare) : {};
}

/** A title up to its closing point: `NATO-Russia Relations|. In: …`, `Theory|, Journal, 12(3)`. */
function firstUnit(text: string): string {
  const brackets = findBrackets(text);
  for (const match of text.matchAll(
    /[.?!](?=\s+[\p{Lu}(])|,\s+(?=[^,]{3,80},\s*(?:vol|\d{1,4}\s?[(:,]))|\s+\((?=[^()]{2,60}: )|,\s+(?=in:? )/giu,
  )) {
    const word = /[\p{L}.]+$/u.exec(text.slice(Math.max(0, match.index - 8), match.index))?.[0] ?? "";
    if (brackets.inside[match.index] === 1 || match.index < 3 || /^(?:U\.S|U\.K|vs?|St|Dr|\p{Lu})$/u.test(word)) continue;
    return text.slice(0, match.index + (/[?!]/.test(match[0]) ? 1 : 0));
  }
  return text.replace(/\.$/, "");
}

/** The author before a title that stands in no quotation marks. */
function splitAuthor(text: string): { readonly csl: CslItem; readonly title: string } {
  const brackets = findBrackets(text);
  let best: { readonly names: NameList; readonly end: number } | undefined;
  let first: { readonly text: string; readonly end: number } | undefined;
  for (const match of text.slice(0, 400).matchAll(/,\s+|\.\s+(?=\p{Lu}\p{L}{2})|:\s+/gu)) {
    if (brackets.inside[match.index] === 1) continue;
    const end = match.index + match[0].length;
    const before = text.slice(0, match.index);
    if (!match[0].startsWith(":")) first ??= { text: before, end };
    else if (isDocumentWord.test(before)) continue;
    const names = parseNames(before);
    if (names !== undefined && carriesOn(before, best?.names, names) && titleFollows(text.slice(end))) best = { names, end };
    if (end > 300) break;
  }
  if (best !== undefined) {
    const suffix = /^(Jr\.?|Sr\.?|I{2,3}|IV),\s+(?=\S)/.exec(text.slice(best.end));
    const names = best.names.names.map((name, i, all) =>
      suffix !== null && i === all.length - 1 ? { ...name, suffix: suffix[1] ?? "" } : name,
    );
    return { csl: roleOf(text.slice(0, best.end), names), title: text.slice(best.end + (suffix?.[0].length ?? 0)) };
  }
  const corporate = first === undefined ? undefined : corporateName(first.text);
  if (first !== undefined && corporate !== undefined && titleFollows(text.slice(first.end)))
    return { csl: { author: [corporate] }, title: text.slice(first.end) };
  return { csl: {}, title: text };
}

/** `Final Communiqué: Ministerial Meeting`: two capital words that are no name. */
const isDocumentWord =
  /\b(?:communiqué|declaration|report|statement|speech|agreement|treaty|press|act|hearings?|remarks|summit|conference)\b/i;

/** A longer run of names replaces a shorter one only where it is clearly a list: `A. Bell, C. Dow and E. Fry`, not `J. Sherr, Culpabilities`. */
function carriesOn(before: string, shorter: NameList | undefined, longer: NameList): boolean {
  if (shorter === undefined) return longer.complete || longer.names.length <= 3;
  if (!longer.complete) return /\s(?:and|&|und)\s/.test(before) && shorter.names.length === 1 && !/\s(?:and|&|und)\s.*,/.test(before);
  const added = longer.names.slice(shorter.names.length);
  if (!shorter.complete) return true;
  const initials = (name: CslName): boolean => /\./.test(name.given ?? "");
  return added.length > 0 && (added.every(initials) || (/\s(?:and|&|und)\s/.test(before) && !shorter.names.some(initials)));
}

const titleFollows = (text: string): boolean =>
  /^["“‘(\p{Lu}\d¿¡]/u.test(text) && !/^(?:pp?\.|vol\.|ch\.)/i.test(text) && /\p{L}{2}/u.test(text);

function roleOf(before: string, names: readonly CslName[]): CslItem {
  return /\(?\b(?:eds?\.?|editors?|hrsg\.?|dirs?\.)\)?[,.:]?\s*$/i.test(before) ? { editor: names } : { author: names };
}

function readAuthors(before: string): CslItem {
  const text = before.replace(/[\s,.:;]{1,4}$/, "").trim();
  if (text === "") return {};
  const names = parseNames(/\p{Lu}$/u.test(text) && before.trimEnd().endsWith(".") ? `${text}.` : text);
  if (names !== undefined)
    return corporateName(text) !== undefined && !names.complete ? { author: [{ literal: text }] } : roleOf(before, names.names);
  return text.length < 100 && /^\p{Lu}/u.test(text) ? { author: [corporateName(text) ?? { literal: text }] } : {};
}

/** `Russia and NATO, 66`: the page of a short title stands without its word. */
function takeBare(
  title: string,
  locator: Locator | undefined,
  author: CslItem,
): { readonly title: string; readonly locator: Locator | undefined } {
  if (locator !== undefined) return { title, locator };
  const bare = findBareLocator(title);
  if (bare !== undefined) return { title: title.slice(0, bare.start), locator: bare.locator };
  // `Smith, 66`: the whole of it was taken for a title behind an author.
  if (author.author !== undefined && /^\d{1,4}(?:[–-]\d{1,4})?$/.test(title))
    return { title: "", locator: { label: "page", value: title } };
  return { title, locator };
}

function takeLocator(text: string): { readonly rest: string; readonly locator: Locator | undefined } {
  const found = findLocator(text) ?? behindImprint(text);
  if (found === undefined) return { rest: text, locator: undefined };
  const before = text.slice(0, found.start).replace(/[\s,;:(]{1,3}$/, "");
  const behind = text.slice(found.end).replace(/^[).,;:\s]{1,3}/, " ");
  return { rest: /[\p{L}\d]/u.test(behind) ? `${before}${behind}` : before, locator: found.locator };
}

function pagesOf(text: string, locator: Locator | undefined, type: string | undefined): CslItem {
  if (type === undefined || type === "book" || type === "thesis") return {};
  const [first] = pageRanges(text);
  if (first !== undefined) return { page: first };
  if (locator !== undefined) return {};
  const bare = findBareLocator(text);
  return bare === undefined || volumes(text).volume === undefined ? {} : { page: bare.locator.value };
}
