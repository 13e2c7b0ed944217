import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { identityOf } from "../../src/library/entries.ts";
import { createLibrary, type Library, updateLibrary } from "../../src/library/library.ts";
import { searchLibrary } from "../../src/library/search.ts";
import { shelfOf } from "../../src/library/searchIndex.ts";
import type { BibliographyFacts } from "../../src/syntax/bibliography.ts";
import { readBibliography, startBibliography } from "../../src/syntax/bibliographyFile.ts";
import { libraryOf } from "./libraryFixture.ts";

const facts = (path: string, text: string) => readBibliography(path, text);

/** Read as a file is that was read before. */
function again(path: string, text: string, earlier: BibliographyFacts | undefined): BibliographyFacts {
  const reading = startBibliography(path, text, earlier);
  while (!reading.advance(() => true));
  return reading.facts();
}

/** Everything that a draft could see of a library. */
function describeLibrary(library: Library): unknown {
  return {
    files: library.files.map((file) => file.path),
    entries: library.entries.map((entry) => [
      entry.path,
      entry.key,
      entry.title,
      entry.unresolved,
      entry.raw.span,
      library.formatEntry(entry),
    ]),
    duplicates: library.duplicates.map(({ key, entries }) => [key, entries.map((entry) => [entry.path, entry.raw.span.start])]),
  };
}

/** What a search finds, in its order. */
const found = (library: Library, query: string): unknown =>
  searchLibrary(library, query, { limit: 3 }).map(({ entry, score }) => [entry.path, entry.key, entry.raw.span, entry.title, score]);

describe("a library", () => {
  it("finds by key and alias, the first of several", () => {
    const library = libraryOf({
      "/a.bib": "@book{a, title = {First}, ids = {b, c}}\n@book{a, title = {Second}}",
      "/b.bib": "@book{b, title = {B}}\n@book{a, title = {Third}}",
    });
    assert.equal(library.find("a")?.title, "First");
    assert.equal(library.find("b")?.title, "B");
    assert.equal(library.find("c")?.title, "First");
    assert.equal(library.find("A"), undefined);
    assert.deepEqual(
      library.duplicates.map(({ key, entries }) => [key, entries.map((entry) => entry.title)]),
      [["a", ["First", "Second", "Third"]]],
    );
  });
  it("lists sets and entries without key, but no xdata", () => {
    const library = libraryOf({
      "/a.bib": "@set{s, entryset = {a, b}}\n@book{, title = {T}}\n@book{, title = {U}}\n@xdata{x, note = {N}}",
    });
    assert.deepEqual(
      library.entries.map((entry) => `${entry.type} ${entry.key}`),
      ["set s", "book ", "book "],
    );
    assert.deepEqual(library.duplicates, []);
  });
  it("is safe from keys that objects have", () => {
    const library = libraryOf({ "/a.bib": "@book{__proto__, title = {T}, __proto__ = {x}}\n@book{constructor, title = {C}}" });
    assert.equal(library.find("__proto__")?.title, "T");
    assert.equal(library.find("constructor")?.title, "C");
    assert.equal(library.find("toString"), undefined);
  });
});

describe("updateLibrary", () => {
  const files = {
    "/a.bib": "@book{a, title = {A}}\n@incollection{c, title = {C}, crossref = {p}}",
    "/p.bib": "@book{p, title = {P}}\n@book{q, title = {Q}}",
  };

  function checkChanged(path: string, text: string | undefined, expected: readonly string[]): void {
    const { changedKeys } = updateLibrary(libraryOf(files), path, text === undefined ? undefined : facts(path, text));
    assert.deepEqual([...changedKeys].sort(), expected);
  }

  it("names what changed, also by inheritance", () => {
    checkChanged("/p.bib", "@book{p, title = {P2}}\n@book{q, title = {Q}}", ["c", "p"]);
    checkChanged("/p.bib", "@book{q, title = {Q}}\n@book{r, title = {R}}", ["c", "p", "r"]);
    checkChanged("/p.bib", undefined, ["c", "p", "q"]);
    checkChanged("/new.bib", "@book{n}", ["n"]);
    checkChanged("/new.bib", "@book{a, title = {Other}}", []);
  });
  it("takes moving for no change", () => checkChanged("/p.bib", "\n\n@book{p, title = {P}}\n\n@book{q,title={Q}}", []));
  it("keeps the entries of other files", () => {
    const library = libraryOf(files);
    const identity = (of: Library, key: string) => identityOf(of.find(key) ?? assert.fail());
    assert.equal(library.find("c")?.container, "P");
    const updated = updateLibrary(library, "/p.bib", facts("/p.bib", "@book{p, title = {P2}}")).library;
    assert.equal(updated.find("a"), library.find("a"));
    assert.notEqual(identity(updated, "c"), identity(library, "c"));
    assert.equal(updated.find("c")?.container, "P2");
    const untouched = updateLibrary(library, "/p.bib", facts("/p.bib", "@book{p, title = {P}}\n@book{r}")).library;
    assert.equal(identity(untouched, "c"), identity(library, "c"));
  });
  it("searches what did not change as it was folded before, wherever it stands now", () => {
    const library = libraryOf(files);
    searchLibrary(library, "a", { limit: 1 });
    const updated = updateLibrary(library, "/a.bib", facts("/a.bib", `% moved\n${files["/a.bib"]}\n@book{n, title = {New}}`)).library;
    assert.deepEqual(
      updated.entries.map((entry) => shelfOf(updated).has(entry)),
      [true, true, false, true, true],
    );
    assert.equal(updated.find("a")?.raw.span.start, 8);
    assert.deepEqual(found(updated, "new"), [["/a.bib", "n", updated.find("n")?.raw.span, "New", 10.8]]);
  });
  it("folds anew what says something else, also by what it inherits", () => {
    const library = libraryOf(files);
    searchLibrary(library, "a", { limit: 1 });
    const updated = updateLibrary(library, "/p.bib", facts("/p.bib", "@book{p, title = {Parent}}\n@book{q, title = {Q}}")).library;
    assert.deepEqual(
      updated.entries.map((entry) => [entry.key, shelfOf(updated).has(entry)]),
      [
        ["a", true],
        ["c", false],
        ["p", false],
        ["q", true],
      ],
    );
    assert.deepEqual(
      searchLibrary(updated, "parent", { limit: 9 }).map(({ entry }) => entry.key),
      ["p", "c"],
    );
  });
  it("forgets texts when most of them are of entries long gone", () => {
    let library = libraryOf({ "/a.bib": "@book{a, title = {T}}" });
    for (let edit = 0; edit < 1200; edit++) {
      library = updateLibrary(library, "/a.bib", facts("/a.bib", `@book{a, title = {T${edit}}}`)).library;
      searchLibrary(library, "a", { limit: 1 });
    }
    assert.ok(shelfOf(library).size < 1100);
    assert.equal(searchLibrary(library, "t1199", { limit: 1 }).length, 1);
  });
  it("equals from scratch, whatever was edited", () => {
    const blocks = [
      "@book{a, title = {A}}",
      "@book{b, title = s, publisher = t}",
      "@string{s = {S1}}",
      "@string{s = {S2}}",
      '@string{t = s # "T"}',
      "@incollection{c, title = {C}, crossref = {a}}",
      "@inbook{d, crossref = {c}, xdata = {x}}",
      "@xdata{x, note = {X}}",
      "@book{a, title = {Again}, ids = {b}}",
      "@book{half, title = {",
    ];
    const path = fc.constantFrom("/1.bib", "/2.bib", "/3.bib");
    const edit = fc.tuple(path, fc.option(fc.array(fc.constantFrom(...blocks), { maxLength: 5 }), { nil: undefined }));
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), fc.constantFrom(1, 400), (edits, gap) => {
        let library = createLibrary([]);
        for (const [at, content] of edits) {
          const before = library;
          const known = library.files.find((file) => file.path === at)?.facts;
          const read = content === undefined ? undefined : again(at, content.join("\n".repeat(gap)), known);
          const update = updateLibrary(library, at, read);
          library = update.library;
          const fresh = createLibrary(library.files);
          assert.deepEqual(describeLibrary(library), describeLibrary(fresh));
          for (const query of ["", "a", "again", "s2", "x c", "agian"]) assert.deepEqual(found(library, query), found(fresh, query));
          for (const key of ["a", "b", "c", "d"]) {
            const same =
              JSON.stringify([before.find(key)?.title, before.find(key)?.path]) ===
              JSON.stringify([library.find(key)?.title, library.find(key)?.path]);
            assert.ok(same || update.changedKeys.has(key), `${key} changed unsaid`);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
