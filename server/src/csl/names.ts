import type { CslName } from "./types.ts";

/**
 * The name list of a BibTeX or biblatex field: `Webber, Mark and Sperling, James and {NATO Parliamentary Assembly} and others`.
 * `decode` turns the LaTeX of one part into plain text. "and others" becomes a last name {literal: "others"}, as pandoc has it; see `isOthers`.
 * `keepsParticle`: whether "van" is sorted with "Gogh", unless a name says it for itself (`useprefix=…`).
 */
export function readNames(list: string, decode: (latex: string) => string, keepsParticle = true): CslName[] {
  const names: CslName[] = [];
  for (const name of splitNames(list)) {
    const read = name.toLowerCase() === "others" ? others : readName(name, decode, keepsParticle);
    if (read !== undefined) names.push(read);
  }
  return names;
}

export const isOthers = (name: CslName): boolean => name.literal === "others" && name.family === undefined;

/** "Anthony", "Webber & Smith", "Webber, Sperling & Smith"; from four names on, or with "and others", "Adler et al.". */
export function shortNames(names: readonly CslName[]): string {
  const named = names.filter((name) => !isOthers(name)).map(familyName);
  const [first = "", second = "", third = ""] = named;
  if (named.length > 3 || (named.length > 0 && named.length < names.length)) return `${first} et al.`;
  if (named.length === 3) return `${first}, ${second} & ${third}`;
  return named.length === 2 ? `${first} & ${second}` : first;
}

/** As one speaks of a person: "van Gogh", "Smith"; a corporation's whole name. */
export function familyName(name: CslName): string {
  if (name.family === undefined) return name.literal ?? name.given ?? "";
  const particle = name["non-dropping-particle"] ?? name["dropping-particle"];
  return particle === undefined ? name.family : joinParticle(particle, name.family);
}

/** "Vincent van Gogh", "Martin Luther King Jr." */
export function fullName(name: CslName): string {
  const family = familyName(name);
  const given = name.family === undefined ? undefined : name.given;
  return [given, family, name.suffix].filter((part) => part !== undefined && part !== "").join(" ");
}

const others: CslName = { literal: "others" };

/** "d'Ormesson" but "van Gogh". */
const joinParticle = (particle: string, family: string): string =>
  /['’-]$/.test(particle) ? `${particle}${family}` : `${particle} ${family}`;

/** Splits at the word `and` outside braces, whatever its case and the white space round it. */
export function splitNames(list: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < list.length; i++) {
    const code = list.charCodeAt(i);
    if (code === openBrace) depth++;
    else if (code === closeBrace) depth = Math.max(0, depth - 1);
    else if (depth === 0 && (code === smallA || code === capitalA) && isAndAt(list, i)) {
      addName(names, list.slice(start, i));
      start = i + 3;
      i += 2;
    }
  }
  addName(names, list.slice(start));
  return names;
}

const openBrace = 123;
const closeBrace = 125;
const smallA = 97;
const capitalA = 65;

function addName(names: string[], written: string): void {
  const name = written.trim();
  if (name !== "") names.push(name);
}

function isAndAt(list: string, at: number): boolean {
  const opens = at === 0 || isSpace(list.charCodeAt(at - 1));
  const closes = at + 3 >= list.length || isSpace(list.charCodeAt(at + 3));
  return opens && closes && list.slice(at, at + 3).toLowerCase() === "and";
}

function readName(name: string, decode: (latex: string) => string, keepsParticle: boolean): CslName | undefined {
  if (isOneGroup(name)) return literal(decode(name));
  const parts = splitOutsideBraces(name.replace(/,\s*$/, ""), ",");
  const labelled = name.includes("=") ? labelledName(parts, decode, keepsParticle) : undefined;
  const read = labelled ?? writtenName(parts, decode);
  return labelled !== undefined || read === undefined || keepsParticle ? read : withParticle(read, false);
}

/** `First von Last`, `von Last, First`, `von Last, Jr, First`. */
function writtenName(parts: readonly string[], decode: (latex: string) => string): CslName | undefined {
  const [first = "", second = "", ...rest] = parts;
  if (parts.length === 1) return spokenName(words(first), decode);
  const [particle, family] = splitParticle(words(first));
  if (parts.length === 2) return nameOf(particle, family, second, "", decode);
  return nameOf(particle, family, rest.join(" "), second, decode);
}

/** biblatex's `family=Gogh, given=Vincent, prefix=van, suffix=…`. */
function labelledName(parts: readonly string[], decode: (latex: string) => string, keepsParticle: boolean): CslName | undefined {
  const labels = new Map<string, string>();
  for (const part of withWholeQuotes(parts)) {
    const equals = part.indexOf("=");
    const label = part.slice(0, Math.max(0, equals)).trim().toLowerCase();
    if (equals > 0 && /^(?:family|given|prefix|suffix)(?:-i)?$|^useprefix$|^id$/.test(label)) {
      labels.set(label, withoutQuotes(part.slice(equals + 1).trim()));
    }
  }
  const family = labels.get("family");
  if (family === undefined) return undefined;
  const name = nameOf(labels.get("prefix") ?? "", family, labels.get("given") ?? "", labels.get("suffix") ?? "", decode);
  const useprefix = labels.get("useprefix");
  return name === undefined ? undefined : withParticle(name, useprefix === undefined ? keepsParticle : useprefix === "true");
}

/** The name with its particle as part of the family name, by which it is sorted, or not. */
function withParticle(name: CslName, isKept: boolean): CslName {
  const { "non-dropping-particle": kept, "dropping-particle": dropped, ...rest } = name;
  const particle = kept ?? dropped;
  if (particle === undefined) return name;
  return isKept ? { ...rest, "non-dropping-particle": particle } : { ...rest, "dropping-particle": particle };
}

/** `family="Fontaine, fils"` is one part. */
function withWholeQuotes(parts: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (last !== undefined && /="[^"]*$/.test(last)) whole[whole.length - 1] = `${last}, ${part}`;
    else whole.push(part);
  }
  return whole;
}

const withoutQuotes = (value: string): string =>
  value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;

/** `Ludwig van Beethoven`: the particle is what begins with a small letter, up to the last such word before the family name. */
function spokenName(parts: readonly string[], decode: (latex: string) => string): CslName | undefined {
  const last = parts.length - 1;
  const from = parts.findIndex((word, at) => at < last && isSmall(word, decode));
  if (from < 0) return nameOf("", parts[last] ?? "", parts.slice(0, last).join(" "), "", decode);
  let to = from;
  for (let at = from; at < last; at++) if (isSmall(parts[at] ?? "", decode)) to = at;
  const given = parts.slice(0, from).join(" ");
  return nameOf(parts.slice(from, to + 1).join(" "), parts.slice(to + 1).join(" "), given, "", decode);
}

/** `van der Berg` before the first comma: all small words but the last word. */
export function splitParticle(parts: readonly string[]): readonly [string, string] {
  let to = 0;
  for (let at = 0; at < parts.length - 1; at++) if (isSmall(parts[at] ?? "", plain)) to = at + 1;
  if (to > 0 && !isSmall(parts[0] ?? "", plain)) to = 0;
  return [parts.slice(0, to).join(" "), parts.slice(to).join(" ")];
}

const plain = (text: string): string => text;

function nameOf(particle: string, family: string, given: string, suffix: string, decode: (latex: string) => string): CslName | undefined {
  const decodedFamily = decode(family);
  const decodedGiven = decode(given);
  if (decodedFamily === "") return decodedGiven === "" ? undefined : literal(decodedGiven);
  // Nearly all names have no more than these two.
  if (particle === "" && suffix === "" && decodedGiven !== "") return { family: decodedFamily, given: decodedGiven };
  const others = { given: decodedGiven, "non-dropping-particle": decode(particle), suffix: decode(suffix) };
  return { family: decodedFamily, ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== "")) };
}

const literal = (text: string): CslName | undefined => (text === "" ? undefined : { literal: text });

/** True for `{NASA and ESA}` and `{\TeX{} Users Group}`, not for `{\'E}mile {Zola}`. */
function isOneGroup(name: string): boolean {
  if (!name.startsWith("{") || !name.endsWith("}")) return false;
  let depth = 0;
  for (let i = 0; i < name.length - 1; i++) {
    if (name[i] === "{") depth++;
    else if (name[i] === "}" && --depth === 0) return false;
  }
  return true;
}

/** BibTeX's rule: the first letter outside braces decides, or that of a special character such as `{\'e}`. A group without backslash is not small. */
function isSmall(word: string, decode: (latex: string) => string): boolean {
  if (word.startsWith("{") && !word.startsWith("{\\")) return false;
  const first = word.charCodeAt(0);
  if (first < 128 && isAsciiLetter(first)) return first >= smallA;
  const text = word.includes("\\") ? (decode === plain ? word.replace(/\\[a-zA-Z]+\s*|[^\p{L}]/gu, "") : decode(word)) : word;
  const letter = /\p{L}/u.exec(text);
  return letter !== null && /\p{Ll}/u.test(letter[0]);
}

/** Words of a name: white space and ties part them, outside braces. */
const words = (name: string): string[] => splitOutsideBraces(name.replaceAll("~", " "), " ").filter((word) => word !== "");

function splitOutsideBraces(text: string, separator: "," | " "): string[] {
  const wanted = separator.charCodeAt(0);
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === openBrace) depth++;
    else if (code === closeBrace) depth = Math.max(0, depth - 1);
    else if (depth === 0 && (code === wanted || (separator === " " && isSpace(code)))) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}

const isAsciiLetter = (code: number): boolean => (code >= smallA && code <= 122) || (code >= capitalA && code <= 90);

/** What `\s` matches. */
const isSpace = (code: number): boolean => (code < 128 ? code === 32 || (code >= 9 && code <= 13) : /\s/.test(String.fromCharCode(code)));
