import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { BibliographyCompletion } from "../../../src/features/bibliography/completion.ts";
import { never, openFixture } from "../../open.ts";

interface Offer {
  readonly list: BibliographyCompletion | undefined;
  /** The labels, best first. */
  readonly labels: readonly string[];
  /** What stands on the cursor's line once the first item is taken. */
  readonly taken: string;
}

/** `|` in the text is the cursor. */
async function offer(marked: string, { rest = "", snippets = false } = {}): Promise<Offer> {
  const cursor = marked.indexOf("|");
  const text = `${marked.slice(0, cursor)}${marked.slice(cursor + 1)}\n`;
  const { service } = await openFixture(`%! refs.bib\n${text}\n${rest}`);
  // What is in front of the fixture's text stands where it stood.
  const list = await service.bibliography.completion("/work/refs.bib", cursor, snippets, never);
  if (list === undefined) return { list, labels: [], taken: "" };
  const { items, replace } = list;
  const after = text.slice(0, replace.start) + (items[0]?.text ?? "") + text.slice(replace.end);
  const lineStart = text.lastIndexOf("\n", cursor - 1) + 1;
  const lineEnd = text.indexOf("\n", cursor) + after.length - text.length;
  return { list, labels: items.map(({ label }) => label), taken: after.slice(lineStart, lineEnd) };
}

/** The first labels are these; where only some are given, others may follow. */
async function checkOffered(marked: string, expected: readonly string[], rest = ""): Promise<void> {
  const { labels } = await offer(marked, { rest });
  assert.deepEqual(labels.slice(0, expected.length), expected, marked);
}

async function checkTaken(marked: string, expected: string, rest = ""): Promise<void> {
  assert.equal((await offer(marked, { rest })).taken, expected, marked);
}

async function checkNothing(marked: string): Promise<void> {
  assert.deepEqual((await offer(marked)).labels, [], marked);
}

const journals =
  "@article{one, author={Brandt, Ilse and Osei, Kwame}, journaltitle={Sample Review}, keywords={gas, oil}}\n@article{two, author={Brandt, Ilse}, journaltitle={Sample Review}}\n@article{three, author={{NASA and ESA} and Øster, Bo}, journaltitle={Annals of {S}amples}}\n";

describe("completion of entry types", () => {
  it("offers types behind an @, those in use first", async () => {
    await checkOffered("@|", ["article", "book", "incollection"]);
    await checkOffered("@manual{m, title={M}}\n@m|", ["manual", "misc"]);
    await checkOffered("@thes|", ["thesis", "phdthesis", "mastersthesis"]);
    await checkTaken("@artic|le{smith}", "@article{smith}");
  });

  it("brings the required fields, in the file's own manner", async () => {
    const plain = await offer("@incoll|", { snippets: true });
    assert.equal(
      plain.list?.items[0]?.text,
      `incollection{\${1:key},\n  author = {$2},\n  title = {$3},\n  booktitle = {$4},\n  date = {$5},\n}$0`,
    );
    const own = await offer('@Article{a,\n\tauthor = "A. Smith",\n\tjournal = "J",\n\tyear = 2001\n}\n\n@art|', { snippets: true });
    assert.equal(own.list?.items[0]?.text, `Article{\${1:key},\n\tauthor = "$2",\n\ttitle = "$3",\n\tjournal = "$4",\n\tyear = "$5"\n}$0`);
  });

  it("only names the type where the entry is there already", async () => {
    assert.equal((await offer("@boo|{smith2006}", { snippets: true })).list?.items[0]?.text, "book");
  });
});

describe("completion of field names", () => {
  it("offers what the entry lacks, the required first", async () => {
    await checkOffered("@article{a,\n  |\n}", ["author", "editor", "title", "issuetitle", "journaltitle", "date"]);
    await checkOffered("@article{a,\n  author = {A},\n  |\n  title = {T},\n}", ["journaltitle", "date"]);
    await checkOffered("@article{a,\n  author = {A},\n  t|\n}", ["title"]);
    const { labels } = await offer("@article{a,\n  author = {A},\n  t|\n  title = {T}}");
    assert.ok(!labels.includes("title") && labels.includes("titleaddon"), labels.join());
  });

  it("speaks the file's dialect", async () => {
    await checkOffered("@article{a, journal={J}, year={2001}}\n@article{b,\n  j|\n}", ["journal"]);
  });

  it("goes on in an entry that is broken or not closed", async () => {
    await checkOffered("@article{a,\n  title = {T}\n  jour|\n\n@book{b, title={B}}", ["journaltitle"]);
    await checkTaken("@article{a,\n  jour| = {J}\n}", "  journaltitle = {J}");
  });

  it("writes the braces where it may", async () => {
    const { list } = await offer("@book{a,\n  publ|\n}", { snippets: true });
    assert.equal(list?.items[0]?.text, "publisher = {$1},$0");
  });
});

describe("completion of values", () => {
  it("offers journals in use, whole, the more used first, and not what is being typed", async () => {
    await checkOffered(`${journals}@article{new, journaltitle={s|}}`, ["Sample Review", "Annals of Samples"]);
    await checkTaken(`${journals}@article{new, journaltitle={ann|ales}}`, "@article{new, journaltitle={Annals of {S}amples}}");
    await checkTaken(`${journals}@article{new, journal="sam|"}`, '@article{new, journal="Sample Review"}');
  });

  it("replaces one name of several", async () => {
    await checkTaken(
      `${journals}@book{new, editor={Smith, A and ose|x and Jones, B}}`,
      "@book{new, editor={Smith, A and Osei, Kwame and Jones, B}}",
    );
    await checkOffered(`${journals}@book{new, author={os|}}`, ["Osei, Kwame", "Øster, Bo"]);
    await checkOffered(`${journals}@book{new, author={nasa|}}`, ["NASA and ESA"]);
  });

  it("replaces one keyword of several", async () => {
    await checkTaken(`${journals}@book{new, keywords={coal, o|, tar}}`, "@book{new, keywords={coal, oil, tar}}");
  });

  it("offers strings and months where no braces stand", async () => {
    await checkOffered('@string{jsr = "Sample Review"}\n@article{a, journal = j|}', ["jsr"]);
    await checkOffered('@string{jsr = "Sample Review"}\n@article{a, journal = samp|}', ["jsr"]);
    await checkOffered("@article{a, month = |}", ["jan", "feb", "mar"]);
    await checkTaken(`${journals}@article{new, journal = Sam|}`, "@article{new, journal = {Sample Review}}");
    await checkNothing("@article{a, year = 20|}");
  });

  it("offers entries for crossref, parents first, and templates for xdata", async () => {
    const library = "@article{webber2001, title={Webs}}\n@collection{webs1999, title={Webs}}\n@xdata{press, publisher={P}}\n";
    await checkOffered(`${library}@incollection{new, crossref={web|}}`, ["webs1999", "webber2001"]);
    await checkTaken(`${library}@incollection{new, xdata={other, pr|}}`, "@incollection{new, xdata={other, press}}");
    await checkTaken(`${library}@incollection{new, crossref = webs|}`, "@incollection{new, crossref = {webs1999}}");
    assert.ok(!(await offer(`${library}@book{webnew, related={web|}}`)).labels.includes("webnew"));
  });

  it("offers the words that a field takes, and languages", async () => {
    await checkOffered("@thesis{a, type={ph|}}", ["phdthesis"]);
    await checkOffered("@book{a, langid={ng|}}", ["ngerman"]);
    await checkOffered("@book{a, pubstate={|}}", ["inpreparation", "submitted"]);
  });

  it("offers the sources that are there for file", async () => {
    await checkTaken("@book{a, file={tab|}}", "@book{a, file={sources/table.txt}}", "%! sources/table.txt\nA Table\n");
  });

  it("takes values from the other bibliographies of the draft", async () => {
    const { service } = await openFixture(
      "%! a.md\n---\nbibliography: [refs.bib, other.bib]\n---\n%! refs.bib\n@book{a, publisher={tide}}\n%! other.bib\n@book{b, publisher={Tidewater Press}}\n",
    );
    service.open({ path: "/work/refs.bib", languageId: "bibtex", version: 1, text: "@book{a, publisher={tide}}\n" });
    const list = await service.bibliography.completion("/work/refs.bib", 24, false, never);
    assert.deepEqual(
      list?.items.map(({ text }) => text),
      ["Tidewater Press"],
    );
  });
});

describe("completion in a bibliography", () => {
  it("is silent in comments, keys, titles and junk", async () => {
    for (const marked of [
      "% @art|",
      "@comment{\n@art|\n}",
      "@comment{\n@article{a,\n  jour|\n}\n}",
      "@book{smi|",
      "@book{smi|th, title={T}}",
      "@book{a, title={Neigh|}}",
      "@book{a,\n  % auth|\n}",
      "@book{a, title = {T} |}",
      "ada@exam|",
      "some junk|",
      "@preamble{au|}",
    ])
      await checkNothing(marked);
  });

  it("never offers more than fifty", async () => {
    const many = Array.from({ length: 300 }, (_, i) => `@article{a${i}, author={Author${i}, A}, journaltitle={Journal ${i}}}`).join("\n");
    assert.equal((await offer(`${many}\n@article{new, journaltitle={jour|}}`)).labels.length, 50);
    assert.equal((await offer(`${many}\n@article{new, author={|}}`)).labels.length, 50);
    assert.equal((await offer(`${many}\n@book{new, related={|}}`)).labels.length, 50);
    assert.equal((await offer("@book{new,\n  |\n}")).labels.length, 50);
  });

  it("replaces nothing that stands on another line", async () => {
    const { list } = await offer(`${journals}@book{new, author={Smith, A and\n  ose|\n  and Jones, B}}`);
    assert.equal(list?.items[0]?.text, "Osei, Kwame");
    assert.equal(list.replace.end - list.replace.start, 3);
    await checkNothing(`${journals}@article{new, journaltitle={Sample\n  Rev|}}`);
  });
});
