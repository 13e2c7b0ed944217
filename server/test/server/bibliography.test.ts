import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type {
  CodeLens,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Location,
  SelectionRange,
  SymbolInformation,
} from "vscode-languageserver/node";
import type { ShowCitationsArguments } from "../../src/protocol.ts";
import { Client } from "./client.ts";
import type { ClientOptions } from "./clientOptions.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

const bibliography = `% Kept by hand.
% Since 2011.
@article{lindqvist2011,
  author = {Lindqvist, Marta},
  title = {A Table for Two},
  date = {2011},
  doi = {10.5555/table},
  file = {sources/table.txt},
}

@inbook{part2001, title = {Part}, crossref = {lindqvist2011}}
`;

interface Opened {
  readonly client: Client;
  readonly workspace: Workspace;
  readonly uri: string;
  readonly essay: string;
}

async function open(options: Partial<ClientOptions> = {}): Promise<Opened> {
  const workspace = makeWorkspace({
    "refs.bib": bibliography,
    "essay.md": "See [@lindqvist2011].\n\nAgain [@lindqvist2011].\n",
    "sources/table.txt": "A Table for Two\n",
  });
  const client = await Client.start({
    folders: [workspace.folder],
    storage: workspace.storage,
    settings: { links: { check: "never" } },
    ...options,
  });
  const uri = workspace.uri("refs.bib");
  client.open(uri, bibliography);
  return { client, workspace, uri, essay: workspace.uri("essay.md") };
}

const at = ({ client, uri }: Opened, place: string) => ({ textDocument: { uri }, position: client.position(uri, place) });

describe("an editor inside a bibliography", () => {
  it("gets an outline, nested or flat as it can show it", async () => {
    const opened = await open();
    const { client, uri } = opened;
    const nested = await client.request<DocumentSymbol[]>("textDocument/documentSymbol", { textDocument: { uri } });
    assert.deepEqual(
      nested.map(({ name, detail }) => [name, detail]),
      [
        ["lindqvist2011", "article · Lindqvist 2011 · A Table for Two"],
        ["part2001", "inbook · Lindqvist 2011 · Part"],
      ],
    );
    assert.equal(client.words(uri, nested[0]?.selectionRange ?? assert.fail()), "lindqvist2011");
    assert.deepEqual(
      nested[0]?.children?.map(({ name }) => name),
      ["author", "title", "date", "doi", "file"],
    );
    const flat = await open({ nestedSymbols: false });
    const symbols = await flat.client.request<SymbolInformation[]>("textDocument/documentSymbol", { textDocument: { uri: flat.uri } });
    assert.deepEqual(
      symbols.map(({ name, location }) => [name, location.uri]),
      [
        ["lindqvist2011", flat.uri],
        ["part2001", flat.uri],
      ],
    );
  });

  it("folds by lines and keeps the closing brace in view", async () => {
    const { client, uri } = await open();
    const ranges = await client.request<FoldingRange[]>("textDocument/foldingRange", { textDocument: { uri } });
    assert.deepEqual(ranges, [
      { startLine: 0, endLine: 1, kind: "comment" },
      { startLine: 2, endLine: 7 },
    ]);
  });

  it("follows links; a file is looked for when it is wanted", async () => {
    const { client, uri, workspace } = await open();
    const links = await client.request<DocumentLink[]>("textDocument/documentLink", { textDocument: { uri } });
    assert.deepEqual(
      links.map(({ range, target }) => [client.words(uri, range), target]),
      [
        ["10.5555/table", "https://doi.org/10.5555/table"],
        ["sources/table.txt", undefined],
      ],
    );
    const resolved = await client.request<DocumentLink>("documentLink/resolve", links[1]);
    assert.equal(resolved.target, workspace.uri("sources/table.txt"));
  });

  it("goes to entries and back", async () => {
    const opened = await open();
    const { client, uri, essay } = opened;
    const [definition] = await client.request<Location[]>("textDocument/definition", at(opened, "crossref = {lind|qvist2011"));
    assert.equal(definition?.uri, uri);
    assert.equal(client.words(uri, definition?.range ?? assert.fail()), "lindqvist2011");
    const references = await client.request<Location[]>("textDocument/references", {
      ...at(opened, "article{lind|qvist2011"),
      context: { includeDeclaration: false },
    });
    assert.deepEqual(
      references.map((reference) => [reference.uri, reference.range.start.line]),
      [
        [essay, 0],
        [essay, 2],
        [uri, 10],
      ],
    );
    const highlights = await client.request<DocumentHighlight[]>("textDocument/documentHighlight", at(opened, "article{lind|qvist2011"));
    assert.deepEqual(
      highlights.map(({ kind }) => kind),
      [3, 2],
    );
    const [selection] = await client.request<SelectionRange[]>("textDocument/selectionRange", {
      textDocument: { uri },
      positions: [client.position(uri, "for T|wo")],
    });
    assert.equal(client.words(uri, selection?.range ?? assert.fail()), "Two");
    assert.equal(client.words(uri, selection?.parent?.range ?? assert.fail()), "A Table for Two");
  });

  it("reads in the hover where an entry is cited, with ways to go there", async () => {
    const { client, uri } = await open();
    // The source is read after the bibliography opens.
    let hover = "";
    for (let asked = 0; asked < 200 && !hover.includes("Source:"); asked++) hover = await client.hover(uri, "@arti|cle");
    assert.match(hover, /A Table for Two/);
    assert.match(hover, /Cited twice: essay\.md, \[line 1\]\(command:ibid\.openSource\?[^)]*\), \[line 3\]\(command:ibid\.openSource/);
    assert.match(hover, /Source: table\.txt, .* · \[Open\]\(command:ibid\.openSource/);
  });

  it("sees above an entry how often it is cited, and is told when that changes", async () => {
    const { client, uri, essay } = await open();
    const lenses = await client.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
    assert.deepEqual(
      lenses.map(({ range, command }) => [client.words(uri, range), command]),
      [["lindqvist2011", undefined]],
    );
    const { command } = await client.request<CodeLens>("codeLens/resolve", lenses[0]);
    assert.equal(command?.title, "cited twice");
    const [shown] = (command?.arguments ?? []) as ShowCitationsArguments[];
    assert.deepEqual(
      shown?.locations.map((location) => [location.uri, location.range.start.line]),
      [
        [essay, 0],
        [essay, 2],
      ],
    );
    client.open(essay, "See [@lindqvist2011].\n\nAgain [@lindqvist2011].\n");
    const before = client.lensRefreshes;
    client.edit(essay, "Again [@lindqvist2011].", "Again [@lindqvist2011; @part2001].");
    await client.until(() => client.lensRefreshes > before, "a refresh of the lenses");
    await client.until(async () => {
      const anew = await client.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
      return anew.length === 2;
    }, "a second lens");
  });

  it("completes fields, values and types as it types", async () => {
    const { client, uri } = await open();
    client.edit(uri, "@inbook{part2001, title = {Part}, crossref", "@inbook{part2001, title = {Part}, auth\n crossref");
    const [field] = await client.completion(uri, "auth|\n");
    assert.equal(field?.label, "author");
    assert.equal(field?.insertTextFormat, 2);
    assert.match(JSON.stringify(field?.textEdit), /"newText":"author = \{\$1\},\$0"/);
    const [value] = await client.completion(uri, "crossref = {lind|qvist2011");
    assert.deepEqual([value?.label, value?.kind], ["lindqvist2011", 18]);
    client.edit(uri, "% Since 2011.", "@stri");
    const [type] = await client.completion(uri, "@stri|");
    assert.equal(type?.label, "string");
    assert.deepEqual(await client.completion(uri, "A Table f|or"), []);
  });

  it("is offered only what it can show", async () => {
    const { client, uri, essay } = await open({ codeLens: false });
    assert.equal(client.capabilities.codeLensProvider, undefined);
    client.open(essay, "# Heading\n");
    assert.equal(await client.request("textDocument/documentSymbol", { textDocument: { uri: essay } }), null);
    assert.notEqual(await client.request("textDocument/documentSymbol", { textDocument: { uri } }), null);
  });
});
