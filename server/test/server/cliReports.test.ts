import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { skip } from "./built.ts";
import { ibid, ibidJson } from "./commandLine.ts";
import { startFate } from "./fate.ts";
import { makeSeedWorkspace, skip as skipSeeds } from "./seedWorkspace.ts";
import { makeWorkspace } from "./workspace.ts";

const bib = `@book{harbour1931,
  author = {Ferrant, Lucie},
  title = {The Harbour Books},
  date = {1931},
}
@inbook{one, title = {One}, crossref = {harbour1931}, pages = {1--9}}
@book{bad, title = {Bad} year = 1999}
`;

type Row = Readonly<Record<string, unknown>>;

const range = (line: number, start: number, end: number) => ({ start: { line, character: start }, end: { line, character: end } });

describe("ibid citations", { skip, concurrency: 3 }, () => {
  it("gives each citation of a Markdown draft with group, mode, affixes, locator and the key's range", async () => {
    const workspace = makeWorkspace({ "draft.md": "See [see @a1, pp. 3-4 and more; -@b2] and @c3 [p. 7].\n" });
    const { documents } = await ibidJson<{ documents: Row[] }>(workspace, "citations", "draft.md");
    const plain = { prefix: "", suffix: "", locator: null, command: null };
    assert.deepEqual(documents, [
      {
        path: workspace.path("draft.md"),
        language: "markdown",
        citations: [
          {
            ...plain,
            group: 0,
            key: "a1",
            mode: "normal",
            prefix: "see",
            suffix: "and more",
            locator: { label: "page", value: "3-4" },
            range: range(0, 10, 12),
          },
          { ...plain, group: 0, key: "b2", mode: "suppressAuthor", range: range(0, 34, 36) },
          { ...plain, group: 1, key: "c3", mode: "authorInText", locator: { label: "page", value: "7" }, range: range(0, 43, 45) },
        ],
      },
    ]);
  });

  it("gives those of LaTeX, also the starred, the hidden and the unclosed", async () => {
    const text =
      "\\autocite[see][12]{a}\n\\textcite{b} \\nocite{*}\n\\bibentry{c} \\defcitealias{d}{D} \\shortcites{e}\n\\defbibentryset{f}{g,h}\n\\cite{i\n";
    const workspace = makeWorkspace({ "draft.tex": text });
    const { documents } = await ibidJson<{ documents: { language: string; citations: Row[] }[] }>(workspace, "citations", "draft.tex");
    const citations = documents[0]?.citations ?? [];
    assert.equal(documents[0]?.language, "latex");
    assert.deepEqual(
      citations.slice(0, 3).map(({ key, mode, command }) => [key, mode, command]),
      [
        ["a", "normal", "autocite"],
        ["b", "authorInText", "textcite"],
        ["*", "nocite", "nocite"],
      ],
    );
    assert.deepEqual([citations[0]?.prefix, citations[0]?.locator], ["see", { label: "page", value: "12" }]);
    for (const key of ["c", "d", "e", "i"])
      assert.ok(
        citations.some((citation) => citation.key === key),
        key,
      );
  });
});

describe("ibid library", { skip, concurrency: 3 }, () => {
  const files = { "refs.bib": bib, "draft.md": "---\nbibliography: refs.bib\n---\n" };

  for (const path of ["refs.bib", "draft.md"]) {
    it(`gives CSL-JSON with keys as ids and what is inherited, for ${path}`, async () => {
      const items = await ibidJson<Row[]>(makeWorkspace(files), "library", path);
      assert.deepEqual(
        items.map((item) => item.id),
        ["harbour1931", "one", "bad"],
      );
      assert.equal(items[1]?.["container-title"], "The Harbour Books");
      assert.deepEqual(items[0]?.issued, { "date-parts": [[1931]] });
    });
  }

  it("adds path, range and errors as json", async () => {
    const workspace = makeWorkspace(files);
    const items = await ibidJson<Row[]>(workspace, "library", "refs.bib", "--format", "json");
    assert.ok(items.every((item) => item.path === workspace.path("refs.bib")));
    assert.deepEqual(
      items.map((item) => (item.errors as Row[]).map((error) => error.kind)),
      [[], [], ["missingComma"]],
    );
    assert.deepEqual(items[2]?.range, range(6, 0, 37));
  });

  it("writes BibLaTeX that it reads again alike, and RIS", async () => {
    const workspace = makeWorkspace(files);
    const { output } = await ibid(workspace, "library", "refs.bib", "--format", "biblatex");
    workspace.write("again.bib", output);
    const again = await ibidJson<Row[]>(workspace, "library", "again.bib");
    assert.deepEqual(
      again.map(({ id, title, type }) => [id, title, type]),
      [
        ["harbour1931", "The Harbour Books", "book"],
        ["one", "One", "chapter"],
        ["bad", "Bad", "book"],
      ],
    );
    const ris = await ibid(workspace, "library", "refs.bib", "--format", "ris");
    assert.equal(ris.output.match(/^TY {2}- /gm)?.length, 3);
    assert.equal(ris.output.match(/^ER {2}- /gm)?.length, 3);
  });

  it("reads CSL-JSON as well", async () => {
    const workspace = makeWorkspace({ "items.json": '[{"id": "x1", "type": "book", "title": "X", "author": [{"family": "Okafor"}]}]' });
    const items = await ibidJson<Row[]>(workspace, "library", "items.json");
    assert.deepEqual(
      items.map((item) => [item.id, item.title]),
      [["x1", "X"]],
    );
  });
});

describe("ibid references and ibid quote on two saved pages", { skip: skipSeeds, concurrency: 3 }, () => {
  it("gives the chapter's 97 notes, printed as 94, with their references", async () => {
    const workspace = makeSeedWorkspace();
    const report = await ibidJson<{ source: Row; extent: string; notes: (Row & { references: Row[] })[] }>(
      workspace,
      "references",
      "sources/chapter.txt",
    );
    assert.equal(report.source.DOI, "10.1057/9781137271617_5");
    assert.equal(report.extent, "part");
    assert.deepEqual([report.notes.length, report.notes.at(-1)?.number, report.notes.at(-1)?.noteNumber], [97, 97, 94]);
    const [first] = report.notes[0]?.references ?? [];
    assert.deepEqual(Object.keys(first ?? {}), ["raw", "kind", "signal", "csl", "locator", "resolvesTo"]);
    assert.equal(first?.kind, "full");
    assert.ok(
      report.notes.some((note) => note.references.some((reference) => reference.kind === "short" && reference.resolvesTo !== null)),
    );
    assert.doesNotMatch(JSON.stringify(report.notes), /Google Scholar/);
  });

  for (const format of ["csl-json", "biblatex", "ris"]) {
    it(`gives them as ${format}`, async () => {
      const { code, output, errors } = await ibid(makeSeedWorkspace(), "references", "sources/chapter.txt", "--format", format);
      assert.deepEqual([code, errors], [0, ""]);
      assert.match(output, /Brzezinski/);
    });
  }

  it("finds a sentence word for word, with its place in the file", async () => {
    const workspace = makeSeedWorkspace();
    const [sentence] = workspace.sentences;
    const { matches } = await ibidJson<{ matches: Row[] }>(workspace, "quote", sentence, "--sources", "sources");
    const [best] = matches;
    assert.equal(best?.source, workspace.path("sources/article.txt"));
    assert.equal(best?.verdict, "verbatim");
    assert.equal(best?.score, 1);
    for (const name of ["source", "verdict", "score", "text", "range", "page", "section"]) assert.ok(name in (best ?? {}), name);
    const { start } = (best ?? assert.fail()).range as { start: { line: number; character: number } };
    assert.ok(workspace.read("sources/article.txt").split("\n")[start.line]?.slice(start.character).startsWith(sentence.slice(0, 40)));
  });

  it("finds it altered, and in one source alone where that is asked", async () => {
    const workspace = makeSeedWorkspace();
    const altered = workspace.sentences[1].replace(/ [a-z]{6,} /, " lamplight ");
    const { matches } = await ibidJson<{ matches: Row[] }>(
      workspace,
      "quote",
      altered,
      "--sources",
      "sources/article.txt",
      "sources/chapter.txt",
    );
    assert.equal(matches[0]?.verdict, "altered");
    const elsewhere = await ibidJson<{ matches: Row[] }>(
      workspace,
      "quote",
      altered,
      "--sources",
      "sources",
      "--in",
      "sources/chapter.txt",
    );
    assert.deepEqual(elsewhere.matches, []);
  });
});

describe("ibid links", { skip, concurrency: 3 }, () => {
  it("gives a row an address with state, reason, status and all places", async () => {
    const fate = await startFate();
    const paths = ["ok", "404", "403", "redirect/301?to=/ok", "redirect/302?to=/ok", "500", "reset", "loop", "429"];
    const draft = [
      ...paths.map((path) => `<${fate.origin}/${path}>\n`),
      `<${fate.origin}/ok#part>\n`,
      "<ftp://example.org/x>\n",
      "<https://ada:secret@example.org/>\n",
    ].join("\n");
    const workspace = makeWorkspace({ "draft.md": draft });
    const settings = ["allowPrivateAddresses=true", "interval=0", "perHost=16", "timeout=2"].flatMap((setting) => [
      "--set",
      `ibid.links.${setting}`,
    ]);
    const { code, output } = await ibid(workspace, "links", "draft.md", ...settings);
    const { links } = JSON.parse(output) as { links: Row[] };
    assert.equal(code, 1);
    const states = Object.fromEntries(links.map((link) => [String(link.printed).replace(fate.origin, ""), link.state]));
    assert.deepEqual(states, {
      "/ok": "alive",
      "/404": "dead",
      "/403": "blocked",
      "/redirect/301?to=/ok": "moved",
      "/redirect/302?to=/ok": "alive",
      "/500": "suspect",
      "/reset": "suspect",
      "/loop": "suspect",
      "/429": "blocked",
      "ftp://example.org/x": "unchecked",
      "https://ada:secret@example.org/": "unchecked",
    });
    const names = ["url", "printed", "repaired", "state", "reason", "status", "finalUrl", "checkedAt", "archived", "archivedAt", "places"];
    for (const link of links) assert.deepEqual(Object.keys(link), names);
    const [ok, gone] = links;
    assert.ok(ok && gone);
    assert.equal((ok.places as Row[]).length, 2, "a fragment makes no other address");
    assert.deepEqual((ok.places as Row[])[0], { path: workspace.path("draft.md"), range: range(0, 1, 1 + fate.origin.length + 3) });
    assert.deepEqual([gone.status, gone.reason], [404, "gone"]);
    assert.match(String(gone.checkedAt), /^\d{4}-\d\d-\d\dT/);
    assert.doesNotMatch(output, /secret@.*"finalUrl": "http/);
  });

  it("asks the repaired address and says so", async () => {
    const fate = await startFate();
    fate.set("/a-b.htm", (_request, response) => response.end("there"));
    const workspace = makeWorkspace({ "draft.md": `<${fate.origin}/a–b.htm>\n` });
    const { code, output } = await ibid(workspace, "links", "draft.md", "--set", "ibid.links.allowPrivateAddresses=true");
    const [link] = (JSON.parse(output) as { links: Row[] }).links;
    assert.deepEqual(
      [link?.printed, link?.url, link?.repaired, link?.state],
      [`${fate.origin}/a–b.htm`, `${fate.origin}/a-b.htm`, `${fate.origin}/a-b.htm`, "alive"],
    );
    assert.equal(code, 1, "a misprinted address is a warning");
  });

  it("asks nobody where that is switched off", async () => {
    const fate = await startFate();
    const workspace = makeWorkspace({ "draft.md": `<${fate.origin}/404>\n` });
    const { links } = await ibidJson<{ links: Row[] }>(
      workspace,
      "links",
      join(workspace.folder, "draft.md"),
      "--set",
      "ibid.links.check=never",
    );
    assert.deepEqual([links[0]?.state, links[0]?.reason, fate.log.length], ["unchecked", "switchedOff", 0]);
  });
});
