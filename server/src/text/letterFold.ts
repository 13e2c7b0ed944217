/**
 * Letters as an index tells words apart: without case, accents, ligatures and what only print adds. `Coöpe­ration` and `cooperation` are one.
 * Much coarser than `normalForm`, and much faster: a table look-up a character, so that a hundred megabytes take a second.
 */
export const separator = 0;
/** Left out, without parting the word: soft hyphens, marks, apostrophes. */
export const ignored = 1;
/** Stands for several letters: `spelledOut` has them. */
export const several = 2;

/** What a character (UTF-16 unit) counts as: `separator`, `ignored`, `several` or the code of its plain letter. */
export function letterOf(code: number): number {
  const known = table[code] ?? separator;
  return known === unknown ? classified(code) : known;
}

/** The plain letters of a ligature, four at most. */
export const spelledOut = (code: number): readonly number[] => expansions.get(code) ?? [];

/** Scripts that don't part words: there each character is one. Asked of what `letterOf` gives. */
export const isWordByItself = (letter: number): boolean => letter >= firstUnspaced && singles[letter] === 1;

const mostLetters = 4;
const firstUnspaced = 0x0e00;
const unknown = 3;
const table = new Uint16Array(65536).fill(unknown);
const singles = new Uint8Array(65536);
const expansions = new Map<number, readonly number[]>();

function classified(code: number): number {
  const letter = classOf(String.fromCharCode(code), code);
  table[code] = letter;
  return letter;
}

function classOf(character: string, code: number): number {
  if (unparting.test(character)) return ignored;
  if (!/[\p{L}\p{N}]/u.test(character)) return separator;
  if (unspaced.test(character)) {
    singles[code] = 1;
    return code;
  }
  const plain = (special.get(character.toLowerCase()) ?? character.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();
  if (plain.length === 1) return plain.charCodeAt(0);
  if (plain.length === 0) return ignored;
  expansions.set(
    code,
    Array.from(plain, (letter) => letter.charCodeAt(0))
      .filter((letter) => letter > unknown)
      .slice(0, mostLetters),
  );
  return several;
}

/** Apostrophes, soft hyphens, invisible characters, marks, and the raised figures that call notes. */
const unparting = /['’‘ʼ`´\u00ad¬\u200b-\u200f\u2060-\u2064\ufeff¹²³⁰⁴-⁹]|\p{M}/u;

const special: ReadonlyMap<string, string> = new Map([
  ["ſ", "s"],
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["ł", "l"],
  ["đ", "d"],
  ["ð", "d"],
  ["ı", "i"],
  ["ς", "σ"],
]);

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u;
