import type { Span } from "../text/span.ts";
import type { ArgumentSlot, CommandShape } from "./citeCommands.ts";
import { argumentAt, type LatexArgument, markedArgumentAt, skipSpaces } from "./latexArguments.ts";
import { type KeyArgument, keyArgumentAt } from "./latexKeys.ts";
import type { LatexSurface } from "./latexSurface.ts";

/** The arguments of one citing command, as its shape has them. */
export interface CitationArguments {
  readonly isStarred: boolean;
  readonly end: number;
  /** Notes of the whole group: `(see)(passim)` of a multicite. */
  readonly notes: Notes;
  /** One for `\cite`, any number for `\cites`. */
  readonly parts: readonly CitationPart[];
  readonly text: LatexArgument | undefined;
}

export interface Notes {
  readonly prenote: Span | undefined;
  readonly postnote: Span | undefined;
}

export interface CitationPart extends Notes {
  readonly keys: KeyArgument;
}

/** The arguments behind the name of a citing command; undefined where the keys are missing. */
export function readCitationArguments(surface: LatexSurface, from: number, shape: CommandShape): CitationArguments | undefined {
  const isStarred = surface.text[skipSpaces(surface, from)] === "*";
  const head = new SlotReader(surface, isStarred ? skipSpaces(surface, from) + 1 : from);
  head.read(shape.head);
  const parts: CitationPart[] = [];
  let text: LatexArgument | undefined;
  let end = head.end;
  do {
    const body = new SlotReader(surface, end);
    body.read(shape.body);
    if (body.keys === undefined) break;
    parts.push(...body.parts, { ...body.notes, keys: body.keys });
    text ??= body.text;
    end = body.end;
  } while (shape.repeats);
  return parts.length === 0 ? undefined : { isStarred, end, notes: head.notes, parts, text };
}

/** What stands behind the name of a command that quotes: the text, and where csquotes' `[cite]` stands. */
interface QuotingArguments {
  readonly text: LatexArgument | undefined;
  readonly cite: Span | undefined;
  readonly end: number;
}

export function readQuotingArguments(surface: LatexSurface, from: number, shape: CommandShape): QuotingArguments {
  const reader = new SlotReader(surface, surface.text[from] === "*" ? from + 1 : from);
  reader.read(shape.body);
  return { text: reader.text, cite: reader.cite, end: reader.end };
}

/** The arguments of `\begin{displaycquote}[12]{key}`, of which none need be there. */
export function readEnvironmentArguments(surface: LatexSurface, from: number, shape: CommandShape): QuotingArguments {
  return readQuotingArguments(surface, from, shape);
}

/** Walks along slots and takes what is there. Stops at a missing brace. */
class SlotReader {
  keys: KeyArgument | undefined;
  /** Those whose keys are followed by keys in another argument. */
  readonly parts: CitationPart[] = [];
  text: LatexArgument | undefined;
  cite: Span | undefined;
  end: number;
  readonly #surface: LatexSurface;
  #prenote: Span | undefined;
  #postnote: Span | undefined;

  constructor(surface: LatexSurface, from: number) {
    this.#surface = surface;
    this.end = from;
  }

  get notes(): Notes {
    return { prenote: this.#prenote, postnote: this.#postnote };
  }

  read(slots: readonly ArgumentSlot[]): void {
    const awaitsText = slots.some((slot) => slot.role === "text");
    for (let index = 0; index < slots.length; ) {
      const run = runAt(slots, index);
      if (this.keys?.isClosed === true && slots.slice(index).some((slot) => slot.role === "keys")) this.#closePart(this.keys);
      if (!this.#run(run, awaitsText)) return;
      index += run.length;
    }
  }

  #closePart(keys: KeyArgument): void {
    this.parts.push({ ...this.notes, keys });
    this.keys = undefined;
    this.#prenote = undefined;
    this.#postnote = undefined;
  }

  /** Behind the keys a bracket or brace belongs to the command only where it follows at once, unless quoted text is still to come. */
  #run(run: readonly ArgumentSlot[], awaitsText: boolean): boolean {
    const opening = run[0]?.opening ?? "{";
    if (opening === "*{") return this.#starred(run[0]);
    if (this.keys !== undefined && (!this.keys.isClosed || (!awaitsText && this.#surface.text[this.end] !== opening)))
      return opening !== "{";
    return opening === "{" ? this.#brace(run[0]) : this.#optional(run, opening);
  }

  #brace(slot: ArgumentSlot | undefined): boolean {
    if (slot?.role === "keys") return this.#keys();
    const argument = argumentAt(this.#surface, this.end, "{");
    if (argument === undefined) return false;
    this.end = argument.span.end;
    this.#take(slot, argument);
    return true;
  }

  /** `*{p. 3}` right behind the keys. */
  #starred(slot: ArgumentSlot | undefined): boolean {
    const argument = this.#surface.text[this.end] === "*" ? argumentAt(this.#surface, this.end + 1, "{") : undefined;
    if (argument === undefined) return true;
    this.end = argument.span.end;
    this.#take(slot, argument);
    return true;
  }

  #keys(): boolean {
    this.keys = keyArgumentAt(this.#surface, this.end);
    this.end = this.keys?.end ?? this.end;
    return this.keys !== undefined;
  }

  /** Of `[pre][post]` a single one is the postnote: what is there fills such a run from its end. */
  #optional(run: readonly ArgumentSlot[], opening: "[" | "(" | "<"): boolean {
    const found: LatexArgument[] = [];
    while (found.length < run.length) {
      const next = opening === "[" ? argumentAt(this.#surface, this.end, "[") : markedArgumentAt(this.#surface, this.end, opening);
      if (next === undefined) break;
      found.push(next);
      this.end = next.span.end;
    }
    const filled = run.at(-1)?.role === "postnote" ? run.slice(run.length - found.length) : run;
    for (const [index, argument] of found.entries()) {
      if (opening !== "<" || !isOverlay(this.#surface, argument.inner)) this.#take(filled[index], argument);
    }
    return true;
  }

  #take(slot: ArgumentSlot | undefined, argument: LatexArgument): void {
    if (slot?.role === "prenote") this.#prenote = argument.inner;
    else if (slot?.role === "postnote") this.#postnote = argument.inner;
    else if (slot?.role === "cite") this.cite = argument.inner;
    else if (slot?.role === "text") this.text = argument;
  }
}

/** Beamer's `\cite<2->{a}` names slides where apacite's `\cite<see>{a}` has a prenote. */
const isOverlay = (surface: LatexSurface, within: Span): boolean =>
  /^(?:[a-z]+:)?[\d\s,|.+()-]*\d[\d\s,|.+()-]*$/.test(surface.text.slice(within.start, Math.min(within.end, within.start + 40)));

/** The optional slots with the same bracket that stand side by side from `index` on, or one brace. */
function runAt(slots: readonly ArgumentSlot[], index: number): readonly ArgumentSlot[] {
  const opening = slots[index]?.opening;
  let end = index + 1;
  while (opening !== "{" && opening !== "*{" && slots[end]?.opening === opening) end++;
  return slots.slice(index, end);
}
