import { bindQuotations, type QuotationBinding } from "../syntax/binding.ts";
import type { KnownSentences } from "../syntax/bindingScope.ts";
import type { DraftFacts } from "../syntax/facts.ts";
import { VersionMemory } from "../syntax/incrementalMemory.ts";
import { type DocumentCommands, LatexMemory, readLatex } from "../syntax/latex.ts";
import { type MarkdownDialect, readMarkdown } from "../syntax/markdown.ts";
import { MarkdownMemory } from "../syntax/markdownReading.ts";
import { extensionOf } from "../text/path.ts";
import { documentKind } from "./documentKind.ts";
import type { OpenDocument } from "./documents.ts";

export interface DraftReading {
  readonly facts: DraftFacts;
  readonly bindings: readonly QuotationBinding[];
}

/** What a draft says, read once for each version of it, with what is known of the version before. */
export class FactsCache {
  readonly #readings = new WeakMap<OpenDocument, KnownReading>();
  readonly #memories = new Map<string, DraftMemory>();

  /** `commands`: citation commands that the settings add, undefined before they are known; `learned`: those that its document's other files define. */
  get(document: OpenDocument, commands: Readonly<Record<string, string>> = noCommands, learned?: DocumentCommands): DraftReading {
    const known = this.#readings.get(document);
    if (known !== undefined && known.commands === commands && known.learned === learned) return known.reading;
    const memory = this.#memoryOf(document.path);
    const facts = readDraft(document, commands, { ...memory, learned });
    const reading = { facts, bindings: bindQuotations(facts, document.text, memory.sentences) };
    this.#readings.set(document, { commands, learned, reading });
    return reading;
  }

  /** The draft read last comes last; of the others only so many are remembered. */
  #memoryOf(path: string): DraftMemory {
    const memory = this.#memories.get(path) ?? { leaves: new MarkdownMemory(), chunks: new LatexMemory(), sentences: new VersionMemory() };
    this.#memories.delete(path);
    this.#memories.set(path, memory);
    for (const [longest] of this.#memories) if (this.#memories.size > mostRemembered) this.#memories.delete(longest);
    return memory;
  }
}

interface KnownReading {
  readonly commands: Readonly<Record<string, string>>;
  readonly learned: DocumentCommands | undefined;
  readonly reading: DraftReading;
}

/** What of one version of a draft the next can use. */
interface DraftMemory {
  readonly leaves: MarkdownMemory;
  readonly chunks: LatexMemory;
  readonly sentences: KnownSentences;
}

/** Nobody types in more drafts at a time. */
const mostRemembered = 4;

const noCommands = {};

/** What a draft is read with besides its text. */
interface KnownOfDraft {
  readonly leaves?: MarkdownMemory;
  readonly chunks?: LatexMemory;
  readonly learned?: DocumentCommands | undefined;
}

export function readDraft(document: OpenDocument, commands: Readonly<Record<string, string>>, known: KnownOfDraft = {}): DraftFacts {
  return documentKind(document.path, document.languageId) === "latex"
    ? readLatex(document.text, commands, known.learned, known.chunks)
    : readMarkdown(document.text, dialectOf(document), known.leaves);
}

/** In Quarto and R Markdown `@fig-map` refers to a figure. */
const dialectOf = ({ path, languageId }: OpenDocument): MarkdownDialect => ({
  quarto: [".qmd", ".rmd"].includes(extensionOf(path)) || ["quarto", "rmd", "r-markdown"].includes(languageId),
});
