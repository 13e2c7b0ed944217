import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { added, article, workOf } from "./editing.ts";

/** The entry `croft2000` is added; `after` is what then stands behind (or, for a sorted file, around) the text that was there. */
function checkAdded(before: string, after: string): void {
  assert.equal(added(before, [{ key: "croft2000", work: article }]), after);
}

describe("an entry added in the layout of the file", () => {
  it("of Better BibTeX: tabs, biblatex's names, no comma behind the last field's line", () => {
    const before =
      "@article{webberNATO2012,\n\ttitle = {{NATO} Relations},\n\tauthor = {Webber, Mark},\n\tdate = {2012},\n\tjournaltitle = {Survival},\n\tvolume = {54},\n\tpages = {1--9},\n\tdoi = {10.1/x}\n}\n\n" +
      "@book{smith1999,\n\ttitle = {Book},\n\tauthor = {Smith, Ann},\n\tdate = {1999},\n\tpublisher = {Press}\n}\n";
    checkAdded(
      before,
      `${before.slice(0, -1)}\n\n@article{croft2000,\n\ttitle = {The {EU}, {NATO} and Europeanisation},\n\tauthor = {Croft, Stuart},\n\tdate = {2000-09},\n\tjournaltitle = {European Security},\n\tvolume = {9},\n\tnumber = {3},\n\tpages = {1--20},\n\tdoi = {10.1080/09662830008407453}\n}\n`,
    );
  });

  it("of JabRef: padded names, capital types, its metadata stay last", () => {
    const before =
      "% Encoding: UTF-8\n\n@Article{webber2012,\n  author  = {Webber, Mark},\n  journal = {Survival},\n  title   = {Relations},\n  year    = {2012},\n  month   = may,\n  doi     = {10.1/x},\n}\n\n@Comment{jabref-meta: databaseType:bibtex;}\n";
    checkAdded(
      before,
      before.replace(
        "\n\n@Comment",
        "\n\n@Article{croft2000,\n  author  = {Croft, Stuart},\n  journal = {European Security},\n  title   = {The {EU}, {NATO} and Europeanisation},\n  volume  = {9},\n  number  = {3},\n  pages   = {1--20},\n  year    = {2000},\n  month   = sep,\n  doi     = {10.1080/09662830008407453},\n}\n\n@Comment",
      ),
    );
  });

  it("of DBLP: signs in one column, a blank line between", () => {
    const before =
      "@article{DBLP:journals/cacm/Codd70,\n  author       = {Edgar F. Codd},\n  title        = {A Relational Model},\n  journal      = {Commun. {ACM}},\n  volume       = {13},\n  number       = {6},\n  pages        = {377--387},\n  year         = {1970}\n}\n";
    checkAdded(
      before,
      `${before.slice(0, -1)}\n\n@article{croft2000,\n  author       = {Croft, Stuart},\n  title        = {The {EU}, {NATO} and Europeanisation},\n  journal      = {European Security},\n  volume       = {9},\n  number       = {3},\n  pages        = {1--20},\n  year         = {2000},\n  month        = sep,\n  doi          = {10.1080/09662830008407453}\n}\n`,
    );
  });

  it("of Google Scholar: no blanks round the sign", () => {
    const before =
      "@article{webber2012nato,\n  title={Relations},\n  author={Webber, Mark},\n  journal={Survival},\n  volume={54},\n  pages={1--9},\n  year={2012},\n  publisher={Taylor}\n}\n";
    checkAdded(
      before,
      `${before.slice(0, -1)}\n\n@article{croft2000,\n  title={The {EU}, {NATO} and Europeanisation},\n  author={Croft, Stuart},\n  journal={European Security},\n  volume={9},\n  number={3},\n  pages={1--20},\n  year={2000},\n  month=sep,\n  doi={10.1080/09662830008407453}\n}\n`,
    );
  });

  it("of Mendeley: entries line to line, titles in two braces", () => {
    const before =
      "@article{Webber2012,\nauthor = {Webber, Mark},\njournal = {Survival},\npages = {1--9},\ntitle = {{Relations}},\nvolume = {54},\nyear = {2012}\n}\n@book{Smith1999,\nauthor = {Smith, Ann},\ntitle = {{Book}},\nyear = {1999}\n}\n";
    checkAdded(
      before,
      `${before.slice(0, -1)}\n@article{croft2000,\nauthor = {Croft, Stuart},\njournal = {European Security},\nnumber = {3},\npages = {1--20},\ntitle = {{The {EU}, {NATO} and Europeanisation}},\nvolume = {9},\nyear = {2000},\nmonth = sep,\ndoi = {10.1080/09662830008407453}\n}\n`.replace(
        "number = {3},\npages = {1--20},\ntitle = {{The {EU}, {NATO} and Europeanisation}},\nvolume = {9},\n",
        "pages = {1--20},\ntitle = {{The {EU}, {NATO} and Europeanisation}},\nvolume = {9},\nnumber = {3},\n",
      ),
    );
  });

  it("with quotation marks, bare years, upper case and CRLF", () => {
    const before =
      '@ARTICLE{webber2012,\r\n  AUTHOR = "Mark Webber",\r\n  TITLE = "Relations",\r\n  JOURNAL = "Survival",\r\n  YEAR = 2012,\r\n}\r\n';
    checkAdded(
      before,
      `${before.slice(0, -2)}\r\n\r\n@ARTICLE{croft2000,\r\n  AUTHOR = "Croft, Stuart",\r\n  TITLE = "The {EU}, {NATO} and Europeanisation",\r\n  JOURNAL = "European Security",\r\n  VOLUME = 9,\r\n  NUMBER = 3,\r\n  PAGES = "1--20",\r\n  YEAR = 2000,\r\n  MONTH = sep,\r\n  DOI = "10.1080/09662830008407453",\r\n}\r\n`,
    );
  });

  it("with the comma before each field", () => {
    const before = "@article{webber2012\n  , author = {Webber, Mark}\n  , title  = {Relations}\n  , date   = {2012}\n  }\n";
    checkAdded(
      before,
      `${before.slice(0, -1)}\n\n@article{croft2000\n  , author       = {Croft, Stuart}\n  , title        = {The {EU}, {NATO} and Europeanisation}\n  , journaltitle = {European Security}\n  , volume       = {9}\n  , number       = {3}\n  , pages        = {1--20}\n  , date         = {2000-09}\n  , doi          = {10.1080/09662830008407453}\n  }\n`,
    );
  });

  it("on one line", () => {
    const before = "@book{a, author={A. Adler}, title={T}, year={2001}}\n@book{b, author={B. Berg}, title={U}, year={2002}}\n";
    checkAdded(
      before,
      `${before}@article{croft2000, author={Croft, Stuart}, title={The {EU}, {NATO} and Europeanisation}, journal={European Security}, volume={9}, number={3}, pages={1--20}, year={2000}, month=sep, doi={10.1080/09662830008407453}}\n`,
    );
  });

  it("in round brackets", () => {
    const before = "@book(a,\n  title = {T},\n  year = {2001}\n)\n";
    assert.equal(
      added(before, [{ key: "b", work: workOf("book", { title: "U", date: "2002" }) }]),
      `${before.slice(0, -1)}\n\n@book(b,\n  title = {U},\n  year = {2002}\n)\n`,
    );
  });
});

describe("where an entry goes", () => {
  const book = (key: string): string => `@book{${key},\n  title = {T}\n}\n`;
  const titled = workOf("book", { title: "T" });

  it("into a file sorted by key, where its key belongs", () => {
    const before = ["adler2001", "berg2002", "dorn1999", "ebner2010"].map(book).join("\n");
    const after = ["adler2001", "berg2002", "croft2000", "dorn1999", "ebner2010"].map(book).join("\n");
    assert.equal(added(before, [{ key: "croft2000", work: titled }]), after);
  });

  it("before the first of a sorted file", () => {
    const before = ["berg2002", "croft2000", "dorn1999", "ebner2010"].map(book).join("\n");
    assert.equal(added(before, [{ key: "adler2001", work: titled }]), `${book("adler2001")}\n${before}`);
  });

  it("behind the last of any other", () => {
    const before = ["dorn1999", "adler2001", "berg2002", "ebner2010"].map(book).join("\n");
    assert.equal(added(before, [{ key: "croft2000", work: titled }]), `${before}\n${book("croft2000")}`);
  });

  it("several at once, each in its place", () => {
    const before = ["adler2001", "berg2002", "dorn1999", "ebner2010"].map(book).join("\n");
    const after = ["adler2001", "berg2002", "croft2000", "croft2001", "dorn1999", "ebner2010", "frey2000"].map(book).join("\n");
    const works = ["croft2000", "croft2001", "frey2000"].map((key) => ({ key, work: titled }));
    assert.equal(added(before, works), after);
  });

  const texts: readonly [string, string, string][] = [
    ["an empty file", "", "@book{a,\n  title = {T},\n}\n"],
    ["a file of comments", "% My books\n", "% My books\n\n@book{a,\n  title = {T},\n}\n"],
    ["a file that does not end its last line", "@book{b,\n  title = {U},\n}", "@book{b,\n  title = {U},\n}\n\n@book{a,\n  title = {T},\n}"],
    [
      "behind a comment on the last line",
      "@book{b,\n  title = {U},\n} % mine\n",
      "@book{b,\n  title = {U},\n} % mine\n\n@book{a,\n  title = {T},\n}\n",
    ],
    ["behind an entry that never closes", "@book{b,\n  title = {U},\n", "@book{b,\n  title = {U},\n\n@book{a,\n  title = {T},\n}\n"],
  ];
  for (const [name, before, after] of texts) {
    it(name, () => assert.equal(added(before, [{ key: "a", work: titled }]), after));
  }
});

describe("accents", () => {
  const müller = workOf("book", { author: "Müller, Jürgen and Wałęsa, Lech and Đinđić, Zoran", title: "Über Straßen", date: "2001" });

  it("are LaTeX where the file has them so", () => {
    const before = '@book{a,\n  author = {G{\\"o}del, Kurt},\n  title = {T},\n  year = {1931}\n}\n';
    assert.match(
      added(before, [{ key: "b", work: müller }]),
      /author = \{M\{\\"u\}ller, J\{\\"u\}rgen and Wa\{\\l\}\{\\k\{e\}\}sa, Lech and \{\\DJ\}in\{\\dj\}i\{\\'c\}, Zoran\},\n {2}title = \{\{\\"U\}ber Stra\{\\ss\}en\}/,
    );
  });

  it("are Unicode where the file has them so", () => {
    const before = "@book{a,\n  author = {Gödel, Kurt},\n  title = {T},\n  year = {1931}\n}\n";
    const work = workOf("book", {
      author: 'M{\\"u}ller, J\\"urgen and Wa{\\l}{\\k{e}}sa and \\v{S}imek and Ru\\u{\\i}z',
      title: "\\emph{Das} \\enquote{Stra{\\ss}en}buch",
    });
    assert.match(
      added(before, [{ key: "b", work }]),
      /author = \{Müller, Jürgen and Wałęsa and Šimek and Ruĭz\},\n {2}title = \{\\emph\{Das\} \\enquote\{Straßen\}buch\}/,
    );
  });
});
