import type { RawEntry } from "../../syntax/bibliography.ts";

/** Puts the names of an entry's fields in the order that a file has them in. */
export type FieldOrder = (type: string, names: readonly string[]) => readonly string[];

/** Learnt from entries of the same type, else from all; what the file has never shown comes behind all that usually stands before it. */
export function observeFieldOrder(entries: readonly RawEntry[]): FieldOrder {
  const all = new Ranks();
  const ofType = new Map<string, Ranks>();
  for (const entry of entries) {
    const own = ofType.get(entry.type) ?? new Ranks();
    ofType.set(entry.type, own);
    const names = entry.fields.map((field) => field.name);
    own.look(names);
    all.look(names);
  }
  return (type, names) => {
    const own = ofType.get(type);
    return sorted(names, (name) => own?.of(name) ?? all.of(name));
  };
}

/** Where a name stands among others on average: 0 is first, 1 last. */
class Ranks {
  readonly #sums = new Map<string, { total: number; count: number }>();

  look(names: readonly string[]): void {
    for (const [index, name] of names.entries()) {
      const sum = this.#sums.get(name) ?? { total: 0, count: 0 };
      sum.total += names.length < 2 ? 0 : index / (names.length - 1);
      sum.count++;
      this.#sums.set(name, sum);
    }
  }

  of(name: string): number | undefined {
    const sum = this.#sums.get(name);
    return sum === undefined ? undefined : sum.total / sum.count;
  }
}

function sorted(names: readonly string[], rankOf: (name: string) => number | undefined): readonly string[] {
  const usual = names.toSorted((one, other) => usualRank(one) - usualRank(other));
  const known = usual.filter((name) => rankOf(name) !== undefined).sort((one, other) => (rankOf(one) ?? 0) - (rankOf(other) ?? 0));
  const order = [...known];
  for (const [index, name] of usual.entries()) {
    if (rankOf(name) !== undefined) continue;
    const before = usual.slice(0, index).map((earlier) => order.indexOf(earlier));
    order.splice(Math.max(-1, ...before) + 1, 0, name);
  }
  return order;
}

/** As people write entries who think of it: who, what, in what, where and when, then the numbers, then what only machines read. */
const usualOrder = [
  ...["author", "bookauthor", "editor", "editortype", "translator", "title", "subtitle", "shorttitle", "booktitle", "booksubtitle"],
  ...[
    "maintitle",
    "mainsubtitle",
    "journaltitle",
    "journalsubtitle",
    "journal",
    "container-title",
    "shortjournal",
    "issuetitle",
    "edition",
    "series",
  ],
  ...[
    "collection-title",
    "volume",
    "number",
    "issue",
    "chapter",
    "pages",
    "page",
    "pagetotal",
    "publisher",
    "publisher-place",
    "institution",
    "school",
    "organization",
    "location",
  ],
  ...[
    "address",
    "date",
    "year",
    "month",
    "eventtitle",
    "venue",
    "eventdate",
    "origdate",
    "type",
    "entrysubtype",
    "howpublished",
    "pubstate",
  ],
  ...[
    "issn",
    "isbn",
    "doi",
    "eprint",
    "eprinttype",
    "archiveprefix",
    "eprintclass",
    "primaryclass",
    "url",
    "urldate",
    "langid",
    "language",
  ],
  ...["abstract", "keywords", "note", "addendum", "annotation", "annote", "file"],
];

const usualRanks: ReadonlyMap<string, number> = new Map(usualOrder.map((name, index) => [name, index]));

const usualRank = (name: string): number => usualRanks.get(name) ?? usualOrder.length;
