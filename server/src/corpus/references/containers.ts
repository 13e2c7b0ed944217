import type { CslItem } from "../../csl/types.ts";
import { findBrackets } from "./brackets.ts";
import { findDate } from "./dates.ts";
import { parseNames } from "./names.ts";
import { isDigest, isMagazine, isNewspaper } from "./press.ts";

/** `Vol. 44(6)`, `73(2)`, `12:3`, `44, no. 6`, `Vol. XLV(37)`, `Bd. 3, H. 2`, `Volume 12, Issue 3`. */
const volume =
  /(?<=^|[\s,.(])(?:(?:vols?\.?|volume|bd\.|band|jg\.|t\.|tome)\s?)?(\d{1,4}|[IVXLC]{1,8})(?:\s?\((\d{1,4}(?:[–/-]\d{1,4})?)\)|[:/.](\d{1,3}(?:[–/-]\d{1,3})?)(?![\d.])|,?\s+(?:no\.?|nos\.|nr\.?|number|issue|iss\.|h\.|heft|n°)\s?(\d{1,4}(?:[–/-]\d{1,4})?))?(?![\p{L}\d])/iu;
const issueAlone = /(?<=^|[\s,.])(?:no\.?|nos\.|nr\.?|issue|heft|n°)\s?(\d{1,4}(?:[–/-]\d{1,4})?)(?!\d)/i;

/** What stands behind a quoted title: a journal with its volume, a newspaper with its date, a book with its editors. */
export function readContainer(text: string): CslItem {
  const bare = text.replace(/^[\s,.:;]{1,4}/, "").replace(/[\s,.;]{1,4}$/, "");
  const inBook = /^(?:in|dans):?\s+(?=\S)/i.exec(bare);
  // `in: Historische Zeitschrift 220`: the German word for journals too.
  const numbered =
    inBook === null
      ? null
      : /^([^\d(]{3,80}?)(?:,? (?:Bd\.|Jg\.))? (\d{1,4})(?:(?:\/|, (?:H\.|Heft|Nr\.|no\.) ?)(\d{1,3}))?$/u.exec(
          bare.slice(inBook[0].length),
        );
  if (numbered !== null)
    return { type: "article-journal", "container-title": numbered[1] ?? "", volume: numbered[2] ?? "", ...optional("issue", numbered[3]) };
  if (inBook !== null) return { type: "chapter", ...readBook(bare.slice(inBook[0].length)) };
  const oscola = /^(\d{1,4})\((\d{1,4})\)\s+(\p{L}[^\d]{2,80}?)\s+(\d{1,5})(?:,\s*\d{1,5}(?:[–-]\d{1,5})?)?$/u.exec(bare);
  if (oscola !== null)
    return {
      type: "article-journal",
      volume: oscola[1] ?? "",
      issue: oscola[2] ?? "",
      "container-title": oscola[3] ?? "",
      page: oscola[4] ?? "",
    };
  const lawReview = /^(\d{1,4})\s+(\p{L}[^\d]{2,80}?)\s+(\d{1,5})(?:,\s*\d{1,5}(?:[–-]\d{1,5})?)?$/u.exec(bare);
  if (lawReview !== null && findDate(bare)?.span.start !== 0)
    return { type: "article-journal", volume: lawReview[1] ?? "", "container-title": lawReview[2] ?? "", page: lawReview[3] ?? "" };
  const spoken =
    /^(?:(?:keynote )?(?:speech|lecture|address|remarks|sermon)|paper (?:presented|given|delivered|prepared)|interview)\b(?: (?:at|to|for|before|by|with) (?:the )?)?/i.exec(
      bare,
    );
  if (spoken !== null)
    return {
      type: /^paper/i.test(bare) ? "paper-conference" : /^interview/i.test(bare) ? "interview" : "speech",
      ...optional("event-title", containerName(bare.slice(spoken[0].length))),
      ...issued(bare),
    };
  const thesis = /\b(?:ph\.?\s?d\.?|doctoral|master['’]?s?|m\.a\.|diss(?:ertation|\.)|thesis|habilitation)\b/i.exec(bare);
  if (thesis !== null) return { type: "thesis", genre: "thesis", ...optional("publisher", lastUniversity(bare)), ...issued(bare) };
  // `History, lxviii (1983)`: a volume in small Roman figures.
  const roman = /^([^,(]{3,80}?),? ([ivxlc]{1,8})(?: \(([^()]{4,25})\))?(?=,|$)/u.exec(bare);
  if (roman !== null)
    return { type: "article-journal", "container-title": roman[1] ?? "", volume: roman[2] ?? "", ...issued(roman[3] ?? "") };
  // `adopted by the Heads of State in Rome, 8 November 1991` says what became of it, not where it stands.
  if (/^(?:adopted|issued|released|delivered|given|approved|signed|agreed|broadcast|dated|made) /.test(bare))
    return { type: "report", ...issued(bare) };
  const name = containerName(bare);
  const tail = bare.slice(name.length);
  const title = name
    .replace(/\s*\([^()]{1,40}\)$/, "")
    .replace(/[\s,]+$/, "")
    .replace(/\s*\[[^\]]{1,80}\]/g, "");
  const press = readPress(title, tail);
  if (press !== undefined) return press;
  const where = /\(([^()\d]{2,40})\)$/.exec(name)?.[1];
  return { ...journal(title, tail), ...(where === undefined ? {} : { "publisher-place": where }) };
}

/** `B. Editor and C. Other (eds), Book Title`, `Book Title, ed. B. Editor`: editors and the book. */
export function readBook(text: string): CslItem {
  const imprinted =
    /^(.{3,300}?)(?:,\s+(?:(?:pp?|S)\. ?)?\d{1,4}[–-]\d{1,4})?(?:\.\s+|,\s+)(\p{Lu}[\p{L} ./-]{1,40}(?:, [A-Z]{2})?): (\p{Lu}[^:\d]{1,80}?)(?:,? ((?:1[5-9]|20)\d\d))?$/u.exec(
      text,
    );
  if (imprinted !== null)
    return {
      ...readBook(imprinted[1] ?? ""),
      ...optional("publisher-place", imprinted[2]),
      ...optional("publisher", imprinted[3]),
      ...issued(imprinted[4] ?? ""),
    };
  // `Zeit und Handel, München 1988, S. 101–130, hier`
  const german =
    /^(.{3,200}?),\s+(\p{Lu}[\p{L}./-]{2,25}(?: am? [\p{L}.]+)?) ((?:1[5-9]|20)\d\d)(?:,\s+(?:S|pp?)\. ?[\d–-]+)?(?:,\s+(?:hier|here|esp\.|bes\.|dort))?$/u.exec(
      text,
    );
  if (german !== null && findDate(text)?.hasDay !== true)
    return { ...readBook(german[1] ?? ""), ...optional("publisher-place", german[2]), ...issued(german[3] ?? "") };
  // `Les lieux de mémoire, t. 1, Paris, Gallimard, 1984`
  const french = /^(.{3,200}?),\s+(\p{Lu}[\p{L}-]{2,25}),\s+(\p{Lu}[\p{L} .&'’-]{2,50}),\s+((?:1[5-9]|20)\d\d)$/u.exec(
    text.replace(/,\s+p\. ?[\dxvi–-]+$/, ""),
  );
  if (french !== null)
    return {
      ...readBook(french[1] ?? ""),
      "publisher-place": french[2] ?? "",
      publisher: french[3] ?? "",
      ...issued(french[4] ?? ""),
    };
  const volumed = /^(.{3,200}?),\s+(?:t\.|tome|vol\.|Bd\.)\s?(\d{1,3}|[IVXL]{1,6})$/u.exec(text);
  if (volumed !== null) return { ...readBook(volumed[1] ?? ""), volume: volumed[2] ?? "" };
  const before = /^(.{3,120}?)\s*(?:\((?:eds?\.?|editors?|hrsg\.?|dirs?\.?)\)[,:]?|,\s*(?:eds?\.?|editors?|hrsg\.?)[,:])\s+/i.exec(text);
  if (before !== null) return { ...optional("container-title", tidyTitle(text.slice(before[0].length))), ...editors(before[1]) };
  const after = /^(.{3,200}?),?\s+(?:eds?\. by|ed\.|eds\.|edited by|hrsg\. von|herausgegeben von)\s+(.{3,120}?)$/i.exec(text);
  if (after !== null) return { ...optional("container-title", tidyTitle(after[1] ?? "")), ...editors(after[2]) };
  return optional("container-title", tidyTitle(text));
}

function editors(text: string | undefined): CslItem {
  const found = parseNames(text ?? "");
  return found === undefined ? {} : { editor: found.names };
}

/** `Segodnya, 14 September 1993. Translated in The Current Digest … , Vol. XLV(37), 1993`: the paper, its date, and the digest as a note. */
export function readPress(name: string, tail: string): CslItem | undefined {
  const date = findDate(tail);
  const paper = isNewspaper(name);
  const magazine = isMagazine(name);
  if (
    !paper &&
    !magazine &&
    !(date?.hasDay === true && mayBePress(name) && /^[,.\s(]*$/.test(tail.slice(0, date.span.start)) && /^\p{Lu}/u.test(name))
  )
    return undefined;
  const behind = date === undefined ? "" : tail.slice(date.span.end).replace(/^[\s.,)]+/, "");
  const digest = behind === "" ? {} : readDigest(behind);
  return {
    type: magazine ? "article-magazine" : "article-newspaper",
    ...optional("container-title", name),
    ...(date === undefined ? {} : { issued: date.date }),
    ...digest,
  };
}

const mayBePress = (name: string): boolean =>
  name.split(" ").length <= 5 && !name.includes(",") && !/committee|assembly|conference|university|institute|council/i.test(name);

function readDigest(text: string): CslItem {
  const bare = text.replace(/^(?:\.?\s*(?:translated|reprinted|reported|quoted|cited|in|as)\s+){1,3}/i, "").trim();
  const name = containerName(bare)
    .replace(/\s*[[(][^\])]{1,60}[\])]$/, "")
    .replace(/[\s,]+$/, "");
  if (!isDigest(name) && !/^[A-Z/-]{3,12}$/.test(name)) return {};
  return { ...volumes(bare.slice(name.length)), note: bare };
}

/** The container's name ends where volume, date, place or pages begin. */
function containerName(text: string): string {
  if (findDate(text)?.span.start === 0 || /^(?:vols?|no|nr|bd)\b/i.test(text)) return "";
  const brackets = findBrackets(text);
  for (const match of text.matchAll(
    /,\s+|\s+(?=(?:vol\b|vol\.|no\.|nr\.|bd\.|jg\.)|(?!(?:1[5-9]|20)\d\d)\d{1,4}(?:\s?[(:,/.]|$|\s+\((?:1[5-9]|20)\d\d\))|\((?:[^()]*\d{4}))|\.\s+/gi,
  )) {
    if (brackets.inside[match.index] === 1) continue;
    const next = text.slice(match.index + match[0].length, match.index + match[0].length + 40);
    if (match.index >= 2 && startsDetails(next)) return text.slice(0, match.index);
  }
  return text;
}

const startsDetails = (text: string): boolean =>
  /^(?:vols?\b|no\b|nr\b|bd\b|jg\b|issue|heft|\(|\d|[IVXLC]{1,8}\s?\(|pp?\.|spring|summer|autumn|fall|winter|jan|feb|m[aä]r|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|paper presented|speech|[A-Z][A-Z/-]{2,11}, vol|translated in)/i.test(
    text,
  ) || findDate(text)?.span.start === 0;

function journal(title: string, tail: string): CslItem {
  const found = volumes(tail);
  const date = issued(tail);
  const isArticle = found.volume !== undefined || found.issue !== undefined;
  const paper =
    /\b((?:research|working|occasional|discussion|policy|adelphi|chaillot|briefing|conference)\s+papers?|policy brief|report)\b/i.exec(
      title,
    );
  const type = isArticle || Object.hasOwn(date, "issued") ? "article-journal" : undefined;
  if (paper !== null)
    return {
      type: "report",
      ...optional("collection-title", title),
      ...optional("number", found.issue ?? found.volume ?? endingNumber(title)),
      ...date,
    };
  return { ...optional("type", type), ...optional("container-title", title), ...found, ...date };
}

const endingNumber = (title: string): string | undefined => /\b(?:no\.?|nr\.?|#)?\s?(\d{1,5}(?:[/-]\d{1,4})?)$/i.exec(title)?.[1];

export function volumes(text: string): CslItem {
  const dated = findDate(text);
  const undated = dated === undefined || volume.exec(text)?.index !== dated.span.start ? text : text.slice(0, dated.span.start);
  const cut = undated.replace(/\b(?:pp?\.|S\.|pages?)\s?\S+/gi, "").replace(/:\s*(?:\d{3,}|\d+\s?[–-][\d–-]+)$/, "");
  const match = volume.exec(cut);
  const number = match?.[1];
  const issueOnly = /\b(?:no\.?|nos\.|nr\.?|issue|heft|n°)\s?$/i.test(cut.slice(0, match?.index ?? 0));
  if (match === null || number === undefined || issueOnly || /^(?:1[5-9]|20)\d\d$/.test(number))
    return optional("issue", issueAlone.exec(cut)?.[1]);
  const bracketed = match[2] !== undefined && /^(?:1[5-9]|20)\d\d$/.test(match[2]) ? undefined : match[2];
  const issue = bracketed ?? match[3] ?? match[4] ?? issueAlone.exec(cut)?.[1];
  return { volume: number, ...optional("issue", issue) };
}

function issued(text: string): CslItem {
  const date = findDate(text);
  return date === undefined ? {} : { issued: date.date };
}

const lastUniversity = (text: string): string | undefined =>
  /\b([^,()]{0,60}\b(?:university|universität|université|college|institute)\b[^,()]{0,60})/i.exec(text)?.[1]?.trim();

const tidyTitle = (text: string): string => text.replace(/^[\s,.:]{1,3}/, "").replace(/[\s,.;:]{1,4}$/, "");

export function optional<Field extends keyof CslItem & string>(field: Field, value: string | undefined): CslItem {
  return value === undefined || value === "" ? {} : { [field]: value };
}
