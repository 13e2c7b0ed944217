import { canonicalType, entryTypeModel, entryTypeNames, fieldKind, spellingsOf } from "../../library/biblatexModel.ts";
import { type BibtexLayout, observeLayout, usualLayout } from "../../library/edits/bibtexLayout.ts";
import { type DialectUse, observeDialect } from "../../library/edits/dialect.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { BibtexContext, EntryAround } from "../../syntax/bibtexContext.ts";
import { completionWords } from "../words/bibliography.ts";
import { entryTypeWords } from "../words/entryTypes.ts";
import { fieldWords } from "../words/fields.ts";
import { BestItems } from "./bestItems.ts";
import type { BibliographyItem, CompletionOptions } from "./completion.ts";

/** Entry types, with the fields that they require: those that the file has already first. */
export function typeItems(
  { facts, text }: BibliographySnapshot,
  context: BibtexContext & { readonly kind: "type" },
  { snippets }: CompletionOptions,
): readonly BibliographyItem[] {
  const manner = mannerOf({ facts, text });
  const counts = new Map<string, number>();
  for (const { type } of facts.entries) counts.set(type, (counts.get(type) ?? 0) + 1);
  const best = new BestItems<BibliographyItem>(context.typed);
  for (const type of [...usualTypes, ...entryTypeNames().filter((name) => !usualTypes.includes(name)), ...otherBlocks]) {
    const isSnippet = snippets && !context.isFollowed;
    const documentation = entryTypeWords(type) ?? completionWords.block(type);
    const written = isSnippet ? entrySnippet(type, manner) : manner.layout.spellType(type);
    const detail = requiredFields(type, manner).join(", ");
    best.offer({ kind: "type", label: type, detail, documentation, text: written, isSnippet }, type, counts.get(type) ?? 0);
  }
  return best.items;
}

/** Fields that the entry does not have yet, the required first. */
export function fieldNameItems(
  { facts, text }: BibliographySnapshot,
  context: BibtexContext & { readonly kind: "fieldName" },
  { snippets }: CompletionOptions,
): readonly BibliographyItem[] {
  const manner = mannerOf({ facts, text });
  const best = new BestItems<BibliographyItem>(context.typed);
  const { entry, isFollowed } = context;
  for (const { name, worth } of offeredFields(entry)) {
    const spelled = manner.spell(name, entry.type);
    const isSnippet = snippets && !isFollowed;
    const item: BibliographyItem = {
      kind: "field",
      label: spelled,
      detail: worth === "required" ? completionWords.required(entry.type) : "",
      documentation: fieldWords(name) ?? "",
      text: isSnippet ? fieldSnippet(spelled, manner, entry) : spelled,
      isSnippet,
    };
    best.offer(item, spelled.toLowerCase(), weights[worth]);
  }
  return best.items;
}

const usualTypes: readonly string[] = [
  "article",
  "book",
  "incollection",
  "inproceedings",
  "online",
  "thesis",
  "report",
  "misc",
  "collection",
  "inbook",
  "phdthesis",
  "techreport",
  "unpublished",
];

/** What stands in a bibliography besides entries. */
const otherBlocks: readonly string[] = ["string", "comment", "preamble"];

type Worth = "required" | "expected" | "optional";

const weights: Readonly<Record<Worth, number>> = { required: 2, expected: 1, optional: 0 };

function offeredFields(entry: EntryAround): readonly { readonly name: string; readonly worth: Worth }[] {
  const model = entryTypeModel(entry.type) ?? entryTypeModel("misc");
  const has = (name: string): boolean => spellingsOf(name).some((spelling) => entry.fields.has(spelling));
  const required = (model?.required ?? []).filter((alternatives) => !alternatives.some(has)).flat();
  // A year wants its month, unless the date has both.
  const months = entry.fields.has("year") ? ["month"] : [];
  const optional = (model?.optional ?? []).filter((name) => !(name === "year" || name === "date"));
  const offered = [
    ...required.map((name) => ({ name, worth: "required" as const })),
    ...[...(model?.expected ?? []), ...months].map((name) => ({ name, worth: "expected" as const })),
    ...optional.map((name) => ({ name, worth: "optional" as const })),
  ];
  const first = new Map<string, Worth>();
  for (const { name, worth } of offered) if (!has(name) && !first.has(name)) first.set(name, worth);
  return [...first].map(([name, worth]) => ({ name, worth }));
}

/** How this file is written, as its first entries show it. */
interface Manner {
  readonly layout: BibtexLayout;
  readonly dialect: DialectUse;
  /** A field of biblatex by the name and in the case that the file prefers. */
  readonly spell: (field: string, type: string) => string;
}

const sampleSize = 100;

function mannerOf({ facts, text }: Pick<BibliographySnapshot, "facts" | "text">): Manner {
  const samples = facts.entries.slice(0, sampleSize);
  const newline = text.slice(0, 10_000).includes("\r\n") ? "\r\n" : "\n";
  const layout = observeLayout(text, samples, usualLayout(newline));
  const dialect = observeDialect(samples, "biblatex");
  return {
    layout,
    dialect,
    spell: (field, type) => {
      const older = field === "institution" && canonicalType(type) === "thesis" ? "school" : olderNames.get(field);
      return layout.spellField(older === undefined ? field : dialect.prefers(older, field));
    },
  };
}

/** BibTeX's names of biblatex's fields. */
const olderNames: ReadonlyMap<string, string> = new Map([
  ["annotation", "annote"],
  ["date", "year"],
  ["eprintclass", "primaryclass"],
  ["eprinttype", "archiveprefix"],
  ["journaltitle", "journal"],
  ["location", "address"],
]);

const requiredFields = (type: string, manner: Manner): readonly string[] =>
  (entryTypeModel(type)?.required ?? []).map(([usual = ""]) => manner.spell(usual, type));

/** `article{${1:key},⏎  author = {$2},⏎  …⏎}`. */
function entrySnippet(type: string, manner: Manner): string {
  const { layout } = manner;
  const head = layout.spellType(type) + layout.open;
  if (type === "string") return `${head}\${1:name} = ${delimited("$2", layout)}${layout.close}$0`;
  if (type === "comment" || type === "preamble") return `${head}$1${layout.close}$0`;
  const names = requiredFields(type, manner);
  const longest = Math.max(0, ...names.map((name) => name.length));
  const fields = names.map((name, index) => `${name}${layout.equals.between(name, longest)}${delimited(`$${index + 2}`, layout)}`);
  const inner = fields.map((field, index) => (index === 0 ? layout.first : layout.next) + field).join("");
  return `${head}\${1:key}${inner === "" ? "," : inner}${layout.last}${layout.close}$0`;
}

function fieldSnippet(name: string, { layout }: Manner, entry: EntryAround): string {
  const longest = Math.max(name.length, ...[...entry.fields].map((field) => field.length));
  const value = fieldKind(name) === "datepart" ? "$1" : delimited("$1", layout);
  return `${name}${layout.equals.between(name, longest)}${value},$0`;
}

const delimited = (content: string, { values }: BibtexLayout): string => (values.usual === "quotes" ? `"${content}"` : `{${content}}`);
