import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { RawEntry, RawField, SyntaxFault } from "../../syntax/bibliography.ts";
import { readBibtex } from "../../syntax/bibtex.ts";
import type { Span } from "../../text/span.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { Fix } from "../problem.ts";
import { fixWords } from "../words/problems.ts";
import { entryAt, entryBehind } from "./entryAt.ts";

/** Ways to mend a fault of a BibTeX file, best first. Each was tried: the entry must read with fewer faults and lose nothing. */
export function syntaxFixes(snapshot: BibliographySnapshot, fault: SyntaxFault): readonly Fix[] {
  const entry = entryAt(snapshot.facts.entries, fault.span.start);
  const region = regionOf(snapshot, fault, entry);
  const attempts = attemptsFor(snapshot, fault, entry).filter(({ edits }) => isBetter(snapshot.text, region, edits));
  return attempts.map(({ title, edits, destroys = false }, index) => ({ title, edits, preferred: index === 0 && !destroys }));
}

interface Attempt {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Words of the writer are lost: never done unasked. */
  readonly destroys?: boolean;
}

function attemptsFor({ text, library }: BibliographySnapshot, fault: SyntaxFault, entry: RawEntry | undefined): readonly Attempt[] {
  const { span, subject } = fault;
  switch (fault.kind) {
    case "missingComma":
      return [{ title: fixWords.insert(","), edits: [inserted(span.end, ",")] }];
    case "missingEquals":
      return [{ title: fixWords.insert("="), edits: [inserted(span.end, equalsLike(text, entry))] }];
    case "missingValue":
      return entry === undefined ? [] : emptyValue(text, entry, span, subject);
    case "keyWithSpace": {
      const key = subject.replace(/\s+/g, "");
      return library.find(key) === undefined ? [{ title: fixWords.changeKeyTo(key), edits: [{ span, text: key }] }] : [];
    }
    case "unclosedEntry":
      return entry === undefined ? [] : closedEntry(text, entry);
    case "unclosedValue":
      return entry === undefined ? [] : closedValue(text, entry, span);
    case "duplicateField":
      return entry === undefined ? [] : withoutField(text, entry, span, subject);
    case "controlCharacter":
      return [{ title: fixWords.removeCharacter, edits: [{ span, text: "" }] }];
    case "missingKey":
    case "oddFieldName":
    case "notJson":
    case "notYaml":
    case "cycle":
    case "missingEnd":
    case "missingType":
    case "notAnEntry":
      return [];
  }
}

/** As between the entry's other names and values. */
function equalsLike(text: string, entry: RawEntry | undefined): string {
  const signs = (entry?.fields ?? []).map(({ nameSpan, valueSpan }) => text.slice(nameSpan.end, valueSpan.start));
  const usual = signs.find((sign) => /^[ \t]*=[ \t]*$/.test(sign)) ?? " = ";
  return usual.trimEnd() === "=" ? "=" : " =";
}

function emptyValue(text: string, entry: RawEntry, name: Span, subject: string): readonly Attempt[] {
  const field = entry.fields.find(({ nameSpan }) => nameSpan.start === name.start);
  const sign = text.indexOf("=", name.end);
  if (field === undefined || sign < 0 || text.slice(name.end, sign).trim() !== "") return [];
  const gap = text[sign - 1] === " " ? " " : "";
  const blanks = /^[ \t]*(?=[,)}\r\n])/.exec(text.slice(sign + 1, sign + 80))?.[0].length ?? 0;
  return [
    { title: fixWords.insert("{}"), edits: [{ span: { start: sign + 1, end: sign + 1 + blanks }, text: `${gap}{}` }] },
    { title: fixWords.removeField(subject), edits: [fieldRemoval(text, { start: name.start, end: sign + 1 })], destroys: true },
  ];
}

function closedEntry(text: string, entry: RawEntry): readonly Attempt[] {
  const open = /^@\s*\w+\s*([{(])/.exec(text.slice(entry.span.start, entry.span.start + 200))?.[1];
  const last = entry.fields.at(-1);
  const close = open === "(" ? ")" : "}";
  const comma = /^[ \t]*,/.exec(text.slice(entry.span.end, entry.span.end + 80))?.[0].length ?? 0;
  const isOneLine = last !== undefined && !text.slice(entry.span.start, last.nameSpan.start).includes("\n");
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const attempts: Attempt[] = [];
  if (last !== undefined) {
    const opening = text[last.valueSpan.start];
    // Both brackets may be missing, the value's and the entry's.
    const closing = opening === '"' ? '"' : "}";
    const isValueOpen = (opening === "{" || opening === '"') && last.valueSpan.end === entry.span.end;
    if (isValueOpen) attempts.push({ title: fixWords.insert(closing), edits: [inserted(entry.span.end, closing)] });
  }
  const at = entry.span.end + comma;
  return [{ title: fixWords.insert(close), edits: [inserted(at, isOneLine ? close : newline + close)] }, ...attempts];
}

/** The bracket is missing at the value's end or was one too many, or the words have none at all. */
function closedValue(text: string, entry: RawEntry, place: Span): readonly Attempt[] {
  const field = fieldHolding(entry, place);
  if (field === undefined) return [];
  const { start, end } = field.valueSpan;
  const opening = text[start];
  if (opening !== "{" && opening !== '"') {
    const edits = [inserted(start, "{"), inserted(end, "}")];
    return [{ title: fixWords.insert("{…}"), edits }];
  }
  const closing = opening === "{" ? "}" : '"';
  const stray = place.end > end && text[place.end - 1] === "}" ? [{ title: fixWords.remove("}"), edits: [without(place.end - 1)] }] : [];
  return [...stray, { title: fixWords.insert(closing), edits: [inserted(end, closing)] }];
}

const fieldHolding = (entry: RawEntry, place: Span): RawField | undefined =>
  entry.fields.findLast(({ nameSpan }) => nameSpan.start <= place.start);

/** The first of two counts: a second that says the same, or something else, can go. */
function withoutField(text: string, entry: RawEntry, name: Span, subject: string): readonly Attempt[] {
  const [first] = entry.fields.filter((field) => field.name === subject);
  const field = entry.fields.find(({ nameSpan }) => nameSpan.start === name.start);
  if (first === undefined || field === undefined || first === field) return [];
  const wordsOf = ({ valueSpan }: RawField): string => text.slice(valueSpan.start + 1, valueSpan.end - 1).replace(/\s+/g, " ");
  const edits = [fieldRemoval(text, { start: field.nameSpan.start, end: field.valueSpan.end })];
  return [{ title: fixWords.removeSecondField(subject), edits, destroys: wordsOf(first) !== wordsOf(field) }];
}

/** With its comma and, where nothing else stands on them, its lines. */
function fieldRemoval(text: string, field: Span): TextEdit {
  const comma = /^\s{0,80},/.exec(text.slice(field.end, field.end + 81))?.[0].length ?? 0;
  const end = field.end + comma;
  const lineStart = text.lastIndexOf("\n", field.start - 1) + 1;
  const rest = /^[ \t]*(?:\r?\n)/.exec(text.slice(end, end + 200))?.[0].length ?? 0;
  const ownsLines = text.slice(lineStart, field.start).trim() === "" && rest > 0;
  if (ownsLines) return { span: { start: lineStart, end: end + rest }, text: "" };
  const blanks = /^[ \t]*/.exec(text.slice(end, end + 80))?.[0].length ?? 0;
  return { span: { start: field.start, end: end + blanks }, text: "" };
}

/** From the entry's beginning to the next one: what a mended fault may change the reading of. */
function regionOf({ text, facts }: BibliographySnapshot, fault: SyntaxFault, entry: RawEntry | undefined): Span {
  const start = Math.min(entry?.span.start ?? fault.span.start, fault.span.start);
  const next = entryBehind(facts.entries, Math.max(entry?.span.start ?? 0, fault.span.start));
  return { start, end: Math.min(next?.span.end ?? text.length, start + longestRegion) };
}

const longestRegion = 50_000;

function isBetter(text: string, region: Span, edits: readonly TextEdit[]): boolean {
  const before = readBibtex(text.slice(region.start, region.end));
  const mended = applied(text, region, edits);
  const after = readBibtex(mended);
  const keys = (entries: readonly RawEntry[]): string => entries.map(({ key }) => key.replace(/\s+/g, "")).join("\n");
  return (
    after.faults.length < before.faults.length &&
    keys(after.entries) === keys(before.entries) &&
    after.strings.length === before.strings.length
  );
}

function applied(text: string, region: Span, edits: readonly TextEdit[]): string {
  let at = region.start;
  let result = "";
  for (const { span, text: put } of edits) {
    result += text.slice(at, span.start) + put;
    at = span.end;
  }
  return result + text.slice(at, region.end);
}

const inserted = (at: number, text: string): TextEdit => ({ span: { start: at, end: at }, text });
const without = (at: number): TextEdit => ({ span: { start: at, end: at + 1 }, text: "" });
