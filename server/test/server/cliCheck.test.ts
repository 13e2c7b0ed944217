import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { skip } from "./built.ts";
import { ibid, ibidJson, noLinks } from "./commandLine.ts";
import { startFate } from "./fate.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

const files = {
  "refs.bib":
    "@book{harbour1931,\n  author = {Ferrant, Lucie},\n  title = {The Harbour Books},\n  date = {1931},\n}\n@book{bad, title = {Bad} year = 1999}\n",
  "sources/harbour1931.txt":
    "The Harbour Books\n\nLucie Ferrant\n\n1931\n\nThe harbour was never closed in winter, whatever the almanac says.\n",
  "sources/notes.md": "See [@nobody].\n",
  "draft.md": 'Nobody denies that "the harbour was never closed in summer" [@harbour1931].\n',
  "chapters/fine.tex": "\\autocite{harbour1931}\n",
};

interface Report {
  readonly documents: readonly { readonly path: string; readonly problems: readonly Record<string, unknown>[] }[];
}

const codesOf = (report: Report, workspace: Workspace): Readonly<Record<string, readonly unknown[]>> =>
  Object.fromEntries(
    report.documents.map(({ path, problems }) => [path.slice(workspace.folder.length + 1), problems.map((problem) => problem.code)]),
  );

describe("ibid check", { skip, concurrency: 3 }, () => {
  it("gives every document of a folder, sources apart, with code, severity, message and range", async () => {
    const workspace = makeWorkspace(files);
    const report = await ibidJson<Report>(workspace, "check", ".", "--format", "json", ...noLinks);
    assert.deepEqual(codesOf(report, workspace), {
      "chapters/fine.tex": [],
      "draft.md": ["quotation.altered"],
      "refs.bib": ["bibliography.syntax"],
    });
    const problem = report.documents.find(({ path }) => path.endsWith("draft.md"))?.problems[0];
    assert.deepEqual(problem?.range, { start: { line: 0, character: 52 }, end: { line: 0, character: 58 } });
    assert.equal(problem?.severity, "warning");
    assert.equal(problem?.message, '"winter", not "summer": Ferrant 1931 has "… never closed in winter".');
  });

  it("tells of a style that nobody knows", async () => {
    const workspace = makeWorkspace({ ...files, "draft.md": "---\ncsl: no-such-style\n---\nSee [@harbour1931].\n" });
    const report = await ibidJson<Report>(workspace, "check", "draft.md", "--format", "json", ...noLinks);
    assert.deepEqual(codesOf(report, workspace), { "draft.md": ["style.not-found"] });
  });

  const exits: readonly [string, readonly string[], number][] = [
    ["warnings fail", ["draft.md"], 1],
    ["but not where only errors do", ["draft.md", "--fail-on", "error"], 0],
    ["nor where nothing does", ["draft.md", "--fail-on", "never"], 0],
    ["a hint fails where hints do", ["draft.md", "--fail-on=hint", "--set", 'ibid.severity={"quotation":"hint"}'], 1],
    ["a setting takes the problem away", ["draft.md", "--set", "ibid.quotations.check=false"], 0],
    ["a clean draft passes", ["chapters/fine.tex", "--root", "."], 0],
    ["a glob is expanded", ["**/*.md"], 1],
  ];
  for (const [name, words, code] of exits) {
    it(`exit code: ${name}`, async () => {
      const outcome = await ibid(makeWorkspace(files), "check", ...words, ...noLinks);
      assert.deepEqual([outcome.code, outcome.errors], [code, ""], outcome.output);
    });
  }

  it("takes settings from a file, bare or wrapped, and single ones on top", async () => {
    const workspace = makeWorkspace({
      ...files,
      "bare.json": '{"links": {"check": "never"}, "quotations": {"check": false}}',
      "wrapped.json": '{"ibid": {"links.check": "never", "quotations.check": false}}',
    });
    assert.equal((await ibid(workspace, "check", "draft.md", "--config", "bare.json")).code, 0);
    assert.equal((await ibid(workspace, "check", "draft.md", "--config=wrapped.json")).code, 0);
    assert.equal((await ibid(workspace, "check", "draft.md", "--config", "wrapped.json", "--set", "ibid.quotations.check=true")).code, 1);
  });

  it("relates settings' paths to --root", async () => {
    const workspace = makeWorkspace({ ...files, "deep/down/draft.md": files["draft.md"] });
    const alone = await ibidJson<Report>(workspace, "check", "deep/down/draft.md", "--format", "json", ...noLinks);
    assert.deepEqual(alone.documents[0]?.problems, []);
    const rooted = await ibidJson<Report>(workspace, "check", "deep/down/draft.md", "--root", ".", "--format", "json", ...noLinks);
    assert.deepEqual(codesOf(rooted, workspace), { "deep/down/draft.md": ["quotation.altered"] });
  });

  it("finds the root by .git above", async () => {
    const workspace = makeWorkspace({ ...files, "deep/down/draft.md": files["draft.md"], ".git/HEAD": "" });
    const report = await ibidJson<Report>(workspace, "check", "deep/down/draft.md", "--format", "json", ...noLinks);
    assert.deepEqual(codesOf(report, workspace), { "deep/down/draft.md": ["quotation.altered"] });
  });

  it("waits for the links and tells those that are gone", async () => {
    const fate = await startFate();
    const workspace = makeWorkspace({ "draft.md": `See <${fate.origin}/404>, <${fate.origin}/ok>.\n` });
    const report = await ibidJson<Report>(
      workspace,
      "check",
      "draft.md",
      "--format",
      "json",
      "--set",
      "ibid.links.allowPrivateAddresses=true",
      "--set",
      "ibid.links.interval=0",
    );
    assert.deepEqual(codesOf(report, workspace), { "draft.md": ["link.dead"] });
  });

  it("prints a line a problem for people, and counts", async () => {
    const { output } = await ibid(makeWorkspace(files), "check", "draft.md", ...noLinks);
    assert.match(
      output,
      /^draft\.md\n {2}1:53 {2}"winter", not "summer": .* {2}\[quotation\.altered\]\n\n1 problem in 1 document\.\nNo links\.\n$/,
    );
  });

  it("prints Markdown in which nothing from a document is markup", async () => {
    const workspace = makeWorkspace({
      "refs.bib": "@book{a, title = {A}}\n",
      "draft.md": "See [@<b>x</b>_y_].\n\nSee @x*y and [@{*`x`*}].\n",
    });
    const { output } = await ibid(workspace, "check", "draft.md", "--format", "markdown", ...noLinks);
    assert.doesNotMatch(output, /<b>|(?<!\\)\*/);
  });

  it("prints SARIF 2.1.0, counted from one", async () => {
    const sarif = await ibidJson<Record<string, unknown>>(makeWorkspace(files), "check", "draft.md", "--format", "sarif", ...noLinks);
    assert.equal(sarif.version, "2.1.0");
    const [run] = sarif.runs as { results: Record<string, unknown>[]; tool: { driver: { rules: unknown } } }[];
    assert.deepEqual(run?.tool.driver.rules, [{ id: "quotation.altered" }]);
    assert.equal(run?.results[0]?.level, "warning");
    assert.deepEqual(run?.results[0]?.locations, [
      { physicalLocation: { artifactLocation: { uri: "draft.md" }, region: { startLine: 1, startColumn: 53, endLine: 1, endColumn: 59 } } },
    ]);
  });
});

describe("wrong use", { skip, concurrency: 3 }, () => {
  const wrong: readonly [readonly string[], RegExp][] = [
    [[], /ibid check PATH/],
    [["frobnicate"], /There is no command frobnicate/],
    [["check"], /Name at least one/],
    [["check", "nowhere.md"], /Nothing to read at nowhere\.md/],
    [["check", "draft.md", "--format", "xml"], /--format xml is not one of text, json, sarif, markdown/],
    [["check", "draft.md", "--fail-on", "sometimes"], /--fail-on sometimes is not one of/],
    [["check", "draft.md", "--set", "ibid.style"], /has no value/],
    [["check", "draft.md", "--config", "nowhere.json"], /can't be read/],
    [["check", "draft.md", "--config", "draft.md"], /is not JSON/],
    [["check", "draft.md", "--frobnicate"], /There is no option --frobnicate/],
    [["check", "program.xyz"], /program\.xyz is neither a draft nor a bibliography/],
    [["check", "binary.md"], /binary\.md is not a text file/],
    [["citations", "refs.bib"], /refs\.bib is a bibliography, not a draft/],
    [["quote", "--sources", "sources"], /Give the quotation as one argument/],
    [["quote", "some words of it"], /Say where to look/],
    [["references", "nowhere.txt"], /can't be read as a source/],
    [["links", "draft.md", "--format", "xml"], /is not one of/],
  ];
  for (const [words, message] of wrong) {
    it(`ibid ${words.join(" ")}: exit code 2 and a sentence`, async () => {
      const workspace = makeWorkspace({
        ...files,
        "program.xyz": "x\n",
        "binary.md": Uint8Array.from({ length: 3000 }, (_, i) => (i * 7) % 256),
      });
      const { code, errors } = await ibid(workspace, ...words, ...noLinks);
      assert.equal(code, 2);
      assert.match(errors, message);
      assert.doesNotMatch(errors, /\n\s+at /, "no stack");
    });
  }

  it("a setting of the wrong type is told and its default used", async () => {
    const { code, errors } = await ibid(
      makeWorkspace(files),
      "check",
      "draft.md",
      "--set",
      "ibid.quotations.minimumWords=many",
      ...noLinks,
    );
    assert.equal(code, 1);
    assert.match(errors, /^The setting ibid\.quotations\.minimumWords is "many"/);
  });

  it("help and version are no wrong use", async () => {
    for (const word of ["--help", "-h", "--version"]) {
      const { code, output, errors } = await ibid(makeWorkspace(), word);
      assert.deepEqual([code, errors], [0, ""], word);
      assert.match(output, word === "--version" ? /^\d+\.\d+\.\d+\n$/ : /ibid check PATH/);
    }
  });
});
