import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Notes in many house styles, labelled by hand from bibliographic facts. A file is a house style and one document of consecutive notes, a line a note:
 * `{s See} [[bk#id {a Ada Bell}, {t Tides} ({x Hull}: {p Quay}, {d 1999}), p. {l 4}]]; [[=id Bell, p. {l 5}]].` Words outside double brackets are
 * lead-ins (`{s …}`) or comment; `=id` is a short form of the reference of that name; `{u printed=>repaired}` where the value is not as printed.
 */
export interface LabelledDocument {
  readonly style: string;
  /** The items of a reference list. */
  readonly listed: boolean;
  readonly notes: readonly LabelledNote[];
}

export interface LabelledNote {
  readonly number: number;
  readonly raw: string;
  readonly references: readonly LabelledReference[];
}

export interface LabelledReference {
  readonly raw: string;
  readonly signal: string;
  readonly kind: "full" | "short";
  /** CSL types that fit; empty for short forms. */
  readonly types: readonly string[];
  readonly parts: readonly LabelledPart[];
  readonly resolvesTo: { readonly note: number; readonly ref: number } | undefined;
}

export interface LabelledPart {
  /** A field of CSL, or `locator`. */
  readonly field: string;
  readonly value: string;
  /** A name with the surname first, one of a body, a locator's label. */
  readonly manner: string;
  /** In `raw`. */
  readonly start: number;
  readonly end: number;
}

const folder = import.meta.dirname;

export function labelledDocuments(): LabelledDocument[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => readDocument(readFileSync(join(folder, name), "utf8")));
}

function readDocument(text: string): LabelledDocument {
  const [head = "", ...lines] = text.trim().split("\n");
  const [style = "", listed] = head.replace(/^# /, "").split(":")[0]?.split(" ") ?? [];
  const known = new Map<string, { readonly note: number; readonly ref: number }>();
  const marked = lines.map((line, i) => markedNote(line, i + 1));
  for (const note of marked)
    for (const [ref, reference] of note.references.entries()) if (reference.id !== "") known.set(reference.id, { note: note.number, ref });
  const notes = marked.map(({ number, raw, references }) => ({
    number,
    raw,
    references: references.map(({ id: _, short, ...reference }): LabelledReference => {
      const resolvesTo = short === "" ? undefined : known.get(short);
      if (short !== "" && resolvesTo === undefined) throw new Error(`${style} ${number}: nothing is called ${short}`);
      return { ...reference, resolvesTo };
    }),
  }));
  return { style, listed: listed === "listed", notes };
}

interface MarkedReference extends Omit<LabelledReference, "resolvesTo"> {
  readonly id: string;
  readonly short: string;
}

function markedNote(line: string, number: number): { number: number; raw: string; references: MarkedReference[] } {
  const references: MarkedReference[] = [];
  let raw = "";
  let at = 0;
  let signal = "";
  for (const match of line.matchAll(/(“|‘)?\[\[(?:(\w+(?:,\w+)*)?(?:#(\w+))?|=(\w+)) (.*?)\]\]|\{s ([^}]*)\}/g)) {
    const between = line.slice(at, match.index);
    raw += between;
    at = match.index + match[0].length;
    if (match[6] !== undefined) {
      raw += match[6];
      signal = match[6];
      continue;
    }
    const [, quote = "", type = "", id = "", short = "", inside = ""] = match;
    const { text, parts } = markedParts(quote + inside);
    references.push({
      raw: text,
      signal,
      kind: short === "" ? "full" : "short",
      types: (type === "" ? [] : type.split(",")).flatMap((one) => types[one] ?? [one]),
      parts,
      id,
      short,
    });
    raw += text;
    signal = "";
  }
  return { number, raw: raw + line.slice(at), references };
}

function markedParts(marked: string): { text: string; parts: LabelledPart[] } {
  const parts: LabelledPart[] = [];
  let text = "";
  let at = 0;
  for (const match of marked.matchAll(/\{(\w)(?::(\w+))? ([^}]*)\}/g)) {
    text += marked.slice(at, match.index);
    at = match.index + match[0].length;
    const [printed = "", value = printed] = (match[3] ?? "").split("=>", 2);
    const field = fields[match[1] ?? ""];
    if (field === undefined) throw new Error(`unknown field ${match[0]}`);
    const manner = match[2] ?? (/[AE]/.test(match[1] ?? "") ? "inverted" : match[1] === "c" ? "body" : "");
    parts.push({
      field,
      value: field === "locator" ? value.replace(locatorWord, "") : value,
      manner,
      start: text.length,
      end: text.length + printed.length,
    });
    text += printed;
  }
  return { text: text + marked.slice(at), parts };
}

const locatorWord = /^(?:chap\.|ch\.|art\.?|articles?|paras?\.?|ss?|part|doc\.)\s+/i;

const fields: Readonly<Record<string, string>> = {
  a: "author",
  A: "author",
  c: "author",
  e: "editor",
  E: "editor",
  r: "translator",
  t: "title",
  T: "volume-title",
  j: "container-title",
  d: "issued",
  v: "volume",
  n: "issue",
  g: "page",
  l: "locator",
  x: "publisher-place",
  p: "publisher",
  o: "edition",
  k: "collection-title",
  z: "number",
  w: "genre",
  u: "URL",
  y: "DOI",
  q: "accessed",
  i: "event-title",
  h: "archive",
  b: "archive",
  m: "number-of-volumes",
};

const types: Readonly<Record<string, readonly string[]>> = {
  bk: ["book"],
  ar: ["article-journal"],
  np: ["article-newspaper"],
  mg: ["article-magazine"],
  ch: ["chapter"],
  rp: ["report", "document"],
  sp: ["speech"],
  th: ["thesis"],
  ms: ["manuscript", "personal_communication", "document"],
  pc: ["personal_communication"],
  iv: ["interview"],
  hr: ["hearing", "report"],
  tr: ["treaty"],
  lg: ["legislation"],
  lc: ["legal_case"],
  wp: ["webpage", "post-weblog"],
};
