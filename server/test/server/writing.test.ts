import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { AddEntryResult } from "../../src/protocol.ts";
import { skip } from "./built.ts";
import { Client } from "./client.ts";
import { makeWorkspace } from "./workspace.ts";

const library = "@book{adler2001,\n  author = {Adler, Anna},\n  title = {Title},\n  date = {2001},\n}\n";
const item = JSON.stringify([
  {
    id: "http://zotero.org/x/1",
    type: "book",
    title: "Peace and War",
    author: [{ family: "Aron", given: "Raymond" }],
    issued: { "date-parts": [[1966]] },
  },
]);

describe("entries added through an editor", { skip }, () => {
  it("are an edit of the open bibliography, by its version", async () => {
    const workspace = makeWorkspace({ "draft.md": "See [@adler2001].\n", "refs.bib": library });
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage });
    client.open(workspace.uri("draft.md"), "See [@adler2001].\n");
    client.open(workspace.uri("refs.bib"), library);
    client.edit(workspace.uri("refs.bib"), "{Title}", "{A Title}");
    const result = await client.request<AddEntryResult>("ibid/addEntry", { uri: workspace.uri("draft.md"), text: item });
    assert.deepEqual([result.kind, result.keys, result.uri], ["added", ["aron1966"], workspace.uri("refs.bib")]);
    assert.deepEqual(client.edits, [
      {
        documentChanges: [
          {
            textDocument: { uri: workspace.uri("refs.bib"), version: 2 },
            edits: [
              {
                range: { start: { line: 4, character: 1 }, end: { line: 4, character: 1 } },
                newText: "\n\n@book{aron1966,\n  author = {Aron, Raymond},\n  title = {Peace and War},\n  date = {1966},\n}",
              },
            ],
          },
        ],
      },
    ]);
  });

  it("are an edit of a closed one without a version", async () => {
    const workspace = makeWorkspace({ "draft.md": "See [@adler2001].\n", "refs.bib": library });
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage });
    client.open(workspace.uri("draft.md"), "See [@adler2001].\n");
    const result = await client.request<AddEntryResult>("ibid/addEntry", {
      uri: workspace.uri("draft.md"),
      text: "@misc{new, title = {N}}",
    });
    assert.deepEqual([result.kind, result.message], ["added", "N is now in refs.bib as new."]);
    const [change] = client.edits[0]?.documentChanges ?? [];
    assert.deepEqual(change !== undefined && "textDocument" in change && change.textDocument, {
      uri: workspace.uri("refs.bib"),
      version: null,
    });
  });

  it("are asked for once more where it is not known which file takes them", async () => {
    const workspace = makeWorkspace({ "draft.md": "See.\n", "a.bib": library, "b.bib": "" });
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage });
    client.open(workspace.uri("draft.md"), "See.\n");
    const result = await client.request<AddEntryResult>("ibid/addEntry", { uri: workspace.uri("draft.md"), text: item });
    assert.deepEqual([result.kind, result.files?.map(({ label }) => label)], ["choose", ["a.bib", "b.bib"]]);
    assert.deepEqual(client.edits, []);
  });
});
