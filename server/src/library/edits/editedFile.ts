import type { BibliographyFacts } from "../../syntax/bibliography.ts";

/** A bibliography as it is now, with its text: what every edit starts from. */
export interface EditedFile {
  readonly path: string;
  readonly text: string;
  readonly facts: BibliographyFacts;
}
