import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readReferences } from "../../../src/corpus/references/references.ts";
import type { SourceReference } from "../../../src/corpus/source.ts";
import { checkGrowth } from "../checkPage.ts";

function read(...notes: readonly string[]): SourceReference[][] {
  return readReferences(notes.map((raw, i) => ({ number: i + 1, noteNumber: i + 1, raw })));
}

/** The raw words and lead-ins that a note is split into. */
function checkSegments(note: string, ...expected: readonly (readonly [signal: string, raw: string])[]): void {
  assert.deepEqual(
    read(note)[0]?.map((reference) => [reference.signal, reference.raw]),
    expected,
  );
}

function checkLabels(note: string, expected: Readonly<Record<string, unknown>>, locator?: readonly [string, string]): void {
  const reference = read(note)[0]?.[0];
  const csl = new Map(Object.entries(reference?.csl ?? {}));
  const shown = Object.fromEntries(
    Object.keys(expected).map((field) => [
      field,
      field === "author" || field === "editor" ? names(csl.get(field)) : field === "issued" ? dates(csl.get(field)) : csl.get(field),
    ]),
  );
  assert.deepEqual(shown, expected, note);
  if (locator !== undefined) assert.deepEqual(reference?.locator, { label: locator[0], value: locator[1] }, note);
}

const names = (value: unknown): unknown =>
  (value as { family?: string; given?: string; literal?: string }[] | undefined)?.map(
    (name) => name.literal ?? [name.given, name.family].filter((part) => part !== undefined).join(" "),
  );
const dates = (value: unknown): unknown => (value as { "date-parts"?: unknown[] } | undefined)?.["date-parts"]?.[0];

/** Where the short forms of the notes lead: `note.ref`, "" for nowhere. */
function checkResolved(notes: readonly string[], expected: readonly string[]): void {
  const short = read(...notes)
    .flat()
    .filter((reference) => reference.kind === "short");
  assert.deepEqual(
    short.map(({ resolvesTo }) => (resolvesTo === undefined ? "" : `${resolvesTo.note}.${resolvesTo.ref}`)),
    expected,
  );
}

describe("a note's references", () => {
  it("are split at semicolons outside quotations, brackets and titles", () => {
    checkSegments(
      "A. Bell, ‘Tides; or, the Sea’, Sea, 12(3), 1999, p. 4; and C. Dow, Nets (Hull: Quay; Leeds: Mill, 2001).",
      ["", "A. Bell, ‘Tides; or, the Sea’, Sea, 12(3), 1999, p. 4"],
      ["", "C. Dow, Nets (Hull: Quay; Leeds: Mill, 2001)"],
    );
    checkSegments("Ports 2030: Secure Trade; Living Shores, p. 4.", ["", "Ports 2030: Secure Trade; Living Shores, p. 4"]);
    checkSegments("Bell, Tides; Dow, Nets, p. 4.", ["", "Bell, Tides"], ["", "Dow, Nets, p. 4"]);
  });

  it("have their lead-ins", () => {
    checkSegments(
      "For a fuller account, see A. Bell, Tides (Hull: Quay, 1999). See also Dow, Nets.",
      ["For a fuller account, see", "A. Bell, Tides (Hull: Quay, 1999)"],
      ["See also", "Dow, Nets"],
    );
    checkSegments("Quoted in C. Dow, Nets (Hull: Quay, 2001), p. 3.", ["Quoted in", "C. Dow, Nets (Hull: Quay, 2001), p. 3"]);
    checkSegments("See, for example, C. Dow, Nets (Hull: Quay, 2001).", ["See, for example", "C. Dow, Nets (Hull: Quay, 2001)"]);
    checkSegments("Vgl. C. Dow, Netze (Berlin: Kai, 2001).", ["Vgl.", "C. Dow, Netze (Berlin: Kai, 2001)"]);
    checkSegments(
      "A. Bell, Tides (Hull: Quay, 1999), p. 4, cited in C. Dow, Nets (Hull: Quay, 2001).",
      ["", "A. Bell, Tides (Hull: Quay, 1999), p. 4"],
      ["cited in", "C. Dow, Nets (Hull: Quay, 2001)"],
    );
  });

  it("are none in a comment, and only they are taken out of a mixed note", () => {
    checkSegments("These were the price of tar, the state of the harbour and the end of the war.");
    checkSegments(
      "The phrase was first used by the harbour master. See ‘A Ship’, The Economist, 4 May 1996, p. 4. At the time there were nine ships.",
      ["See", "‘A Ship’, The Economist, 4 May 1996, p. 4"],
    );
  });

  it("keep a paper and the digest that translates it together", () => {
    checkSegments(
      "Segodnya, 4 May 1993. Translated in CDPSP, Vol. XLV(3), 1993, p. 6; Trud, 5 May 1993.",
      ["", "Segodnya, 4 May 1993. Translated in CDPSP, Vol. XLV(3), 1993, p. 6"],
      ["", "Trud, 5 May 1993"],
    );
  });
});

describe("a reference's fields", () => {
  it("of articles in several styles", () => {
    const fields = {
      author: ["C. Dow"],
      title: "Tar",
      "container-title": "Past Trades",
      volume: "44",
      issue: "2",
      issued: [1998],
      type: "article-journal",
    };
    checkLabels("C. Dow, ‘Tar’, Past Trades, Vol. 44(2), 1998, p. 113.", fields, ["page", "113"]);
    checkLabels("C. Dow, ‘Tar’, Past Trades, 44(2), 1998, pp. 113–20.", { ...fields, page: "113–20" }, ["page", "113–20"]);
    checkLabels("C. Dow, “Tar,” Past Trades 44, no. 2 (1998): 113–20.", { ...fields, page: "113–20" });
    checkLabels("Dow, C. (1998). Tar. Past Trades, 44(2), 113–120.", { ...fields, page: "113–120" });
    checkLabels("C. Dow, ‘Tar’ (1998) 44 Past Trades 113.", {
      title: "Tar",
      "container-title": "Past Trades",
      volume: "44",
      page: "113",
      issued: [1998],
    });
  });

  it("of books in several styles", () => {
    const fields = {
      author: ["Ada Bell"],
      title: "Tides and Trade",
      "publisher-place": "Hull",
      publisher: "Quay Press",
      issued: [1999],
      type: "book",
    };
    checkLabels("Ada Bell, Tides and Trade (Hull: Quay Press, 1999), p. 4.", fields, ["page", "4"]);
    checkLabels("Ada Bell, Tides and Trade (Hull: Quay Press, 1999), 12–15.", fields, ["page", "12–15"]);
    checkLabels("Bell, Ada. Tides and Trade. Hull: Quay Press, 1999.", fields);
    checkLabels("Ada Bell, Tides and Trade, Hull: Quay Press 1999, S. 14.", fields, ["page", "14"]);
    checkLabels(
      "A. Bell and C. Dow, Tides, Trade and Tar (Hull: Quay, 1999), Chapter 9.",
      { author: ["A. Bell", "C. Dow"], title: "Tides, Trade and Tar" },
      ["chapter", "9"],
    );
  });

  it("of papers, chapters, theses, documents and speeches", () => {
    checkLabels("Izvestia, 28 May 1997.", { type: "article-newspaper", "container-title": "Izvestia", issued: [1997, 5, 28] });
    checkLabels("E. Fry, ‘Ships Wait’, The Times, 6 September 1994.", {
      type: "article-newspaper",
      "container-title": "The Times",
      title: "Ships Wait",
      issued: [1994, 9, 6],
    });
    checkLabels("G. Hull, “Pilots,” in Sea Work, ed. Ada Bell (Oxford: OUP, 2003), 45–67.", {
      type: "chapter",
      title: "Pilots",
      "container-title": "Sea Work",
      editor: ["Ada Bell"],
      publisher: "OUP",
    });
    checkLabels("G. Hull, ‘Pilots’, in A. Bell and C. Dow (eds), Sea Work (Oxford: OUP, 2003), p. 45.", {
      type: "chapter",
      "container-title": "Sea Work",
      editor: ["A. Bell", "C. Dow"],
    });
    checkLabels("Gwen Hull, ‘Pilots’ (PhD thesis, University of Hull, 2001), p. 9.", {
      type: "thesis",
      publisher: "University of Hull",
      issued: [2001],
    });
    checkLabels("Harbour Commission, Ports (Document A/12) (Hull: Quay, 2000).", {
      type: "report",
      author: ["Harbour Commission"],
      title: "Ports",
      number: "A/12",
      issued: [2000],
    });
    checkLabels("Ada Bell, ‘Why Ports’, speech at Chatham House, London, 3 March 2004.", {
      type: "speech",
      title: "Why Ports",
      issued: [2004, 3, 3],
    });
  });

  it("keep titles that hold years, colons and question marks whole", () => {
    checkLabels("M. Bell, Trade and Tar since 1991: From War to Peace? (Hull: Quay, 2006).", {
      title: "Trade and Tar since 1991: From War to Peace?",
      issued: [2006],
    });
    checkLabels("J. Fry, ‘The Allies’ View: Ports’, Sea, 3(1), 1990.", { title: "The Allies’ View: Ports", "container-title": "Sea" });
  });

  it("repair addresses and take DOIs and dates of access", () => {
    checkLabels("Final Communiqué (Brussels: NATO, 2004), at http://www.nato.int/docu/pr/2004/p04–096e.htm.", {
      URL: "http://www.nato.int/docu/pr/2004/p04-096e.htm",
      publisher: "NATO",
    });
    checkLabels("E. Fry, ‘Rope’, Sea, 3(1), 1990, https://doi.org/10.1000/sea.3.", { DOI: "10.1000/sea.3", title: "Rope" });
    checkLabels("E. Fry, ‘Rope’, Sea, 3(1), 1990, at .", { "container-title": "Sea", issued: [1990] });
  });
});

describe("short forms", () => {
  const full = [
    "Ada Bell, Harbours of the North (London: Quay, 1999), p. 12.",
    "C. Dow, ‘Tar and Trade’, Past Trades, 44(2), 1998; E. Fry, Rope (Hull: Mill, 1990).",
  ];

  it("resolve by surname and title, title, surname", () => {
    checkResolved(
      [
        ...full,
        "Bell, Harbours of the North, p. 3.",
        "Harbours of the North, p. 9.",
        "Dow, ‘Tar and Trade’, p. 4.",
        "Bell, op. cit., p. 7.",
        "Dow, loc. cit.",
      ],
      ["1.0", "1.0", "2.0", "1.0", "2.0"],
    );
  });

  it("resolve ibid. to the note before where that names one work", () => {
    checkResolved([full[0] ?? "", "Ibid., p. 4.", "Ibid."], ["1.0", "1.0"]);
    checkResolved([...full, "Ibid."], [""]);
    checkResolved([full[0] ?? "", "Ebd., S. 4."], ["1.0"]);
  });

  it("resolve by note number", () => {
    checkResolved([...full, "Dow (n. 2) 118.", "Bell, note 1 above, p. 3.", "Bell, Harbours (wie Anm. 1), S. 3."], ["2.0", "1.0", "1.0"]);
  });

  it("resolve by abbreviation and by container", () => {
    checkResolved(["A. Bell, The Book of Nets [hereafter BN] (Hull: Quay, 1999).", "BN, p. 4."], ["1.0"]);
    checkResolved(
      ["‘Testimony of a Pilot’, The Great Harbour Debate (Hull: Senate, 1997).", "‘Answer of a Captain’, The Great Harbour Debate."],
      ["1.0"],
    );
  });

  it("stay unresolved where two works fit, or none", () => {
    checkResolved(
      ["A. Bell, Nets (Hull: Quay, 1999).", "A. Bell, Ropes (Hull: Quay, 2001).", "Bell, op. cit., p. 4.", "Hull, Pilots, p. 3."],
      ["", ""],
    );
  });
});

describe("any notes", () => {
  it("give references whose words stand in them and never fail", () => {
    const bit = fc.constantFrom(
      "See ",
      "A. Bell, ",
      "‘Tides’, ",
      "Sea, ",
      "12(3), ",
      "1999",
      "p. 4",
      "; ",
      ". ",
      "(",
      ")",
      "“",
      "”",
      "Ibid.",
      "http://x.org/a–b",
      "Vol. ",
      "and ",
      "[hereafter X]",
      "10.1000/x",
      ":",
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.array(bit).map((bits) => bits.join("")),
          { maxLength: 6 },
        ),
        (notes) => {
          for (const [i, references] of read(...notes).entries())
            for (const reference of references) assert.ok(notes[i]?.includes(reference.raw));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("are read in time that grows with their length", async () => {
    await checkGrowth((size) => {
      const note = "A. Bell, ‘Tides’, Sea, 12(3), 1999, p. 4; (".repeat(size);
      read(note, note);
    }, 200);
    await checkGrowth(
      (size) => read(...Array.from({ length: size }, (_, i) => `A. Bell, Tides ${i} (Hull: Quay, 1999); Bell, Tides ${i}, p. 4.`)),
      500,
    );
    await checkGrowth(
      (size) => read(...Array.from({ length: size }, () => "Bell, op. cit., p. 4; A. Bell, Tides (Hull: Quay, 1999).")),
      500,
    );
  });
});
