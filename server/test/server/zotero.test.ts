import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { CompletionItem, MarkupContent } from "vscode-languageserver/node";
import type { AddEntryResult, AddFromZoteroResult, FilesUsedResult, SearchZoteroResult } from "../../src/protocol.ts";
import { bookNumber, refusing, startZotero, type ZoteroServer } from "../online/zoteroServer.ts";
import { skip } from "./built.ts";
import { Client } from "./client.ts";
import { makeWorkspace } from "./workspace.ts";

const library = "@book{adler2001,\n  author = {Adler, Anna},\n  title = {Title},\n  date = {2001},\n}\n";
const draft = "See [@adler2001] and [@ara].\n";

describe("a Zotero beside an editor", { skip }, () => {
  let zotero: ZoteroServer;
  before(async () => {
    zotero = await startZotero([
      bookNumber(1, {
        title: "Peace and War",
        creators: [{ creatorType: "author", firstName: "Raymond", lastName: "Aron" }],
        date: "1966",
        citationKey: "aron1966",
      }),
    ]);
  });
  after(() => zotero.close());

  async function sit(more: { readonly trusted?: boolean; readonly files?: Readonly<Record<string, string>> } = {}) {
    const workspace = makeWorkspace({ "draft.md": draft, "refs.bib": library, ...more.files });
    const settings = { zotero: { url: zotero.origin }, links: { check: "never" } };
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings, trusted: more.trusted ?? true });
    const uri = workspace.uri("draft.md");
    client.open(uri, draft);
    return { workspace, client, uri };
  }

  const rows = async (client: Client, uri: string): Promise<readonly CompletionItem[]> => client.completion(uri, "[@ar|a]");

  it("offers what it holds, and adds what is chosen to the bibliography", async () => {
    const { workspace, client, uri } = await sit();
    client.edit(uri, "@ara", "@aron");
    let row: CompletionItem | undefined;
    await client.until(async () => {
      row = (await client.completion(uri, "[@aron|]"))[0];
      return row?.label === "aron1966";
    }, "the row of Zotero");
    assert.match(row?.detail ?? "", /in Zotero/);
    const resolved = await client.request<CompletionItem>("completionItem/resolve", row);
    assert.match((resolved.documentation as MarkupContent).value, /Peace and War[\s\S]*added to the bibliography/);
    const { command = "", arguments: parameters = [] } = row?.command ?? {};
    assert.ok(client.capabilities.executeCommandProvider?.commands.includes(command));
    const result = await client.request<AddEntryResult>("workspace/executeCommand", { command, arguments: parameters });
    assert.deepEqual([result.kind, result.keys, result.uri], ["added", ["aron1966"], workspace.uri("refs.bib")]);
    assert.match(JSON.stringify(client.edits), /@book\{aron1966,\\n {2}author = \{Aron, Raymond\}/);
  });

  it("is searched by a list, which knows what the library has", async () => {
    const { client, uri } = await sit({
      files: { "refs.bib": `${library}@book{x, author = {Aron, R.}, title = {Peace and War}, date = 1966}` },
    });
    const found = await client.request<SearchZoteroResult>("ibid/searchZotero", { uri, query: "peace" });
    assert.deepEqual(found.items, [
      {
        item: "users/0/items/AAAA0001",
        key: "x",
        work: "Aron 1966",
        title: "Peace and War",
        container: "",
        known: true,
        address: "zotero://select/library/items/AAAA0001",
      },
    ]);
    assert.match(found.state, /^1 item, as of \d\d:\d\d$/);
  });

  it("is cited where the cursor stands, when it is chosen from the list", async () => {
    const { workspace, client, uri } = await sit();
    await client.until(
      async () => (await client.request<SearchZoteroResult>("ibid/searchZotero", { uri, query: "" })).items.length > 0,
      "the item",
    );
    const items = [{ item: "users/0/items/AAAA0001", key: "aron1966" }];
    const position = client.position(uri, "[@adler2001]|");
    const result = await client.request<AddFromZoteroResult>("ibid/addFromZotero", { uri, items, position });
    assert.deepEqual(
      [result.kind, result.uri, result.citation],
      ["added", workspace.uri("refs.bib"), { range: { start: position, end: position }, newText: " [@aron1966]" }],
    );
  });

  it("says how to let us in where it does not", async () => {
    zotero.setFate(refusing);
    const { client, uri } = await sit();
    const line = async (): Promise<string> =>
      (await client.request<FilesUsedResult>("ibid/filesUsed", { uri })).groups.find(({ title }) => title === "Zotero")?.files[0]?.detail ??
      "";
    await client.until(async () => /Allow other applications/.test(await line()), "the way out");
    assert.deepEqual(await rows(client, uri), []);
    zotero.setFate(undefined);
  });

  it("is not asked in a workspace that is not trusted", async () => {
    const before = zotero.log.length;
    const { client, uri } = await sit({ trusted: false });
    const { items } = await client.request<SearchZoteroResult>("ibid/searchZotero", { uri, query: "" });
    assert.deepEqual([items, zotero.log.length], [[], before]);
  });
});
