import table from "../../../data/latexCharacters.json" with { type: "json" };

/** What LaTeX commands stand for, by their names. */
export type Script = ReadonlyMap<string, string>;

export const accents = mapOf(table.accents);
export const symbols = mapOf(table.symbols);
export const superscripts = mapOf(table.superscripts);
export const subscripts = mapOf(table.subscripts);
export const dropsFirst: ReadonlySet<string> = new Set(table.dropsFirstArgument);
export const loneAccents: ReadonlyMap<string, string> = new Map([
  ["\u0303", "~"],
  ["\u0302", "^"],
]);
export const bracketing = mapOf(table.brackets);
export const quoting: ReadonlySet<string> = new Set(table.quotes);

function mapOf(record: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(record));
}
