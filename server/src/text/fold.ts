/**
 * Text as a search compares it: lower case, without accents, typographic apostrophes and dashes plain.
 * `Müller-Łukasiewicz’s Straße` becomes `muller-lukasiewicz's strasse`. Offsets are not kept.
 */
export function foldForSearch(text: string): string {
  const lower = text.toLowerCase();
  if (isPlain(lower)) return lower;
  return lower.normalize("NFD").replace(marks, "").replace(foldable, foldCharacter);
}

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
  ["ﬁ", "fi"],
  ["ﬂ", "fl"],
  ["‘", "'"],
  ["’", "'"],
  ["ʼ", "'"],
  ["ʹ", "'"],
  ["“", '"'],
  ["”", '"'],
  ["‐", "-"],
  ["‑", "-"],
  ["–", "-"],
  ["—", "-"],
  ["−", "-"],
  ["\u00a0", " "],
  ["\u202f", " "],
  ["\u00ad", ""],
]);

const foldable = new RegExp(`[${[...plainForms.keys()].join("")}]`, "gu");

const foldCharacter = (character: string): string => plainForms.get(character) ?? character;

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
