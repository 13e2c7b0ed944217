import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DocumentHighlight, InlayHint, Location, SelectionRange, SymbolInformation, WorkspaceEdit } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

const essay = "See [@lindqvist2011, p. 3].\n\nAgain @lindqvist2011.\n";
const bibliography = "@article{lindqvist2011,\n  author = {Lindqvist, Marta},\n  title = {A Table for Two},\n  date = {2011},\n}\n";

interface Opened {
  readonly client: Client;
  readonly workspace: Workspace;
  readonly uri: string;
}

async function open(): Promise<Opened> {
  const workspace = makeWorkspace({
    "refs.bib": bibliography,
    "essay.md": essay,
    "chapter.tex": "\\cite{lindqvist2011}\n",
  });
  const client = await Client.start({
    folders: [workspace.folder],
    storage: workspace.storage,
    settings: { inlayHints: true, links: { check: "never" } },
  });
  const uri = workspace.uri("essay.md");
  client.open(uri, essay);
  return { client, workspace, uri };
}

const at = ({ client, uri }: Opened, place: string) => ({ textDocument: { uri }, position: client.position(uri, place) });

describe("an editor inside a draft", () => {
  it("goes from a key to its entry and to all its uses", async () => {
    const opened = await open();
    const { client, workspace, uri } = opened;
    const [definition] = await client.request<Location[]>("textDocument/definition", at(opened, "[@lind|qvist2011"));
    assert.equal(definition?.uri, workspace.uri("refs.bib"));
    assert.deepEqual(definition.range, { start: { line: 0, character: 9 }, end: { line: 0, character: 22 } });
    const uses = await client.request<Location[]>("textDocument/references", {
      ...at(opened, "[@lind|qvist2011"),
      context: { includeDeclaration: true },
    });
    const files = [workspace.uri("refs.bib"), uri, uri, workspace.uri("chapter.tex")];
    assert.deepEqual(uses.map((use) => use.uri).sort(), files.sort());
  });

  it("renames a key in open and closed files, and says why not", async () => {
    const opened = await open();
    const { client, workspace, uri } = opened;
    const place = at(opened, "[@lind|qvist2011");
    assert.deepEqual(await client.request("textDocument/prepareRename", place), {
      range: { start: { line: 0, character: 6 }, end: { line: 0, character: 19 } },
      placeholder: "lindqvist2011",
    });
    assert.equal(await client.request("textDocument/prepareRename", at(opened, "Aga|in")), null);
    const edit = await client.request<WorkspaceEdit>("textDocument/rename", { ...place, newName: "table" });
    const changes = (edit.documentChanges ?? []).flatMap((change) => ("textDocument" in change ? [change] : []));
    const shown = changes.map(({ textDocument, edits }) => [textDocument.uri, textDocument.version, edits.length]);
    const expected = [
      [workspace.uri("chapter.tex"), null, 1],
      [uri, 1, 2],
      [workspace.uri("refs.bib"), null, 1],
    ];
    assert.deepEqual(shown.sort(), expected.sort());
    await assert.rejects(client.request("textDocument/rename", { ...place, newName: "a b" }), /"a b" can't be a key/);
  });

  it("finds entries by their words, and reads behind a key what it stands for", async () => {
    const { client, workspace, uri } = await open();
    const [symbol] = await client.request<SymbolInformation[]>("workspace/symbol", { query: "table lindqvist" });
    assert.equal(symbol?.name, "lindqvist2011 · Lindqvist 2011 · A Table for Two");
    assert.deepEqual(symbol.location, {
      uri: workspace.uri("refs.bib"),
      range: { start: { line: 0, character: 9 }, end: { line: 0, character: 22 } },
    });
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const hints = await client.request<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri }, range });
    assert.deepEqual(hints, [{ position: { line: 0, character: 19 }, label: "Lindqvist 2011", paddingLeft: true }]);
  });

  it("sees the places of a work and selects outwards", async () => {
    const opened = await open();
    const { client, uri } = opened;
    const highlights = await client.request<DocumentHighlight[]>("textDocument/documentHighlight", at(opened, "[@lind|qvist2011"));
    assert.deepEqual(
      highlights.map(({ kind, range }) => [kind, range.start.line]),
      [
        [2, 0],
        [2, 2],
      ],
    );
    const selectAt = (place: string) =>
      client.request<SelectionRange[] | null>("textDocument/selectionRange", {
        textDocument: { uri },
        positions: [client.position(uri, place)],
      });
    const [selection] = (await selectAt("[@lind|qvist2011")) ?? [];
    assert.equal(client.words(uri, selection?.range ?? assert.fail()), "lindqvist2011");
    assert.equal(client.words(uri, selection?.parent?.range ?? assert.fail()), "@lindqvist2011, p. 3");
    assert.equal(await selectAt("Aga|in"), null);
  });
});
