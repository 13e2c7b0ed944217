import table from "../../../../data/latexCharacters.json" with { type: "json" };
import { latexToText } from "../../syntax/latexText.ts";

/** `Jürgen Wałęsa` as `J{\"u}rgen Wa{\l}{\k{e}}sa`, for a file whose other entries are ASCII. What LaTeX has no command for stays as it is. */
export function accentsToLatex(latex: string): string {
  return latex.replace(/[^\0-\x7f]\p{M}*/gu, (character) => symbolOf(character) ?? accentOf(character) ?? character);
}

/** `M{\"{u}}ller` as `Müller`, for a file that is written in Unicode; all other commands stay. */
export function accentsToUnicode(latex: string): string {
  return latex.includes("\\") ? latex.replace(accented, (written) => letterOf(written) ?? written) : latex;
}

const letters = Object.entries(table.symbols).filter(([, letter]) => /^\p{L}$/u.test(letter));

const symbolNames: ReadonlyMap<string, string> = new Map([
  ...letters.toReversed().map(([command, letter]) => [letter, `{\\${command}}`] as const),
  ["–", "--"],
  ["—", "---"],
  ["’", "'"],
  ["‘", "`"],
  ["“", "``"],
  ["”", "''"],
  ["\u00a0", "~"],
]);

const symbolOf = (character: string): string | undefined => symbolNames.get(character);

const accentNames: ReadonlyMap<string, string> = new Map(
  Object.entries(table.accents)
    .filter(([command]) => command.length === 1)
    .toReversed()
    .map(([command, mark]) => [mark, command]),
);

/** `ü` is u and a diaeresis: `{\"u}`; commands that are letters take braces: `{\v{c}}`. */
function accentOf(character: string): string | undefined {
  const [base = "", mark = "", ...more] = character.normalize("NFD");
  const command = accentNames.get(mark);
  if (command === undefined || more.length > 0 || !/^[A-Za-z]$/.test(base)) return undefined;
  const letter = base === "i" || base === "j" ? `\\${base}` : base;
  return /[A-Za-z]/.test(command) ? `{\\${command}{${letter}}}` : `{\\${command}${letter}}`;
}

const marks = "[`'^~\"=.]|[uvHrckdbt](?![A-Za-z])";
const letter = "\\\\[ij](?![A-Za-z])|[A-Za-z]";
const accent = `\\\\(?:${marks})\\s*(?:\\{\\s*(?:${letter})\\s*\\}|(?:${letter}))`;
const symbol = `\\\\(?:${letters.map(([command]) => command).join("|")})(?![A-Za-z])`;

/** An accent on one letter or a letter of its own, with braces round it; a letter without them takes the blank behind it. */
const accented = new RegExp(`\\{${accent}\\}|\\{${symbol}\\s*(?:\\{\\})?\\}|${accent}|${symbol}(?:\\{\\}|\\s+|(?=[^\\sA-Za-z]|$))`, "g");

function letterOf(written: string): string | undefined {
  const text = latexToText(written).normalize("NFC");
  return /^\p{L}\p{M}*$/u.test(text) ? text : undefined;
}
