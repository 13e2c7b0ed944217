import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { entryOf, libraryOf } from "./libraryFixture.ts";

/** What goes to the formatter: everything resolved, LaTeX as written. */
function checkFields(text: string, expected: Readonly<Record<string, string>>, unresolved: readonly string[] = []): void {
  const library = libraryOf({ "/a.bib": text });
  const entry = entryOf(text);
  const formatted = library.formatEntry(entry);
  assert.deepEqual(formatted.kind === "biblatex" ? formatted.fields : undefined, expected);
  assert.deepEqual(entry.unresolved, unresolved);
}

describe("strings", () => {
  it("are found in any case and joined", () =>
    checkFields('@string{MUP = "Manchester UP"}\n@book{k, publisher = mup # ", " # {Ltd}}', { publisher: "Manchester UP, Ltd" }));
  it("may use each other, in order", () => checkFields('@string{a = "A"}\n@string{b = a # "B"}\n@book{k, title = b}', { title: "AB" }));
  it("are months by themselves", () => checkFields("@book{k, month = sep}", { month: "September" }));
  it("may bear the name of a month", () => {
    checkFields('@string{mar = "Maritime Affairs"}\n@article{k, journal = mar, month = apr}', {
      journal: "Maritime Affairs",
      month: "April",
    });
    checkFields('@string{jan = "Jan."}\n@article{k, month = jan # "~5"}', { month: "Jan.~5" });
    const library = libraryOf({ "/s.bib": '@string{mar = "Maritime Affairs"}', "/k.bib": "@article{k, journal = mar}" });
    assert.equal(library.find("k")?.container, "Maritime Affairs");
  });
  it("that nobody defines stay readable and are listed", () =>
    checkFields("@article{k, journal = nature}", { journal: "nature" }, ["nature"]));
  it("are found across files, the own one first", () => {
    const library = libraryOf({
      "/s.bib": '@string{a = "far"}\n@string{b = "b"}',
      "/k.bib": '@string{a = "near"}\n@book{k, title = a # b}',
    });
    assert.equal(library.find("k")?.title, "nearb");
  });
  it("that double themselves are cut", () => {
    const chain = Array.from({ length: 60 }, (_, i) => `@string{s${i + 1} = s${i} # s${i}}`).join("\n");
    assert.ok(entryOf(`@string{s0 = "xx"}\n${chain}\n@book{k, title = s60}`).title.length <= 20_000);
  });
});

describe("crossref", () => {
  const parent =
    "@collection{p, title = {NATO}, subtitle = {A History}, editor = {Smith, Martin}, publisher = {MUP}, year = 2006, shorttitle = {N}}";
  it("gives a contribution its book", () =>
    checkFields(`@incollection{k, title = {Chapter}, crossref = {p}}\n${parent}`, {
      title: "Chapter",
      booktitle: "NATO",
      booksubtitle: "A History",
      editor: "Smith, Martin",
      publisher: "MUP",
      year: "2006",
    }));
  it("gives what is no contribution the fields as they are", () =>
    checkFields(`@misc{k, crossref = {p}, title = {T}}\n${parent}`, {
      title: "T",
      subtitle: "A History",
      editor: "Smith, Martin",
      publisher: "MUP",
      year: "2006",
      shorttitle: "N",
    }));
  it("gives the author of a book as the book's author", () =>
    checkFields("@inbook{k, title = {C}, crossref = {p}}\n@book{p, title = {B}, author = {X, Y}}", {
      title: "C",
      booktitle: "B",
      author: "X, Y",
      bookauthor: "X, Y",
    }));
  it("gives volumes and journals their titles", () => {
    checkFields("@book{k, title = {V}, crossref = {p}}\n@mvbook{p, title = {Works}}", { title: "V", maintitle: "Works" });
    checkFields("@article{k, title = {A}, crossref = {p}}\n@periodical{p, title = {Survival}, date = {2000}}", {
      title: "A",
      journaltitle: "Survival",
      date: "2000",
    });
  });
  it("gives other names before the same ones", () =>
    checkFields("@incollection{k, title = {C}, crossref = {p}}\n@collection{p, booktitle = {Other}, title = {NATO}}", {
      title: "C",
      booktitle: "NATO",
    }));
  it("knows a field by its other name", () =>
    checkFields("@inbook{k, location = {Leeds}, crossref = {p}}\n@book{p, address = {London}, publisher = {P}}", {
      location: "Leeds",
      publisher: "P",
    }));
  it("leaves out what the entry says it shall not inherit", () =>
    checkFields("@misc{k, options = {noinherit = settitles, url=false}, crossref = {p}}\n@misc{p, title = {T}, author = {A}, note = {N}}", {
      options: "noinherit = settitles, url=false",
      author: "A",
      note: "N",
    }));
  it("leaves a date of one's own whole", () =>
    checkFields("@misc{k, year = 2001, crossref = {p}}\n@misc{p, date = {1999-05}, month = may, note = {N}}", { year: "2001", note: "N" }));
  it("is found in any case, by alias, and over two steps", () => {
    checkFields("@misc{k, crossref = {P}}\n@misc{p, note = {N}}", { note: "N" });
    checkFields("@misc{k, crossref = {old}}\n@misc{p, ids = {old}, note = {N}}", { note: "N" });
    checkFields("@misc{k, crossref = {b}}\n@misc{b, crossref = {c}}\n@misc{c, note = {N}}", { note: "N" });
  });
  it("cuts cycles and lists what is not there", () => {
    checkFields("@misc{k, title = {K}, crossref = {b}}\n@misc{b, note = {N}, crossref = {k}}", { title: "K", note: "N" });
    checkFields("@misc{k, title = {K}, crossref = {k}}", { title: "K" });
    checkFields("@misc{k, title = {K}, crossref = {nowhere}}", { title: "K" }, ["nowhere"]);
  });
});

describe("xdata", () => {
  it("lends its fields", () =>
    checkFields("@xdata{x, publisher = {MUP}, location = {M}}\n@xdata{y, xdata = {x}, note = {N}}\n@book{k, xdata = {y}, location = {L}}", {
      publisher: "MUP",
      location: "L",
      note: "N",
    }));
  it("is lent across files", () => {
    const library = libraryOf({ "/k.bib": "@book{k, xdata = {x, z}}", "/x.bib": "@xdata{x, publisher = {MUP}}" });
    assert.equal(library.find("k")?.publisher, "MUP");
    assert.deepEqual(library.find("k")?.unresolved, ["z"]);
    assert.equal(library.find("x"), undefined);
    assert.equal(library.entries.length, 1);
  });
  it("lends parts of its fields", () => {
    const people = "@xdata{pe-1, author = {Doe, Jane and Roe, Rick}, title = {XT}, publisher = {P1 and P2}}";
    checkFields(
      `${people}\n@book{k, author = {xdata=pe-1-author-2 and Poe, A}, title = {xdata=pe-1-title}, publisher = {Q and xdata = pe-1-publisher-2}}`,
      {
        author: "Roe, Rick and Poe, A",
        title: "XT",
        publisher: "Q and P2",
      },
    );
    checkFields(`${people}\n@book{k, author = {xdata=pe-1-author}}`, { author: "Doe, Jane and Roe, Rick" });
    checkFields("@book{k, author = {xdata=nobody-author}, title = {T}}", { title: "T" }, ["nobody"]);
    checkFields("@xdata{x, title = {xdata=x-title}}\n@book{k, title = {xdata=x-title}, note = {N}}", { note: "N" });
  });
  it("does not run away", () => {
    const webs = Array.from(
      { length: 30 },
      (_, i) => `@xdata{x${i}, xdata = {${Array.from({ length: 30 }, (_, j) => `x${j}`).join(", ")}}, note = {N}}`,
    );
    assert.equal(entryOf(`${webs.join("\n")}\n@book{k, title = {T}, xdata = {x0}}`).title, "T");
  });
});

describe("duplicate fields", () => {
  it("count once, the last, as for biber and Pandoc", () =>
    checkFields("@book{k, title = {A}, title = {B}, title = {}, note = {}}", { title: "B" }));
  it("count so in any entry", () => checkFields("@book{k, title = a, title = {B}, title = {}}", { title: "B" }, ["a"]));
});

describe("sets", () => {
  it("are what their first member is", () => {
    const set = "@set{s, entryset = {a, b}}\n@article{a, title = {A}, author = {X, Y}, ids = {other}}\n@book{b, title = {B}}";
    const library = libraryOf({ "/a.bib": set });
    const found = library.find("s");
    assert.deepEqual(found === undefined ? undefined : library.formatEntry(found), {
      kind: "biblatex",
      key: "s",
      type: "article",
      fields: { title: "A", author: "X, Y" },
    });
    assert.equal(found?.title, "A");
  });
  it("of nobody and of themselves are empty", () => {
    const first = (text: string) => libraryOf({ "/a.bib": text }).entries[0];
    assert.equal(first("@set{s, entryset = {s}}")?.title, "");
    assert.deepEqual(first("@set{s, entryset = {nobody}}")?.unresolved, ["nobody"]);
    assert.equal(first("@set{s, entryset = {t}}\n@set{t, entryset = {s}}")?.title, "");
  });
});
