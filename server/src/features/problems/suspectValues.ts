import { fieldKind, spellingsOf } from "../../library/biblatexModel.ts";
import type { BibliographyFormat, RawEntry, RawField } from "../../syntax/bibliography.ts";
import { months } from "../../syntax/scannedField.ts";
import { fixWords } from "../words/problems.ts";
import type { Finding } from "./entryFindings.ts";
import { suspectDate, suspectMonth, suspectYear } from "./suspects/dates.ts";
import { suspectDoi, suspectIsbn, suspectIssn } from "./suspects/identifiers.ts";
import { suspectNames } from "./suspects/names.ts";
import { suspectPages } from "./suspects/pages.ts";
import type { Suspicion } from "./suspects/suspicion.ts";
import { suspectAmpersand, suspectCapitals, suspectEntity } from "./suspects/wording.ts";

/** Values that look wrong, at most one for each field of the entry's own: what it inherits is said where it stands. */
export function suspectValues(raw: RawEntry, format: BibliographyFormat, thisYear: number): readonly Finding[] {
  return raw.fields.flatMap((field) => {
    const value = writtenValue(field, format);
    const found = value === undefined ? undefined : suspect(field.name, value, format === "bibtex", thisYear);
    return found === undefined || value === undefined ? [] : [findingOf(field.name, value, found)];
  });
}

function findingOf(field: string, value: string, { because, words, mended, slight }: Suspicion): Finding {
  return {
    facts: { code: "bibliography.suspect-value", field, value: value.trim(), because },
    ...(slight ? { severity: "hint" } : {}),
    field,
    words,
    ...(mended === undefined ? {} : { mended, title: fixWords.changeTo(mended) }),
  };
}

/** The value as written, where it is one text or number; strings and months speak for themselves. */
function writtenValue({ parts }: RawField, format: BibliographyFormat): string | undefined {
  const [part] = parts;
  if (part === undefined || parts.length !== 1) return undefined;
  if (format === "bibtex") return part.kind === "word" && !/^\d/.test(part.text) ? undefined : part.text;
  // JSON: a text without escapes reads as it is written.
  return part.text.startsWith('"') ? (part.text.includes("\\") ? undefined : part.text.slice(1, -1)) : part.text;
}

function suspect(name: string, value: string, isLatex: boolean, thisYear: number): Suspicion | undefined {
  switch (meaningOf(name, isLatex)) {
    case "year":
      return suspectYear(value, thisYear);
    case "date":
      return isLatex ? suspectDate(value, thisYear) : undefined;
    case "month":
      return months.has(value.toLowerCase()) ? undefined : suspectMonth(value);
    case "pages":
      return suspectEntity(value, isLatex) ?? suspectPages(value);
    case "doi":
      return suspectDoi(value);
    case "isbn":
      return suspectIsbn(value);
    case "issn":
      return suspectIssn(value);
    case "names":
      return suspectEntity(value, isLatex) ?? (isLatex ? (suspectNames(value) ?? suspectAmpersand(value)) : undefined);
    case "title":
      return suspectEntity(value, isLatex) ?? (isLatex ? suspectAmpersand(value) : undefined) ?? suspectCapitals(value);
    case "words":
      return suspectEntity(value, isLatex) ?? (isLatex ? suspectAmpersand(value) : undefined);
    case undefined:
      return undefined;
  }
}

type Meaning = "year" | "date" | "month" | "pages" | "doi" | "isbn" | "issn" | "names" | "title" | "words";

function meaningOf(name: string, isLatex: boolean): Meaning | undefined {
  if (!isLatex) return otherFormats.get(name);
  const known = meanings.get(name);
  if (known !== undefined) return known;
  if (silent.has(name)) return undefined;
  switch (fieldKind(name)) {
    case "names":
      return "names";
    case "literal":
    case "list":
      return "words";
    case "date":
      return "date";
    default:
      return undefined;
  }
}

const meanings: ReadonlyMap<string, Meaning> = new Map([
  ["year", "year"],
  ["month", "month"],
  ["pages", "pages"],
  ["doi", "doi"],
  ["isbn", "isbn"],
  ["issn", "issn"],
  ["title", "title"],
  ["booktitle", "title"],
]);

/** What no style prints, and what may hold code. */
const silent: ReadonlySet<string> = new Set([
  "abstract",
  ...spellingsOf("annotation"),
  "keywords",
  "note",
  "howpublished",
  "addendum",
  "sortkey",
  "key",
]);

/** CSL's names, then those of RIS and EndNote. */
const otherFormats: ReadonlyMap<string, Meaning> = new Map([
  ["page", "pages"],
  ["DOI", "doi"],
  ["DO", "doi"],
  ["%R", "doi"],
  ["ISBN", "isbn"],
  ["ISSN", "issn"],
  ["title", "title"],
  ["container-title", "words"],
  ["publisher", "words"],
  ["TI", "title"],
  ["T1", "title"],
  ["%T", "title"],
]);
