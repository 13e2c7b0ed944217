import { bareDoi } from "../../library/doi.ts";
import { readOnce } from "../../library/entries.ts";
import type { Entry } from "../../library/entry.ts";
import { filePaths } from "../../library/fileField.ts";
import { linksOfEntry } from "../../project/placedLinks.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { RawEntry, RawField } from "../../syntax/bibliography.ts";
import { unescapeVerbatim } from "../../syntax/latexText.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import { type Span, span } from "../../text/span.ts";

/** A place that can be opened: a page, or a file that is still to be looked for. */
export type DocumentLink =
  | { readonly kind: "web"; readonly span: Span; readonly url: string }
  | { readonly kind: "file"; readonly span: Span; readonly path: string };

/** Links that are found in steps. */
export interface DocumentLinks {
  advance(mayContinue: () => boolean): boolean;
  readonly found: readonly DocumentLink[];
}

/** The links on `doi`, `url`, `eprint` and `file` of all entries. */
export function documentLinks(snapshot: BibliographySnapshot): DocumentLinks {
  const entries = snapshot.library.entries.filter((entry) => entry.path === snapshot.path);
  const found: DocumentLink[] = [];
  let next = 0;
  return {
    found,
    advance(mayContinue) {
      while (next < entries.length) {
        const entry = entries[next++];
        if (entry !== undefined) found.push(...linksIn(readOnce(entry)));
        if (!mayContinue()) return next >= entries.length;
      }
      return true;
    },
  };
}

function linksIn(entry: Entry): readonly DocumentLink[] {
  const printed = entry.addresses.flatMap(({ url, span: at }, index) => {
    // As it is printed where a browser can open that, with its fragment; else as repaired.
    const target = /^https?:\/\//i.test(url) ? url : linksOfEntry(entry)[index]?.url;
    return target === undefined ? [] : [{ kind: "web" as const, span: at, url: target }];
  });
  const named = linkingFields.flatMap((name) => fieldsNamed(entry.raw, name)).flatMap((field) => linksOfField(entry.raw, field));
  return [...printed, ...named.filter((link) => !printed.some((other) => other.span.start === link.span.start))];
}

/** The fields that lead somewhere by themselves, as BibTeX, CSL, RIS and EndNote spell them. */
const linkingFields: readonly string[] = [
  ...[
    "doi",
    "DOI",
    "DO",
    "%R",
    "eprint",
    "file",
    "pdf",
    "L1",
    "arxiv",
    "jstor",
    "hdl",
    "handle",
    "pubmed",
    "pmid",
    "PMID",
    "pmcid",
    "PMCID",
  ],
];

function linksOfField(raw: RawEntry, field: RawField): readonly DocumentLink[] {
  const name = field.name.toLowerCase();
  if (name === "file" || name === "pdf" || name === "l1") return fileLinks(field);
  const inside = insideOf(field);
  if (inside === undefined) return [];
  const url =
    name === "doi" || name === "do" || name === "%r"
      ? doiUrl(inside.text)
      : eprintUrl(name === "eprint" ? archiveOf(raw) : name, inside.text);
  return url === undefined ? [] : [{ kind: "web", span: inside.span, url }];
}

/** `https://doi.org/10.1057/9781137330000`; undefined for what is no DOI. */
export function doiUrl(text: string): string | undefined {
  const doi = bareDoi(unescapeVerbatim(text));
  return doi === "" ? undefined : `https://doi.org/${encodeURI(doi).replaceAll("#", "%23").replaceAll("?", "%3F")}`;
}

/** Where archives keep their papers; a field may bear the archive's own name. */
const archives: ReadonlyMap<string, string> = new Map([
  ["arxiv", "https://arxiv.org/abs/"],
  ["jstor", "https://www.jstor.org/stable/"],
  ["hdl", "https://hdl.handle.net/"],
  ["handle", "https://hdl.handle.net/"],
  ["pubmed", "https://pubmed.ncbi.nlm.nih.gov/"],
  ["pmid", "https://pubmed.ncbi.nlm.nih.gov/"],
  ["pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/"],
  ["googlebooks", "https://books.google.com/books?id="],
  ["google books", "https://books.google.com/books?id="],
]);

function archiveOf(raw: RawEntry): string {
  const [type] = [...fieldsNamed(raw, "eprinttype"), ...fieldsNamed(raw, "archiveprefix")];
  return (
    type?.parts
      .map((part) => part.text)
      .join("")
      .trim()
      .toLowerCase() ?? ""
  );
}

function eprintUrl(archive: string, text: string): string | undefined {
  const base = archives.get(archive);
  const id = unescapeVerbatim(text)
    .replace(/^[a-z]+:/i, "")
    .trim();
  if (base === undefined || id === "" || /\s/.test(id)) return undefined;
  return base + (base.endsWith("=") ? encodeURIComponent(id) : encodeURI(id).replaceAll("#", "%23").replaceAll("?", "%3F"));
}

/** A value that is one text, without the blanks around it; of JSON without its quotation marks. */
function insideOf(field: RawField): { readonly text: string; readonly span: Span } | undefined {
  const [part] = field.parts;
  if (part === undefined || field.parts.length > 1) return undefined;
  const lead = /^[\s"{]*/.exec(part.text)?.[0].length ?? 0;
  const text = part.text.slice(lead).replace(/[\s"}]*$/, "");
  return text === "" ? undefined : { text, span: span(part.span.start + lead, part.span.start + lead + text.length) };
}

/** Each attachment of `Full Text:files/a.pdf:application/pdf;Notes:b.html:text/html` by itself. */
function fileLinks(field: RawField): readonly DocumentLink[] {
  return field.parts.flatMap((part) =>
    [...part.text.matchAll(/(?:\\[\s\S]|[^;\\])+/g)].flatMap((match) => {
      const [path] = filePaths(match[0]);
      const start = part.span.start + match.index + (match[0].length - match[0].trimStart().length);
      return path === undefined ? [] : [{ kind: "file" as const, path, span: span(start, start + match[0].trim().length) }];
    }),
  );
}
