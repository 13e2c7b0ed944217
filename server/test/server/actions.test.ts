import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { describe, it } from "node:test";
import type { CodeAction } from "vscode-languageserver";
import { Lines } from "../../src/text/lines.ts";
import { skip } from "./built.ts";
import { Client } from "./client.ts";
import { makeWorkspace } from "./workspace.ts";

const library = "@book{harbour1931,\n  author = {Ferrant, Lucie},\n  title = {The Harbour Books},\n  date = {1931},\n}\n";
const source =
  "The Harbour Books\n\nLucie Ferrant\n\n1931\n\nIt is said that the harbour was never really closed in winter, whatever the almanac says.\n";

interface Case {
  readonly name: string;
  readonly draft: string;
  readonly at: string;
  readonly title: RegExp;
  readonly becomes: string;
}

const cases: readonly Case[] = [
  {
    name: "an undefined key becomes the nearest",
    draft: "As Ferrant says [see @harbor1931, p. 3; @harbour1931].",
    at: "@har|bor1931",
    title: /^Change to "harbour1931"$/,
    becomes: "As Ferrant says [see @harbour1931, p. 3; @harbour1931].",
  },
  {
    name: "a word that was changed becomes the source's",
    draft: "“the harbour was *never* really shut in winter” [@harbour1931]",
    at: "sh|ut",
    title: /^Use the source's wording/,
    becomes: "“the harbour was *never* really closed in winter” [@harbour1931]",
  },
  {
    name: "a word that was left out comes back",
    draft: '"the harbour was never closed in winter" [@harbour1931]',
    at: "never clo|sed",
    title: /^Use the source's wording/,
    becomes: '"the harbour was never really closed in winter" [@harbour1931]',
  },
  {
    name: "a word that was added goes, with its space",
    draft: '"the harbour was never really ever closed in winter" [@harbour1931]',
    at: "ev|er closed",
    title: /^Use the source's wording/,
    becomes: '"the harbour was never really closed in winter" [@harbour1931]',
  },
  {
    name: "all that differs is mended at once",
    draft: "> the port was never really closed in summer, whatever\n> the almanac says. [@harbour1931]",
    at: "po|rt",
    title: /^Use the source's wording/,
    becomes: "> the harbour was never really closed in winter, whatever\n> the almanac says. [@harbour1931]",
  },
  {
    name: "an address is mended where a dash is one too long",
    draft: "See <https://www.example.org/a–b.htm>.",
    at: "example|.org",
    title: /^Change to https:\/\/www\.example\.org\/a-b\.htm$/,
    becomes: "See <https://www.example.org/a-b.htm>.",
  },
];

describe("fixes change what is wrong and nothing else", { skip }, async () => {
  const workspace = makeWorkspace({ "library.bib": library, "sources/harbour1931.txt": source });
  const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: { links: { check: "never" } } });

  for (const [index, { name, draft, at, title, becomes }] of cases.entries()) {
    it(name, async () => {
      const uri = workspace.uri(`draft${index}.md`);
      client.open(uri, `${draft}\n`);
      const problems = await client.problemsWhen(uri, (found) => found.length > 0, "a problem");
      const [fix] = await client.actions(uri, at);
      assert.ok(fix !== undefined, JSON.stringify(problems));
      assert.match(fix.title, title);
      assert.equal(fix.kind, "quickfix");
      assert.ok(fix.diagnostics?.some((problem) => problem.message === problems[0]?.message));
      assert.equal(client.textAfter(uri, fix), `${becomes}\n`);
    });
  }

  it("the problem leads to the place in the source's file", async () => {
    const uri = workspace.uri("related.md");
    client.open(uri, '"the harbour was never really shut in winter" [@harbour1931]\n');
    const [problem] = await client.problemsAre(uri, ["quotation.altered"]);
    const [place] = problem?.relatedInformation ?? [];
    assert.equal(place?.location.uri, workspace.uri("sources/harbour1931.txt"));
    const lines = new Lines(source);
    const { start, end } = place?.location.range ?? assert.fail();
    assert.equal(source.slice(lines.offsetAt(start), lines.offsetAt(end)), "the harbour was never really closed in winter");
  });

  it("what the client shows already is what the action mends", async () => {
    const uri = workspace.uri("shown.md");
    client.open(uri, "See [@harbor1931].\n");
    const [shown] = await client.problemsAre(uri, ["citation.undefined"]);
    const marked = { ...shown, data: "the client's own" };
    const stale = { ...shown, message: "of yesterday" };
    const actions = await client.request<readonly CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: shown?.range,
      context: { diagnostics: [stale, marked], only: ["quickfix"] },
    });
    assert.deepEqual(
      actions.map(({ diagnostics }) => diagnostics),
      actions.map(() => [marked]),
    );
  });

  it("nothing is offered of a kind that isn't asked for", async () => {
    const uri = workspace.uri("kinds.md");
    client.open(uri, "See [@harbor1931].\n");
    const [shown] = await client.problemsAre(uri, ["citation.undefined"]);
    const context = { diagnostics: [], only: ["refactor.extract"] };
    assert.deepEqual(await client.request("textDocument/codeAction", { textDocument: { uri }, range: shown?.range, context }), []);
  });

  it("none is offered where nothing is wrong", async () => {
    const uri = workspace.uri("fine.md");
    client.open(uri, '"the harbour was never really closed in winter" [@harbour1931]\n');
    await client.problemsAre(uri, []);
    assert.deepEqual(await client.actions(uri, "har|bour"), []);
  });
});

describe("changes of several files", { skip }, () => {
  const record = (key: string): string =>
    `@book{${key},\n  author = {Okafor, Ada},\n  title = {Tides and Timetables},\n  publisher = {Kranich},\n  date = {1902},\n}\n`;

  async function offered() {
    const closed = record("okafor");
    const workspace = makeWorkspace({ "closed.bib": closed, "open.bib": record("okafor1902") });
    // The client says what it sees of the disk, and here it says nothing.
    const client = await Client.start({
      ...workspace,
      folders: [workspace.folder],
      settings: { links: { check: "never" } },
      watches: true,
      resolvesActions: true,
    });
    client.open(workspace.uri("draft.md"), "---\nbibliography: [closed.bib, open.bib]\n---\nSee [@okafor1902].\n");
    client.open(workspace.uri("open.bib"), record("okafor1902"));
    await client.problemsAre(workspace.uri("open.bib"), ["bibliography.same-work"]);
    const action = (await client.actions(workspace.uri("open.bib"), "okafor|1902")).find(({ title }) => title.startsWith("Merge"));
    assert.ok(action !== undefined);
    return { workspace, client, action };
  }

  it("come when they are chosen, as one, versioned where a file is open", async () => {
    const { workspace, client, action } = await offered();
    assert.equal(action.edit, undefined);
    const { edit } = await client.request<CodeAction>("codeAction/resolve", action);
    const changed = (edit?.documentChanges ?? []).map((change) =>
      "textDocument" in change ? [change.textDocument.uri, change.textDocument.version] : [],
    );
    assert.deepEqual(changed.sort(), [
      [workspace.uri("closed.bib"), null],
      [workspace.uri("open.bib"), 1],
    ]);
  });

  it("are not made where a closed file is no longer as it was read", async () => {
    const { workspace, client, action } = await offered();
    writeFileSync(workspace.path("closed.bib"), `% more\n${record("okafor")}`);
    await assert.rejects(client.request("codeAction/resolve", action), /closed\.bib has changed meanwhile/);
  });

  it("are not made where the open file was typed in", async () => {
    const { workspace, client, action } = await offered();
    client.edit(workspace.uri("open.bib"), "Tides", "The Tides");
    await assert.rejects(client.request("codeAction/resolve", action), /open\.bib has changed meanwhile/);
  });
});

describe("problems of a bibliography", { skip }, () => {
  it("point at each other, and what nobody cites is marked as unnecessary", async () => {
    const text = `${library}${library.replace("The Harbour Books", "Other Books")}@misc{idle, title = {Idle}}\n`;
    const workspace = makeWorkspace({ "library.bib": text, "draft.md": "See [@harbour1931].\n" });
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: { links: { check: "never" } } });
    client.open(workspace.uri("draft.md"), "See [@harbour1931].\n");
    const uri = workspace.uri("library.bib");
    client.open(uri, text);
    const problems = await client.problemsAre(uri, ["bibliography.duplicate-key", "bibliography.duplicate-key", "entry.unused"]);
    const lines = problems
      .slice(0, 2)
      .map(({ relatedInformation }) => relatedInformation?.map(({ location }) => [location.uri, location.range.start.line]));
    assert.deepEqual(lines, [[[uri, 5]], [[uri, 0]]]);
    assert.deepEqual(
      problems.map(({ tags }) => tags),
      [undefined, undefined, [1]],
    );
  });
});
