import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { generateKey } from "../../../src/library/edits/generateKey.ts";
import { inferKeyPattern } from "../../../src/library/edits/keyPattern.ts";
import { type KeyFacts, keyFactsOfEntry, keyFactsOfItem } from "../../../src/library/edits/keySource.ts";
import { libraryOf } from "../libraryFixture.ts";

interface Work {
  readonly authors: readonly string[];
  readonly year: number;
  readonly title: string;
}

const factsOf = ({ authors, year, title }: Work): KeyFacts =>
  keyFactsOfItem({ author: authors.map((family) => ({ family, given: "A." })), issued: { "date-parts": [[year]] }, title });

const works: readonly Work[] = [
  { authors: ["Webber", "Sperling", "Smith"], year: 2012, title: "NATO's Post-Cold War Trajectory: Decline or Regeneration?" },
  { authors: ["Croft", "Terriff"], year: 2000, title: "The Critical Reflections on Security and Change" },
  { authors: ["Anthony"], year: 1999, title: "On the Future of European Security" },
  { authors: ["Müller"], year: 2005, title: "Die Würde der Dinge" },
  { authors: ["McFaul"], year: 2003, title: "Power and Purpose" },
];

const goldgeier: Work = { authors: ["Goldgeier", "McFaul"], year: 2003, title: "The Power of Purpose in Foreign Policy" };

/** The key that `goldgeier` gets in a file where the works above have these. */
function checkKey(keys: readonly string[], expected: string, work = goldgeier): void {
  const known = keys.flatMap((key, index) => {
    const known = works[index];
    return known === undefined ? [] : [{ key, facts: factsOf(known) }];
  });
  const taken = new Set(keys);
  assert.equal(
    generateKey(inferKeyPattern(known), factsOf(work), (key) => taken.has(key)),
    expected,
  );
}

describe("the pattern of a file's keys", () => {
  const cases: readonly [string, readonly string[], string][] = [
    ["author and year", ["webber2012", "croft2000", "anthony1999", "muller2005"], "goldgeier2003"],
    ["with a capital", ["Webber2012", "Croft2000", "Anthony1999"], "Goldgeier2003"],
    ["with a short year", ["webber12", "croft00", "anthony99"], "goldgeier03"],
    ["author:year", ["webber:2012", "croft:2000", "anthony:1999"], "goldgeier:2003"],
    ["author_title_year, as Zotero has it", ["webber_natos_2012", "croft_critical_2000", "anthony_future_1999"], "goldgeier_power_2003"],
    [
      "authorTitleYear, as Better BibTeX has it",
      ["webberNATOsPostCold2012", "croftCriticalReflectionsSecurity2000", "anthonyFutureEuropeanSecurity1999"],
      "goldgeierPowerPurposeForeign2003",
    ],
    ["authoryearword, as Google Scholar has it", ["webber2012natos", "croft2000critical", "anthony1999future"], "goldgeier2003power"],
    ["all authors", ["WebberSperlingSmith2012", "CroftTerriff2000", "Anthony1999"], "GoldgeierMcFaul2003"],
    ["et al.", ["Webber.etal:2012", "Croft.Terriff:2000", "Anthony:1999"], "Goldgeier.McFaul:2003"],
    ["EtAl from two on", ["WebberEtAl2012", "CroftEtAl2000", "Anthony1999"], "GoldgeierEtAl2003"],
    ["initials, as alpha has it", ["WSS12", "CT00", "Ant99", "Mul05"], "GM03"],
    ["a prefix", ["nato:webber2012", "nato:croft2000", "nato:anthony1999"], "nato:goldgeier2003"],
    ["no pattern: author and year", ["k1", "x-17", "foo"], "goldgeier2003"],
    ["an empty file", [], "goldgeier2003"],
    ["one entry", ["Webber_2012"], "Goldgeier_2003"],
    ["most entries, some by hand", ["webber2012", "croft2000", "anth", "mul"], "goldgeier2003"],
  ];
  for (const [name, keys, expected] of cases) it(name, () => checkKey(keys, expected));
});

describe("letters beyond ASCII", () => {
  const übel: Work = { authors: ["Übel-Groß"], year: 1990, title: "T" };
  it("fold to ASCII", () => checkKey(["webber2012", "croft2000", "anthony1999", "muller2005"], "ubelgross1990", übel));
  it("are spelled out as in German", () => checkKey(["webber2012", "croft2000", "anthony1999", "mueller2005"], "uebelgross1990", übel));
  it("stay where other keys have them", () => checkKey(["webber2012", "croft2000", "anthony1999", "müller2005"], "übelgroß1990", übel));
});

describe("a key that is taken", () => {
  const smith = (keys: readonly string[]): string => {
    const facts: KeyFacts = { names: [{ family: "Smith" }], year: "2006", title: "T" };
    return generateKey(inferKeyPattern(keys.map((key) => ({ key, facts }))), facts, (key) => keys.includes(key));
  };
  const cases: readonly [readonly string[], string][] = [
    [["smith2006"], "smith2006a"],
    [["smith2006", "smith2006a"], "smith2006b"],
    [["smith2006", "smith2006b"], "smith2006c"],
    [["smith2006a", "smith2006b"], "smith2006c"],
    [["smith2006", "smith2006-1"], "smith2006-2"],
    [["smith2006", "smith2006-2"], "smith2006-3"],
  ];
  for (const [keys, expected] of cases) it(`${keys.join(", ")}: ${expected}`, () => assert.equal(smith(keys), expected));
});

describe("a work that lacks something", () => {
  it("without authors stands under its title", () => checkKey(["webber2012", "croft2000"], "power2003", { ...goldgeier, authors: [] }));
  it("without a year goes without", () => {
    const known = [{ key: "webber_2012", facts: factsOf({ authors: ["Webber"], year: 2012, title: "T" }) }];
    const facts: KeyFacts = { names: [{ literal: "NATO Parliamentary Assembly" }], year: "", title: "T" };
    assert.equal(
      generateKey(inferKeyPattern(known), facts, () => false),
      "natoparliamentaryassembly",
    );
  });
});

describe("the entries of a library", () => {
  it("say what keys are made of, an editor where there is no author", () => {
    const library = libraryOf({
      "/a.bib":
        "@book{webber-2012, editor = {Webber, Mark}, title = {{NATO}}, date = {2012-05}}\n@book{croft-2000, author = {Croft, S.}, year = 2000}",
    });
    const pattern = inferKeyPattern(library.entries.map((entry) => ({ key: entry.key, facts: keyFactsOfEntry(entry) })));
    assert.equal(
      generateKey(pattern, factsOf(goldgeier), () => false),
      "goldgeier-2003",
    );
  });
});
