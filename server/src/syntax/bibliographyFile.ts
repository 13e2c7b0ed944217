import type { BibliographyFacts } from "./bibliography.ts";
import { type BibliographyReading, startBibtex } from "./bibtex.ts";
import { startCslJson } from "./cslJson.ts";

/** Reads a bibliography file by its name, or, where that says nothing, by what is in it. */
export function readBibliography(path: string, text: string): BibliographyFacts {
  const reading = startBibliography(path, text);
  reading.advance(() => true);
  return reading.facts();
}

/** `earlier`: what the file said before it changed, so that not all of it need be read again. */
export function startBibliography(path: string, text: string, earlier?: BibliographyFacts): BibliographyReading {
  const extension = extensionOf(path);
  if (bibtexExtensions.has(extension)) return startBibtex(text, earlier);
  if (jsonExtensions.has(extension)) return startCslJson(text);
  return beginsLikeJson(text) ? startCslJson(text) : startBibtex(text, earlier);
}

/** Without the dot, in lower case: what every program knows as a bibliography. */
export const bibliographyExtensions: readonly string[] = ["bib", "bibtex", "biblatex", "csljson"];

/** Files that may be bibliographies by their names. Of JSON files those that every project has for other ends are left out; `looksLikeBibliography` asks the rest. */
export function isBibliographyPath(path: string): boolean {
  const extension = extensionOf(path);
  if (bibtexExtensions.has(extension)) return true;
  return jsonExtensions.has(extension) && !otherJson.test(path.slice(path.lastIndexOf("/") + 1));
}

/** Whether a file that nobody named is a bibliography: BibTeX by its extension, JSON only where CSL items stand at its beginning. */
export function looksLikeBibliography(path: string, text: string): boolean {
  const extension = extensionOf(path);
  if (bibtexExtensions.has(extension)) return true;
  if (!jsonExtensions.has(extension)) return false;
  const reading = startCslJson(text.slice(0, 20_000));
  let steps = 0;
  reading.advance(() => ++steps < 8);
  return reading.facts().entries.some((entry) => entry.key !== "" && entry.type !== "");
}

const bibtexExtensions: ReadonlySet<string> = new Set(["bib", "bibtex", "biblatex"]);
const jsonExtensions: ReadonlySet<string> = new Set(["json", "csljson"]);

const otherJson =
  /^(?:package|package-lock|tsconfig|jsconfig|composer|settings|launch|tasks|extensions|manifest|biome|deno)(?:\.[\w-]+)*\.json$|^\./i;

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1).toLowerCase();
}

const beginsLikeJson = (text: string): boolean => /^[\ufeff\s]*[[{]/.test(text.slice(0, 1000));
