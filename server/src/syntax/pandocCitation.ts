import type { Span } from "../text/span.ts";

/**
 * The key whose `@` stands at `at`, by Pandoc's grammar: letters, digits and `_` (first also `*`), single marks of `:.#$%&-+?<>~/`
 * inside, `//` and `:/` so that addresses work; or anything without spaces in braces that balance. Whether an `@` may begin a key
 * there at all is for `mayBeginKey` to say.
 */
export function keyAt(text: string, at: number): Span | undefined {
  if (text[at + 1] === "{") return keyInBraces(text, at + 1);
  const end = keyEnd(text, at + 1);
  return end === at + 1 ? undefined : { start: at + 1, end };
}

/** False behind a word (`ada@example.org`), its full stop, or the marks that end an emphasis: `emphasisEnd` is where the last one ended. */
export function mayBeginKey(text: string, at: number, tokenEnd: number, emphasisEnd: number): boolean {
  if (at === 0 || at === tokenEnd) return true;
  if (at === emphasisEnd || isWordCharacter(codePointBefore(text, at))) return false;
  return text[at - 1] !== "." || dotsBefore(text, at, tokenEnd) % 3 === 0;
}

export const isWordCharacter = (code: number): boolean => {
  if (code < 128) return (code > 47 && code < 58) || (code > 64 && code < 91) || (code > 96 && code < 123);
  return code >= 128 && wordCharacter.test(String.fromCodePoint(code));
};

export function codePointBefore(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  const pair = code >= 0xdc00 && code < 0xe000 && at > 1;
  return pair ? (text.codePointAt(at - 2) ?? code) : code;
}

const wordCharacter = /[\p{L}\p{N}]/u;
const insideKey = ":.#$%&-+?<>~/";

/** Three points are an ellipsis; one or two more are read as part of a word. */
function dotsBefore(text: string, at: number, tokenEnd: number): number {
  let start = at;
  while (start > tokenEnd && text[start - 1] === ".") start--;
  return at - start;
}

function keyInBraces(text: string, open: number): Span | undefined {
  let depth = 0;
  const limit = Math.min(text.length, open + longestKey);
  for (let i = open; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return { start: open + 1, end: i };
    else if (code <= 32 || code === 160) return undefined;
  }
  return undefined;
}

const longestKey = 500;

function keyEnd(text: string, from: number): number {
  const first = text.codePointAt(from) ?? 0;
  if (!isKeyCharacter(first) && text[from] !== "*") return from;
  let at = from + (first > 0xffff ? 2 : 1);
  for (;;) {
    const code = text.codePointAt(at) ?? 0;
    if (isKeyCharacter(code)) at += code > 0xffff ? 2 : 1;
    else if (isInsideKey(text, at)) at++;
    else return at;
  }
}

const isKeyCharacter = (code: number): boolean => code === 95 || isWordCharacter(code);

function isInsideKey(text: string, at: number): boolean {
  const character = text[at];
  if (character === undefined || !insideKey.includes(character)) return false;
  if ((character === ":" || character === "/") && text[at + 1] === "/") return true;
  return isKeyCharacter(text.codePointAt(at + 1) ?? 0);
}
