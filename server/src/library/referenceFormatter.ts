import type { RichRun, RichText } from "../csl/richText.ts";
import type { CslDate, CslItem, CslName } from "../csl/types.ts";
import { foreignLanguageOf } from "../text/language.ts";
import { richFromHtml } from "./citeprocHtml.ts";
import { contentHash } from "./contentHash.ts";
import type { StyleChoice } from "./formatting.ts";
import { styleCandidates } from "./styleNames.ts";
import { type CslTree, defaultLocale, parentStyle, resolveLocale, type StyleProvider } from "./styleTree.ts";

/** What is used of citeproc's engine. */
export interface ReferenceEngine {
  updateItems(ids: readonly string[]): unknown;
  /** false for styles without a bibliography. */
  makeBibliography(): readonly [unknown, readonly string[]] | false;
  previewCitationCluster(citation: object, before: readonly [], after: readonly [], format: "html"): string;
  getTerm(term: string, form: "long"): string;
}

/** `name`: equal for equal styles, since engines are kept by it. Throws for a style that can't be used. */
export type StartEngine = (
  items: readonly CslItem[],
  name: string,
  style: CslTree | string,
  locale: string,
  shipped: StyleProvider,
) => ReferenceEngine;

export interface References {
  readonly references: readonly (RichText | undefined)[];
  readonly styleMissing: boolean;
}

/**
 * Formats each work by itself: as a reference stands alone in a hover, without the year letters, dashes for repeated authors and numbers
 * that it would get among others.
 */
export function formatReferences(
  items: readonly CslItem[],
  choice: StyleChoice,
  locale: string,
  shipped: StyleProvider,
  startEngine: StartEngine,
): References {
  const works = items.map((item, index) => ({ ...forEngine(item), id: `work-${index}` }));
  const engine = engineOf(choice, works, locale, shipped, startEngine);
  if (engine !== undefined) return { references: works.map((work) => formatWork(engine, work.id)), styleMissing: false };
  const fallback = engineOf(defaultStyle, works, locale, shipped, startEngine);
  const references = works.map((work) => (fallback === undefined ? undefined : formatWork(fallback, work.id)));
  return { references, styleMissing: true };
}

const defaultStyle: StyleChoice = { kind: "named", name: "chicago-notes-bibliography" };

function engineOf(
  choice: StyleChoice,
  works: readonly CslItem[],
  locale: string,
  shipped: StyleProvider,
  start: StartEngine,
): ReferenceEngine | undefined {
  const style = findStyle(choice, shipped);
  if (style === undefined) return undefined;
  try {
    const tag = resolveLocale(locale || defaultLocale(style.style), shipped.locales);
    const engine = start([...works, probe], style.name, style.style, tag, shipped);
    return choice.kind === "named" || prints(engine) ? engine : undefined;
  } catch {
    return undefined; // Whatever is wrong with a style, the answer is that it can't be used.
  }
}

/** A work of which every style has something to say. */
const probe: CslItem = {
  id: "probe",
  type: "book",
  title: "Title",
  author: [{ family: "Author", given: "Ada" }],
  publisher: "Publisher",
  issued: { "date-parts": [[2000]] },
};

const printing = new WeakMap<ReferenceEngine, boolean>();

/** Some broken styles start without a complaint, and then print nothing. */
function prints(engine: ReferenceEngine): boolean {
  const found = printing.get(engine) ?? formatWork(engine, "probe") !== undefined;
  printing.set(engine, found);
  return found;
}

type FoundStyle = { readonly name: string; readonly style: CslTree | string };

/** A dependent style is its parent under another name. */
function findStyle(choice: StyleChoice, shipped: StyleProvider): FoundStyle | undefined {
  if (choice.kind === "named") {
    for (const name of styleCandidates(choice.name)) {
      const style = shipped.style(name);
      if (style !== undefined) return { name: `named-${name}`, style };
    }
    return undefined;
  }
  const { xml } = choice;
  if (xml.length > largestStyle) return undefined;
  const parent = parentStyle(xml);
  if (parent !== undefined) return findStyle({ kind: "named", name: parent }, shipped);
  return looksLikeStyle(xml) ? { name: `xml-${contentHash(xml)}`, style: xml } : undefined;
}

/** The largest of the collection has 300,000 characters. */
const largestStyle = 2_000_000;

const looksLikeStyle = (xml: string): boolean => xml.includes("<style") && (xml.includes("<bibliography") || xml.includes("<citation"));

/** The reference, or the note where a style has no bibliography; undefined where citeproc fails on this work. */
function formatWork(engine: ReferenceEngine, id: string): RichText | undefined {
  try {
    engine.updateItems([id]);
    const made = engine.makeBibliography();
    const html =
      made === false
        ? engine.previewCitationCluster({ citationItems: [{ id }], properties: { noteIndex: 1 } }, [], [], "html")
        : made[1].join(" ");
    const runs = nameOthers(richFromHtml(html), engine);
    return runs.length === 0 || emptyForms.some((form) => runs[0]?.text.startsWith(form)) ? undefined : runs;
  } catch {
    return undefined;
  }
}

/** What citeproc prints where a style has nothing to say of a work. */
const emptyForms = ["[CSL STYLE ERROR", "[NO_PRINTED_FORM]"];

/** Stands for "and others" in a list of names: CSL has no word for it, and a style would print it as one more person. */
const others = "\u{f8fe}";

/** What citeproc prints badly, in a shape that it prints well. */
function forEngine(item: CslItem): CslItem {
  const fields = Object.entries(item).map(([name, value]): [string, unknown] => {
    if (typeof value === "string") return [name, shortened(value)];
    if (Array.isArray(value)) return [name, withOthers(value)];
    return [name, name === "issued" ? withOpenStart(item.issued) : value];
  });
  // Styles capitalise English titles, and what says nothing of its language passes for English.
  const language = item.language ?? foreignLanguageOf(item.title ?? "");
  return { ...Object.fromEntries(fields), ...(language === undefined ? {} : { language }) };
}

/** citeproc's time grows with the square of some texts; nobody reads a reference of more. */
const longest = 2000;

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text);

const withOthers = (names: readonly CslName[]): readonly CslName[] =>
  names.length > 1 && names.at(-1)?.literal === "others" ? [...names.slice(0, -1), { family: others }] : names;

/** A range without a beginning is printed as nothing. */
function withOpenStart(date: CslDate | undefined): CslDate | undefined {
  const [start, end] = date?.["date-parts"] ?? [];
  return start?.[0] === 0 && end?.[0] !== undefined ? { literal: `–${end[0]}` } : date;
}

/** `Smith, John, and ⟨others⟩. “Title”` to `Smith, John, et al. “Title”`. */
function nameOthers(runs: RichText, engine: ReferenceEngine): RichText {
  if (!runs.some((run) => run.text.includes(others))) return runs;
  const term = engine.getTerm("et-al", "long") || "et al.";
  const and = engine.getTerm("and", "long") || "and";
  const named: RichRun[] = [];
  for (const run of runs) {
    const [before = "", ...after] = run.text.split(others);
    if (after.length === 0) named.push(run);
    else {
      const previous = before.trim() === "" ? named.pop() : undefined;
      if (previous !== undefined) named.push({ ...previous, text: `${withoutAnd(previous.text, and)} ` });
      const lead = before.trim() === "" ? "" : `${withoutAnd(before, and)} `;
      named.push({ ...run, text: lead + joinTerm(term, after.join("")) });
    }
  }
  return named;
}

/** `Smith, John, and ` to `Smith, John,`; the comma stays where the style set one. */
function withoutAnd(text: string, and: string): string {
  const end = text.trimEnd();
  const word = [and, "&"].find((joint) => end.endsWith(` ${joint}`));
  return word === undefined ? end : end.slice(0, -word.length).trimEnd();
}

const joinTerm = (term: string, after: string): string =>
  term.endsWith(".") && after.startsWith(".") ? term + after.slice(1) : term + after;
