import { familyName } from "../csl/names.ts";
import type { CslName } from "../csl/types.ts";
import { remembered } from "../text/remembered.ts";

/** `jm` for `John Maynard`, `J. M.` and `J.M.`; "" for a single name. */
export const initialsOf = (given: string): string => (/[\s.-]/.test(given) ? manyInitials(given) : "");

const manyInitials = remembered((given) => {
  const initials = given.match(/(?<!\p{L})\p{L}/gu) ?? [];
  return initials.length < 2 ? "" : initials.join("");
});

/** A family name of several parts in one word, `deGaulle`, `ONeill`; of a Chinese or Japanese name the whole name. "" where there is but one part. */
export function joinedName(name: CslName): string {
  const family = familyName(name);
  if (isIdeographic(family)) return name.given === undefined || name.family === undefined ? "" : `${family}${name.given}`;
  if (name.family === undefined || !/[\s'’ʼ-]/.test(family)) return "";
  return family.replace(/[\s'’ʼ-]+/g, "");
}

/** `APSR` for `American Political Science Review`; small words are left out, and so is what has too few others. */
export const acronymOf = remembered((title) => {
  const words = title.split(/[\s-]+/).filter((word) => /^\p{Lu}/u.test(word));
  return words.length < 3 || words.length > 8 ? "" : words.map((word) => word.slice(0, 1)).join("");
});

/** `two`, `tiers` of `sperlingTwoTiers1999`: what follows a small letter with a capital. Other parts of a key are told apart where it is matched. */
export function partsOfKey(key: string): readonly string[] {
  const parts: string[] = [];
  for (let at = 1; at < key.length; at++) {
    if (key.charCodeAt(at) > 127) return key.match(/(?<=\p{Ll})\p{Lu}[\p{Ll}\p{Nd}]*/gu) ?? [];
    if (!isCapital(key.charCodeAt(at)) || !isSmall(key.charCodeAt(at - 1))) continue;
    const start = at;
    while (isSmall(key.charCodeAt(at + 1)) || isDigit(key.charCodeAt(at + 1))) at++;
    parts.push(key.slice(start, at + 1));
  }
  return parts;
}

const isCapital = (code: number): boolean => code >= 65 && code <= 90;
const isSmall = (code: number): boolean => code >= 97 && code <= 122;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const isIdeographic = (text: string): boolean => /^[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]+$/.test(text);
