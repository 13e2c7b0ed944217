/**
 * Text as a search compares it: lower case, without accents, typographic apostrophes and dashes plain.
 * `Müller-Łukasiewicz’s Straße` becomes `muller-lukasiewicz's strasse`. Offsets are not kept.
 */
export function foldForSearch(text: string): string {
  const lower = text.toLowerCase();
  return isAscii(lower) ? lower : lower.replace(/\P{ASCII}/gu, foldCharacter);
}

/** A character alone folds as it does in its text: what stands beside it matters only to the order of accents, and these go. */
function foldCharacter(character: string): string {
  const known = folded.get(character);
  if (known !== undefined) return known;
  const made = character
    .normalize(isWide(character) ? "NFKD" : "NFD")
    .replace(marks, "")
    .replace(foldable, plainForm);
  folded.set(character, made);
  return made;
}

/** Letters and digits as wide as Chinese characters, with which these are set: `ＮＡＴＯ`. */
const isWide = (character: string): boolean => character >= "\uff01" && character <= "\uffef";

/** At most as many as Unicode has characters. */
const folded = new Map<string, string>();

const marks = /\p{M}+/gu;

/** Letters that have no decomposition, with what people type for them. */
const plainForms: ReadonlyMap<string, string> = new Map([
  ["ł", "l"],
  ["ø", "o"],
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["đ", "d"],
  ["ð", "d"],
  ["þ", "th"],
  ["ħ", "h"],
  ["ŋ", "n"],
  ["ŧ", "t"],
  ["ı", "i"],
  ["ȷ", "j"],
  ["ĸ", "k"],
  ["ſ", "s"],
  ["ς", "σ"],
  ["ﬁ", "fi"],
  ["ﬂ", "fl"],
  ["‘", "'"],
  ["’", "'"],
  ["ʼ", "'"],
  ["ʹ", "'"],
  ["ʻ", "'"],
  ["´", "'"],
  ["“", '"'],
  ["”", '"'],
  ["‐", "-"],
  ["‑", "-"],
  ["–", "-"],
  ["—", "-"],
  ["−", "-"],
  ["\u00a0", " "],
  ["\u2009", " "],
  ["\u202f", " "],
  ["\u3000", " "],
  ["\u200b", ""],
  ["\u200d", ""],
  ["\u00ad", ""],
]);

const foldable = new RegExp(`[${[...plainForms.keys()].join("")}]`, "gu");

const plainForm = (character: string): string => plainForms.get(character) ?? character;

export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
