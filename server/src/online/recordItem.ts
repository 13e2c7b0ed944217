import type { CslDate, CslItem, CslName } from "../csl/types.ts";
import { cleanTitle, plainText, readableCase } from "./recordText.ts";

/**
 * A registration agency's record as CSL-JSON that styles can use: only CSL's fields, in CSL's shapes. Crossref, DataCite and mEDRA each have their
 * own ways: lists where a text belongs, their own words for types, tags and entities in titles, several dates. Undefined for what is no record.
 */
export function recordItem(record: unknown): CslItem | undefined {
  const given = fieldsOf(record);
  const title = titleOf(given);
  const names = nameFields.map((field) => [field, namesOf(given.get(field))] as const).filter(([, list]) => list.length > 0);
  if (title === "" && names.length === 0) return undefined;
  const issued = dateOf(given);
  const item: Record<string, unknown> = { type: typeOf(given), ...(title === "" ? {} : { title }), ...Object.fromEntries(names) };
  if (issued !== undefined) item.issued = issued;
  for (const [field, sources] of textFields) {
    const text = sources.map((name) => plainText(textOf(given.get(name)))).find((found) => found !== "");
    if (text !== undefined) item[field] = readers.get(field)?.(text) ?? text;
  }
  if (typeof item.URL === "string" && /^https?:\/\/(?:dx\.)?doi\.org\//i.test(item.URL)) delete item.URL;
  return item;
}

type Given = ReadonlyMap<string, unknown>;

const fieldsOf = (value: unknown): Given =>
  new Map(typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : []);

/** A text, or the first of several. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return textOf(value.find((part) => textOf(part) !== ""));
  const name = fieldsOf(value).get("name");
  return typeof name === "string" ? name : "";
}

function titleOf(given: Given): string {
  const title = cleanTitle(textOf(given.get("title")));
  const subtitle = cleanTitle(textOf(given.get("subtitle")));
  if (title === "" || subtitle === "" || title.toLowerCase().includes(subtitle.toLowerCase())) return title || subtitle;
  return /[?!.:]$/.test(title) ? `${title} ${subtitle}` : `${title}: ${subtitle}`;
}

const nameFields = ["author", "editor", "translator", "container-author", "collection-editor"] as const;

/** mEDRA gives one person without a list. */
function namesOf(value: unknown): readonly CslName[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return list.flatMap((person) => {
    const parts = fieldsOf(person);
    const part = (name: string): string => readableCase(plainText(textOf(parts.get(name))).replace(/[,;]+$/, ""));
    const literal = part("literal") || part("name");
    const [family, given, suffix] = [part("family"), part("given"), part("suffix")];
    if (family === "") return literal === "" && given === "" ? [] : [personOf(literal || given)];
    const particle = plainText(textOf(parts.get("non-dropping-particle")));
    return [
      {
        family,
        ...(given === "" ? {} : { given }),
        ...(particle === "" ? {} : { "non-dropping-particle": particle }),
        ...(suffix === "" ? {} : { suffix }),
      },
    ];
  });
}

/** "Smith, John" in one piece is a person; anything else stays whole. */
function personOf(literal: string): CslName {
  const [, family, given] = /^([^,]+),\s*([^,]+)$/.exec(literal) ?? [];
  return family === undefined || given === undefined ? { literal } : { family, given };
}

/** In print goes before online first: it is the year that volume and issue belong to. */
function dateOf(given: Given): CslDate | undefined {
  for (const name of ["published-print", "issued", "published", "published-online", "created"]) {
    const parts: unknown = fieldsOf(given.get(name)).get("date-parts");
    const first: unknown = Array.isArray(parts) ? parts[0] : undefined;
    const numbers = Array.isArray(first) ? first.map(Number).filter((part) => Number.isInteger(part) && part !== 0) : [];
    if (numbers.length > 0) return { "date-parts": [numbers.slice(0, 3)] };
    const raw = textOf(fieldsOf(given.get(name)).get("raw") ?? (name === "issued" ? given.get(name) : undefined));
    const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(raw) ?? [];
    if (year !== undefined) return { "date-parts": [[year, month, day].filter((part) => part !== undefined).map(Number)] };
  }
  return undefined;
}

function typeOf(given: Given): string {
  const type = textOf(given.get("type")).toLowerCase();
  const known = types.get(type) ?? (cslTypes.has(type) ? type : undefined);
  if (known !== undefined) return known;
  const has = (name: string): boolean => textOf(given.get(name)) !== "";
  if (has("container-title")) return has("volume") || has("issue") || has("ISSN") ? "article-journal" : "chapter";
  return has("ISBN") ? "book" : "document";
}

/** Crossref's and DataCite's words for types. */
const types: ReadonlyMap<string, string> = new Map([
  ["journal-article", "article-journal"],
  ["article", "article"],
  ["posted-content", "article"],
  ["preprint", "article"],
  ["book-chapter", "chapter"],
  ["book-section", "chapter"],
  ["book-part", "chapter"],
  ["book-track", "chapter"],
  ["proceedings-article", "paper-conference"],
  ["monograph", "book"],
  ["edited-book", "book"],
  ["reference-book", "book"],
  ["book-set", "book"],
  ["book-series", "book"],
  ["proceedings", "book"],
  ["reference-entry", "entry-encyclopedia"],
  ["dissertation", "thesis"],
  ["report-component", "report"],
  ["report-series", "report"],
  ["standard", "standard"],
  ["database", "dataset"],
  ["peer-review", "review"],
  ["journaltitle", "periodical"],
]);

const cslTypes: ReadonlySet<string> = new Set([
  ...[
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
  ],
  ...["document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case"],
  ...["legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent", "performance"],
  ...["periodical", "personal_communication", "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song"],
  ...["speech", "standard", "thesis", "treaty", "webpage"],
]);

const textFields: readonly (readonly [string, readonly string[]])[] = [
  ["container-title", ["container-title"]],
  ["collection-title", ["collection-title"]],
  ["publisher", ["publisher"]],
  ["publisher-place", ["publisher-place", "publisher-location"]],
  ["volume", ["volume"]],
  ["issue", ["issue"]],
  ["page", ["page", "article-number"]],
  ["edition", ["edition", "edition-number"]],
  ["number", ["number"]],
  ["version", ["version"]],
  ["genre", ["genre"]],
  ["language", ["language"]],
  ["DOI", ["DOI"]],
  ["URL", ["URL"]],
  ["ISBN", ["ISBN"]],
  ["ISSN", ["ISSN"]],
];

const readers: ReadonlyMap<string, (text: string) => string> = new Map([
  ["container-title", readableCase],
  ["collection-title", readableCase],
  // Crossref's addresses of ISBNs: http://id.crossref.org/isbn/9781137…
  ["ISBN", (text: string) => text.replace(/^https?:\/\/\S*\//, "")],
  ["page", (text: string) => text.replace(/^(\w+)-\1$/, "$1")],
  ["DOI", (text: string) => text.replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, "")],
]);
