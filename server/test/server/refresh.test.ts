import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { skip } from "./built.ts";
import { Client } from "./client.ts";
import type { ClientOptions } from "./clientOptions.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

const silent = { links: { check: "never" } };

const harbour = "@book{harbour1931,\n  author = {Ferrant, Lucie},\n  title = {The Harbour Books},\n  date = {1931},\n}\n";
const tides = "@article{tides1902,\n  author = {Okafor, Ada},\n  title = {Tides and Timetables},\n  date = {1902},\n}\n";
const source = "The Harbour Books\n\nLucie Ferrant\n\n1931\n\nThe harbour was never closed in winter, whatever the almanac says.\n";
const draft = `---
bibliography: library.bib
---

Nobody denies that "the harbour was never closed in summer" [@harbour1931].

Others disagree [@tides1902].
`;

const files = { "library.bib": harbour, "sources/harbour1931.txt": source, "draft.md": draft };

/** The draft's problems at first: a word that the source doesn't have, and a key that the library lacks. */
async function startWriting(options: Partial<ClientOptions> = {}): Promise<{ workspace: Workspace; client: Client; uri: string }> {
  const workspace = makeWorkspace(files);
  const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: silent, ...options });
  const uri = workspace.uri("draft.md");
  client.open(uri, draft);
  await client.problemsAre(uri, ["quotation.altered", "citation.undefined"]);
  return { workspace, client, uri };
}

describe("what is said is said anew", { skip, concurrency: 4 }, () => {
  for (const problems of ["pulled", "pushed"] as const) {
    it(`when the bibliography is replaced on disk (${problems})`, async () => {
      const { workspace, client, uri } = await startWriting({ problems });
      workspace.replace("library.bib", harbour + tides);
      await client.problemsAre(uri, ["quotation.altered"]);
      workspace.replace("library.bib", tides);
      await client.problemsAre(uri, ["citation.undefined"]);
      await client.stop();
    });

    it(`when the bibliography is edited and closed unsaved (${problems})`, async () => {
      const { workspace, client, uri } = await startWriting({ problems });
      const library = workspace.uri("library.bib");
      client.open(library, harbour);
      client.edit(library, "@book{harbour1931", `${tides}\n@book{harbour1931`);
      await client.problemsAre(uri, ["quotation.altered"]);
      client.close(library);
      await client.problemsAre(uri, ["quotation.altered", "citation.undefined"]);
      await client.stop();
    });

    it(`when a source is mended, vanishes and comes back (${problems})`, async () => {
      const { workspace, client, uri } = await startWriting({ problems });
      workspace.replace("sources/harbour1931.txt", source.replace("winter", "summer"));
      await client.problemsAre(uri, ["citation.undefined"]);
      workspace.remove("sources/harbour1931.txt");
      await client.problemsAre(uri, ["citation.undefined"]);
      workspace.write("sources/harbour1931.txt", source);
      await client.problemsAre(uri, ["quotation.altered", "citation.undefined"]);
      await client.stop();
    });

    it(`when a setting changes (${problems})`, async () => {
      const { client, uri } = await startWriting({ problems, configuration: true });
      client.settingsOf = () => ({ ...silent, quotations: { check: false }, severity: { "citation.undefined": "error" } });
      client.notify("workspace/didChangeConfiguration", { settings: null });
      const found = await client.problemsAre(uri, ["citation.undefined"]);
      assert.equal(found[0]?.severity, 1);
      await client.stop();
    });
  }

  it("when the draft names another bibliography", async () => {
    const { workspace, client, uri } = await startWriting();
    workspace.write("other.bib", harbour + tides);
    client.edit(uri, "library.bib", "other.bib");
    await client.problemsAre(uri, ["quotation.altered"]);
    await client.stop();
  });

  it("when the missing bibliography is written at last", async () => {
    const { workspace, client, uri } = await startWriting();
    client.edit(uri, "library.bib", "late.bib");
    const [problem] = await client.problemsAre(uri, ["bibliography.not-found"]);
    assert.ok(problem && client.words(uri, problem.range) === "late.bib");
    workspace.write("late.bib", harbour);
    await client.problemsAre(uri, ["quotation.altered", "citation.undefined"]);
    await client.stop();
  });

  it("when the client that watches says so", async () => {
    const { workspace, client, uri } = await startWriting({ watches: true });
    assert.ok(client.registrations.some((registration) => registration.method === "workspace/didChangeWatchedFiles"));
    workspace.replace("library.bib", harbour + tides);
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: workspace.uri("library.bib"), type: 2 }] });
    await client.problemsAre(uri, ["quotation.altered"]);
    await client.stop();
  });
});

describe("problems are said in one way", { skip, concurrency: 4 }, () => {
  it("to a client that asks for them, nothing is sent", async () => {
    const { client } = await startWriting({ problems: "pulled" });
    assert.ok(client.capabilities.diagnosticProvider);
    assert.equal(client.capabilities.diagnosticProvider.interFileDependencies, true);
    assert.equal(client.capabilities.diagnosticProvider.workspaceDiagnostics, false);
    assert.deepEqual(client.pushed, []);
    await client.stop();
  });

  it("to one that doesn't, they are sent with the document's version and taken back when it closes", async () => {
    const { client, uri } = await startWriting({ problems: "pushed" });
    assert.equal(client.capabilities.diagnosticProvider, undefined);
    assert.equal(client.refreshes, 0);
    client.edit(uri, "summer", "winter");
    await client.problemsAre(uri, ["citation.undefined"]);
    assert.equal(client.pushed.findLast((params) => params.uri === uri)?.version, 2);
    client.close(uri);
    await client.problemsAre(uri, []);
    await client.stop();
  });

  it("unchanged ones are called unchanged", async () => {
    const { client, uri } = await startWriting();
    const ask = (previousResultId?: string) =>
      client.request<{ kind: string; resultId: string }>("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
    const first = await ask();
    assert.equal(first.kind, "full");
    assert.equal((await ask(first.resultId)).kind, "unchanged");
    await client.stop();
  });
});
