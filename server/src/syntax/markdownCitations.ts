import type { Span } from "../text/span.ts";
import type { Citation, CitationGroup, CitationMode } from "./facts.ts";
import { splitLocator } from "./locator.ts";
import type { BracketInline, Inline, Inlines, KeyInline } from "./markdownInlines.ts";
import type { CitationScope } from "./markdownScope.ts";

/** What a leaf cites, in offsets of its text. */
export interface LeafCitations {
  readonly groups: readonly CitationGroup[];
  /** Where the groups stand. */
  readonly places: readonly Span[];
  /** `^[…]` */
  readonly inlineNotes: readonly BracketInline[];
}

export function readCitations(inlines: Inlines, scope: CitationScope, mode?: CitationMode): LeafCitations {
  if (inlines.children.length === 0) return noCitations;
  const reader = new CitationReader(inlines.text, scope, mode);
  reader.read(inlines.children);
  return reader;
}

const noCitations: LeafCitations = { groups: [], places: [], inlineNotes: [] };

interface Part {
  readonly from: number;
  readonly to: number;
  readonly children: readonly Inline[];
}

class CitationReader implements LeafCitations {
  readonly groups: CitationGroup[] = [];
  readonly places: Span[] = [];
  readonly inlineNotes: BracketInline[] = [];
  readonly #text: string;
  readonly #scope: CitationScope;
  readonly #mode: CitationMode | undefined;

  constructor(text: string, scope: CitationScope, mode: CitationMode | undefined) {
    this.#text = text;
    this.#scope = scope;
    this.#mode = mode;
  }

  read(children: readonly Inline[]): void {
    for (let i = 0; i < children.length; i++) {
      const inline = children[i];
      if (inline?.kind === "key") i += this.#readInText(inline, children, i);
      else if (inline?.kind === "bracket") i += this.#readBracket(inline, children, i);
    }
  }

  /** Returns how many of the inlines behind it were read too. */
  #readBracket(bracket: BracketInline, children: readonly Inline[], at: number): number {
    if (bracket.form === "note") this.inlineNotes.push(bracket);
    const following = followingBracket(bracket, children, at);
    const cites = bracket.form === "plain" ? following === undefined : bracket.form === "image" && this.#text[bracket.end] !== "(";
    if (cites) this.#readAlone(bracket);
    else this.read(bracket.children);
    if (following === undefined) return 0;
    if (!this.#isLabel(following)) this.#readAlone(following);
    return 1;
  }

  #readAlone(bracket: BracketInline): void {
    if (citesEverywhere(bracket.children)) this.#addGroup(bracket.start, bracket.end, [], this.#parts(bracket));
    else this.read(bracket.children);
  }

  /** `@key`, `@key [p. 3]`, `@key [p. 3; see @other]`. */
  #readInText(key: KeyInline, children: readonly Inline[], at: number): number {
    const example = this.#scope.exampleOf(this.#slice(key.keyStart, key.keyEnd));
    if (example === "above") return 0;
    const bracket = this.#attached(key, children, at);
    const parts = bracket === undefined ? [] : this.#parts(bracket);
    const [first] = parts;
    if (bracket !== undefined && first !== undefined && citesEverywhere(bracket.children)) {
      this.#addGroup(key.start, bracket.end, [this.#inText(key, undefined)], parts);
      return 1;
    }
    if (bracket !== undefined && first !== undefined && !"[(".includes(this.#text[bracket.end] || " ") && parts.slice(1).every(hasKey)) {
      this.#addGroup(key.start, bracket.end, [this.#inText(key, first)], parts.slice(1));
      this.read(first.children);
      return 1;
    }
    if (example === "none") this.#addGroup(key.start, key.end, [this.#inText(key, undefined)], []);
    return 0;
  }

  /** The bracket that belongs to a key in the text: only a space or line break may stand between. */
  #attached(key: KeyInline, children: readonly Inline[], at: number): BracketInline | undefined {
    const next = children[at + 1];
    if (next?.kind !== "bracket" || next.form !== "plain" || this.#isLabel(next)) return undefined;
    if (this.#text.slice(key.end, next.start).trim() !== "" || followingBracket(next, children, at + 1) !== undefined) return undefined;
    return next;
  }

  #isLabel(bracket: BracketInline): boolean {
    return this.#scope.isLabel(this.#slice(bracket.start + 1, bracket.end - 1));
  }

  #parts(bracket: BracketInline): Part[] {
    const parts: Part[] = [];
    let from = bracket.start + (bracket.form === "plain" ? 1 : 2);
    let children: Inline[] = [];
    for (const child of bracket.children) {
      if (child.kind !== "separator") {
        children.push(child);
        continue;
      }
      parts.push({ from, to: child.start, children });
      from = child.end;
      children = [];
    }
    parts.push({ from, to: bracket.end - 1, children });
    return parts;
  }

  #addGroup(start: number, end: number, before: readonly Citation[], parts: readonly Part[]): void {
    const nested: Inline[][] = [];
    const citations = [...before];
    for (const part of parts) {
      const at = part.children.findIndex((child) => child.kind === "key");
      const key = part.children[at];
      if (key?.kind !== "key") continue;
      citations.push(this.#bracketed(key, part));
      nested.push(part.children.slice(0, at), part.children.slice(at + 1));
    }
    const kept = citations.filter((citation) => !this.#scope.isCrossReference(citation.key));
    if (kept.length > 0) {
      const span = { start, end };
      this.groups.push({ span, citations: kept, command: undefined, keysSpan: undefined });
      this.places.push(span);
    }
    for (const children of nested) this.read(children);
  }

  #bracketed(key: KeyInline, part: Part): Citation {
    return this.#citation(key, key.suppressed ? "suppressAuthor" : "normal", part.from, { start: key.end, end: part.to });
  }

  #inText(key: KeyInline, locator: Part | undefined): Citation {
    const behind = locator === undefined ? { start: key.end, end: key.end } : { start: locator.from, end: locator.to };
    return this.#citation(key, key.suppressed ? "suppressAuthor" : "authorInText", key.start, behind);
  }

  #citation(key: KeyInline, mode: CitationMode, prefixStart: number, behind: Span): Citation {
    const split = splitLocator(this.#slice(behind.start, behind.end), behind.start);
    return {
      key: this.#slice(key.keyStart, key.keyEnd),
      keySpan: { start: key.keyStart, end: key.keyEnd },
      mode: this.#mode ?? mode,
      prefix: oneLine(this.#slice(prefixStart, key.start)),
      suffix: oneLine(split.suffix),
      locator: split.locator && { label: split.locator.label, value: oneLine(split.locator.value) },
      locatorSpan: split.locatorSpan,
    };
  }

  #slice(start: number, end: number): string {
    return this.#text.slice(start, end);
  }
}

/** `[text][label]`: Pandoc then reads the first bracket as a link's text, never as citations. */
function followingBracket(bracket: BracketInline, children: readonly Inline[], at: number): BracketInline | undefined {
  const next = children[at + 1];
  const follows = next?.kind === "bracket" && (next.form === "plain" || next.form === "link") && next.start === bracket.end;
  return follows ? next : undefined;
}

/** A bracket cites when each of its parts has a key; one part without makes it plain text. */
function citesEverywhere(children: readonly Inline[]): boolean {
  let missing = true;
  for (const child of children) {
    if (child.kind === "key") missing = false;
    else if (child.kind === "separator") {
      if (missing) return false;
      missing = true;
    }
  }
  return !missing;
}

const hasKey = (part: Part): boolean => part.children.some((child) => child.kind === "key");

const oneLine = (text: string): string => text.trim().replace(/\s+/gu, " ");
