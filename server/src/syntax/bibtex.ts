import { type Span, span } from "../text/span.ts";
import type { BibliographyFacts, RawEntry, StringDefinition, SyntaxFault } from "./bibliography.ts";
import { type EntryTools, readDefinitions, readEntry } from "./bibtexEntry.ts";
import { beginsLine, type EntryHead, endOfLine, entryHeadAt, isBlank, isEntryStart, scanBlock } from "./bibtexScanner.ts";
import { FieldMarks } from "./fieldMarks.ts";
import { suppressionCodes } from "./suppressions.ts";

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

export function startBibtex(text: string): BibliographyReading {
  return new BibtexReading(text);
}

/** Characters of junk between two questions whether reading may go on. */
const junkSlice = 65_536;

/** How often a block that never closes may be searched to the end of the file. */
const openBlockLimit = 4;

class BibtexReading implements BibliographyReading {
  readonly #text: string;
  readonly #entries: RawEntry[] = [];
  readonly #strings: StringDefinition[] = [];
  readonly #faults: SyntaxFault[] = [];
  readonly #comments: Span[] = [];
  readonly #lowerNames = new Map<string, string>();
  readonly #tools: EntryTools;
  #at = 0;
  #openBlocks = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tools = { text, marks: new FieldMarks(text), lowerCase: (name) => this.#lowerCase(name) };
  }

  advance(mayContinue: () => boolean): boolean {
    while (this.#at < this.#text.length) {
      this.#step();
      if (!mayContinue()) break;
    }
    return this.#at >= this.#text.length;
  }

  facts(): BibliographyFacts {
    return {
      format: "bibtex",
      entries: this.#entries,
      strings: this.#strings,
      faults: [...this.#faults, ...this.#controlCharacters()].sort((one, other) => one.span.start - other.span.start),
      suppressions: this.#suppressions(),
      writtenBy: this.#writtenBy(),
    };
  }

  /** Reads junk up to the next `@` that begins something, and that. */
  #step(): void {
    const stop = Math.min(this.#text.length, this.#at + junkSlice);
    while (this.#at < stop) {
      const character = this.#text[this.#at];
      if (character === "%") this.#readComment();
      else if (character === "@") {
        this.#readAt();
        return;
      } else this.#at++;
    }
  }

  #readComment(): void {
    const end = endOfLine(this.#text, this.#at);
    this.#comments.push(span(this.#at, end));
    this.#at = end;
  }

  #readAt(): void {
    const head = this.#headAt(this.#at);
    if (head !== undefined) this.#readBlock(head);
    else {
      this.#judgeStrayAt(this.#at);
      this.#at++;
    }
  }

  /** An address such as me@x.org begins nothing: before the `@` stands a space, a bracket or nothing, and in mid-line a brace must follow its word. */
  #headAt(at: number): EntryHead | undefined {
    const head = entryHeadAt(this.#text, at);
    if (head === undefined) return undefined;
    if (isEntryStart(this.#text, at)) return head;
    const before = this.#text.charCodeAt(at - 1);
    const isApart = at === 0 || isBlank(before) || before === 125 || before === 41 || before === 44;
    return isApart && head.close === "}" && head.open - head.start - head.type.length <= 2 ? head : undefined;
  }

  /** A half-typed `@art` or a lone `@` on its line is a slip; `@` in a sentence is not. */
  #judgeStrayAt(at: number): void {
    if (!beginsLine(this.#text, at)) return;
    const line = this.#text.slice(at, Math.min(endOfLine(this.#text, at), at + 80));
    const word = /^@\s*(\w*)\s*$/.exec(line);
    if (word !== null)
      this.#faults.push({ kind: "notAnEntry", span: span(at, at + line.trimEnd().length), subject: word[1] ?? "", key: undefined });
  }

  #readBlock(head: EntryHead): void {
    const type = this.#lowerCase(head.type);
    if (type === "comment") this.#skipBlock(head, true);
    else if (type === "preamble") this.#skipBlock(head, false);
    else if (type === "string") this.#readStrings(head);
    else this.#readEntry(head);
  }

  /** One that never closes ends with its line: better an entry of a comment read than all others lost. */
  #skipBlock(head: EntryHead, isComment: boolean): void {
    const block = this.#openBlocks < openBlockLimit ? scanBlock(this.#text, head) : undefined;
    if (block?.isClosed === true) {
      if (isComment) this.#comments.push(span(head.start, block.end));
      this.#at = block.end;
      return;
    }
    this.#openBlocks++;
    this.#faults.push({ kind: "unclosedEntry", span: span(head.start, head.open + 1), subject: head.type.toLowerCase(), key: undefined });
    this.#at = Math.max(head.open + 1, endOfLine(this.#text, head.open));
  }

  #readStrings(head: EntryHead): void {
    const { entry, faults, resume } = readDefinitions(this.#tools, head);
    for (const { name, nameSpan, parts } of entry?.fields ?? []) this.#strings.push({ name, nameSpan, parts });
    this.#faults.push(...faults);
    this.#at = Math.max(head.open + 1, resume);
  }

  #readEntry(head: EntryHead): void {
    const { entry, faults, resume } = readEntry(this.#tools, head);
    if (entry !== undefined) this.#entries.push(entry);
    for (const fault of faults) this.#faults.push(fault);
    this.#at = Math.max(head.open + 1, resume);
  }

  /** Each name in lower case once, however many fields bear it. */
  #lowerCase(name: string): string {
    const known = this.#lowerNames.get(name);
    if (known !== undefined) return known;
    const lower = name.toLowerCase();
    if (this.#lowerNames.size < 10_000) this.#lowerNames.set(name, lower);
    return lower;
  }

  /** The first NUL, with the entry that holds it: the rest are its kin. */
  #controlCharacters(): readonly SyntaxFault[] {
    const at = this.#text.indexOf("\0");
    if (at < 0 || at >= this.#at) return [];
    const holder = this.#entries.find((entry) => entry.span.start <= at && at < entry.span.end);
    return [
      {
        kind: "controlCharacter",
        span: span(at, at + 1),
        subject: "NUL",
        key: holder === undefined || holder.key === "" ? undefined : holder.key,
      },
    ];
  }

  /** `% ibid-ignore link.dead` between entries holds for its own line and the entry that follows. */
  #suppressions(): BibliographyFacts["suppressions"] {
    const found: { readonly codes: readonly string[]; readonly span: Span }[] = [];
    let next = 0;
    for (const comment of this.#comments) {
      const codes = suppressionCodes(commentText(this.#text.slice(comment.start, Math.min(comment.end, comment.start + 400))));
      if (codes === undefined) continue;
      while (next < this.#entries.length && (this.#entries[next]?.span.start ?? 0) < comment.start) next++;
      const lineStart = this.#text.lastIndexOf("\n", comment.start) + 1;
      found.push({ codes, span: span(lineStart, Math.max(comment.end, this.#entries[next]?.span.end ?? 0)) });
    }
    return found;
  }

  #writtenBy(): string | undefined {
    return programOf(this.#text.slice(0, Math.min(4096, this.#entries[0]?.span.start ?? 4096)));
  }
}

const commentText = (comment: string): string =>
  comment.startsWith("%") ? comment.replace(/^%+/, "").trim() : comment.replace(/^@\w+\s*[{(]|[})]$/g, "").trim();

/**
 * What the text before the first entry says of a program that writes the file anew at each change.
 * Better BibTeX names itself; Mendeley warns that changes will be lost. JabRef and BibDesk keep the file itself and don't count.
 */
function programOf(head: string): string | undefined {
  if (/better\s?bib(?:la)?tex|generated by zotero|exported (?:from|by) zotero/i.test(head)) return "Zotero";
  if (/generated by mendeley/i.test(head)) return "Mendeley";
  return undefined;
}
