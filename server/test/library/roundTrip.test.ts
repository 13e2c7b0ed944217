import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { CslItem } from "../../src/csl/types.ts";
import { answerFormatRequest } from "../../src/library/citationJs.ts";
import { createLibrary } from "../../src/library/library.ts";
import { readBibliography } from "../../src/syntax/bibliographyFile.ts";

const noStyles = { style: () => undefined, locale: () => undefined, locales: [] };

function written(items: readonly CslItem[], format: "ris" | "biblatex"): string {
  const answer = answerFormatRequest({ kind: "export", items, format }, noStyles);
  return answer.kind === "export" ? answer.text : "";
}

function readAgain(text: string, path: string): readonly CslItem[] {
  const library = createLibrary([{ path, facts: readBibliography(path, text) }]);
  const answer = answerFormatRequest({ kind: "csl", entries: library.entries.map((entry) => library.formatEntry(entry)) }, noStyles);
  return answer.kind === "csl" ? answer.items : [];
}

const words = (least: number, most: number) =>
  fc
    .array(fc.constantFrom("Power", "Purpose", "Ökonomie", "l'État", "Žižek", "und", "&", "100%", "1989", "of", "Łódź", "C#"), {
      minLength: least,
      maxLength: most,
    })
    .map((list) => `The ${list.join(" ")}`.trim());

const person = fc.oneof(
  fc.record({ family: fc.constantFrom("Webber", "Müller", "O'Neill", "García Márquez"), given: fc.constantFrom("Mark", "J. A.", "Åsa") }),
  fc.record({ family: fc.constant("Gogh"), given: fc.constant("Vincent"), "non-dropping-particle": fc.constantFrom("van", "van der") }),
  fc.record({ family: fc.constant("King"), given: fc.constant("Martin Luther"), suffix: fc.constant("Jr.") }),
  fc.record({ family: fc.constant("Plato") }),
  fc.record({ literal: fc.constantFrom("NATO Parliamentary Assembly", "Ministry of Food and Drink") }),
);
const people = fc.array(person, { minLength: 1, maxLength: 3 });

const year = fc.integer({ min: 1000, max: 2030 });
const date = fc.oneof(
  fc.tuple(year).map((parts) => ({ "date-parts": [parts] })),
  fc.tuple(year, fc.integer({ min: 1, max: 12 })).map((parts) => ({ "date-parts": [parts] })),
  fc.tuple(year, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map((parts) => ({ "date-parts": [parts] })),
  fc.tuple(year, fc.integer({ min: 1, max: 4 })).map(([of, season]) => ({ "date-parts": [[of]], season })),
  year.map((from) => ({ "date-parts": [[from], [from + 3]] })),
  year.map((of) => ({ "date-parts": [[of]], circa: true })),
);
const number = fc.integer({ min: 1, max: 900 }).map(String);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const common = {
  title: words(1, 5),
  author: optional(people),
  issued: optional(date),
  URL: optional(fc.constantFrom("https://example.org/a_b?c=d&e=%20f#g", "http://example.com/~x")),
  DOI: optional(fc.constantFrom("10.1057/9781137.0001", "10.1002/(SICI)1097")),
  abstract: optional(words(3, 9)),
  note: optional(words(1, 3)),
  keyword: optional(fc.constantFrom("NATO", "NATO, Russia")),
};
const page = fc.oneof(
  fc.tuple(number, number).map(([from, to]) => `${from}-${from}${to}`),
  fc.constantFrom("e12345", "xii-xv", "12-15, 20"),
);

const ofType = <Fields extends Record<string, fc.Arbitrary<unknown>>>(type: string, fields: Fields) =>
  fc.record({ type: fc.constant(type), ...common, ...fields });

const item: fc.Arbitrary<CslItem> = fc
  .oneof(
    ofType("article-journal", {
      "container-title": optional(words(1, 3)),
      volume: optional(number),
      issue: optional(number),
      page: optional(page),
      ISSN: optional(fc.constant("0020-5850")),
    }),
    ofType("book", {
      editor: optional(people),
      translator: optional(people),
      publisher: optional(words(1, 2)),
      "publisher-place": optional(fc.constant("London")),
      "collection-title": optional(words(1, 3)),
      "collection-number": optional(number),
      edition: optional(fc.constant("2")),
      volume: optional(number),
      ISBN: optional(fc.constant("978-0-19-853453-1")),
    }),
    ofType("chapter", {
      editor: optional(people),
      "container-title": optional(words(1, 3)),
      publisher: optional(words(1, 2)),
      page: optional(page),
      "collection-title": optional(words(1, 3)),
    }),
    ofType("report", { publisher: optional(words(1, 2)), number: optional(number) }),
    ofType("thesis", { publisher: optional(words(1, 2)), genre: optional(fc.constant("PhD thesis")) }),
    ofType("webpage", { "container-title": optional(words(1, 2)), accessed: optional(fc.constant({ "date-parts": [[2020, 3, 4]] })) }),
    ofType("paper-conference", { "container-title": optional(words(1, 3)), page: optional(page), publisher: optional(words(1, 2)) }),
  )
  .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)));

const items = fc.array(item, { minLength: 1, maxLength: 4 }).map((list) => list.map((fields, index) => ({ ...fields, id: `key${index}` })));

/** Fields in one order, without what fast-check leaves of its own. */
function sorted(list: readonly CslItem[]): unknown {
  const inOrder = list.map((fields) => Object.fromEntries(Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1))));
  // An apostrophe is a typographic one to LaTeX.
  return JSON.parse(
    JSON.stringify(
      inOrder.map(({ author, editor, translator, ...rest }) => ({ ...rest, names: [author, editor, translator].map(parts) })),
    ).replaceAll("'", "’"),
  );
}

const parts = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((name) => Object.entries(name).sort(([one], [other]) => (one < other ? -1 : 1))) : null;

describe("works that are written and read again", () => {
  it("say the same in RIS", () => {
    fc.assert(
      fc.property(items, (list) => assert.deepEqual(sorted(readAgain(written(list, "ris"), "/a.ris")), sorted(list))),
      { numRuns: 300 },
    );
  });

  it("say the same in BibLaTeX", () => {
    fc.assert(
      fc.property(items, (list) => assert.deepEqual(sorted(readAgain(written(list, "biblatex"), "/a.bib")), sorted(list))),
      { numRuns: 300 },
    );
  });
});
