import type { RichText } from "../csl/richText.ts";
import type { CslItem } from "../csl/types.ts";

/** An entry as it goes to the worker: inheritance and `@string`s resolved, LaTeX not decoded (citation-js does that). */
export type FormatEntry =
  | { readonly kind: "biblatex"; readonly key: string; readonly type: string; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: "csl"; readonly item: CslItem };

/** What the worker is asked for. At most 500 entries a request. */
export type FormatRequest =
  | {
      readonly kind: "references";
      readonly entries: readonly FormatEntry[];
      readonly style: StyleChoice;
      /** BCP 47: `en-US`. Unknown ones fall back to en-US. */
      readonly locale: string;
    }
  | { readonly kind: "csl"; readonly entries: readonly FormatEntry[] }
  | { readonly kind: "export"; readonly items: readonly CslItem[]; readonly format: "biblatex" | "ris" };

/** A style of the shipped collection by its name (`chicago-notes-bibliography`), or the text of a local .csl file. */
export type StyleChoice = { readonly kind: "named"; readonly name: string } | { readonly kind: "xml"; readonly xml: string };

export type FormatAnswer =
  /** One a given entry, in the same order; undefined where it could not be formatted. */
  | { readonly kind: "references"; readonly references: readonly (RichText | undefined)[]; readonly styleMissing: boolean }
  | { readonly kind: "csl"; readonly items: readonly CslItem[] }
  | { readonly kind: "export"; readonly text: string };
