import table from "../../../data/styleNames.json" with { type: "json" };

/**
 * The names under which a style may stand in a collection, the likeliest first. Styles have been renamed, so that a draft and a collection
 * may differ in either direction, and people shorten names. What a variant of a style has no name of its own for, the style itself serves:
 *
 *     "https://www.zotero.org/styles/chicago-notes-bibliography-no-url"
 *     →   chicago-notes-bibliography-no-url, chicago-notes-bibliography, chicago-fullnote-bibliography, …
 */
export function styleCandidates(written: string): readonly string[] {
  const candidates = new Set<string>();
  for (let name: string | undefined = plainName(written); name !== undefined; name = withoutVariant(name)) addNames(name, candidates);
  return [...candidates];
}

/** The last part of an address or path, in small letters and with hyphens: `APA 7th edition.csl` is `apa-7th-edition`. */
function plainName(written: string): string {
  const last = written
    .replace(/[?#].*$/, "")
    .replace(/[\\/]+$/, "")
    .split(/[\\/]/)
    .at(-1);
  return (last ?? "")
    .trim()
    .toLowerCase()
    .replace(/\.csl$/, "")
    .replace(/\s+/g, "-");
}

function addNames(name: string, names: Set<string>): void {
  if (names.has(name)) return;
  names.add(name);
  const now = renamed.get(name) ?? called.get(name);
  if (now !== undefined) addNames(now, names);
  for (const before of earlierNames.get(name) ?? []) addNames(before, names);
}

function withoutVariant(name: string): string | undefined {
  const variant = table.variants.find((ending) => name.endsWith(`-${ending}`));
  return variant === undefined ? undefined : name.slice(0, -variant.length - 1);
}

const renamed: ReadonlyMap<string, string> = new Map(Object.entries(table.renamed));

const called: ReadonlyMap<string, string> = new Map(Object.entries(table.called));

/** In the order of the table: of several styles that became one the first is the nearest. */
const earlierNames: ReadonlyMap<string, readonly string[]> = new Map(
  [...Map.groupBy(renamed, ([, now]) => now)].map(([now, pairs]) => [now, pairs.map(([before]) => before)]),
);
