import type { MappedText } from "../text/mappedText.ts";
import { originalSpan } from "../text/mappedText.ts";
import type { Span } from "../text/span.ts";
import type { CiteCommands } from "./citeCommands.ts";
import type { Citation, CitationGroup, CitationMode } from "./facts.ts";
import { type CitationArguments, type CitationPart, readCitationArguments } from "./latexCiteArguments.ts";
import { latexContent } from "./latexContent.ts";
import type { LatexCommand, LatexSurface } from "./latexSurface.ts";
import { splitLocator } from "./locator.ts";

/** The citations of a document, in order: those of commands, and of environments such as displaycquote. */
export function readCitations(surface: LatexSurface, commands: CiteCommands): CitationGroup[] {
  const reader = new CitationReader(surface, commands);
  const groups: CitationGroup[] = [];
  for (const command of surface.usedCommands) {
    const group = reader.read(command);
    if (group !== undefined) groups.push(group);
  }
  return groups;
}

/** The arguments of a command or environment that cites, keys and all; undefined for any other. */
export function citationArgumentsOf(surface: LatexSurface, commands: CiteCommands, command: LatexCommand): CitationArguments | undefined {
  if (command.name === "begin") {
    const shape = commands.citingEnvironment(command.environment ?? "");
    return shape && readCitationArguments(surface, command.end, shape);
  }
  const citing = commands.citing(command.name);
  return citing && readCitationArguments(surface, command.end, citing.shape);
}

class CitationReader {
  readonly #surface: LatexSurface;
  readonly #commands: CiteCommands;

  constructor(surface: LatexSurface, commands: CiteCommands) {
    this.#surface = surface;
    this.#commands = commands;
  }

  read(command: LatexCommand): CitationGroup | undefined {
    const read = citationArgumentsOf(this.#surface, this.#commands, command);
    if (read === undefined) return undefined;
    const citations = this.#citations(read, this.#mode(command.name, read.isStarred));
    if (citations.length === 0 && read.parts.some((part) => part.keys.isTemplate)) return undefined;
    return {
      span: { start: command.start, end: read.text?.span.end ?? read.end },
      citations,
      command: (command.environment ?? command.name) + (read.isStarred ? "*" : ""),
      keysSpan: keysSpanOf(read.parts),
    };
  }

  #mode(name: string, isStarred: boolean): CitationMode {
    const citing = this.#commands.citing(name);
    return (isStarred ? citing?.starMode : citing?.mode) ?? "normal";
  }

  #citations(read: CitationArguments, mode: CitationMode): Citation[] {
    const citations = read.parts.flatMap((part) => this.#part(part, mode));
    const prefix = this.#words(read.notes.prenote);
    const suffix = this.#words(read.notes.postnote);
    return citations.map((citation, index) => ({
      ...citation,
      prefix: index === 0 ? joined(prefix, citation.prefix) : citation.prefix,
      suffix: index === citations.length - 1 ? joined(citation.suffix, suffix) : citation.suffix,
    }));
  }

  /** The prenote belongs to the first key, the postnote to the last. */
  #part(part: CitationPart, mode: CitationMode): Citation[] {
    const last = part.keys.keys.length - 1;
    return part.keys.keys.map(({ key, span }, index) => ({
      key,
      keySpan: span,
      mode,
      prefix: index === 0 ? this.#words(part.prenote) : "",
      ...this.#postnote(index === last ? part.postnote : undefined),
    }));
  }

  #postnote(note: Span | undefined): Pick<Citation, "suffix" | "locator" | "locatorSpan"> {
    if (note === undefined) return { suffix: "", locator: undefined, locatorSpan: undefined };
    const words = this.#content(note);
    if (isTemplate(words.text)) return { suffix: "", locator: undefined, locatorSpan: undefined };
    if (romanPages.test(words.text)) {
      return {
        suffix: "",
        locator: { label: "page", value: words.text },
        locatorSpan: originalSpan(words, { start: 0, end: words.text.length }),
      };
    }
    const { locator, locatorSpan, suffix } = splitLocator(words.text, 0);
    return { suffix: suffix.trim() === "." ? "" : suffix.trim(), locator, locatorSpan: locatorSpan && originalSpan(words, locatorSpan) };
  }

  #words(note: Span | undefined): string {
    const words = note === undefined ? "" : this.#content(note).text.trim();
    return isTemplate(words) ? "" : words;
  }

  #content(note: Span): MappedText {
    return latexContent(this.#surface, this.#commands, note);
  }
}

function keysSpanOf(parts: readonly CitationPart[]): Span | undefined {
  const first = parts[0]?.keys.inner;
  const last = parts.at(-1)?.keys.inner;
  return first && last && { start: first.start, end: last.end };
}

/** What a definition fills in: `#1`. */
const isTemplate = (words: string): boolean => /#[1-9]/.test(words);

/** A postnote that is but Roman numbers is pages, as biblatex has it. */
const romanPages = /^[ivxlcdm]{1,12}(?:[-–][ivxlcdm]{1,12})?$/i;

const joined = (one: string, other: string): string => (one === "" ? other : other === "" ? one : `${one} ${other}`);
