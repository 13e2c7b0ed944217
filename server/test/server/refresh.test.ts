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

interface Writing {
  readonly workspace: Workspace;
  readonly client: Client;
  readonly uri: string;
}

/** A folder of its own in this window; the draft's problems at first are a word that the source doesn't have, and a key that the library lacks. */
async function writeIn(client: Client): Promise<Writing> {
  const workspace = makeWorkspace(files);
  const uri = workspace.uri("draft.md");
  client.addFolder(workspace.folder);
  client.open(uri, draft);
  await client.problemsAre(uri, ["quotation.altered", "citation.undefined"]);
  return { workspace, client, uri };
}

const startClient = (options: Partial<ClientOptions> = {}): Promise<Client> =>
  Client.start({ folders: [], storage: makeWorkspace().storage, settings: silent, ...options });

describe("what is said is said anew", { skip, concurrency: 6 }, async () => {
  const windows = { pulled: await startClient(), pushed: await startClient({ problems: "pushed" }) };
  for (const problems of ["pulled", "pushed"] as const) {
    it(`when the bibliography is replaced on disk (${problems})`, async () => {
      const { workspace, client, uri } = await writeIn(windows[problems]);
      workspace.replace("library.bib", harbour + tides);
      await client.problemsAre(uri, ["quotation.altered"]);
      workspace.replace("library.bib", tides);
      await client.problemsAre(uri, ["citation.undefined"]);
    });

    it(`when the bibliography is edited and closed unsaved (${problems})`, async () => {
      const { workspace, client, uri } = await writeIn(windows[problems]);
      const library = workspace.uri("library.bib");
      client.open(library, harbour);
      client.edit(library, "@book{harbour1931", `${tides}\n@book{harbour1931`);
      await client.problemsAre(uri, ["quotation.altered"]);
      client.close(library);
      await client.problemsAre(uri, ["quotation.altered", "citation.undefined"]);
    });

    it(`when a source is mended, vanishes and comes back (${problems})`, async () => {
      const { workspace, client, uri } = await writeIn(windows[problems]);
      workspace.replace("sources/harbour1931.txt", source.replace("winter", "summer"));
      await client.problemsAre(uri, ["citation.undefined"]);
      workspace.remove("sources/harbour1931.txt");
      await client.problemsAre(uri, ["citation.undefined"]);
      workspace.write("sources/harbour1931.txt", source);
      await client.problemsAre(uri, ["quotation.altered", "citation.undefined"]);
    });

    it(`when a setting changes (${problems})`, async () => {
      const { client, uri } = await writeIn(await startClient({ problems, configuration: true }));
      client.settingsOf = () => ({ ...silent, quotations: { check: false }, severity: { "citation.undefined": "error" } });
      client.notify("workspace/didChangeConfiguration", { settings: null });
      const found = await client.problemsAre(uri, ["citation.undefined"]);
      assert.equal(found[0]?.severity, 1);
    });
  }

  it("when a bibliography in JSON is edited, saved beside, and deleted", async () => {
    const item = (id: string): string => JSON.stringify({ id, type: "book", title: "The Harbour Books", author: [{ family: "Ferrant" }] });
    const workspace = makeWorkspace({ "library.json": `[${item("harbour1931")}]`, "draft.md": "See [@harbour1931] and [@tides1902].\n" });
    const client = windows.pulled;
    client.addFolder(workspace.folder);
    const [uri, library] = [workspace.uri("draft.md"), workspace.uri("library.json")];
    client.open(uri, workspace.read("draft.md"));
    await client.problemsAre(uri, ["citation.undefined"]);
    client.open(library, workspace.read("library.json"), "json");
    client.edit(library, "[", `[${item("tides1902")}, `);
    await client.problemsAre(uri, []);
    client.close(library);
    await client.problemsAre(uri, ["citation.undefined"]);
    workspace.replace("library.json", `[${item("tides1902")}]`);
    await client.problemsWhen(
      uri,
      (problems) => problems.some((problem) => client.words(uri, problem.range) === "harbour1931"),
      "the other key is missing",
    );
    workspace.remove("library.json");
    await client.problemsAre(uri, []);
    assert.match(String((await client.completion(uri, "[@harb|our"))[0]?.label), /^No bibliography found/);
  });

  it("when the draft names another bibliography", async () => {
    const { workspace, client, uri } = await writeIn(windows.pulled);
    workspace.write("other.bib", harbour + tides);
    client.edit(uri, "library.bib", "other.bib");
    await client.problemsAre(uri, ["quotation.altered"]);
  });

  it("when the missing bibliography is written at last", async () => {
    const { workspace, client, uri } = await writeIn(windows.pulled);
    client.edit(uri, "library.bib", "late.bib");
    const [problem] = await client.problemsAre(uri, ["bibliography.not-found"]);
    assert.ok(problem && client.words(uri, problem.range) === "late.bib");
    workspace.write("late.bib", harbour);
    await client.problemsAre(uri, ["quotation.altered", "citation.undefined"]);
  });

  it("when the client that watches says so", async () => {
    const { workspace, client, uri } = await writeIn(await startClient({ watches: true }));
    assert.ok(client.registrations.some((registration) => registration.method === "workspace/didChangeWatchedFiles"));
    workspace.replace("library.bib", harbour + tides);
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: workspace.uri("library.bib"), type: 2 }] });
    await client.problemsAre(uri, ["quotation.altered"]);
  });
});

describe("problems are said in one way", { skip, concurrency: 4 }, () => {
  it("to a client that asks for them, nothing is sent", async () => {
    const { client } = await writeIn(await startClient());
    assert.ok(client.capabilities.diagnosticProvider);
    assert.equal(client.capabilities.diagnosticProvider.interFileDependencies, true);
    assert.equal(client.capabilities.diagnosticProvider.workspaceDiagnostics, false);
    assert.deepEqual(client.pushed, []);
  });

  it("to one that doesn't, they are sent with the document's version and taken back when it closes", async () => {
    const { client, uri } = await writeIn(await startClient({ problems: "pushed" }));
    assert.equal(client.capabilities.diagnosticProvider, undefined);
    assert.equal(client.refreshes, 0);
    client.edit(uri, "summer", "winter");
    await client.problemsAre(uri, ["citation.undefined"]);
    assert.equal(client.pushed.findLast((params) => params.uri === uri)?.version, 2);
    client.close(uri);
    await client.problemsAre(uri, []);
  });

  it("they are sent under the document's address as the client spells it", async () => {
    const { client, workspace } = await writeIn(await startClient({ problems: "pushed" }));
    const uri = workspace.uri("a+b&c;d.md");
    client.open(uri, "See [@nobody].\n");
    await client.problemsAre(uri, ["citation.undefined"]);
  });

  it("unchanged ones are called unchanged", async () => {
    const { client, uri } = await writeIn(await startClient());
    const ask = (previousResultId?: string) =>
      client.request<{ kind: string; resultId: string }>("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
    const first = await ask();
    assert.equal(first.kind, "full");
    assert.equal((await ask(first.resultId)).kind, "unchanged");
  });
});
