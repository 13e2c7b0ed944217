import assert from "node:assert/strict";
import { describe, it } from "node:test";
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

  it("none is offered where nothing is wrong", async () => {
    const uri = workspace.uri("fine.md");
    client.open(uri, '"the harbour was never really closed in winter" [@harbour1931]\n');
    await client.problemsAre(uri, []);
    assert.deepEqual(await client.actions(uri, "har|bour"), []);
  });
});
