import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { AddEntryReport } from "../../src/actions/addEntry.ts";
import type { CodeAction } from "../../src/features/codeAction.ts";
import { answerFormatRequest } from "../../src/library/citationJs.ts";
import type { FormatRequest } from "../../src/library/formatting.ts";
import { Lines } from "../../src/text/lines.ts";
import { applyEdits } from "../applyEdits.ts";
import type { InMemoryHost } from "../inMemoryHost.ts";
import { never, type Opened, type OpenOptions, openFixture } from "../open.ts";

const styles = { style: () => undefined, locale: () => undefined, locales: [] };

/** Formats where it is asked, without a thread. */
const runner: InMemoryHost["runner"] = {
  run: async (_task, input) => answerFormatRequest(input as FormatRequest, styles),
  dispose: async () => undefined,
};

async function open(text: string, options: OpenOptions = {}): Promise<Opened> {
  return openFixture(text, { ...options, prepare: (host) => Object.assign(host, { runner }) });
}

async function add({ service, main }: Opened, text: string, target?: string): Promise<AddEntryReport> {
  return service.writing.addText(main.path, text, { target, signal: never });
}

/** What the one file that is changed then says. */
function after(report: AddEntryReport): string {
  assert.equal(report.kind, "added", report.message);
  const [file] = report.kind === "added" ? report.files : [];
  assert.ok(file !== undefined);
  return applyEdits(file.basis, file.edits).trimEnd();
}

const draft = "%! draft.md\n---\nbibliography: refs.bib\n---\nSee [@webber2012].\n";
const library =
  "%! refs.bib\n@book{webber2012,\n  author = {Webber, Mark},\n  title = {NATO},\n  date = {2012},\n  doi = {10.1057/9781137330031},\n}\n";
const before = library.slice(library.indexOf("@"));

const pasted = "@article{Croft:2000,\n author={Stuart Croft}, title={The {EU}}, journal={European Security}, year=2000, month=sep }";

describe("an entry pasted into a draft", () => {
  it("goes to its bibliography, in the layout and by the names that this has, under its own key", async () => {
    const report = await add(await open(draft + library), pasted);
    assert.equal(
      after(report),
      `${before}\n@article{Croft:2000,\n  author = {Stuart Croft},\n  title = {The {EU}},\n  journaltitle = {European Security},\n  date = {2000-09},\n}`,
    );
    assert.equal(report.message, "Croft 2000 is now in refs.bib as Croft:2000.");
  });

  it("takes a key by the file's pattern where its own is taken", async () => {
    const report = await add(await open(draft + library), pasted.replace("Croft:2000", "Webber2012"));
    assert.match(after(report), /@article\{croft2000,/);
  });

  it("is said to be there where it is", async () => {
    const report = await add(await open(draft + library), "@book{other, title = {Nato}, doi = {https://doi.org/10.1057/9781137330031}}");
    assert.deepEqual([report.kind, report.message], ["known", "This is already in refs.bib, as webber2012."]);
  });

  it("may be CSL-JSON", async () => {
    const report = await add(
      await open(draft + library),
      '{"id": "http://zotero.org/items/1", "type": "book", "title": "Peace & War", "author": [{"family": "Aron", "given": "Raymond"}], "issued": {"date-parts": [[1966]]}}',
    );
    assert.match(
      after(report),
      /@book\{aron1966,\n {2}author = \{Aron, Raymond\},\n {2}title = \{Peace \\& War\},\n {2}date = \{1966\},\n\}$/,
    );
  });

  it("that is none is refused", async () => {
    for (const text of ["", "hello", "@", "@book{", "{}", "10.1", "[1, 2"])
      assert.equal((await add(await open(draft + library), text)).kind, "refused", text);
  });

  it("is seen as the file is at this moment", async () => {
    const opened = await open(draft + library);
    opened.host.contents.set("/work/refs.bib", { bytes: new TextEncoder().encode("@book{new, title = {N}}\n"), modified: 99 });
    assert.match(after(await add(opened, pasted)), /^@book\{new, title = \{N\}\}\n@article\{Croft:2000, /);
  });

  it("is not put into a file that an editor would write in another encoding", async () => {
    const opened = await open(draft + library);
    opened.host.contents.set("/work/refs.bib", { bytes: Buffer.from("@book{m, author = {Müller}}\n", "latin1"), modified: 99 });
    assert.match((await add(opened, pasted)).message, /UTF-8/);
  });
});

describe("which file takes it", () => {
  it("is asked where there are several", async () => {
    const opened = await open(
      `%! draft.md\n---\nbibliography: [refs.bib, more.bib]\n---\nSee.\n${library}%! more.bib\n@book{b, title = {B}}\n`,
    );
    const report = await add(opened, pasted);
    assert.deepEqual(report.kind === "choose" && report.files, ["/work/refs.bib", "/work/more.bib"]);
    assert.match(after(await add(opened, pasted, "/work/more.bib")), /^@book\{b, title = \{B\}\}\n@article\{Croft:2000, /);
  });

  it("is asked where there is none", async () => {
    const report = await add(await open("%! draft.md\nSee.\n"), pasted);
    assert.deepEqual(report.kind === "choose" && [report.files, report.suggestion], [[], "/work/references.bib"]);
  });

  it("is a second one where another program writes the first anew", async () => {
    const opened = await open(
      `${draft}%! refs.bib\n% Generated by Zotero and Better BibTeX\n@book{webber2012, title = {NATO}}\n%! own.bib\n`,
    );
    const report = await add(opened, pasted);
    assert.deepEqual(report.kind === "choose" && [report.files, report.suggestion], [[], "/work/more-references.bib"]);
    assert.match(report.message, /^Zotero writes refs\.bib anew/);
    assert.equal((await add(opened, pasted, "/work/refs.bib")).kind, "refused");
    assert.match(after(await add(opened, pasted, "/work/own.bib")), /^\n?@article\{Croft:2000,\n/);
  });

  it("is the bibliography itself where that is open", async () => {
    const opened = await open(library);
    assert.match(after(await add(opened, pasted)), /@article\{Croft:2000,/);
  });
});

describe("a DOI", () => {
  const record = {
    type: "journal-article",
    title: ["THE EU, NATO AND EUROPEANISATION"],
    author: [{ family: "Croft", given: "Stuart" }],
    issued: { "date-parts": [[2000]] },
  };
  const withAnswer = async (options: OpenOptions = {}): Promise<Opened> => {
    const opened = await open(draft + library, options);
    opened.host.answers.set("https://doi.org/10.1080/x", {
      kind: "response",
      status: 200,
      headers: new Map(),
      body: new TextEncoder().encode(JSON.stringify(record)),
    });
    opened.host.answers.set("https://doi.org/10.1080/unknown", {
      kind: "response",
      status: 404,
      headers: new Map(),
      body: new Uint8Array(),
    });
    return opened;
  };

  for (const text of ["10.1080/x", "doi:10.1080/x", " https://doi.org/10.1080/x\n", "https://www.tandfonline.com/doi/full/10.1080/x"]) {
    it(`is looked up: ${text.trim()}`, async () => {
      const report = await add(await withAnswer(), text);
      assert.match(
        after(report),
        /@article\{croft2000,\n {2}author = \{Croft, Stuart\},\n {2}title = \{The \{EU\}, \{NATO\} and Europeanisation\},\n {2}date = \{2000\},\n {2}doi = \{10\.1080\/x\},\n\}$/,
      );
    });
  }

  it("that nobody registered is said so", async () => {
    assert.match((await add(await withAnswer(), "10.1080/unknown")).message, /Nobody has registered/);
  });

  it("that is in the library is not asked for", async () => {
    const opened = await withAnswer();
    assert.equal((await add(opened, "https://doi.org/10.1057/9781137330031")).kind, "known");
    assert.deepEqual(opened.host.requests, []);
  });

  it("is asked of nobody without trust, or where the settings say so", async () => {
    for (const options of [{ trusted: false }, { settings: { online: false, links: { check: "never" } } }]) {
      const opened = await withAnswer(options);
      assert.equal((await add(opened, "10.1080/x")).kind, "refused");
      assert.match(await opened.service.writing.checkDois(opened.main.path, { signal: never }), /trust|switched off/);
      assert.deepEqual(opened.host.requests, []);
    }
  });
});

describe("a key that no bibliography of the draft has", () => {
  const offers = async ({ service, main }: Opened, at: string) => {
    const start = main.text.indexOf(at);
    return service.codeActions(main.path, { start, end: start }, never);
  };
  const made = (work: CodeAction["work"] | undefined): string => {
    const [file] = work?.kind === "edits" ? work.files : work?.kind === "later" ? work.files() : [];
    assert.ok(file !== undefined);
    return applyEdits(file.basis, file.edits).trimEnd();
  };

  it("comes from another file of the workspace with what it inherits", async () => {
    const other =
      "%! old/other.bib\n@string{cup = {CUP}}\n@collection{parent, title = {The Whole}, publisher = cup, date = {1999}}\n@incollection{part1999, crossref = {parent}, author = {Smith, Ann}, title = {A Part}}\n";
    const found = await offers(await open(draft.replace("@webber2012]", "@webber2012; @part1999]") + library + other), "part1999");
    const offer = found.find(({ title }) => title === 'Add "part1999" from old/other.bib to refs.bib');
    assert.match(
      made(offer?.work),
      /@incollection\{part1999,\n {2}author = \{Smith, Ann\},\n {2}title = \{A Part\},\n {2}booktitle = \{The Whole\},\n {2}publisher = \{CUP\},\n {2}date = \{1999\},\n\}$/,
    );
  });

  it("gets an entry to be filled in", async () => {
    const found = await offers(await open(draft.replace("@webber2012]", "@nowhere]") + library), "nowhere");
    assert.deepEqual(
      found.filter(({ title }) => title.startsWith("Add")),
      [],
    );
    const offer = found.find(({ title }) => title === 'Create an entry "nowhere" in refs.bib');
    assert.equal(made(offer?.work), `${before}\n@misc{nowhere,\n  author = {},\n  title = {},\n  date = {},\n}`);
  });

  it("of an entry that no draft cites follows the pattern of the others, where that is wished", async () => {
    const opened = await open(`${library}@book{xyz, author = {Croft, Stuart}, title = {T}, date = {2000}}\n@inbook{c, crossref = {xyz}}\n`);
    const offer = (await offers(opened, "xyz")).find(({ kind }) => kind === "refactor.rewrite");
    assert.match(made(offer?.work), /@book\{croft2000, .*\n@inbook\{c, crossref = \{croft2000\}\}$/);
  });
});

describe("the DOIs of a bibliography, checked", () => {
  it("are told from those of other works, until the entry is mended", async () => {
    const opened = await open(
      "%! refs.bib\n@book{a, author = {Webber, Mark}, title = {The Trajectory of Alliances}, date = {2012}, doi = {10.1000/a}}\n@book{b, author = {Goldgeier, J.}, title = {Power and Purpose}, date = {2003}, doi = {10.1000/a}}\n@book{c, title = {C}, doi = {10.1000/c}}\n",
    );
    const record = {
      type: "book",
      title: "Power and Purpose: U.S. Policy",
      author: [{ family: "Goldgeier" }, { family: "McFaul" }],
      issued: { "date-parts": [[2003]] },
    };
    opened.host.answers.set("https://doi.org/10.1000/a", {
      kind: "response",
      status: 200,
      headers: new Map(),
      body: new TextEncoder().encode(JSON.stringify(record)),
    });
    opened.host.answers.set("https://doi.org/10.1000/c", { kind: "failure", failure: "offline", detail: "" });
    const { service, main } = opened;
    assert.equal(
      await service.writing.checkDois(main.path, { signal: never }),
      "3 DOIs: 1 matches, 1 belongs to another work, 1 can't be looked up just now.",
    );
    const mismatches = async () =>
      (await service.problems(main.path, never)).filter(({ facts }) => facts.code === "bibliography.doi-mismatch");
    const [problem, ...more] = await mismatches();
    assert.deepEqual(more, []);
    assert.equal(problem?.message, "This DOI belongs to another work: Goldgeier and McFaul, Power and Purpose.");
    assert.equal(main.text.slice(problem?.span.start, problem?.span.end), "10.1000/a");
    const at = main.text.indexOf("The Trajectory of Allia");
    service.change(main.path, 2, [{ range: new Lines(main.text).rangeOf({ start: at, end: at + 27 }), text: "Power & Purpose" }]);
    assert.deepEqual(await mismatches(), []);
  });
});
