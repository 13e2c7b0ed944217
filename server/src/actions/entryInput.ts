import { bareDoi, doiOfAddress } from "../library/doi.ts";
import type { Entry } from "../library/entry.ts";
import { createLibrary, type Library } from "../library/library.ts";
import { readBibliography } from "../syntax/bibliographyFile.ts";

/** What somebody pasted to have it added. */
export type EntryInput =
  | { readonly kind: "entries"; readonly works: FoundWorks }
  | { readonly kind: "doi"; readonly doi: string }
  | { readonly kind: "nothing" };

/** Entries, and the library that resolves what they name. */
export interface FoundWorks {
  readonly library: Library;
  readonly entries: readonly Entry[];
}

/** BibTeX, CSL-JSON, RIS; a DOI in any of its spellings, an arXiv number. */
export function readEntryInput(text: string): EntryInput {
  const trimmed = text.trim();
  const doi = doiIn(trimmed);
  if (doi !== "") return { kind: "doi", doi };
  const format = formatOf(trimmed);
  const works = format === undefined ? undefined : worksIn(`pasted.${format}`, trimmed);
  return works === undefined || works.entries.length === 0 ? { kind: "nothing" } : { kind: "entries", works };
}

export function worksIn(path: string, text: string): FoundWorks {
  const library = createLibrary([{ path, facts: readBibliography(path, text) }]);
  return { library, entries: library.entries.filter((entry) => entry.type !== "set" && entry.raw.fields.length > 0) };
}

/** Where the whole of a text is a DOI, or an address that ends in one. */
function doiIn(text: string): string {
  if (/\s/.test(text.replace(/^doi:?\s+/i, "")) || text.length > 2000) return "";
  const direct = bareDoi(text) || doiOfAddress(text);
  if (direct !== "") return direct;
  const arxiv =
    /^(?:arxiv:|https?:\/\/(?:www\.)?arxiv\.org\/(?:abs|pdf)\/)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?$/i.exec(
      text,
    );
  if (arxiv !== null) return `10.48550/arXiv.${arxiv[1]}`;
  const [, inAddress = ""] = /^https?:\/\/[^\s/]+\/(?:.*\/)?(10\.\d{4,9}\/[^\s?#]+)/.exec(text) ?? [];
  return inAddress.replace(/\/(?:full|abstract|pdf|epub|html|summary|meta)$/, "").replace(/[.,;]+$/, "");
}

function formatOf(text: string): "bib" | "json" | "ris" | undefined {
  if (/^[[{]/.test(text)) return "json";
  if (/(?:^|\n)\s*@\s*\w+\s*[{(]/.test(text)) return "bib";
  return /^TY {1,2}- /m.test(text) ? "ris" : undefined;
}
