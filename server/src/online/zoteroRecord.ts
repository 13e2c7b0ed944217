/** One thing of a Zotero library, as its API sends it. */
export interface ZoteroRecord {
  /** Eight letters and digits. */
  readonly key: string;
  /** Equal as long as it has not changed. */
  readonly stamp: string;
  /**
   * A work as one line of JSON in Zotero's own terms (`itemType`, `creators` …), with its citation key (or `0/ABCD1234` where it has none) as `id` and the library's part of the address
   * as `library`; undefined for notes, attachments and what lies in the trash.
   */
  readonly line: string | undefined;
}

/** What an element of `items?format=json` says; undefined where it is none. `prefix`: `users/0`, `groups/12345`. */
export function zoteroRecord(element: unknown, prefix: string): ZoteroRecord | undefined {
  if (!isObject(element)) return undefined;
  const data = isObject(element.data) ? element.data : element;
  const key = textOf(element.key) || textOf(data.key);
  if (!/^[A-Z0-9]{8}$/.test(key)) return undefined;
  const stamp = `${String(element.version ?? data.version ?? "")} ${textOf(data.dateModified)}`;
  const isWork = textOf(data.itemType) !== "" && !appendices.has(textOf(data.itemType)) && !isTrashed(data) && !textOf(data.parentItem);
  return { key, stamp, line: isWork ? JSON.stringify(workOf(data, element, { key, prefix })) : undefined };
}

export const isTrashed = (data: Readonly<Record<string, unknown>>): boolean => data.deleted === 1 || data.deleted === true;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const appendices: ReadonlySet<string> = new Set(["note", "attachment", "annotation"]);

/** Said elsewhere, or of no use to us. */
const leftOut: ReadonlySet<string> = new Set([
  "key",
  "version",
  "collections",
  "relations",
  "dateAdded",
  "dateModified",
  "citationKey",
  "inPublications",
]);

type Json = Readonly<Record<string, unknown>>;

function workOf(data: Json, element: Json, { key, prefix }: { readonly key: string; readonly prefix: string }): Json {
  const said = Object.entries(data).filter(
    ([name, value]) => !leftOut.has(name) && value !== "" && !(Array.isArray(value) && value.length === 0),
  );
  const date = isoDate(textOf(data.date), isObject(element.meta) ? textOf(element.meta.parsedDate) : "");
  // First, since the reader takes the first for the entry's key.
  return {
    id: citationKey(data, element) || numbered(prefix, key),
    key,
    library: prefix,
    ...Object.fromEntries(said),
    ...(date === "" ? {} : { date }),
  };
}

/** Zotero understands dates in the words of many languages: `5. März 2012` is `2012-03-05` to it. */
const isoDate = (date: string, parsed: string): string => (/^\d{4}(?:-\d\d){0,2}$/.test(parsed) && !/^\d{4}\b/.test(date) ? parsed : date);

/** The same under its citation key, where that was learnt elsewhere. */
export function withCitationKey(record: ZoteroRecord, prefix: string, citationKey: string | undefined): ZoteroRecord {
  const { key, line } = record;
  if (citationKey === undefined || line === undefined || !isKeyless(record, prefix)) return record;
  return { ...record, line: `{"id":${JSON.stringify(citationKey)}${line.slice(idOf(numbered(prefix, key)).length)}` };
}

export const isKeyless = ({ key, line }: ZoteroRecord, prefix: string): boolean =>
  line?.startsWith(`${idOf(numbered(prefix, key))},`) === true;

const idOf = (id: string): string => `{"id":${JSON.stringify(id)}`;

/** As Zotero's own CSL-JSON names what has no citation key: `0/ABCD1234`. Nobody would cite it so. */
const numbered = (prefix: string, key: string): string => `${prefix.replace(/^\w+\//, "")}/${key}`;

/** Zotero 8 has a field of its own; Better BibTeX wrote it into Extra, and many libraries still have it only there. */
function citationKey(data: Json, element: Json): string {
  const inCsl = isObject(element.csljson) ? textOf(element.csljson["citation-key"]) : "";
  const [, inExtra = ""] = /^[ \t]*citation[ -]?key[ \t]*:[ \t]*(\S+)/im.exec(textOf(data.extra)) ?? [];
  return textOf(data.citationKey).trim() || textOf(data["citation-key"]).trim() || inCsl.trim() || inExtra;
}
