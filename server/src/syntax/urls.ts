import type { Span } from "../text/span.ts";

/**
 * Addresses that stand bare in text: http(s) and www, also with a mangled scheme (`http:/www`, `htp://`, `hxxp://`), trimmed as GitHub's
 * Markdown trims them. A dash or soft hyphen does not end one: a mangled address is found whole, so that all of it can be repaired.
 */
export function findBareUrls(text: string, within: Span, hidden: (offset: number) => boolean): readonly Span[] {
  const found: Span[] = [];
  const pattern = new RegExp(beginning, "giu");
  pattern.lastIndex = within.start;
  for (let match = pattern.exec(text); match !== null && match.index < within.end; match = pattern.exec(text)) {
    if (hidden(match.index)) continue;
    const end = addressEnd(text, match.index, Math.min(within.end, match.index + longestAddress), hidden);
    if (end - match.index < match[0].length + 2) continue;
    found.push({ start: match.index, end });
    pattern.lastIndex = end;
  }
  return found;
}

/** True for what a link checker can be asked about, be its scheme mangled: no fragments, files, mail. */
export const isWebAddress = (address: string): boolean => webAddress.test(address);

const scheme = "(?:h?t{1,2}ps?|hxxps?|https?|htps?|htts?)";
const beginning = `(?<![\\p{L}\\p{N}_@/.-])(?:${scheme}(?::/{1,3}|//|:(?=www\\.))|www\\.)(?=[\\p{L}\\p{N}\\[])`;
const webAddress = new RegExp(`^(?:${scheme}(?::/{1,3}|//|:(?=www\\.))|www\\.|ftp://)\\s?[\\p{L}\\p{N}\\[]`, "iu");
const longestAddress = 4000;

const ends = /[\s<>"“”„«»`{}|^\\]/u;

function addressEnd(text: string, start: number, limit: number, hidden: (offset: number) => boolean): number {
  let end = start;
  while (end < limit && !ends.test(text[end] ?? " ") && !hidden(end)) end++;
  return trimmedEnd(text, start, end);
}

/** Takes away what belongs to the sentence: `.,;:!?'*_~`, an entity, and brackets that are not opened within. */
function trimmedEnd(text: string, start: number, from: number): number {
  let end = from;
  let round = unopened(text, start, end, "(", ")");
  let square = unopened(text, start, end, "[", "]");
  for (; end > start; end--) {
    const last = text[end - 1] ?? "";
    if (last === ";") end = (entityStart(text, start, end) ?? end - 1) + 1;
    else if (last === ")" && round > 0) round--;
    else if (last === "]" && square > 0) square--;
    else if (!/[.,:!?'‘’*_~…]/u.test(last)) return end;
  }
  return end;
}

/** How many brackets are closed more than opened. */
function unopened(text: string, start: number, end: number, open: string, close: string): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    if (text[i] === close) count++;
    else if (text[i] === open) count--;
  }
  return count;
}

/** Where `&amp;` at the end begins. */
function entityStart(text: string, start: number, end: number): number | undefined {
  const entity = /&[A-Za-z0-9]{1,31};$/u.exec(text.slice(Math.max(start, end - 34), end));
  return entity === null ? undefined : end - entity[0].length;
}
