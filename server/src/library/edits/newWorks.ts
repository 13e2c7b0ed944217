import { readBibtex } from "../../syntax/bibtex.ts";
import { ownValue } from "../resolve.ts";
import type { LatexWork } from "./work.ts";

/** Works that were written as BibLaTeX, in the order of the text. */
export function readWorks(biblatex: string): readonly LatexWork[] {
  return readBibtex(biblatex).entries.map((entry) => {
    const fields = entry.fields.map(({ name }) => [name, unprotected(name, ownValue(entry, name))] as const);
    return { type: entry.type, fields: new Map(fields.filter(([, value]) => value !== "")) };
  });
}

/**
 * Titles from records are in the case of headlines, "{Power} and {Purpose}": there braces round every word say nothing, and people write none. Where few
 * words have capitals they are proper names, whose braces stay, as do those of {NATO}.
 */
function unprotected(name: string, value: string): string {
  if (!name.endsWith("title")) return value;
  const words = value.match(/\p{L}{4,}/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  return capitals.length < words.length * headline ? value : value.replace(/(?<![\p{L}{\\])\{(\p{Lu}\p{Ll}+)\}(?!\p{L})/gu, "$1");
}

const headline = 0.6;
