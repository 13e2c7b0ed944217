import { BibtexFacts, findingsOutside, type KeptEntries } from "./bibtexFacts.ts";
import { BibtexReader } from "./bibtexReader.ts";
import { isEntryStart } from "./bibtexScanner.ts";
import type { EntryTable } from "./entryTable.ts";
import type { TextChange } from "./textChange.ts";

/** How far, in characters, it may matter what stands before the `@` of an entry or behind it; each look is bounded. */
const sight = 300;

/** Earlier versions that a version is compared with: whoever missed one finds his own. */
const versionsKept = 8;

/**
 * Reads a file again of which most stayed the same: from the last entry whose forerunners could not see the change to the first entry behind
 * it where the reader is in step with what it read before.
 */
export class BibtexStretch {
  readonly #text: string;
  readonly #earlier: BibtexFacts;
  readonly #shift: number;
  readonly #from: number;
  readonly #firstRow: number;
  readonly #reader: BibtexReader;
  /** The first entry of the earlier version that the reader has not passed. */
  #lastRow: number;

  constructor(text: string, earlier: BibtexFacts, { start, oldEnd, newEnd }: TextChange) {
    const { table } = earlier;
    const row = rowBefore(table, start - sight);
    this.#text = text;
    this.#earlier = earlier;
    this.#shift = newEnd - oldEnd;
    this.#from = row < 0 ? 0 : table.start(row);
    this.#firstRow = Math.max(0, row);
    this.#lastRow = table.rowFrom(oldEnd + sight);
    this.#reader = new BibtexReader(text, { from: this.#from, names: table.names, endsAt: (at) => this.#isInStep(at), room: 64 });
  }

  get hasOpenBlock(): boolean {
    return this.#reader.openBlocks > 0;
  }

  advance(mayContinue: () => boolean): boolean {
    return this.#reader.advance(mayContinue);
  }

  facts(): BibtexFacts {
    const { table, found } = this.#earlier;
    const { at, rows, findings } = this.#reader;
    const kept = findingsOutside(found, this.#from, at - this.#shift, this.#shift);
    const all = {
      strings: inOrder([...kept.strings, ...findings.strings], (string) => string.nameSpan.start),
      faults: inOrder([...kept.faults, ...findings.faults], (fault) => fault.span.start),
      suppressions: inOrder([...kept.suppressions, ...findings.suppressions], (comment) => comment.span.start),
      openBlocks: 0,
      nul: this.#firstNul(at, findings.nul),
    };
    const after = at >= this.#text.length ? table.length : this.#lastRow;
    return new BibtexFacts(table.spliced(this.#text, this.#firstRow, rows, after, this.#shift), all, this.#kept(table.length - after));
  }

  #isInStep(at: number): boolean {
    const { table } = this.#earlier;
    const before = at - this.#shift;
    while (this.#lastRow < table.length && table.start(this.#lastRow) < before) this.#lastRow++;
    return this.#lastRow < table.length && table.start(this.#lastRow) === before && isEntryStart(table.source, before);
  }

  #firstNul(at: number, fresh: number): number {
    const { nul } = this.#earlier.found;
    if (nul < this.#from && nul >= 0) return nul;
    return fresh >= 0 || nul < 0 ? fresh : this.#text.indexOf("\0", at);
  }

  #kept(after: number): readonly KeptEntries[] {
    const before = this.#firstRow;
    const earlier = this.#earlier.kept.map((kept) => ({
      since: kept.since,
      before: Math.min(kept.before, before),
      after: Math.min(kept.after, after),
    }));
    return [{ since: this.#earlier.version, before, after }, ...earlier].slice(0, versionsKept);
  }
}

/** The last entry that stands at the beginning of a line before an offset: whatever came before it ended there. */
function rowBefore(table: EntryTable, offset: number): number {
  let row = table.rowFrom(offset) - 1;
  while (row >= 0 && !isEntryStart(table.source, table.start(row))) row--;
  return row;
}

const inOrder = <Thing>(things: Thing[], startOf: (thing: Thing) => number): Thing[] =>
  things.sort((one, other) => startOf(one) - startOf(other));
