import { canonicalField, fieldConstants, fieldKind } from "../../library/biblatexModel.ts";
import { languageNames } from "../../library/languageTags.ts";
import { searchLibrary } from "../../library/search.ts";
import { shortReference } from "../../library/shortReference.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { BibtexContext } from "../../syntax/bibtexContext.ts";
import { latexToText } from "../../syntax/latexText.ts";
import { foldForSearch } from "../../text/fold.ts";
import { baseName, folderOf, isWithin } from "../../text/path.ts";
import { shortened } from "../places.ts";
import { completionWords } from "../words/bibliography.ts";
import { BestItems, itemLimit } from "./bestItems.ts";
import type { BibliographyItem } from "./completion.ts";
import { filesOf } from "./definition.ts";
import type { KnownValue, ValuesOf } from "./fieldValues.ts";

type ValueContext = BibtexContext & { readonly kind: "value" };

/** Fields whose values return from entry to entry; nobody wants another work's title. */
const recurring: ReadonlySet<string> = new Set([
  ...["journaltitle", "journalsubtitle", "shortjournal", "booktitle", "maintitle", "series", "shortseries", "publisher", "location"],
  ...["institution", "organization", "origpublisher", "origlocation", "eventtitle", "venue", "howpublished", "library", "edition"],
  ...["keywords", "langid", "language", "origlanguage", "type", "pubstate", "eprinttype", "eprintclass", "editortype", "relatedtype"],
]);

/** Whether values in use are offered for a field: then they are to be gathered first. */
export const offersValuesInUse = (field: string): boolean => recurring.has(canonicalField(field)) || fieldKind(field) === "names";

/** Whether other entries are offered. */
export const offersEntries = (field: string): boolean => isKeyField(field);

export function valueItems(snapshot: BibliographySnapshot, context: ValueContext, values: ValuesOf): readonly BibliographyItem[] {
  if (context.delimiter === "" && /^\d/.test(context.typed)) return [];
  if (isKeyField(context.field)) return inBraces(keyItems(snapshot, context), context);
  if (canonicalField(context.field) === "file") return inBraces(fileItems(snapshot, context), context);
  const best = new BestItems<BibliographyItem>(context.typed);
  if (context.delimiter === "") offerStrings(snapshot, best);
  offerConstants(context, best);
  if (context.entry.type !== "string") offerValuesInUse(snapshot, context, values, best);
  return best.items;
}

const isKeyField = (field: string): boolean => field !== "ids" && (fieldKind(field) === "entryKey" || fieldKind(field) === "entryKeys");

const delimited = (latex: string, { delimiter }: ValueContext): string => (delimiter === "" ? `{${latex}}` : latex);

const inBraces = (items: readonly BibliographyItem[], context: ValueContext): readonly BibliographyItem[] =>
  items.map((item) => ({ ...item, text: delimited(item.text, context) }));

// ---- words

/** The names of strings, and what they stand for. */
function offerStrings(snapshot: BibliographySnapshot, best: BestItems<BibliographyItem>): void {
  const seen = new Set<string>();
  for (const { facts } of filesOf(snapshot)) {
    for (const { name, parts } of facts.strings) {
      if (seen.has(name)) continue;
      seen.add(name);
      const value = shortened(latexToText(parts.map((part) => part.text).join("")), 60);
      best.offer({ kind: "string", label: name, detail: value, text: name }, `${name} ${foldForSearch(value)}`, stringWeight);
    }
  }
}

/** What is defined for the purpose goes before what is merely in use. */
const stringWeight = 1e6;

function offerConstants(context: ValueContext, best: BestItems<BibliographyItem>): void {
  const field = canonicalField(context.field);
  const isLanguage = field === "langid" || fieldKind(field) === "keyList";
  // A month is a name of BibTeX's own: no braces stand round it.
  if (field === "month" && context.delimiter !== "") return;
  const constants = isLanguage ? languageNames() : fieldConstants(field);
  for (const [index, word] of constants.entries()) {
    const text = field === "month" ? word : delimited(word, context);
    best.offer({ kind: "value", label: word, detail: "", text }, word, field === "month" ? 2 * stringWeight - index : 0);
  }
}

/** What is being typed is itself a value of the library by now; that alone makes it none. */
function offerValuesInUse(
  snapshot: BibliographySnapshot,
  context: ValueContext,
  values: ValuesOf,
  best: BestItems<BibliographyItem>,
): void {
  if (!offersValuesInUse(context.field)) return;
  const own = snapshot.text.slice(context.replace.start, context.replace.end).replace(/\s+/g, " ").trim();
  const constants = new Set(fieldConstants(context.field));
  const seen = new Set<string>();
  const matching = new BestItems<KnownValue>(context.typed);
  for (const { path } of filesOf(snapshot)) {
    for (const value of values(path)) {
      const isTypedNow = value.latex === own && value.count === 1;
      if (!isTypedNow && !constants.has(value.latex)) matching.offer(value, value.folded, value.count);
    }
  }
  for (const { latex, text, folded, count } of matching.items) {
    if (seen.has(latex)) continue;
    seen.add(latex);
    best.offer({ kind: "value", label: text, detail: completionWords.inUse(count), text: delimited(latex, context) }, folded, count);
  }
}

// ---- entries

/** Of all entries those that suit the field: parents for `crossref`, templates for `xdata`. */
function keyItems(snapshot: BibliographySnapshot, context: ValueContext): readonly BibliographyItem[] {
  if (context.field === "xdata") return templateItems(snapshot, context);
  const isOwn = (entry: { readonly path: string; readonly raw: { readonly span: { readonly start: number } } }): boolean =>
    entry.path === snapshot.path && entry.raw.span.start === context.entry.start;
  const found = searchLibrary(snapshot.library, context.typed, { limit: 4 * itemLimit }).map(({ entry }) => entry);
  const wanted = found.filter((entry) => entry.key !== "" && !isOwn(entry));
  const isParent = ({ type }: { readonly type: string }): boolean => context.field === "crossref" && parents.has(type);
  return [...wanted.filter(isParent), ...wanted.filter((entry) => !isParent(entry))].slice(0, itemLimit).map((entry) => ({
    kind: "entry",
    label: entry.key,
    detail: shortReference(entry),
    description: shortened(entry.shortTitle || entry.title, 40),
    text: entry.key,
  }));
}

/** Types that others stand in. */
const parents: ReadonlySet<string> = new Set([
  ...["book", "collection", "proceedings", "reference", "periodical", "mvbook", "mvcollection", "mvproceedings", "mvreference"],
]);

function templateItems(snapshot: BibliographySnapshot, context: ValueContext): readonly BibliographyItem[] {
  const best = new BestItems<BibliographyItem>(context.typed);
  for (const { path, facts } of filesOf(snapshot)) {
    for (const { type, key, fields, span } of facts.entries) {
      if (type !== "xdata" || key === "" || (path === snapshot.path && span.start === context.entry.start)) continue;
      const detail = fields.map((field) => field.name).join(", ");
      best.offer({ kind: "entry", label: key, detail: shortened(detail, 60), text: key }, foldForSearch(key), 0);
    }
  }
  return best.items;
}

/** Sources that lie beside the bibliography or below it. */
function fileItems(snapshot: BibliographySnapshot, context: ValueContext): readonly BibliographyItem[] {
  const best = new BestItems<BibliographyItem>(context.typed);
  const folder = folderOf(snapshot.path);
  for (const { path } of snapshot.sources) {
    if (!isWithin(folder, path)) continue;
    const relative = path.slice(folder.length + 1);
    best.offer(
      { kind: "file", label: baseName(path), detail: relative, text: relative.replace(/([;\\{}])/g, "\\$1") },
      foldForSearch(relative),
      0,
    );
  }
  return best.items;
}
