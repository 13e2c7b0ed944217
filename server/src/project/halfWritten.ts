import type { BibliographyFacts, RawEntry, RawField } from "../syntax/bibliography.ts";
import { type Span, span } from "../text/span.ts";

interface ReadText {
  readonly facts: BibliographyFacts;
  readonly text: string;
  /** Where something is kept: how long the text was that it stood in. */
  readonly wholeLength?: number;
}

/**
 * A file that another program is just writing ends in the middle: its whole entries are there, and the rest is as it was before, until the next write.
 * Undefined where the file is not cut off, or nothing would be kept. What is kept stands at the end of the text, since it has no place in it.
 */
export function withKeptRest(now: ReadText, before: ReadText): Required<ReadText> | undefined {
  const wholeLength = before.wholeLength ?? before.text.length;
  if (now.text.length >= wholeLength || !isCutOff(now)) return undefined;
  const whole = new Set(wholeEntries(now).map((entry) => entry.key));
  const end = span(now.text.length, now.text.length);
  const kept = before.facts.entries.filter((entry) => entry.key !== "" && !whole.has(entry.key)).map((entry) => new KeptEntry(entry, end));
  if (kept.length === 0) return undefined;
  const { format, faults, suppressions, writtenBy } =
    now.text.trim() === "" ? { ...before.facts, faults: [], suppressions: [] } : now.facts;
  const names = new Set(now.facts.strings.map(({ name }) => name));
  const strings = [...now.facts.strings, ...before.facts.strings.filter(({ name }) => !names.has(name))];
  // The last one may have lost the end of its key, too.
  const entries = now.facts.entries.filter((entry) => whole.has(entry.key) || !kept.some(({ key }) => key.startsWith(entry.key)));
  const facts = { format, entries: [...entries, ...kept], strings, faults, suppressions, writtenBy: writtenBy ?? before.facts.writtenBy };
  return { text: now.text, facts, wholeLength };
}

/** All but the last where the file breaks off in it. */
function wholeEntries({ facts }: ReadText): readonly RawEntry[] {
  const last = facts.entries.at(-1);
  const isBroken = last !== undefined && facts.faults.some((fault) => endFaults.has(fault.kind) && fault.key === last.key);
  return isBroken ? facts.entries.slice(0, -1) : facts.entries;
}

const endFaults: ReadonlySet<string> = new Set(["unclosedEntry", "unclosedValue", "missingEnd", "notYaml"]);

function isCutOff({ facts, text }: ReadText): boolean {
  const content = text.trimEnd();
  if (content === "") return true;
  const start = facts.entries.at(-1)?.span.start ?? 0;
  switch (facts.format) {
    case "bibtex":
      return facts.faults.some(({ kind, span: at }) =>
        kind === "notAnEntry" ? at.end >= content.length : endFaults.has(kind) && at.start >= start,
      );
    case "csl-json":
    case "zotero-json":
      return !/[\]}]$/.test(content) || facts.faults.some(({ kind, span: at }) => endFaults.has(kind) && at.start >= start);
    case "ris":
      return facts.faults.some(({ kind, span: at }) => kind === "missingEnd" && at.start >= start);
    case "csl-yaml":
    case "endnote":
      // They have no end mark; but programs end their last line.
      return !/[\n\r]$/.test(text);
  }
}

/** An entry of the text before, which is gone. */
class KeptEntry implements RawEntry {
  readonly key: string;
  readonly type: string;
  readonly keySpan: Span;
  readonly span: Span;
  readonly keyIsMade: boolean;
  readonly #before: RawEntry;

  constructor(before: RawEntry, at: Span) {
    this.key = before.key;
    this.type = before.type;
    this.keyIsMade = before.keyIsMade === true;
    this.keySpan = at;
    this.span = at;
    this.#before = before instanceof KeptEntry ? before.#before : before;
  }

  get fields(): readonly RawField[] {
    const at = this.span;
    return this.#before.fields.map(({ name, parts }) => ({
      name,
      nameSpan: at,
      valueSpan: at,
      parts: parts.map((part) => ({ ...part, span: at })),
    }));
  }
}
