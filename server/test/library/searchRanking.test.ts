import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Entry } from "../../src/library/entry.ts";
import { searchLibrary } from "../../src/library/search.ts";
import { libraryOf } from "./libraryFixture.ts";
import { shelf } from "./searchShelf.ts";

const library = libraryOf({ "/shelf.bib": shelf });

const keysOf = (query: string, limit = 50): readonly string[] => searchLibrary(library, query, { limit }).map((hit) => hit.entry.key);

/** What stands first, in this order; with "only" at the end, nothing else is found. */
const table: readonly (readonly [query: string, ...keys: string[]])[] = [
  // A name, whole or begun.
  ["keynes", "keynes1936", "keynes1919", "skidelsky2003", "only"],
  ["kenn", "kennedy1987"],
  ["mearsh", "mearsheimer2001", "mearsheimer1990", "only"],
  ["fol", "folland1999", "dundes1965"],
  ["Weber", "weber1922"],
  ["hobsb", "hobsbawm1994", "hobsbawmranger1983"],
  ["nato", "nato1995", "webber2012"],
  ["mcfaul", "goldgeier2003", "only"],
  ["kugler", "asmus1993", "only"],
  ["svend", "moller2013", "only"],
  // A name with a year, in any order, whole or not.
  ["keynes 1919", "keynes1919", "only"],
  ["1919 keynes", "keynes1919", "only"],
  ["keynes 36", "keynes1936", "only"],
  ["keynes36", "keynes1936"],
  ["sperling99", "sperlingTwoTiers1999"],
  ["sperling 99", "sperlingTwoTiers1999", "only"],
  ["waltz 195", "waltz1959", "only"],
  ["smith 2006", "smith2006"],
  ["arendt63", "arendt1963"],
  ["orwell1946", "orwell46"],
  ["orwell46", "orwell46", "only"],
  // Words of the title, alone or with others.
  ["general theory", "keynes1936"],
  ["theory international politics", "waltz1979", "only"],
  ["weak ties", "granovetter1973", "only"],
  ["imagined comm", "anderson1983", "only"],
  ["waltz war", "waltz1959", "only"],
  ["wealth of nations", "smith1776", "only"],
  ["nations", "gellner1983", "smith1776"],
  ["lemons akerlof", "akerlof1970", "only"],
  ["war and peace", "tolstoy_war:1869"],
  ["peace war", "tolstoy_war:1869", "only"],
  ["two level games", "putnam1988", "only"],
  ["two-level", "putnam1988"],
  ["cold war europe", "mearsheimer1990", "only"],
  ["What is populism?", "mueller2016", "only"],
  ["us policy russia", "goldgeier2003", "only"],
  ["U.S. policy", "goldgeier2003", "only"],
  ["rise fall great powers", "kennedy1987", "only"],
  ["nature of the firm", "coase1937", "only"],
  ["invention tradition trevor", "trevorroper1983", "only"],
  // Labels copied from elsewhere.
  ["Webber, Sperling & Smith 2012", "webber2012", "only"],
  ["Webber, Sperling, and Smith 2012", "webber2012", "only"],
  ["Webber et al. 2012", "webber2012", "only"],
  ["Goldgeier and McFaul (2003)", "goldgeier2003", "only"],
  ["Møller und Skaaning 2013", "moller2013", "only"],
  // Accents and letters, as people type them.
  ["moller", "moller2013"],
  ["moeller", "moller2013"],
  ["Møller", "moller2013"],
  ["Möller", "moller2013"],
  ["muller", "mueller2016"],
  ["müller", "mueller2016", "mueller1995"],
  ["mueller 2016", "mueller2016", "only"],
  ["mueller jan", "mueller2016", "only"],
  ["Müller perfect", "mueller1995", "only"],
  ["lukasie", "lukasiewicz1951", "only"],
  ["Łukasiewicz", "lukasiewicz1951", "only"],
  ["milosz umysl", "milosz1953", "only"],
  ["hasek svejk", "hasek1923", "only"],
  ["strauss leben", "strauss1837", "only"],
  ["strauß", "strauss1837"],
  ["grundriss", "luhmann1984", "only"],
  ["djilas", "djilas1957", "only"],
  ["đilas", "djilas1957", "only"],
  ["dilas", "djilas1957"],
  ["thorgilsson", "thorgilsson", "only"],
  ["þorgil", "thorgilsson", "only"],
  ["islending", "thorgilsson", "only"],
  ["deuxieme", "beauvoir1949", "only"],
  ["juergen habermas", "habermas1981", "only"],
  ["jürgen", "habermas1981"],
  // Other scripts.
  ["достоевский", "dostoevsky1866", "only"],
  ["федор", "dostoevsky1866", "only"],
  ["наказ", "dostoevsky1866", "only"],
  ["Καζαντζακης", "kazantzakis1946", "only"],
  ["ζορμπα", "kazantzakis1946", "only"],
  ["村上", "murakami1987", "only"],
  ["村上春樹", "murakami1987", "only"],
  ["春樹", "murakami1987", "only"],
  ["森", "murakami1987", "only"],
  ["中國", "fei1947", "only"],
  ["費孝通", "fei1947", "only"],
  // Initials, particles, names of two parts.
  ["jm keynes", "keynes1936", "keynes1919"],
  ["j.m. keynes", "keynes1936", "keynes1919"],
  ["J. M. Keynes 1936", "keynes1936", "only"],
  ["john keynes 1919", "keynes1919"],
  ["rh coase", "coase1937", "only"],
  ["ronald coase", "coase1937"],
  ["de gaulle", "gaulle1954", "only"],
  ["gaulle", "gaulle1954", "only"],
  ["degaulle", "gaulle1954", "only"],
  ["beauvoir", "beauvoir1949", "only"],
  ["van den berghe", "vandenberghe1981", "only"],
  ["vandenberghe", "vandenberghe1981", "only"],
  ["berghe", "vandenberghe1981", "only"],
  ["lloyd", "lloydjones1971", "only"],
  ["jones", "lloydjones1971"],
  ["lloyd jones", "lloydjones1971", "only"],
  ["Lloyd-Jones", "lloydjones1971", "only"],
  ["levi strauss", "levi-strauss1955", "only"],
  ["levistrauss", "levi-strauss1955", "only"],
  ["oneill", "oneill2014", "only"],
  ["O’Neill", "oneill2014", "only"],
  ["o'neill", "oneill2014", "only"],
  // One slip, in whatever way, and exact before near.
  ["keyens", "keynes1936", "keynes1919"],
  ["mearshiemer", "mearsheimer2001", "mearsheimer1990", "only"],
  ["habermaas", "habermas1981", "only"],
  ["granoveter", "granovetter1973", "only"],
  ["foucalt", "foucault1975", "only"],
  ["xoucault", "foucault1975", "only"],
  ["wolstonecraft vindicaton", "wollstonecraft1792", "only"],
  ["anderson", "anderson1983", "andersen1992", "only"],
  ["andersen", "andersen1992", "anderson1983", "only"],
  ["goldgier mcfual", "goldgeier2003", "only"],
  ["sprling99", "sperlingTwoTiers1999", "only"],
  ["revolutoins kuhn", "kuhn1962", "only"],
  // Keys and what they are made of.
  ["sperlingtwo", "sperlingTwoTiers1999", "only"],
  ["two tiers", "sperlingTwoTiers1999", "only"],
  ["twotiers1999", "sperlingTwoTiers1999", "only"],
  ["tolstoy_war", "tolstoy_war:1869", "only"],
  ["tolstoy war", "tolstoy_war:1869", "only"],
  ["tolstoywar1869", "tolstoy_war:1869"],
  ["DBLP:books/aw/Knuth68", "DBLP:books/aw/Knuth68", "only"],
  ["knuth68", "DBLP:books/aw/Knuth68", "only"],
  ["knuth 1968", "DBLP:books/aw/Knuth68", "only"],
  ["smith_2006", "smith2006"],
  ["orientalism", "said1978"],
  ["said78", "said1978", "only"],
  // Journals, also by the letters that people call them by.
  ["apsr", "lipset1959", "only"],
  ["lipset apsr", "lipset1959", "only"],
  ["foreign affairs", "asmus1993", "only"],
  ["quarterly journal", "akerlof1970", "only"],
  // Nothing at all.
  ["keynes quantum", "only"],
  ["xyzzy", "only"],
];

describe("the ranking of a search", () => {
  for (const [query, ...expected] of table) {
    it(`finds ${expected[0] === "only" ? "nothing" : expected[0]} by ${JSON.stringify(query)}`, () => checkRanking(query, expected));
  }

  it("finds every entry first by its own key", () => {
    for (const { key } of library.entries) {
      assert.equal(keysOf(key)[0], key);
      assert.equal(keysOf(key.toUpperCase())[0], key);
    }
  });

  it("finds every entry by a name and its year, with the name's spelling plain or spelled out", () => {
    for (const entry of library.entries) {
      const name = nameOf(entry);
      for (const query of [`${name} ${entry.year}`, `${entry.year} ${plain(name)}`, `${name.toUpperCase()} ${entry.year.slice(-2)}`])
        assert.ok(keysOf(query).slice(0, 3).includes(entry.key), query);
    }
  });

  it("finds every entry by two words of its title, a slip in the longer one, in either order", () => {
    fc.assert(
      fc.property(entryWithWords, slips, ({ entry, words: [long, other] }, [kind, where]) => {
        // A ß is two letters to a search, so a slip with it would be two.
        const one = slipped(long.includes("ß") ? plain(long) : long, kind, where);
        const query = `${one} ${other}`;
        assert.ok(keysOf(query).includes(entry.key), query);
        assert.deepEqual(keysOf(`${other} ${one}`), keysOf(query));
      }),
      { numRuns: 400 },
    );
  });

  it("puts what is written so before what is written nearly so", () => {
    fc.assert(
      fc.property(entryWithWords, ({ entry, words: [one] }) => {
        const found = keysOf(one);
        const place = found.indexOf(entry.key);
        const holds = (key: string) => plain(textOf(library.find(key))).includes(plain(one));
        assert.ok(place >= 0 && found.slice(0, place).every(holds), one);
      }),
    );
  });

  it("gives the same answer each time, whatever the order of the words", () => {
    const word = fc.constantFrom("the", "of", "smith", "nato", "keynes", "1979", "19", "theory", "jm", "sprling99", "muller", "é", "a");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        const found = keysOf(words.join(" "));
        assert.deepEqual(keysOf(words.toReversed().join(" ")), found);
        assert.deepEqual(
          searchLibrary(libraryOf({ "/shelf.bib": shelf }), words.join(" "), { limit: 50 }).map((hit) => hit.entry.key),
          found,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("offers of a key that two entries bear the first, once", () => {
    const twice = libraryOf({ "/a.bib": "@book{one, title={First}}\n@book{one, title={Second}}", "/b.bib": "@book{one, title={Third}}" });
    const found = (query: string) => searchLibrary(twice, query, { limit: 9 }).map((hit) => hit.entry.title);
    assert.deepEqual(found("one"), ["First"]);
    assert.deepEqual(found(""), ["First"]);
    assert.deepEqual(found("second"), []);
  });

  it("lifts what was used, never above what fits clearly better", () => {
    const boosted = (query: string, key: string) =>
      searchLibrary(library, query, { limit: 9, boost: (candidate) => (candidate === key ? 1 : 0) }).map((hit) => hit.entry.key);
    assert.equal(boosted("keynes", "keynes1919")[0], "keynes1919");
    assert.equal(boosted("waltz", "waltz1959")[0], "waltz1959");
    assert.equal(boosted("keynes", "skidelsky2003")[0], "keynes1936");
    assert.equal(boosted("fol", "dundes1965")[0], "folland1999");
    assert.equal(boosted("anderson", "andersen1992")[0], "anderson1983");
  });
});

function checkRanking(query: string, expected: readonly string[]): void {
  const found = keysOf(query);
  const closed = expected.at(-1) === "only";
  const keys = closed ? expected.slice(0, -1) : expected;
  assert.deepEqual(closed ? found : found.slice(0, keys.length), keys);
}

const nameOf = ({ authors, editors }: Entry): string => {
  const [name] = [...authors, ...editors];
  return name?.family ?? name?.literal ?? "";
};

const textOf = (entry: Entry | undefined): string =>
  entry === undefined
    ? ""
    : [entry.key, entry.title, entry.shortTitle, entry.container, ...entry.authors.map((name) => name.given)].join(" ");

const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[łŁ]/g, "l").replace(/[øØ]/g, "o").replace(/ß/g, "ss").toLowerCase();

interface EntryWithWords {
  readonly entry: Entry;
  readonly words: readonly [long: string, other: string];
}

const withWords: readonly EntryWithWords[] = library.entries.flatMap((entry) => {
  const words = [...new Set(entry.title.match(/[\p{L}\p{M}]{2,}/gu) ?? [])];
  return words
    .filter((word) => word.length > 5)
    .flatMap((long) => words.filter((word) => word !== long).map((other) => ({ entry, words: [long, other] as const })));
});

const entryWithWords = fc.constantFrom(...withWords);

const slips = fc.tuple(fc.constantFrom("wrong", "extra", "missing", "swapped"), fc.nat());

function slipped(word: string, kind: string, where: number): string {
  const at = where % (word.length - 1);
  switch (kind) {
    case "wrong":
      return `${word.slice(0, at)}q${word.slice(at + 1)}`;
    case "extra":
      return `${word.slice(0, at)}q${word.slice(at)}`;
    case "missing":
      return word.slice(0, at) + word.slice(at + 1);
    default:
      return word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
  }
}
