import type { CslDate, CslName } from "../csl/types.ts";
import type { RawEntry } from "../syntax/bibliography.ts";

/** One record of a bibliography file, readable: strings, crossref and xdata resolved, LaTeX decoded to plain Unicode. */
export interface Entry {
  readonly key: string;
  /** Other keys of the same entry: biblatex's `ids`. */
  readonly aliases: readonly string[];
  /** The file it stands in. */
  readonly path: string;
  readonly raw: RawEntry;
  readonly type: string;
  readonly authors: readonly CslName[];
  readonly editors: readonly CslName[];
  readonly title: string;
  readonly shortTitle: string;
  /** Journal, book or website that it appeared in; "" where there is none. */
  readonly container: string;
  readonly publisher: string;
  readonly issued: CslDate | undefined;
  /** As shown: `2012`, `1999–2001`, `n.d.` never; "" where unknown. */
  readonly year: string;
  readonly pages: string;
  readonly doi: string;
  readonly isbn: string;
  /** Addresses with their places in the file: `url`, `howpublished`, `note`, CSL's URL. */
  readonly addresses: readonly EntryAddress[];
  /** Source documents that it names, as written, unescaped: biblatex's and JabRef's `file`. */
  readonly files: readonly string[];
  readonly abstract: string;
  readonly language: string;
  /** Names that no file defines: `crossref = {nowhere}`. */
  readonly unresolved: readonly string[];
}

export interface EntryAddress {
  /** With LaTeX's escapes undone. */
  readonly url: string;
  readonly printed: string;
  /** The address alone, in the file. */
  readonly span: { readonly start: number; readonly end: number };
}
