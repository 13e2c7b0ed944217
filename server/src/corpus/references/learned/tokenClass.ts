const opening = /^[([{"“”‘’«»„‚›‹'<]+/;
const closing = /[)\]}"“”‘’«»›‹',.;:!?>]+$/;

/** A token without its quotation marks, brackets and points. */
export const bareWord = (token: string): string => token.replace(opening, "").replace(closing, "");

/** The marks behind a token's word, at most three: `),` of `1998),`. */
export const marksBehind = (token: string): string => (closing.exec(token)?.[0] ?? "").slice(-3);

export const marksBefore = (token: string): string => (opening.exec(token)?.[0] ?? "").slice(0, 2);

const shapes: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["year", /^(?:1[4-9]|20)\d\d[a-z]?$/],
  ["years", /^(?:1[4-9]|20)\d\d[-–/](?:\d\d|(?:1[4-9]|20)\d\d)$/],
  ["volume(issue)", /^[\dIVXLC]+\(\d+(?:[-–/]\d+)?\)?/],
  ["number:number", /^\d+(?:\(\d+\))?[:/]\d+(?:[-–]\d+)?$/],
  ["range", /^[a-z]?\d+[-–—]+[a-z]?\d+(?:ff?)?$/i],
  ["page", /^(?:pp?|S)\.\d+/],
  ["address", /^(?:https?:|www\.|ftp:)/i],
  ["doi", /^(?:doi:?)?10\.\d{4}/i],
  ["roman", /^[ivxlc]+(?:[-–][ivxlc]+)?$/],
  ["ROMAN", /^[IVXLC]{2,}$/],
  ["initials", /^(?:\p{Lu}\p{Ll}?\.-?)*\p{Lu}\p{Ll}?$/u],
  ["digit", /^\d$/],
  ["digits2", /^\d\d$/],
  ["digits3", /^\d{3}$/],
  ["number", /^\d+$/],
  ["ordinal", /^\d+(?:st|nd|rd|th|er|e|ème)$/],
  ["mixed", /\p{L}.*\d|\d.*\p{L}/u],
  ["figures", /\d/],
  ["CAPITALS", /^\p{Lu}[\p{Lu}.&/-]+$/u],
  ["Capital", /^\p{Lu}[\p{Ll}’'-]+$/u],
  ["small", /^[\p{Ll}’'-]+$/u],
  ["Compound", /^\p{Lu}/u],
  ["marks", /^[^\p{L}\d]*$/u],
];

/** What a word looks like: `year`, `initials`, `Capital` … Initials are told from a capital word by their point. */
export function shapeOf(token: string): string {
  const word = bareWord(token);
  const shape = shapes.find(([, pattern]) => pattern.test(word))?.[0] ?? "other";
  if (shape !== "initials") return shape;
  return token.slice(token.indexOf(word) + word.length).startsWith(".") ? "initials." : word.length > 1 ? "Capital" : "initials";
}

/** Nothing, comma, point, colon, semicolon, bracket, quotation mark, anything else. */
export const jointKinds = 8;

/** What stands between a token and the next, as a number below `jointKinds`: labels change at marks more than elsewhere. */
export function jointBehind(token: string): number {
  const last = marksBehind(token).slice(-1);
  if (last === "") return 0;
  const at = [",", ".", ":", ";"].indexOf(last);
  if (at >= 0) return at + 1;
  return /[)\]]/.test(last) ? 5 : /["“”’‘'»«]/.test(last) ? 6 : 7;
}
