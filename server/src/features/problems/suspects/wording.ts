import { type Suspicion, suspicion } from "./suspicion.ts";

/** What the web's own notation becomes in a bibliography file. */
const entities: ReadonlyMap<string, string> = new Map([
  ["ndash", "–"],
  ["#8211", "–"],
  ["#x2013", "–"],
  ["mdash", "—"],
  ["#8212", "—"],
  ["#x2014", "—"],
  ["amp", "&"],
  ["#38", "&"],
  ["quot", '"'],
  ["#39", "'"],
  ["apos", "'"],
  ["rsquo", "’"],
  ["lsquo", "‘"],
  ["rdquo", "”"],
  ["ldquo", "“"],
  ["nbsp", " "],
  ["#160", " "],
]);

export function suspectEntity(value: string, isLatex: boolean): Suspicion | undefined {
  for (const [entity, name = ""] of value.matchAll(/\\?&(#?\w{2,8});/g)) {
    const character = entities.get(name.toLowerCase());
    if (character !== undefined) return suspicion({ kind: "entity", entity, character }, entity, isLatex ? latexOf(character) : character);
  }
  return undefined;
}

/** In LaTeX files the typographic marks have their own spelling; a straight quotation mark could end the value. */
function latexOf(character: string): string | undefined {
  const spelling = new Map([
    ["–", "--"],
    ["—", "---"],
    ["&", "\\&"],
    ["“", "``"],
    ["”", "''"],
    ["‘", "`"],
    ["’", "'"],
    ["\u00a0", "~"],
  ]);
  return character === '"' ? undefined : (spelling.get(character) ?? character);
}

/** In print LaTeX stops at a bare `&`. In addresses and in tables it is in its place. */
export function suspectAmpersand(value: string): Suspicion | undefined {
  if (/\\(?:url|href|path|verb|begin)\b|\$/.test(value)) return undefined;
  const match = /(?<!\\)&(?!#?\w{2,8};)/.exec(value);
  if (match === null) return undefined;
  const from = value.lastIndexOf(" ", Math.max(0, match.index - 2)) + 1;
  const behind = value.indexOf(" ", match.index + 2);
  const words = value.slice(from, behind < 0 ? value.length : behind);
  return suspicion({ kind: "bareAmpersand" }, words, words.replace(/(?<!\\)&/, "\\&"));
}

/** Three words at least, for names of bodies and ships are short. */
export function suspectCapitals(value: string): Suspicion | undefined {
  const plain = value.replace(/\\\w+/g, "").replace(/[{}]/g, "");
  const words = plain.match(/\p{L}{2,}/gu) ?? [];
  const isLoud = words.length >= 3 && words.join("").length >= 14 && !/\p{Ll}/u.test(plain) && /\p{Lu}/u.test(plain);
  return isLoud ? suspicion({ kind: "allCapitals" }, value.trim(), undefined, true) : undefined;
}
