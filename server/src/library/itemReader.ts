import type { CslItem } from "../csl/types.ts";
import type { BibliographyFormat, RawEntry } from "../syntax/bibliography.ts";
import { taggedFiles, taggedItem } from "./taggedItem.ts";
import { yamlItem } from "./yamlItem.ts";
import { zoteroFiles, zoteroItem } from "./zoteroItem.ts";

/** Makes a record of a format other than BibTeX and CSL-JSON into an item of CSL. */
export interface ItemReader {
  /** Without `id`. */
  item(raw: RawEntry): CslItem;
  /** Source documents that it names, as written. */
  files(raw: RawEntry): readonly string[];
}

/** Undefined for CSL-JSON, which needs none. */
export function itemReaderOf(format: BibliographyFormat): ItemReader | undefined {
  switch (format) {
    case "ris":
    case "endnote":
      return tagged;
    case "csl-yaml":
      return yaml;
    case "zotero-json":
      return zotero;
    case "bibtex":
    case "csl-json":
      return undefined;
  }
}

const tagged: ItemReader = { item: taggedItem, files: taggedFiles };
const yaml: ItemReader = { item: yamlItem, files: () => [] };
const zotero: ItemReader = { item: zoteroItem, files: zoteroFiles };
