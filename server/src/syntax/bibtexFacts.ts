import { copied } from "../text/copied.ts";
import { type Span, span } from "../text/span.ts";
import type { BibliographyFacts, RawEntry, StringDefinition, SyntaxFault, ValuePart } from "./bibliography.ts";
import type { EntryTable } from "./entryTable.ts";
import { ScannedEntry } from "./scannedEntry.ts";
import { programWriting } from "./writtenBy.ts";

/** What a reading found beside entries. */
export interface Findings {
  readonly strings: readonly StringDefinition[];
  readonly faults: readonly SyntaxFault[];
  readonly suppressions: readonly SuppressingComment[];
  /** `@comment` and `@preamble` blocks that never close. */
  readonly openBlocks: number;
  /** Of the first NUL; -1 where there is none. */
  readonly nul: number;
}

export interface SuppressingComment {
  readonly codes: readonly string[];
  readonly span: Span;
}

/** How many entries, from the first one on and back from the last one, are the same as in an earlier version of the file. */
export interface KeptEntries {
  /** That version's `version`. */
  readonly since: object;
  readonly before: number;
  readonly after: number;
}

/** The facts of a BibTeX file. Entries become objects when somebody asks for them. */
export class BibtexFacts implements BibliographyFacts {
  readonly format = "bibtex";
  readonly table: EntryTable;
  readonly found: Findings;
  /** Names these facts without holding on to them. */
  readonly version: object = {};
  /** The versions that this one came from, the latest first. */
  readonly kept: readonly KeptEntries[];
  #entries: readonly RawEntry[] | undefined;
  #suppressions: BibliographyFacts["suppressions"] | undefined;

  constructor(table: EntryTable, found: Findings, kept: readonly KeptEntries[] = []) {
    this.table = table;
    this.found = found;
    this.kept = kept;
  }

  get entries(): readonly RawEntry[] {
    this.#entries ??= Array.from({ length: this.table.length }, (_, row) => new ScannedEntry(this.table, row));
    return this.#entries;
  }

  get strings(): readonly StringDefinition[] {
    return this.found.strings;
  }

  get faults(): readonly SyntaxFault[] {
    const { faults, nul } = this.found;
    return nul < 0 ? faults : [...faults, this.#controlCharacter(nul)].sort((one, other) => one.span.start - other.span.start);
  }

  get suppressions(): BibliographyFacts["suppressions"] {
    this.#suppressions ??= this.found.suppressions.map((comment) => this.#suppression(comment));
    return this.#suppressions;
  }

  get writtenBy(): string | undefined {
    const { source } = this.table;
    return programWriting(source, this.table.length === 0 ? source.length : this.table.start(0));
  }

  /** The first NUL, with the entry that holds it: the rest are its kin. */
  #controlCharacter(nul: number): SyntaxFault {
    const row = this.table.rowFrom(nul + 1) - 1;
    const isWithin = row >= 0 && nul < this.table.end(row);
    const key = isWithin ? this.table.source.slice(this.table.keyStart(row), this.table.keyEnd(row)) : "";
    return { kind: "controlCharacter", span: span(nul, nul + 1), subject: "NUL", key: key === "" ? undefined : key };
  }

  /** `% ibid-ignore link.dead` between entries holds for its own line and the entry that follows. */
  #suppression({ codes, span: comment }: SuppressingComment): SuppressingComment {
    const next = this.table.rowFrom(comment.start);
    const lineStart = this.table.source.lastIndexOf("\n", comment.start) + 1;
    return { codes, span: span(lineStart, Math.max(comment.end, next < this.table.length ? this.table.end(next) : 0)) };
  }
}

/** What was found of all but a stretch, moved to where it stands now, and without a hold on the text that it was found in. */
export function findingsOutside(
  found: Findings,
  from: number,
  until: number,
  shift: number,
): Pick<Findings, "strings" | "faults" | "suppressions"> {
  const outside = <Thing>(
    things: readonly Thing[],
    startOf: (thing: Thing) => number,
    moved: (thing: Thing, by: number) => Thing,
  ): Thing[] =>
    things.flatMap((thing) => {
      const start = startOf(thing);
      return start >= from && start < until ? [] : [moved(thing, start < from ? 0 : shift)];
    });
  return {
    strings: outside(found.strings, (string) => string.nameSpan.start, movedString),
    faults: outside(found.faults, (fault) => fault.span.start, movedFault),
    suppressions: outside(
      found.suppressions,
      (comment) => comment.span.start,
      ({ codes, span: at }, by) => ({ codes: codes.map(copied), span: movedSpan(at, by) }),
    ),
  };
}

const movedString = ({ name, nameSpan, parts }: StringDefinition, by: number): StringDefinition => ({
  name,
  nameSpan: movedSpan(nameSpan, by),
  parts: parts.map((part): ValuePart => ({ kind: part.kind, text: copied(part.text), span: movedSpan(part.span, by) })),
});

const movedFault = ({ kind, span: at, subject, key }: SyntaxFault, by: number): SyntaxFault => ({
  kind,
  span: movedSpan(at, by),
  subject: copied(subject),
  key: key === undefined ? undefined : copied(key),
});

const movedSpan = ({ start, end }: Span, by: number): Span => span(start + by, end + by);
