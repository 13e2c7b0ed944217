import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Library } from "../../src/library/library.ts";
import { type SearchHit, searchLibrary, warmSearch } from "../../src/library/search.ts";
import { libraryOf } from "./libraryFixture.ts";
import { plainSearch } from "./plainSearch.ts";

const library = libraryOf({
  "/a.bib": `
@incollection{webber2012, author = {Webber, Mark and Sperling, James and Smith, Martin A.}, title = {NATO-Russia Relations}, booktitle = {NATO's Post-Cold War Trajectory}, year = 2012}
@article{sperling1999, author = {Sperling, James}, title = {Two Tiers or Two Speeds?}, journal = {European Security}, year = 1999}
@article{sperling2003, author = {Sperling, James and Webber, Mark}, title = {Limiting Institutions?}, year = 2003}
@article{anthony2012, author = {Anthony, Ian}, title = {NATO-Russia Relations: The State of Relations}, journal = {Polish Quarterly}, year = 2012}
@book{goldgeier2003, author = {Goldgeier, James and McFaul, Michael}, title = {Power and Purpose}, year = 2003}
@book{smith2006, author = {Smith, Martin A.}, title = {Russia and NATO since 1991}, year = 2006}
@book{lukas2010, author = {{\\L}ukasiewicz, J{\\'o}zef and M{\\"u}ller, Hans}, title = {{\\O}stpolitik}, year = 2010}
@collection{croft2006, editor = {Croft, Stuart}, title = {Security in Europe}, year = 2006}
@book{folklore, author = {Adler, Anna}, title = {Folklore of the North}, year = 2001}
@book{x1, author = {Biafolska, Ewa}, title = {Manifold Things}, year = 2020}
@book{, author = {Nobody}, title = {No key}}
`,
});

/** The keys found, best first; all of them, or with a final "…" at least these first ones. */
function checkSearch(query: string, ...expected: readonly string[]): void {
  const found = searchLibrary(library, query, { limit: 50 }).map((hit) => hit.entry.key);
  const open = expected.at(-1) === "…";
  const wanted = open ? expected.slice(0, -1) : expected;
  assert.deepEqual(open ? found.slice(0, wanted.length) : found, wanted, query);
}

describe("searchLibrary", () => {
  it("finds by any author", () => {
    checkSearch("anthony", "anthony2012");
    checkSearch("mcfaul", "goldgeier2003");
    checkSearch("webber", "webber2012", "sperling2003");
    assert.deepEqual(
      searchLibrary(library, "sperling", { limit: 9 })
        .map((hit) => hit.entry.key)
        .sort(),
      ["sperling1999", "sperling2003", "webber2012"],
    );
  });
  it("finds by words in any order", () => {
    checkSearch("sperling 1999", "sperling1999", "…");
    checkSearch("1999 sperling", "sperling1999", "…");
    checkSearch("russia smith", "smith2006", "webber2012");
    checkSearch("power goldg", "goldgeier2003");
    checkSearch("Webber, Sperling & Smith 2012", "webber2012");
    checkSearch("webber et al. 2012", "webber2012");
  });
  it("finds by editor, container, given name and year", () => {
    checkSearch("croft", "croft2006");
    checkSearch("polish", "anthony2012");
    checkSearch("ian", "anthony2012", "…");
    checkSearch("2010", "lukas2010");
  });
  it("folds accents and letters", () => {
    checkSearch("łukasiewicz", "lukas2010");
    checkSearch("lukasie", "lukas2010");
    checkSearch("muller", "lukas2010");
    checkSearch("Müller", "lukas2010");
    checkSearch("ostpol", "lukas2010");
  });
  it("forgives one slip in a word, after what is exact", () => {
    checkSearch("sprling 1999", "sperling1999");
    checkSearch("sepr 1999", "sperling1999");
    checkSearch("goldgier", "goldgeier2003");
    checkSearch("antony", "anthony2012");
    checkSearch("xnthony", "anthony2012");
    checkSearch("anthonxyz");
  });
  it("puts the whole key first, beginnings before middles", () => {
    checkSearch("smith2006", "smith2006", "…");
    checkSearch("fol", "folklore", "x1");
    checkSearch("webber2012", "webber2012", "…");
  });
  it("finds nothing where a word is nowhere", () => checkSearch("sperling quantum"));
  it("never offers an entry without a key", () => checkSearch("nobody"));
  it("without words gives the newest, what is cited here first", () => {
    checkSearch("", "x1", "webber2012", "…");
    const hits = searchLibrary(library, " ", { limit: 2, boost: (key) => (key === "sperling1999" ? 1 : 0) });
    assert.deepEqual(
      hits.map((hit) => hit.entry.key),
      ["sperling1999", "x1"],
    );
  });
  it("lifts what is cited a little, not above what fits better", () => {
    const boost = (key: string) => (key === "smith2006" ? 1 : 0);
    const keys = (query: string) => searchLibrary(library, query, { limit: 9, boost }).map((hit) => hit.entry.key);
    assert.deepEqual(keys("nato").slice(0, 1), ["smith2006"]);
    assert.equal(keys("webber2012")[0], "webber2012");
  });
  it("finds Folland among sixty keys that say nothing", () => {
    const entries = Array.from({ length: 60 }, (_, i) => {
      const author = i === 41 ? "Folland, Gerald B." : `Author${i}, Ann`;
      return `@book{book${String(i).padStart(8, "0")}, author = {${author}}, title = {Manifolds, Portfolios and Folding ${i}}, year = ${1980 + (i % 40)}}`;
    });
    const [first] = searchLibrary(libraryOf({ "/b.bib": entries.join("\n") }), "fol", { limit: 50 });
    assert.equal(first?.entry.authors[0]?.family, "Folland");
  });
  it("keeps to the limit and to the order of scores", () => {
    const query = fc.array(fc.constantFrom("nato", "sp", "r", "2012", "smth", "ø", "&", "e", "james"), { maxLength: 3 });
    fc.assert(
      fc.property(query, fc.integer({ min: 1, max: 12 }), (words, limit) => {
        const hits = searchLibrary(library, words.join(" "), { limit });
        assert.ok(hits.length <= limit);
        assert.equal(new Set(hits.map((hit) => hit.entry)).size, hits.length);
        for (const [index, hit] of hits.entries()) assert.ok(index === 0 || (hits[index - 1]?.score ?? 0) >= hit.score);
      }),
    );
  });
  it("finds what a plain look at every line finds", () => {
    const piece = fc.constantFrom(
      "nato",
      "russia",
      "russ",
      "ia",
      "a",
      "the",
      "x2",
      "2012",
      "1999",
      "Ł",
      "é",
      "'s",
      "ß",
      "日本",
      "smith",
      "-",
      "_",
    );
    const gap = fc.constantFrom("", "", " ", " ", ", ", "-", ".", "(", ") ", "  ", "\u3000");
    const phrase = fc.array(fc.tuple(piece, gap), { maxLength: 5 }).map((parts) => parts.flat().join(""));
    const entry = fc.record({
      key: fc.tuple(piece, fc.constantFrom("", "2012", "-", " ", ":"), piece).map((parts) => parts.join("")),
      author: phrase,
      title: phrase,
      year: fc.constantFrom("2012", "1999", "c. 1850", ""),
      journal: phrase,
    });
    const slipped = fc.tuple(phrase, fc.nat(12), fc.constantFrom("", "q", "s"), fc.nat(1)).map(([text, at, more, fewer]) => {
      return text.slice(0, at) + more + text.slice(at + fewer);
    });
    const query = fc.oneof(
      phrase,
      slipped,
      fc.tuple(slipped, phrase).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 12 }),
        fc.array(query, { maxLength: 4 }),
        fc.integer({ min: 1, max: 15 }),
        (all, queries, limit) => {
          const text = all.map(({ key, ...fields }) => {
            const written = Object.entries(fields).map(([name, value]) => `${name} = {${value}}`);
            return `@article{${key}, ${written.join(", ")}}`;
          });
          const made = libraryOf({ "/a.bib": text.join("\n") });
          const boost = (key: string) => (key.includes("a") ? 1 : 0);
          for (const words of queries) {
            const plainly = (hits: readonly SearchHit[]) => hits.map((hit) => [made.entries.indexOf(hit.entry), hit.score]);
            assert.deepEqual(
              plainly(searchLibrary(made, words, { limit, boost })),
              plainly(plainSearch(made, words, { limit, boost })),
              words,
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });
  it("finds the same letter by letter as all at once", () => {
    const text = Array.from(
      { length: 90 },
      (_, i) => `@book{k${i}, author = {Smith, Ann and Meier${i % 7}, Bo}, title = {Things of nato-russia ${i % 11}}}`,
    );
    const typedIn = libraryOf({ "/a.bib": text.join("\n") });
    for (const query of ["smith meier3", "simth 1", "rusisa thin", "k8", "things ntao", "xyz", "smith", "sm things"]) {
      for (let end = 1; end <= query.length; end++) {
        const typed = query.slice(0, end);
        const hits = (library: Library) => searchLibrary(library, typed, { limit: 20 }).map((hit) => [hit.entry.key, hit.score]);
        assert.deepEqual(hits(typedIn), hits(libraryOf({ "/a.bib": text.join("\n") })), typed);
      }
    }
  });
  it("is warmed in slices", () => {
    const fresh = libraryOf({ "/a.bib": "@book{a}\n@book{b}\n@book{c}" });
    const warming = warmSearch(fresh);
    assert.equal(
      warming.advance(() => false),
      false,
    );
    assert.equal(
      warming.advance(() => true),
      true,
    );
    assert.equal(
      warmSearch(fresh).advance(() => false),
      true,
    );
  });
});
