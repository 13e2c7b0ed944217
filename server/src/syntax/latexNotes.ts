import type { Span } from "../text/span.ts";
import type { DraftNote } from "./facts.ts";
import { argumentAt, skipArguments } from "./latexArguments.ts";
import type { LatexCommand, LatexSurface } from "./latexSurface.ts";

/** Footnotes and endnotes, in document order. The text of `\footnotetext` belongs to the `\footnotemark` before it that has none yet. */
export function pairNotes(signs: Iterable<NoteSign>): DraftNote[] {
  const notes: DraftNote[] = [];
  const marks = new OpenMarks();
  for (const { label, span, body, isText } of signs) {
    if (body === undefined) marks.add({ label, span });
    else notes.push({ label, calls: [(isText ? marks.take(label)?.span : undefined) ?? span], body });
  }
  return notes;
}

/** A mark without text, or a text, which belongs to the place where it stands unless it `isText`. */
export interface NoteSign {
  readonly label: string | undefined;
  readonly span: Span;
  readonly body: Span | undefined;
  readonly isText: boolean;
}

export function readNoteSigns(surface: LatexSurface): NoteSign[] {
  return surface.usedCommands.flatMap((command): NoteSign[] => {
    if (markCommands.has(command.name)) return [{ ...markOf(surface, command), body: undefined, isText: false }];
    const body = noteCommands.has(command.name) ? bodyOf(surface, command) : undefined;
    if (body === undefined) return [];
    const isText = command.name.endsWith("text");
    const label = isText ? labelOf(surface, command) : undefined;
    return [{ label, span: { start: command.start, end: body.end + 1 }, body, isText }];
  });
}

interface NoteMark {
  readonly label: string | undefined;
  readonly span: Span;
}

/** Marks whose text hasn't come yet. */
class OpenMarks {
  readonly #marks = new Set<NoteMark>();
  readonly #byLabel = new Map<string, NoteMark>();

  add(mark: NoteMark): void {
    this.#marks.add(mark);
    if (mark.label !== undefined) this.#byLabel.set(mark.label, mark);
  }

  /** The mark with that label; without one the oldest. */
  take(label: string | undefined): NoteMark | undefined {
    const mark = label === undefined ? this.#marks.values().next().value : this.#byLabel.get(label);
    if (mark === undefined) return undefined;
    this.#marks.delete(mark);
    if (mark.label !== undefined) this.#byLabel.delete(mark.label);
    return mark;
  }
}

const noteCommands: ReadonlySet<string> = new Set(
  "footnote footnotetext endnote endnotetext sidenote sidenotetext marginnote tablefootnote pagenote bigfoot".split(" "),
);

const markCommands: ReadonlySet<string> = new Set(["footnotemark", "endnotemark", "sidenotemark"]);

function bodyOf(surface: LatexSurface, command: LatexCommand): Span | undefined {
  const at = skipArguments(surface, surface.text[command.end] === "<" ? behindOverlay(surface, command.end) : command.end, "[");
  return argumentAt(surface, at, "{")?.inner;
}

/** Beamer's `\footnote<2->{…}`. */
function behindOverlay(surface: LatexSurface, from: number): number {
  const length = surface.text.slice(from, from + 60).search(/>/);
  return length < 0 ? from : from + length + 1;
}

function markOf(surface: LatexSurface, command: LatexCommand): NoteMark {
  return { label: labelOf(surface, command), span: { start: command.start, end: skipArguments(surface, command.end, "[") } };
}

function labelOf(surface: LatexSurface, command: LatexCommand): string | undefined {
  const option = argumentAt(surface, command.end, "[")?.inner;
  return option === undefined || option.end - option.start > 20 ? undefined : surface.text.slice(option.start, option.end).trim();
}
