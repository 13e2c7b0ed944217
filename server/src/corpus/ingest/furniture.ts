import data from "../../../../data/furniture.json" with { type: "json" };

const lines: ReadonlySet<string> = new Set(data.lines);
const doubtful: ReadonlySet<string> = new Set(data.doubtful);
const tails: ReadonlySet<string> = new Set(data.tails);

/** Lower case, blanks collapsed, without bullets in front and points behind: `• Instant download.` is `instant download`. */
export function lineKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, " ")
    .replace(/^[\s•·▪●◦*|>»–—-]+/, "")
    .replace(/[\s.:…|›»>]{0,8}$/, "")
    .trim();
}

/** How sure it is that a line belongs to the page and not to the text. */
export type FurnitureSign = "certain" | "beside other furniture" | "none";

/** What one line says by its words alone. Prose is never `certain`. */
export function furnitureSign(text: string): FurnitureSign {
  if (text.length > 600) return "none";
  const key = lineKey(text);
  if (key === "" || lines.has(key) || isPrice(key) || isCount(key) || isLabels(text)) return "certain";
  if (data.notices.some((notice) => key.startsWith(notice))) return "certain";
  const words = wordCount(key);
  const start = words <= 25 && data.starts.some((phrase) => key.startsWith(phrase.trimEnd()) && startsWhole(key, phrase));
  if (start) return isSentence(text) && words > 8 ? "beside other furniture" : "certain";
  if (doubtful.has(key) || isBareNumber(key) || isBareDate(key) || isIssueLine(key)) return "beside other furniture";
  return words <= 45 && data.phrases.some((phrase) => key.includes(phrase)) ? "beside other furniture" : "none";
}

/** A heading after which the page speaks of itself: "Author information", "Related articles". */
export const opensTail = (text: string): boolean => text.length < 60 && tails.has(lineKey(text));

/** The sign by which a page says that it shows only a part; a weak one, such as an offer to buy, stands beside whole texts too. */
export function signOfPart(text: string): { readonly sign: string; readonly weak: boolean } | undefined {
  if (text.length > 400) return undefined;
  const key = lineKey(text);
  if (wordCount(key) > 45) return undefined;
  const says = (sign: string): boolean => (sign.includes(" ") ? key.includes(sign) : key === sign);
  const strong = data.partSigns.find(says);
  if (strong !== undefined) return { sign: strong, weak: false };
  const weak = data.weakPartSigns.find(says);
  return weak === undefined ? undefined : { sign: weak, weak: true };
}

/** Where furniture begins or ends with no break: `… in a little while.|Skip to main content|Part of …`. */
export function gluedPlaces(line: string): number[] {
  const places = new Set<number>();
  for (const phrase of data.glued) {
    for (let at = line.indexOf(phrase); at >= 0; at = line.indexOf(phrase, at + phrase.length)) {
      const end = at + phrase.length;
      if (at > 0 && (/[.!?…"”’'»)\]]/.test(line.charAt(at - 1)) || isRunOn(line, at, phrase))) places.add(at);
      if (end < line.length && /\p{Lu}/u.test(line.charAt(end)) && (at === 0 || places.has(at))) places.add(end);
    }
  }
  return [...places].sort((a, b) => a - b);
}

/** `Omar Farid|View all authors and affiliations`: a capital right behind a small letter, and several words to be sure. */
const isRunOn = (line: string, at: number, phrase: string): boolean =>
  phrase.split(" ").length > 1 && /\p{Ll}/u.test(line.charAt(at - 1)) && /^\p{Lu}/u.test(phrase);

const certainLabel = alternatives(data.labels);
const anyLabel = alternatives([...data.labels, ...data.doubtfulLabels]);
const labelAtEnd = new RegExp(`(?:^|[\\s.,;:)\\]}>"”’'|])[[(]?(?:${certainLabel})[\\])]?$`, "iu");
const anyLabelAtEnd = new RegExp(`(?:^|[\\s|])[[(]?(?:${anyLabel})[\\])]?$`, "iu");

/** Length of a note or reference without the links that a publisher hung behind it: `p. 12.| [Crossref], [Google Scholar]`. */
export function lengthWithoutLabels(text: string): number {
  let length = withoutLooseEnd(text, text.length);
  let stripped = false;
  for (;;) {
    const window = text.slice(Math.max(0, length - 60), length);
    const tail = /[.,;|]$/.test(window) && stripped ? window.slice(0, -1) : window;
    const match = labelAtEnd.exec(tail) ?? labelAtEnd.exec(tail.replace(/[.,;|]$/, "")) ?? (stripped ? anyLabelAtEnd.exec(tail) : null);
    if (match === null) return length;
    const keep = /^[.)"”’'\]}>]/.test(match[0]) ? 1 : 0;
    length = withoutLooseEnd(text, length - window.length + match.index + keep);
    stripped = true;
  }
}

/** Links alone: `Article  Google Scholar`. */
export const isLabels = (text: string): boolean => text.length < 120 && lengthWithoutLabels(text) === 0;

function withoutLooseEnd(text: string, from: number): number {
  let length = from;
  while (length > 0 && /[\s,|[]/.test(text.charAt(length - 1))) length--;
  return length;
}

export const wordCount = (text: string): number => (text.match(/[\p{L}\p{N}]+/gu) ?? []).length;

/** Ends as a sentence does, closing marks and a glued callout allowed: `… is there."12`. */
export const endsSentence = (text: string): boolean => /[.!?…:;。]["”’'»)\]]{0,3}[\d⁰¹²³⁴-⁹]{0,3}[\])]?["”’']?\s*$/u.test(text.slice(-16));

/** Running text: a sentence of some length, or several. */
export function isSentence(text: string): boolean {
  const words = wordCount(text.slice(0, 2000));
  if (words >= 30 || isUnendedProse(text, words)) return true;
  return words >= 4 && endsSentence(text) && /(?:^|[^\p{L}])\p{Ll}{2,}/u.test(text);
}

/** The first lines of a paragraph, broken off: most of its words are small, or a sentence ends inside. */
function isUnendedProse(text: string, words: number): boolean {
  if (words < 12) return false;
  const small = text.match(/(?<![\p{L}\p{N}])\p{Ll}+/gu)?.length ?? 0;
  return words >= 15 ? small >= words * 0.7 : /\p{Ll}{2}[.!?]["”’]? \p{Lu}/u.test(text) && small >= words * 0.6;
}

/** `Volume 3, Number 1, Winter 2007`, `pp. 1-20`: where a journal printed it, not what. */
const isIssueLine = (key: string): boolean =>
  key.length < 80 && /^(?:vol(?:ume|\.)? ?(?:\d|[ivxlc]+\b)|pp?\.? ?\d+ ?[–-] ?\d|pages? \d+ ?[–-])/.test(key);

const isBareDate = (text: string): boolean =>
  text.length < 40 &&
  /^(?:\p{L}{3,10},? )?(?:\d{1,2}(?:st|nd|rd|th|\.)? \p{L}{3,10}\.?,? \d{4}|\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d\d-\d\d)(?:[,·|–-]? ?\d{1,2}[:.]\d\d.{0,12})?[\s·|–-]{0,3}$/u.test(
    text,
  );

function startsWhole(key: string, phrase: string): boolean {
  const next = key.charAt(phrase.trimEnd().length);
  return next === "" || !/[\p{L}\p{N}]/u.test(next) || !/[\p{L}\p{N}]/u.test(phrase.trimEnd().slice(-1));
}

const isPrice = (key: string): boolean =>
  /^(?:from |only |price:? )?(?:usd|eur|gbp|chf|us)? ?[$£€]? ?\d{1,5}(?:[.,]\d{2})?(?: ?(?:usd|eur|gbp|chf|[$£€]))?(?: (?:per (?:month|year|issue|article)|usd|eur))?$/.test(
    key,
  ) && /[$£€]|usd|eur|gbp|chf/.test(key);

const isCount = (key: string): boolean =>
  /^\d[\d,.]{0,9}k? ?(?:accesses|access|citations?|views?|downloads?|shares?|likes?|comments?|altmetric|mentions|reads|crossref citations|dimensions|tweets|total views)(?: (?:explore all metrics|to date))?$/.test(
    key,
  ) || /^(?:views|citations|downloads|altmetric|accesses|shares|comments|reads)[: ]+\d[\d,.]{0,9}k?$/.test(key);

const isBareNumber = (key: string): boolean => /^[\d.,/ –-]{1,12}$/.test(key);

function alternatives(words: readonly string[]): string {
  const escaped = [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replaceAll(" ", "[\\s\\u00a0]+"));
  return escaped.join("|");
}
