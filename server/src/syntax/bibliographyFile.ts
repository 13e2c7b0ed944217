import type { BibliographyFacts, BibliographyFormat } from "./bibliography.ts";
import { type BibliographyReading, startBibtex } from "./bibtex.ts";
import { startCslJson } from "./cslJson.ts";
import { startCslYaml } from "./cslYaml.ts";
import { startEndnote } from "./endnote.ts";
import { startRis } from "./ris.ts";

/** Reads a bibliography file in the format that its content shows, else in the one that its name promises. */
export function readBibliography(path: string, text: string): BibliographyFacts {
  const reading = startBibliography(path, text);
  reading.advance(() => true);
  return reading.facts();
}

/** `earlier`: what the file said before it changed, so that not all of it need be read again. */
export function startBibliography(path: string, text: string, earlier?: BibliographyFacts): BibliographyReading {
  switch (formatOf(path, text)) {
    case "bibtex":
      return startBibtex(text, earlier);
    case "csl-json":
    case "zotero-json":
      return startCslJson(text);
    case "csl-yaml":
      return startCslYaml(text);
    case "ris":
      return startRis(text);
    case "endnote":
      return startEndnote(text);
  }
}

/** What a file holds: extensions lie, since files are renamed, and `.txt` says nothing. What shows no format is what its name promises. */
export function formatOf(path: string, text: string): BibliographyFormat {
  const promised = byExtension.get(extensionOf(path));
  const shown = formatShownBy(text.slice(0, lookedThrough));
  // YAML and JSON may hold lines like any others: only what is promised nothing better, or shows itself beyond doubt, is taken for another format.
  return shown ?? promised ?? "bibtex";
}

/** Without the dot, in lower case: what every program knows as a bibliography. */
export const bibliographyExtensions: readonly string[] = ["bib", "bibtex", "biblatex", "csljson", "ris", "enw"];

/** Files that may be bibliographies by their names. Of JSON and YAML those that every project has for other ends are left out; `looksLikeBibliography` asks the rest. */
export function isBibliographyPath(path: string): boolean {
  const extension = extensionOf(path);
  if (bibliographyExtensions.includes(extension)) return true;
  return byExtension.has(extension) && !forOtherEnds.test(path.slice(path.lastIndexOf("/") + 1));
}

/** Whether a file that nobody named is a bibliography: by its extension, JSON, YAML and all else only where entries stand at its beginning. */
export function looksLikeBibliography(path: string, text: string): boolean {
  if (bibliographyExtensions.includes(extensionOf(path))) return true;
  const head = text.slice(0, 20_000);
  if (!byExtension.has(extensionOf(path)) && formatShownBy(head) === undefined) return false;
  const reading = startBibliography(path, head);
  let steps = 0;
  reading.advance(() => ++steps < 8);
  return reading.facts().entries.some((entry) => entry.key !== "" && (entry.type !== "" || entry.fields.length > 2));
}

const byExtension: ReadonlyMap<string, BibliographyFormat> = new Map([
  ["bib", "bibtex"],
  ["bibtex", "bibtex"],
  ["biblatex", "bibtex"],
  ["json", "csl-json"],
  ["csljson", "csl-json"],
  ["yaml", "csl-yaml"],
  ["yml", "csl-yaml"],
  ["ris", "ris"],
  ["enw", "endnote"],
]);

const lookedThrough = 65_536;

/** The format of the first line that belongs to one; undefined where none does. */
function formatShownBy(head: string): BibliographyFormat | undefined {
  if (/^[\ufeff\s]*(?:\{\s*["}]|\[\s*[{\]])/.test(head)) return "csl-json";
  for (const line of head.split(/\r\n?|\n/)) {
    if (/^[ \t\ufeff]*@[ \t]*[A-Za-z]{1,30}[ \t]*[{(]/.test(line)) return "bibtex";
    if (/^[ \t\ufeff]*TY[ \t]{0,4}-[ \t]*[A-Za-z]{2,7}[ \t]*$/i.test(line)) return "ris";
    if (/^[ \t\ufeff]*%0[ \t]+[A-Za-z]/.test(line)) return "endnote";
    if (/^\ufeff?(?:references[ \t]*:[ \t]*(?:$|\[)|[ \t]*-[ \t]+(?:id|type|title|author)[ \t]*:)/.test(line)) return "csl-yaml";
  }
  return undefined;
}

const forOtherEnds =
  /^(?:package|package-lock|tsconfig|jsconfig|composer|settings|launch|tasks|extensions|manifest|biome|deno)(?:\.[\w-]+)*\.json$|^(?:_\w+|mkdocs|myst|pnpm-lock|pnpm-workspace|docker-compose|compose|environment|codecov|action)\.ya?ml$|^\./i;

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1).toLowerCase();
}
