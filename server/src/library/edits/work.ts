import type { CslItem } from "../../csl/types.ts";

/** A work on its way into a bibliography, in both languages that bibliographies are written in; it has no key and no layout yet. */
export interface NewWork {
  readonly biblatex: LatexWork;
  readonly csl: CslItem;
}

/** A work as a .bib file has it, by the names that biblatex has for types and fields. */
export interface LatexWork {
  /** In lower case. */
  readonly type: string;
  /** Names in lower case; values in LaTeX, without their braces. */
  readonly fields: ReadonlyMap<string, string>;
}
