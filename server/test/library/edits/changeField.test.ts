import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readBibliography } from "../../../src/syntax/bibliographyFile.ts";
import { article, edited, entryIn, fileOf, writerOf } from "./editing.ts";

const set = (text: string, name: string, value: string, path?: string): string => {
  const file = fileOf(text, path);
  return edited(file, writerOf(file).setFields(file, entryIn(file, "k"), new Map([[name, { kind: "text", text: value }]])));
};

const removed = (text: string, name: string): string => {
  const file = fileOf(text);
  return edited(file, writerOf(file).removeField(file, entryIn(file, "k"), name));
};

describe("a field changed", () => {
  const cases: readonly [string, string, [string, string], string][] = [
    ["in braces", "@book{k, title = {A}, year = 2001}", ["title", "B"], "@book{k, title = {B}, year = 2001}"],
    ["in quotation marks", '@book{k, title = "A", year = {2001}}', ["title", "B"], '@book{k, title = "B", year = {2001}}'],
    ["bare", "@book{k, title = {A}, year = 2001}", ["year", "2002"], "@book{k, title = {A}, year = 2002}"],
    ["bare, to words", "@book{k, title = {A}, year = 2001}", ["year", "in press"], "@book{k, title = {A}, year = {in press}}"],
    ["to what quotation marks can't hold", '@book{k, title = "A"}', ["title", 'The "B"'], '@book{k, title = {The "B"}}'],
    ["from joined parts", '@book{k, month = "1~" # jan, title = {A}}', ["month", "May"], "@book{k, month = {May}, title = {A}}"],
    ["without a value", "@book{k, title = , year = 2001}", ["title", "A"], "@book{k, title = {A} , year = 2001}"],
    ["twice there: the last counts", "@book{k, title = {A}, title = {B}}", ["title", "C"], "@book{k, title = {A}, title = {C}}"],
  ];
  for (const [name, before, [field, value], after] of cases) it(name, () => assert.equal(set(before, field, value), after));
});

describe("a field added", () => {
  const cases: readonly [string, string, string][] = [
    ["on one line", "@book{k, title = {A}, year = 2001}", "@book{k, title = {A}, year = 2001, note = {N}}"],
    ["with the last comma", "@book{k,\n  title = {A},\n}", "@book{k,\n  title = {A},\n  note = {N},\n}"],
    ["without it", "@book{k,\n\ttitle = {A}\n}", "@book{k,\n\ttitle = {A},\n\tnote = {N}\n}"],
    [
      "in the entry's own columns",
      "@book{k,\n  title  = {A},\n  author = {B}\n}",
      "@book{k,\n  title  = {A},\n  author = {B},\n  note   = {N}\n}",
    ],
    ["to an entry without fields", "@book{k}", "@book{k,\n  note = {N},\n}"],
    ["to an entry with nothing but a comma", "@book{k,\n}", "@book{k,\n  note = {N},\n}"],
    [
      "to an entry with a slip: in front",
      "@book{k,\n  title = {A}\n  year = {2001}\n}",
      "@book{k,\n  note = {N},\n  title = {A}\n  year = {2001}\n}",
    ],
  ];
  for (const [name, before, after] of cases) it(name, () => assert.equal(set(before, "note", "N"), after));

  it("where the file has it in its other entries", () => {
    const other = "@book{a,\n  author = {B},\n  title = {A},\n  year = {2001}\n}\n";
    assert.equal(
      set(`${other}@book{k,\n  author = {B},\n  year = {2001}\n}\n`, "title", "C"),
      `${other}@book{k,\n  author = {B},\n  title = {C},\n  year = {2001}\n}\n`,
    );
  });
});

describe("a field removed", () => {
  const cases: readonly [string, string, string, string][] = [
    ["the first", "@book{k,\n  title = {A},\n  note = {N},\n}", "title", "@book{k,\n  note = {N},\n}"],
    ["the last", "@book{k,\n  title = {A},\n  note = {N},\n}", "note", "@book{k,\n  title = {A},\n}"],
    ["the only one", "@book{k,\n  title = {A}\n}", "title", "@book{k\n}"],
    ["with the comma in front", "@book{k\n  , title = {A}\n  , note = {N}\n  }", "title", "@book{k\n  , note = {N}\n  }"],
    ["several of a name", "@book{k, note = {N}, title = {A}, note = {O}, note = {P}}", "note", "@book{k, title = {A}}"],
    ["all there are", "@book{k, note = {O}, note = {P}}", "note", "@book{k}"],
    ["beside a comment", "@book{k,\n  note = {N}, % mine\n  title = {A}\n}", "note", "@book{k,\n   % mine\n  title = {A}\n}"],
    ["that isn't there", "@book{k, title = {A}}", "note", "@book{k, title = {A}}"],
  ];
  for (const [name, before, field, after] of cases) it(name, () => assert.equal(removed(before, field), after));
});

describe("an entry removed", () => {
  const cases: readonly [string, string, string][] = [
    ["the first", "@book{k, title = {A}}\n\n@book{b, title = {B}}\n", "@book{b, title = {B}}\n"],
    ["the last", "@book{b, title = {B}}\n\n@book{k, title = {A}}\n", "@book{b, title = {B}}\n"],
    ["the last, at the very end", "@book{b, title = {B}}\n\n@book{k, title = {A}}", "@book{b, title = {B}}"],
    ["between comments", "% one\n@book{k, title = {A}}\n% two\n@book{b}", "% one\n% two\n@book{b}"],
  ];
  for (const [name, before, after] of cases) {
    it(name, () => {
      const file = fileOf(before);
      assert.equal(edited(file, writerOf(file).removeEntry(file, entryIn(file, "k"))), after);
    });
  }
});

// ---- whatever the file looks like

const name = fc.constantFrom("title", "author", "note", "year", "journal", "abstract", "doi");
const value = fc.oneof(
  fc.constantFrom("{A}", '"B"', "2001", "jan", '{x} # "y"', "{A {B} C}", '{"}', "{a,\n b}", "{é}"),
  fc.string({ unit: fc.constantFrom("a", " ", ",", "=", "\\", "%", "é") }).map((text) => `{${text}}`),
);
const blank = fc.constantFrom("", " ", "\n  ", "\r\n\t", "\n\n", " % c\n ");
const wellFormed = fc
  .tuple(
    fc.constantFrom("article", "Book", "MISC"),
    fc.array(fc.tuple(blank, name, blank, blank, value, blank), { maxLength: 5 }),
    fc.boolean(),
    blank,
  )
  .map(([type, fields, hasComma, last]) => (key: string) => {
    const written = fields.map(
      ([before, field, sign, after, text, behind]) =>
        `${before}${field}${sign.replace(/%.*\n/, "")}=${after.replace(/%.*\n/, "")}${text}${behind.replace(/%.*\n/, "")}`,
    );
    return `@${type}{${[key, ...written].join(",")}${hasComma ? "," : ""}${last}}`;
  });
const slip = fc.constantFrom(
  "@article{half,\n  title = {x",
  "@book{b title = {x}}",
  "@art",
  "@misc{m,\n author = ,\n}",
  "stray } brace",
  '@book{q, title = "x}\n',
  "",
);
const bibliography = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 4, arbitrary: wellFormed }, { weight: 1, arbitrary: slip.map((text) => () => text) }),
      fc.constantFrom("\n", "\n\n", "\r\n\n", "\n% note\n"),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.map(([entry, gap], index) => entry(`k${index}`) + gap).join(""));

const contentOf = (text: string): readonly string[] =>
  readBibliography("/w/refs.bib", text).entries.map((entry) =>
    JSON.stringify([entry.key, entry.type, entry.fields.map((field) => [field.name, field.parts.map((part) => part.text)])]),
  );

describe("any file", () => {
  it("keeps all its entries as they are when one is added", () => {
    fc.assert(
      fc.property(bibliography, (text) => {
        const file = fileOf(text);
        const after = edited(file, writerOf(file).addEntries(file, [{ key: "new2000", work: article }], { dialect: "bibtex" }));
        const added = readBibliography("/w/refs.bib", after).entries.find((entry) => entry.key === "new2000");
        assert.ok(added !== undefined, after);
        assert.equal(added.fields.find((field) => field.name === "doi")?.parts[0]?.text, "10.1080/09662830008407453");
        const kept = contentOf(after).filter((content) => !content.startsWith('["new2000"'));
        assert.deepEqual(kept, contentOf(text));
      }),
      { numRuns: 400 },
    );
  });

  it("has the field that was set, and all others as they were", () => {
    fc.assert(
      fc.property(bibliography, name, fc.nat(), (text, field, at) => {
        const file = fileOf(text);
        const entry = file.facts.entries[at % Math.max(1, file.facts.entries.length)];
        if (entry === undefined) return;
        const after = edited(file, writerOf(file).setFields(file, entry, new Map([[field, { kind: "text", text: "{New} value" }]])));
        const expected = file.facts.entries.map(({ key }) => key);
        const read = readBibliography("/w/refs.bib", after).entries;
        assert.deepEqual(
          read.map(({ key }) => key),
          expected,
          after,
        );
        const changed = read[file.facts.entries.indexOf(entry)];
        assert.equal(changed?.fields.findLast((candidate) => candidate.name === field)?.parts[0]?.text, "{New} value", after);
        const others = (of: typeof entry | undefined) =>
          of?.fields
            .filter((candidate) => candidate.name !== field)
            .map((candidate) => [candidate.name, candidate.parts.map((part) => part.text)]);
        assert.deepEqual(others(changed), others(entry), after);
      }),
      { numRuns: 600 },
    );
  });

  it("loses the field that was removed and no other, the entry that was removed and no other", () => {
    fc.assert(
      fc.property(bibliography, name, fc.nat(), (text, field, at) => {
        const file = fileOf(text);
        const entry = file.facts.entries[at % Math.max(1, file.facts.entries.length)];
        if (entry === undefined) return;
        const without = edited(file, writerOf(file).removeField(file, entry, field));
        const expected = file.facts.entries.map((other) => [
          other.key,
          other.fields
            .filter((candidate) => other !== entry || candidate.name !== field)
            .map((candidate) => [candidate.name, candidate.parts.map((part) => part.text)]),
        ]);
        const read = readBibliography("/w/refs.bib", without).entries;
        assert.deepEqual(
          read.map((other) => [other.key, other.fields.map((candidate) => [candidate.name, candidate.parts.map((part) => part.text)])]),
          expected,
          without,
        );
        const rest = edited(file, writerOf(file).removeEntry(file, entry));
        // What never closes may take a comment with it, but no entry goes with another.
        const keys = readBibliography("/w/refs.bib", rest).entries.map(({ key }) => key);
        assert.deepEqual(
          keys,
          file.facts.entries.filter((other) => other !== entry).map(({ key }) => key),
          rest,
        );
      }),
      { numRuns: 600 },
    );
  });
});
