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

describe("works that are no books or articles", () => {
  it("are statements, papers of assemblies, agencies' news, treaties and hearings", () => {
    checkLabels("‘Joint Statement on Pilots’, Lisbon, 20 November 2010.", {
      type: "report",
      title: "Joint Statement on Pilots",
      "container-title": undefined,
      issued: [2010, 11, 20],
    });
    checkLabels("R. Dow (rapporteur), ‘Harbours’, Nordic Parliamentary Assembly, Sub-Committee on Ports, 8 September 2011, p. 11.", {
      type: "report",
    });
    checkLabels("Associated Press, ‘Ships Wait’, 3 September 2011.", {
      type: "article-newspaper",
      title: "Ships Wait",
      "container-title": undefined,
      issued: [2011, 9, 3],
    });
    checkLabels("Harbour Peace Treaty (Bergen, 4 April 1949), Article 5.", { type: "treaty", issued: [1949, 4, 4] }, ["article", "5"]);
    checkLabels("Hearing before the Committee on Ports, 23 April 1997 (Washington, DC: Government Printing Office, 1997), p. 12.", {
      type: "hearing",
      author: undefined,
    });
  });

  it("are letters and broadcasts that their day names again", () => {
    checkResolved(["Dow to Bell, 8 March 1959, Bergen City Archives, box 24.", "Dow to Bell, 8 March 1959."], ["1.0"]);
    checkResolved(["‘Pilots Wait’, Radio North, 2 December 2004.", "Radio North, 2 December 2004."], ["1.0"]);
  });

  it("are interviews, letters, papers of an archive, theses, press releases and addresses", () => {
    checkLabels("Interview with the harbour master, Skarvik, 4 May 1996.", { type: "interview", issued: [1996, 5, 4] });
    checkLabels("Nelson to Spencer, 3 May 1801, British Library, Add. MS 3490, f. 12.", {
      type: "personal_communication",
      issued: [1801, 5, 3],
      archive: "British Library, Add. MS 3490",
    });
    checkLabels("Stadtarchiv Wismar, Hafenmeister, Nr. 14, Bl. 7r.", { type: "manuscript", author: ["Stadtarchiv Wismar"] }, [
      "folio",
      "7r",
    ]);
    checkLabels("M. Thorne, Untitled Seas, unpublished PhD thesis, University of Hull, 1991, p. 77.", {
      type: "thesis",
      title: "Untitled Seas",
      publisher: "University of Hull",
      issued: [1991],
    });
    checkLabels("Ministry of Trade, ‘On Dues’, press release, 3 July 1999.", {
      type: "report",
      genre: "press release",
      "container-title": undefined,
    });
    checkLabels("NATO, ‘Final Communiqué’, M-NAC-1(97)65, Sintra, 29 May 1997.", {
      type: "report",
      number: "M-NAC-1(97)65",
      "container-title": undefined,
    });
    checkLabels("See http://www.example.org/a–b.htm.", { URL: "http://www.example.org/a-b.htm" });
  });

  it("give up what follows a title", () => {
    checkLabels(
      "St Augustine, Confessions, trans. H. Dow (Oxford: Quay, 1991), 10.8.12.",
      { title: "Confessions", translator: [{ family: "Dow", given: "H." }] },
      ["section", "10.8.12"],
    );
    checkLabels("Bell, Harbours of Europe, ix.", { title: "Harbours of Europe" }, ["page", "ix"]);
    checkLabels("Robert O. Bell and Joseph S. Dow, Jr., Power, 3rd ed. (Hull: Quay, 2001).", {
      title: "Power",
      author: ["Robert O. Bell", "Joseph S. Dow"],
    });
    checkLabels("E. Fry, ‘Habit’, Past Trades, no. 88 (1980), pp. 3–31.", { issue: "88", volume: undefined });
  });

  it("are debates, statutes and cases", () => {
    checkLabels(
      "HL Deb 4 May 1868, vol 191, col 1780.",
      { type: "hearing", "container-title": "HL Deb", volume: "191", issued: [1868, 5, 4] },
      ["column", "1780"],
    );
    checkLabels("cf Pilotage Act 1913, s 15.", { type: "legislation", title: "Pilotage Act 1913" }, ["section", "15"]);
    checkLabels("Rex v Tolliver (1834) 3 B & Ad 314, 319.", { type: "legal_case", title: "Rex v Tolliver", volume: "3", page: "314" }, [
      "page",
      "319",
    ]);
    checkLabels("Peter Amory, The Law of Lights (2nd edn, OUP 2004) 77.", { title: "The Law of Lights", edition: "2", publisher: "OUP" }, [
      "page",
      "77",
    ]);
    checkLabels("Bell, Tides, p. 60. Italics in the original.", { title: "Tides" }, ["page", "60"]);
    checkLabels("D. Fry, ‘Lessons’, Journal of Nets, 22:1 (1993), pp. 47–72.", { volume: "22", issue: "1", page: "47–72" });
    checkLabels("Dow, Jonas (1994). Nets. Hull: Quay. p. 88. ISBN 978-0-306-40615-7.", { publisher: "Quay", ISBN: "9780306406157" });
  });

  it("keep a quoted word in their titles, and are read in sentences", () => {
    checkLabels("A. Bell, Blood and Soil: The Hull “Green Party” (Hull: Quay, 1985), p. 4.", {
      title: "Blood and Soil: The Hull “Green Party”",
      publisher: "Quay",
    });
    checkLabels("P. T. Hark and J.-S. Pang. A survey of theory. Mathematical Programming, 48(2), 161-220, September 1990.", {
      author: ["P. T. Hark", "J.-S. Pang"],
      title: "A survey of theory",
      "container-title": "Mathematical Programming",
      volume: "48",
      page: "161-220",
      issued: [1990, 9],
    });
    checkLabels("D. Walz. Changing the rules. In C. Dow, editor, Proceedings of the Harbour Conference, pages 485-489, 1991.", {
      type: "paper-conference",
      editor: ["C. Dow"],
      "container-title": "Proceedings of the Harbour Conference",
      page: "485-489",
    });
    checkLabels("Amdur, E. S. On costs. Master's thesis, University of Hull, 1988.", {
      type: "thesis",
      title: "On costs",
      publisher: "University of Hull",
    });
    checkLabels("Bell, Ada. Quiet Harbours. Quay Publications, Hull, 1979.", {
      type: "book",
      title: "Quiet Harbours",
      publisher: "Quay Publications",
      "publisher-place": "Hull",
    });
  });

  it("are read in German and French", () => {
    checkLabels(
      "Vgl. dazu Hans Wiese, »Warten«, in: Inge Lund (Hrsg.), Zeit und Handel, München 1988, S. 101–130, hier S. 107.",
      { title: "Warten", editor: ["Inge Lund"], "container-title": "Zeit und Handel", "publisher-place": "München", issued: [1988] },
      ["page", "107"],
    );
    checkLabels("Ernst Alt, »Lotsen«, in: Historische Zeitschrift 220 (1975), S. 1–24.", {
      type: "article-journal",
      "container-title": "Historische Zeitschrift",
      volume: "220",
    });
    checkLabels("Karl Alt, Lotsen und Lotterien. Studien, Göttingen 1974, S. 33.", {
      title: "Lotsen und Lotterien. Studien",
      "publisher-place": "Göttingen",
      issued: [1974],
    });
    checkLabels("Jean Kerbrat, Gardiens de la nuit, Paris, Gallimard, 1987, p. 45.", {
      title: "Gardiens de la nuit",
      "publisher-place": "Paris",
      publisher: "Gallimard",
    });
    checkLabels("Marie Le Goff, « Le maire et la lampe », Annales maritimes, vol. 12, n° 3, 1999, p. 201-220.", {
      author: ["Marie Le Goff"],
      title: "Le maire et la lampe",
      "container-title": "Annales maritimes",
    });
  });
});

describe("an item of a reference list", () => {
  const listed = (raw: string) => readReferences([{ number: 1, noteNumber: 1, raw, listed: true }])[0] ?? [];
  function checkListed(raw: string, expected: Readonly<Record<string, unknown>>): void {
    const [reference, ...others] = listed(raw);
    assert.equal(others.length, 0, raw);
    const csl = new Map(Object.entries(reference?.csl ?? {}));
    const shown = Object.keys(expected).map((field) => [
      field,
      field === "author" || field === "editor" ? names(csl.get(field)) : field === "issued" ? dates(csl.get(field)) : csl.get(field),
    ]);
    assert.deepEqual(Object.fromEntries(shown), expected, raw);
  }

  it("is one work, however many sentences it has", () => {
    checkListed("Bell, A. R. (2011). Flood marks and their readers. Coastal Mind, 7(2), 101–119. https://doi.org/10.1037/cop0000123", {
      author: ["A. R. Bell"],
      title: "Flood marks and their readers",
      "container-title": "Coastal Mind",
      volume: "7",
      issue: "2",
      page: "101–119",
      DOI: "10.1037/cop0000123",
    });
    checkListed("Li, W., & Ortega, M. P. (2014). Place and recall: A review. Annual Review of Memory, 33, 215–241.", {
      volume: "33",
      page: "215–241",
    });
    checkListed(
      "Nak, H., van der Berg, P., & O'Neil, S. (2005a). Tables as memory. In K. Stone & L. Field (Eds.), Memory in the world (2nd ed., pp. 77–98). Cambridge, MA: MIT Press.",
      {
        type: "chapter",
        author: ["H. Nak", "P. van der Berg", "S. O'Neil"],
        editor: ["K. Stone", "L. Field"],
        "container-title": "Memory in the world",
        publisher: "MIT Press",
      },
    );
    checkListed("Smith, T. (in press). What the flooded know. Journal of Loss.", { author: ["T. Smith"], title: "What the flooded know" });
    checkListed('Berg, Liv, and Tor Haug. 2001. "Counting Salt." In Measures of the North, edited by Ada Prince, 12–40. Oslo: Novus.', {
      "container-title": "Measures of the North",
      editor: ["Ada Prince"],
      publisher: "Novus",
    });
    checkListed("Prince, Ada, ed. 2001. Measures of the North. Oslo: Novus.", { editor: ["Ada Prince"], author: undefined });
  });

  it("has its year last or its names without commas in the sciences", () => {
    checkListed("Sole, I., Nagy, P.: Keepers in court. In: Holt, P. (ed.) Law on the Coast, pp. 9–31. Springer, Heidelberg (2011)", {
      type: "chapter",
      author: ["I. Sole", "P. Nagy"],
      "container-title": "Law on the Coast",
      page: "9–31",
      publisher: "Springer",
      issued: [2011],
    });
    checkListed("Sole, I.: Oil and blame. Mar. Law Rev. 20, 44–60 (2008).", {
      title: "Oil and blame",
      "container-title": "Mar. Law Rev.",
      volume: "20",
      issued: [2008],
    });
    checkListed("Sole, I., Nagy, P. The Law of Lamps: A Note. Mar Law Rev 27, 113–131 (2015).", {
      author: ["I. Sole", "P. Nagy"],
      title: "The Law of Lamps: A Note",
      "container-title": "Mar Law Rev",
    });
    checkListed("Amsel R, Dow C (1988) Who paid the pilot? Maritime Review 41(3): 301–318.", {
      author: ["R Amsel", "C Dow"],
      title: "Who paid the pilot?",
      issue: "3",
      page: "301–318",
    });
    checkListed("Amsel R, Dow C. Who paid the pilot? Marit Rev. 1988;41(3):301–18.", {
      author: ["R Amsel", "C Dow"],
      title: "Who paid the pilot?",
      "container-title": "Marit Rev",
      issued: [1988],
    });
  });

  it("repeats the author above by a dash", () => {
    const [, second] = readReferences(
      ["Dow, Carl. 1989. The Abbey. Hull: Quay.", "———. 1994. “Toll Rolls.” Scandia 60 (2): 155–78."].map((raw, i) => ({
        number: i + 1,
        noteNumber: i + 1,
        raw,
        listed: true,
      })),
    );
    assert.deepEqual(
      [names(second?.[0]?.csl.author), second?.[0]?.csl.title, second?.[0]?.raw.slice(0, 3)],
      [["Carl Dow"], "Toll Rolls", "———"],
    );
  });

  it("is read in time that grows with its length", async () => {
    await checkGrowth((size) => listed(`${"Bell, A., ".repeat(size)}(2011). Title. In: ${"K. Stone & ".repeat(size)} 12(3): 4.`), 500);
    await checkGrowth((size) => listed(`${"Sole, I., Nagy, P. ".repeat(size)}: ${"Title. A 1, ".repeat(size)}(2008)`), 500);
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

  it("resolve by author and year, by a bare number, by editors, and in another order of words", () => {
    checkResolved([full[0] ?? "", "A. Bell, Ropes (Hull: Quay, 2001).", "Bell (1999), p. 4.", "Bell 2001, 7."], ["1.0", "2.0"]);
    checkResolved([full[0] ?? "", "As note 1."], ["1.0"]);
    checkResolved(
      [
        "K. Dow, ‘Voice’, in P. Grey and S. Noll (eds), Ports and Powers (Hull: Quay, 2001).",
        "Grey and Noll, Ports and Powers, p. 2.",
        "Ports and Powers, p. 4.",
      ],
      ["1.0", "1.0"],
    );
    checkResolved(["Agreement on the Harbour Dues (Oslo, 1906), Article 4.", "Harbour Dues Agreement, Article 7."], ["1.0"]);
    checkResolved(
      ["L. Otto and F. Vik, Harbour Law, 3 vols (Bergen: Quay, 1960), ii, p. 45.", "Otto and Vik, Harbour Law, iii, p. 9."],
      ["1.0"],
    );
  });

  it("are no work of their own where only the author is the same", () => {
    const [, second] = read("Ada Bell, Nets (Hull: Quay, 1999).", "Idem, Ropes (Hull: Quay, 2003), 44.");
    assert.deepEqual([second?.[0]?.kind, names(second?.[0]?.csl.author), second?.[0]?.csl.title], ["full", ["Ada Bell"], "Ropes"]);
    const [both] = read("A. Bell, ‘Quays’, Sea, 3(1), 2005, p. 9; C. Dow, ‘Docks’, ibid., p. 30.");
    assert.deepEqual([both?.[1]?.csl["container-title"], both?.[1]?.csl.volume, both?.[1]?.kind], ["Sea", "3", "full"]);
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
