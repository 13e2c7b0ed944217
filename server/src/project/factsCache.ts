import { bindQuotations, type QuotationBinding } from "../syntax/binding.ts";
import type { DraftFacts } from "../syntax/facts.ts";
import { readLatex } from "../syntax/latex.ts";
import { type MarkdownDialect, readMarkdown } from "../syntax/markdown.ts";
import { extensionOf } from "../text/path.ts";
import { documentKind } from "./documentKind.ts";
import type { OpenDocument } from "./documents.ts";

export interface DraftReading {
  readonly facts: DraftFacts;
  readonly bindings: readonly QuotationBinding[];
}

/** What a draft says, read once for each version of it. */
export class FactsCache {
  readonly #readings = new WeakMap<OpenDocument, { readonly commands: Readonly<Record<string, string>>; readonly reading: DraftReading }>();

  /** `commands`: citation commands that the settings add; undefined before they are known. */
  get(document: OpenDocument, commands: Readonly<Record<string, string>> = noCommands): DraftReading {
    const known = this.#readings.get(document);
    if (known !== undefined && known.commands === commands) return known.reading;
    const facts = readDraft(document, commands);
    const reading = { facts, bindings: bindQuotations(facts, document.text) };
    this.#readings.set(document, { commands, reading });
    return reading;
  }
}

const noCommands = {};

export function readDraft(document: OpenDocument, commands: Readonly<Record<string, string>>): DraftFacts {
  return documentKind(document.path, document.languageId) === "latex"
    ? readLatex(document.text, commands)
    : readMarkdown(document.text, dialectOf(document));
}

/** In Quarto and R Markdown `@fig-map` refers to a figure. */
const dialectOf = ({ path, languageId }: OpenDocument): MarkdownDialect => ({
  quarto: [".qmd", ".rmd"].includes(extensionOf(path)) || ["quarto", "rmd", "r-markdown"].includes(languageId),
});
