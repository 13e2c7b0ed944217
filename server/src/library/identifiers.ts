import type { RawEntry, RawField } from "../syntax/bibliography.ts";
import { unescapeVerbatim } from "../syntax/latexText.ts";
import { fieldsNamed } from "../syntax/scannedEntry.ts";
import { type Span, span } from "../text/span.ts";
import { bareDoi } from "./doi.ts";
import type { EntryAddress } from "./entry.ts";

/** The places that an entry names by identifiers: its DOI, its number in an archive such as arXiv. `printed` is the identifier alone. */
export function identifiersOf(raw: RawEntry): readonly EntryAddress[] {
  return identifyingFields
    .flatMap((name) => fieldsNamed(raw, name))
    .flatMap((field) => {
      const inside = insideOf(field);
      const url = inside === undefined ? undefined : urlOfField(raw, field.name.toLowerCase(), inside.text);
      return inside === undefined || url === undefined ? [] : [{ url, printed: inside.text, span: inside.span }];
    });
}

/** As BibTeX, CSL, RIS and EndNote spell them. */
const identifyingFields: readonly string[] = [
  ...["doi", "DOI", "DO", "%R", "eprint"],
  ...["arxiv", "jstor", "hdl", "handle", "pubmed", "pmid", "PMID", "pmcid", "PMCID"],
];

function urlOfField(raw: RawEntry, name: string, text: string): string | undefined {
  if (name === "doi" || name === "do" || name === "%r") return doiUrl(text);
  return eprintUrl(name === "eprint" ? archiveOf(raw) : name, text);
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
