import type { BibliographyFacts } from "./bibliography.ts";
import { BibtexFacts } from "./bibtexFacts.ts";
import { BibtexReader } from "./bibtexReader.ts";
import { BibtexStretch } from "./bibtexStretch.ts";
import { EntryTable } from "./entryTable.ts";
import { NameNumbers } from "./nameNumbers.ts";
import { changeBetween } from "./textChange.ts";

/** A file that is read in slices: `advance` works as long as it may and says whether all is read. */
export interface BibliographyReading {
  advance(mayContinue: () => boolean): boolean;
  /** What has been read so far. */
  facts(): BibliographyFacts;
}

/** Reads a BibTeX or biblatex file (btxdoc; biblatex's manual, § 2) as biber would, and goes on where biber gives up. */
export function readBibtex(text: string): BibliographyFacts {
  const reading = startBibtex(text);
  reading.advance(() => true);
  return reading.facts();
}

/** `earlier`: what an earlier version of the file said, whole. What stayed the same since is not read again. */
export function startBibtex(text: string, earlier?: BibliographyFacts): BibliographyReading {
  if (!(earlier instanceof BibtexFacts) || earlier.found.openBlocks > 0) return new WholeReading(text);
  const change = changeBetween(earlier.table.source, text);
  return change === undefined ? new NoReading(earlier) : new StretchReading(text, new BibtexStretch(text, earlier, change));
}

class NoReading implements BibliographyReading {
  readonly #facts: BibliographyFacts;

  constructor(facts: BibliographyFacts) {
    this.#facts = facts;
  }

  advance(): boolean {
    return true;
  }

  facts(): BibliographyFacts {
    return this.#facts;
  }
}

class WholeReading implements BibliographyReading {
  readonly #text: string;
  readonly #reader: BibtexReader;

  constructor(text: string) {
    this.#text = text;
    this.#reader = new BibtexReader(text, { from: 0, names: new NameNumbers(), endsAt: () => false, room: 8192 });
  }

  advance(mayContinue: () => boolean): boolean {
    return this.#reader.advance(mayContinue);
  }

  facts(): BibliographyFacts {
    const { rows, findings } = this.#reader;
    return new BibtexFacts(new EntryTable(this.#text, rows.marks.names, rows.rows(), [rows.marks]), findings);
  }
}

/** What a block without its closing bracket swallows is no matter of a stretch: then all is read. */
class StretchReading implements BibliographyReading {
  readonly #text: string;
  readonly #stretch: BibtexStretch;
  #whole: WholeReading | undefined;

  constructor(text: string, stretch: BibtexStretch) {
    this.#text = text;
    this.#stretch = stretch;
  }

  advance(mayContinue: () => boolean): boolean {
    if (this.#whole !== undefined) return this.#whole.advance(mayContinue);
    const isDone = this.#stretch.advance(mayContinue);
    if (!this.#stretch.hasOpenBlock) return isDone;
    this.#whole = new WholeReading(this.#text);
    return false;
  }

  facts(): BibliographyFacts {
    return (this.#whole ?? this.#stretch).facts();
  }
}
