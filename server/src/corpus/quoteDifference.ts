import type { Span } from "../text/span.ts";
import { pieceAt } from "./place.ts";
import { formAt, gapBefore, type PreparedSource } from "./preparedSource.ts";
import type { Step, Window } from "./quoteAlign.ts";
import { isGluedNumber, type QuotedWord, type QuotePart } from "./quoteParts.ts";
import type { Difference } from "./quoteVerdict.ts";
import { isMisreading, scanErrorsOf } from "./scanErrors.ts";
import { endsInLigature, hasLostLigature, isSpellingVariant, isWordOfItsOwn } from "./spelling.ts";

/** What a step comes to for a reader: no difference of words, another spelling, or another word. */
export type Relation = "same" | "spelling" | "different";

export interface Comparison {
  readonly prepared: PreparedSource;
  /** The quotation as typed. */
  readonly text: string;
  readonly part: QuotePart;
  readonly german: boolean;
}

export function relationOf(comparison: Comparison, step: Step): Relation {
  if (step.kind === "same" || step.kind === "bracket") return "same";
  if (step.kind === "joined") return joinRelation(comparison, step);
  const token = wordOf(comparison.part, step.token);
  if (step.tokens === 0) return isCallout(comparison.prepared, step.word) ? "same" : "different";
  if (step.words === 0) return token?.gluedNumber ? "same" : "different";
  return token ? pairRelation(comparison, token.form, formAt(comparison.prepared, step.word)) : "different";
}

/** The differences of one part; neighbours are one, but spelling is kept apart from other words. */
export function differencesOf(comparison: Comparison, steps: readonly Step[]): readonly Difference[] {
  const groups: Group[] = [];
  steps.forEach((step, index) => {
    const relation = relationOf(comparison, step);
    if (relation === "same") return;
    const last = groups.at(-1);
    if (last && last.to === index && last.relation === relation) groups[groups.length - 1] = { ...last, to: index + 1 };
    else groups.push({ relation, from: index, to: index + 1 });
  });
  const kept = groups.map((group) => (group.relation === "spelling" ? group : widened(comparison, steps, group)));
  return merged(kept)
    .map((group) => differenceOf(comparison, steps, group))
    .filter((difference) => !isHeading(comparison.prepared, difference));
}

/** A quotation may run on over a heading between two paragraphs; one with words of the heading left out may not. */
function isHeading({ source }: PreparedSource, { quoted, printedSpan }: Difference): boolean {
  if (quoted !== "") return false;
  const piece = pieceAt(source, printedSpan.start);
  if (piece?.kind !== "heading") return false;
  const { start, end } = piece.span;
  const around = source.read.text.slice(start, printedSpan.start) + source.read.text.slice(printedSpan.end, Math.max(end, printedSpan.end));
  return printedSpan.end <= end && !/[\p{L}\p{N}]/u.test(around);
}

/** Steps [from, to) that come to the same. */
interface Group extends Window {
  readonly relation: Relation;
}

/** The quotation's words that are nowhere near the others. */
export function addedPart({ part, text }: Pick<Comparison, "part" | "text">, at: number): Difference {
  const quotedSpan = { start: part.tokens[0]?.span.start ?? 0, end: part.tokens.at(-1)?.span.end ?? 0 };
  const printedSpan = { start: at, end: at };
  return { kind: "added", quoted: text.slice(quotedSpan.start, quotedSpan.end), quotedSpan, printed: "", printedSpan, spellingOnly: false };
}

function pairRelation({ prepared, german }: Comparison, quoted: string, printed: string): Relation {
  if (isWithCallout(quoted, printed) || isWithCallout(printed, quoted)) return "same";
  const errors = scanErrorsOf(prepared.source);
  if (hasLostLigature(quoted, printed) && rare(prepared, printed) && (errors.lostLigatures || !isWordOfItsOwn(printed))) return "same";
  if (isMisreading(errors, quoted, printed)) return "same";
  return isSpellingVariant(quoted, printed, german) ? "spelling" : "different";
}

/** `partnership1`: a callout that stuck to its word. */
const isWithCallout = (word: string, other: string): boolean =>
  word.length > other.length &&
  word.startsWith(other) &&
  /^\p{L}{3,}\p{Nd}{1,3}$/u.test(word) &&
  /^\p{Nd}+$/u.test(word.slice(other.length));

function rare(prepared: PreparedSource, form: string): boolean {
  const id = prepared.vocabulary.get(form) ?? -1;
  return id >= 0 && (prepared.placeStarts[id + 1] ?? 0) - (prepared.placeStarts[id] ?? 0) <= 3;
}

/** A number that only calls a note or a reference: `partnership."1`, `nobody objected [13, 14]`. */
function isCallout(prepared: PreparedSource, word: number): boolean {
  const { text } = prepared.source.read;
  const start = prepared.starts[word] ?? 0;
  const end = prepared.ends[word] ?? 0;
  if (isGluedNumber(text, start, end) || isParagraphNumber(prepared, start, end)) return true;
  const inBrackets = /\[[\d,;\s–-]*$/.test(text.slice(Math.max(0, start - 24), start)) && /^[\d,;\s–-]*\]/.test(text.slice(end, end + 24));
  return inBrackets && /^\d+(?:,\d+)*$/.test(text.slice(start, end));
}

/** `2. We reaffirm …`, `(b) the register …`: treaties and communiqués number their paragraphs, and quotations run on without. */
function isParagraphNumber({ source }: PreparedSource, start: number, end: number): boolean {
  const { text } = source.read;
  const piece = pieceAt(source, start);
  if (piece === undefined || start - piece.span.start > 1 || /[^([§]/.test(text.slice(piece.span.start, start))) return false;
  return /^(?:\d{1,4}|[a-z]|[ivx]{1,5})$/i.test(text.slice(start, end)) && /^[.)\]]{1,2}\s/.test(text.slice(end, end + 3));
}

/**
 * One word for two. A line's end, a point (`U.S.`), grouped digits (`12 000`) and a ligature that swallowed the space are print;
 * a hyphen or space in the middle is spelling (`co-operation`).
 */
function joinRelation({ prepared, text, part }: Comparison, step: Step): Relation {
  const first = part.tokens[step.token];
  const second = part.tokens[step.token + step.tokens - 1];
  const gap = step.words === 2 ? gapBefore(prepared, step.word + 1) : text.slice(first?.span.end, second?.span.start);
  if (/^[-‐¬]\s+$/.test(gap) || /^\.\s?$/.test(gap)) return "same";
  if (/^\d+$/.test(formAt(prepared, step.word))) return "same";
  if (/^\s+$/.test(gap) && scanErrorsOf(prepared.source).misread) return "same";
  const whole = step.words === 2 ? wordOf(part, step.token)?.form : formAt(prepared, step.word);
  const head = step.words === 2 ? formAt(prepared, step.word) : wordOf(part, step.token)?.form;
  const tail = step.words === 2 ? formAt(prepared, step.word + 1) : wordOf(part, step.token + 1)?.form;
  if (/^\s+$/.test(gap) && (endsInLigature(head ?? "") || (head ?? "").length + (tail ?? "").length < (whole ?? "").length)) return "same";
  return "spelling";
}

/**
 * Half of a compound says little: `terrorism` against `piracy` is shown as `counter-terrorism` against `counter-piracy`.
 * A group of steps takes in the equal step that a hyphen or apostrophe ties to it.
 */
function widened(comparison: Comparison, steps: readonly Step[], group: Group): Group {
  let { from, to } = group;
  while (from > 0 && steps[from - 1]?.kind === "same" && isTied(comparison, steps, from)) from--;
  while (to < steps.length && steps[to]?.kind === "same" && isTied(comparison, steps, to)) to++;
  return { ...group, from, to };
}

/** Groups that met when they were widened are one. */
function merged(groups: readonly Group[]): readonly Group[] {
  const apart: Group[] = [];
  for (const group of groups) {
    const last = apart.at(-1);
    const meets = last && group.from <= last.to && (group.relation === last.relation || group.from < last.to);
    if (last && meets) apart[apart.length - 1] = { relation: "different", from: last.from, to: Math.max(last.to, group.to) };
    else apart.push(group);
  }
  return apart;
}

/** True where no more than a hyphen or apostrophe stands before the step, in the source or in the quotation, and no dash in either. */
function isTied({ prepared, text, part }: Comparison, steps: readonly Step[], at: number): boolean {
  const before = steps[at - 1];
  const after = steps[at];
  if (!before || !after) return false;
  const token = after.token;
  const quoted =
    token > 0 && token < part.tokens.length ? text.slice(part.tokens[token - 1]?.span.end, part.tokens[token]?.span.start) : " ";
  const printed = before.word + before.words > 0 ? gapBefore(prepared, after.word) : " ";
  if (DASH.test(quoted) || DASH.test(printed)) return false;
  return TIE.test(quoted) || TIE.test(printed);
}

const TIE = /^[-‐‑'’]$/;

const DASH = /[–—]|--/;

function differenceOf(comparison: Comparison, steps: readonly Step[], group: Group): Difference {
  const { prepared, text } = comparison;
  const within = steps.slice(group.from, group.to);
  const quotedSpan = quotedSpanOf(comparison, within);
  const printedSpan = printedSpanOf(comparison, within);
  const quoted = text.slice(quotedSpan.start, quotedSpan.end);
  const printed = prepared.source.read.text.slice(printedSpan.start, printedSpan.end);
  const kind = quoted === "" ? "leftOut" : printed === "" ? "added" : "changed";
  return { kind, quoted, quotedSpan, printed, printedSpan, spellingOnly: group.relation === "spelling" };
}

function quotedSpanOf({ part }: Comparison, steps: readonly Step[]): Span {
  const passing = steps.filter((step) => step.tokens > 0);
  const last = passing.at(-1);
  const first = passing[0];
  if (first && last) {
    return { start: part.tokens[first.token]?.span.start ?? 0, end: part.tokens[last.token + last.tokens - 1]?.span.end ?? 0 };
  }
  const at = part.tokens[(steps[0]?.token ?? 0) - 1]?.span.end ?? part.tokens[0]?.span.start ?? 0;
  return { start: at, end: at };
}

function printedSpanOf({ prepared }: Comparison, steps: readonly Step[]): Span {
  const passing = steps.filter((step) => step.words > 0);
  const first = passing[0];
  const last = passing.at(-1);
  if (first && last) return { start: prepared.starts[first.word] ?? 0, end: prepared.ends[last.word + last.words - 1] ?? 0 };
  const word = steps[0]?.word ?? 0;
  const at = word > 0 ? (prepared.ends[word - 1] ?? 0) : (prepared.starts[0] ?? 0);
  return { start: at, end: at };
}

function wordOf(part: QuotePart, at: number): QuotedWord | undefined {
  const token = part.tokens[at];
  return token?.kind === "word" ? token : undefined;
}
