import { formatEntry, identityOf, readOnce } from "../../library/entries.ts";
import type { Entry } from "../../library/entry.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { BibliographyFormat, RawEntry } from "../../syntax/bibliography.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import type { Span } from "../../text/span.ts";
import type { FoundProblem, ProblemFacts, Severity } from "../problem.ts";
import { missingFields } from "./missingFields.ts";
import { suspectValues } from "./suspectValues.ts";

/** What is wrong in one entry by itself, without its place: that holds as long as the entry says the same, wherever it moves. */
export interface Finding {
  readonly facts: ProblemFacts;
  readonly severity?: Severity;
  /** The field that it is about; without one it is the entry. */
  readonly field?: string;
  /** The words of the field's value, as written. */
  readonly words?: string;
  /** What takes their place, and the title of that fix. */
  readonly mended?: string;
  readonly title?: string;
}

/** The findings of each entry, remembered by what it says. */
export function findingsOf(entry: Entry, format: BibliographyFormat, thisYear: number): readonly Finding[] {
  const identity = identityOf(entry);
  const known = remembered.get(identity);
  if (known?.thisYear === thisYear) return known.findings;
  const once = readOnce(entry);
  const found = [...missingFields(once, formatEntry(once)), ...suspectValues(entry.raw, format, thisYear)];
  const findings = found.length === 0 ? none : found;
  remembered.set(identity, { findings, thisYear });
  return findings;
}

const remembered = new WeakMap<object, { readonly findings: readonly Finding[]; readonly thisYear: number }>();
const none: readonly Finding[] = [];

/** The finding at its place as the file stands now. */
export function placedFinding(snapshot: BibliographySnapshot, entry: Entry, finding: Finding): FoundProblem {
  const { facts, severity, mended, title } = finding;
  const span = spanOf(snapshot.text, entry.raw, finding);
  return {
    facts,
    span,
    ...(severity === undefined ? {} : { severity }),
    ...(mended === undefined || title === undefined || !isExact(snapshot.text, span, finding)
      ? {}
      : { fixes: [{ title, edits: [{ span, text: mended }], preferred: true }] }),
  };
}

const isExact = (text: string, span: Span, { words }: Finding): boolean => text.slice(span.start, span.end) === words;

function spanOf(text: string, raw: RawEntry, { field, words }: Finding): Span {
  const [found] = field === undefined ? [] : fieldsNamed(raw, field);
  if (found === undefined) return headSpan(text, raw);
  const { start, end } = found.valueSpan;
  const at = words === undefined || words === "" ? -1 : text.slice(start, end).indexOf(words);
  return at < 0 || words === undefined ? { start, end } : { start: start + at, end: start + at + words.length };
}

/** The key, else the first line of the entry, of which not all is to be underlined. */
export function headSpan(text: string, { keySpan, span }: RawEntry): Span {
  if (keySpan.end > keySpan.start) return keySpan;
  const newline = text.indexOf("\n", span.start);
  return { start: span.start, end: Math.min(span.end, newline < 0 ? span.end : newline, span.start + 80) };
}
