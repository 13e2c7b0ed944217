import type { DraftSnapshot } from "../project/snapshot.ts";
import type { DraftFacts, Quotation } from "../syntax/facts.ts";
import { type MappedText, MappedTextBuilder } from "../text/mappedText.ts";

/** What is compared as one: a quotation, or two halves of one around what the writer put between: `"there is little," he argues, "to be done"`. */
export interface QuotationUnit {
  /** Indices into the facts' quotations, in order. */
  readonly quotations: readonly number[];
  readonly content: MappedText;
  /** Where in the content the second half begins; undefined where there is only one. */
  readonly joint: number | undefined;
}

/** The unit that a quotation belongs to. */
export function quotationUnit(snapshot: DraftSnapshot, index: number): QuotationUnit | undefined {
  return unitsOf(snapshot)[index];
}

const known = new WeakMap<DraftFacts, readonly (QuotationUnit | undefined)[]>();

function unitsOf(snapshot: DraftSnapshot): readonly (QuotationUnit | undefined)[] {
  const { facts } = snapshot;
  const there = known.get(facts);
  if (there !== undefined) return there;
  const units: (QuotationUnit | undefined)[] = [];
  for (let index = 0; index < facts.quotations.length; index++) {
    const quotation = facts.quotations[index];
    if (units[index] !== undefined || quotation === undefined) continue;
    const next = facts.quotations[index + 1];
    if (next !== undefined && areHalves(snapshot, index, quotation, next)) {
      const unit = { quotations: [index, index + 1], ...joined(quotation.content, next.content) };
      units[index] = unit;
      units[index + 1] = unit;
    } else units[index] = { quotations: [index], content: quotation.content, joint: undefined };
  }
  known.set(facts, units);
  return units;
}

function joined(first: MappedText, second: MappedText): { readonly content: MappedText; readonly joint: number } {
  const both = new MappedTextBuilder();
  for (let at = 0; at < first.text.length; at++) both.replace(first.text[at] ?? "", first.offsets[at] ?? 0);
  both.replace(" ", first.offsets.at(-1) ?? 0);
  const joint = both.length;
  for (let at = 0; at < second.text.length; at++) both.replace(second.text[at] ?? "", second.offsets[at] ?? 0);
  return { content: both.build(second.offsets.at(-1) ?? 0), joint };
}

/** Few words between commas, no more than a citation among them, and a second half that goes on in small letters. */
function areHalves(snapshot: DraftSnapshot, index: number, first: Quotation, second: Quotation): boolean {
  if (first.kind === "block" || second.kind === "block" || second.span.start - first.span.end > LONGEST_BETWEEN) return false;
  if (!/^[[(…\s.]*\p{Ll}/u.test(second.content.text) || /[.!?]["'”’»]?$/.test(first.content.text)) return false;
  const between = withoutCitations(snapshot, first.span.end, second.span.start);
  if (!/[,–—-]\s*$/.test(between) || /[.;:!?]|\n\s*\n/.test(between)) return false;
  if (!/^\s*[,–—-]/.test(between) && !/[,–—-]$/.test(first.content.text.trimEnd())) return false;
  const words = between.match(/[\p{L}’'.-]+/gu) ?? [];
  return (
    words.length > 0 && words.length <= 9 && !words.some((word) => CONJUNCTIONS.has(word.toLowerCase())) && areOneWork(snapshot, index)
  );
}

const LONGEST_BETWEEN = 160;

/** A list of several quotations has one of these between each two. */
const CONJUNCTIONS: ReadonlySet<string> = new Set("and or und oder et ou y o e but aber mais sondern then and/or".split(" "));

function withoutCitations({ facts, text }: DraftSnapshot, start: number, end: number): string {
  let between = "";
  let from = start;
  for (const { span } of facts.groups) {
    if (span.end <= from || span.start >= end) continue;
    between += text.slice(from, Math.max(from, span.start));
    from = Math.min(end, span.end);
  }
  return between + text.slice(from, end);
}

function areOneWork({ bindings }: DraftSnapshot, index: number): boolean {
  const [one, other] = [bindings[index]?.groups ?? [], bindings[index + 1]?.groups ?? []];
  return one.some((group) => other.includes(group)) || (one.length === 0 && other.length === 0);
}
