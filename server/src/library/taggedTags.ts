import type { RawEntry } from "../syntax/bibliography.ts";

/** The values of a record by RIS's tags, in the order of the file; EndNote's are renamed to them. */
export class Tags {
  readonly #fields: readonly { readonly tag: string; readonly value: string }[];

  constructor(raw: RawEntry) {
    this.#fields = raw.fields
      .map((field) => ({ tag: endnoteTags.get(field.name) ?? field.name, value: (field.parts[0]?.text ?? "").trim() }))
      .filter(({ value }) => value !== "");
  }

  /** All values of these tags as they follow each other in the file, with line breaks as they are. */
  inOrder(...tags: readonly string[]): readonly string[] {
    return this.#fields.flatMap(({ tag, value }) => (tags.includes(tag) ? [value] : []));
  }

  /** All values of the tags, tag by tag, with line breaks as they are. */
  all(...tags: readonly string[]): readonly string[] {
    return tags.flatMap((name) => this.inOrder(name));
  }

  /** The first value of the first tag that has one, on one line; "" where there is none. */
  first(...tags: readonly string[]): string {
    return oneLine(this.all(...tags)[0] ?? "");
  }
}

/** Tidied white space; the few entities that publishers leave in. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\s\0]+/g, " ")
    .replace(/&(?:amp|lt|gt|quot|#0?39|apos|nbsp);/g, (entity) => entities.get(entity) ?? entity)
    .trim();

const entities: ReadonlyMap<string, string> = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&#39;", "'"],
  ["&#039;", "'"],
  ["&apos;", "'"],
  ["&nbsp;", " "],
]);

/** EndNote's tags with RIS's of the same meaning (EndNote's help, "Tags for the EndNote import format"). */
const endnoteTags: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "%0": "TY",
    "%A": "AU",
    "%B": "T2",
    "%C": "CY",
    "%D": "PY",
    "%E": "ED",
    "%F": "ID",
    "%G": "LA",
    "%H": "A4",
    "%I": "PB",
    "%J": "JF",
    "%K": "KW",
    "%L": "CN",
    "%M": "AN",
    "%N": "IS",
    "%P": "SP",
    "%Q": "TT",
    "%R": "DO",
    "%S": "T3",
    "%T": "TI",
    "%U": "UR",
    "%V": "VL",
    "%W": "DP",
    "%X": "AB",
    "%Y": "A3",
    "%Z": "N1",
    "%6": "NV",
    "%7": "ET",
    "%8": "DA",
    "%9": "M3",
    "%?": "A4",
    "%@": "SN",
    "%!": "ST",
    "%&": "SE",
    "%(": "OP",
    "%>": "L1",
    "%[": "Y2",
    "%~": "DB",
  }),
);
