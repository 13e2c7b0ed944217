import assert from "node:assert/strict";
import { type CodeLens, commands, type DocumentLink, type DocumentSymbol, type FoldingRange, type Location, SnippetString } from "vscode";
import { closeEditors, completionsAt, fileOf, hoverAt, labelOf, openFile, placeOf, until } from "./editor.ts";

describe("a bibliography", () => {
  afterEach(closeEditors);

  it("has an outline of its entries, with author, year and title", async () => {
    const { document } = await openFile("references.bib");
    const symbols = await until("an outline", async () => {
      const found = await commands.executeCommand<DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", document.uri);
      return found !== undefined && found.length > 0 && found;
    });
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ["ferrant1931", "marlow1958", "osei2004"],
    );
    assert.match(symbols[0]?.detail ?? "", /Ferrant 1931 · The Lamps of Harwick Point/);
    assert.ok(symbols[0]?.children.some(({ name }) => name === "journal"));
  });

  it("folds, and leads to pages and files", async () => {
    const { document } = await openFile("references.bib");
    const ranges = await until("folding", async () =>
      commands.executeCommand<FoldingRange[]>("vscode.executeFoldingRangeProvider", document.uri),
    );
    assert.ok(ranges.some(({ start, end }) => start === 0 && end === 7));
    const links = await commands.executeCommand<DocumentLink[]>("vscode.executeLinkProvider", document.uri, 10);
    const targets = links.map(({ target }) => String(target));
    assert.ok(targets.includes("https://doi.org/10.5555/harwick.1931.245"), targets.join());
    assert.ok(targets.includes(fileOf("sources/accounts.txt").toString()), targets.join());
  });

  it("says over an entry how it prints, where it is cited and what its source is", async () => {
    const { document } = await openFile("references.bib");
    const expected = [/Lamps of Harwick Point/, /Cited .*draft\.md.*line \d+.*command:ibid\.openSource/, /harwick\.html/];
    await until(`a hover with ${expected.join(" and ")}`, async () => {
      const text = await hoverAt(document, placeOf(document, "@article{ferr|ant1931"));
      return expected.every((pattern) => pattern.test(text));
    });
    assert.match(await hoverAt(document, placeOf(document, "jour|nal = ")), /biblatex calls it journaltitle/);
  });

  it("counts above an entry how often it is cited, and shows where", async () => {
    const { document } = await openFile("references.bib");
    const lens = await until("a lens", async () => {
      const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 20);
      return lenses.find(({ range }) => range.start.line === 0 && range.end.line === 0);
    });
    assert.match(lens.command?.title ?? "", /^cited (?:once|twice|\d+ times)$/);
    assert.equal(lens.command?.command, "ibid.showCitations");
    await commands.executeCommand("ibid.showCitations", ...(lens.command?.arguments ?? []));
    const places = await commands.executeCommand<Location[]>("vscode.executeReferenceProvider", document.uri, lens.range.start);
    assert.ok(places.some(({ uri }) => uri.toString() === fileOf("draft.md").toString()));
  });

  it("completes types, fields and values in use", async () => {
    const editor = await openFile("references.bib");
    const { document } = editor;
    const end = document.lineAt(document.lineCount - 1).range.end;
    await editor.edit((builder) => builder.insert(end, "\n@article{new2026,\n  jour\n  author = {Fer},\n}\n\n@incoll\n"));
    const first = (marked: string) =>
      until(`completions at ${marked}`, async () =>
        (await completionsAt(document, placeOf(document, marked))).find(({ detail }) => detail !== undefined),
      );
    const field = await first("  jour|\n");
    assert.equal(labelOf(field), "journal");
    const [name] = await until("names", async () => {
      const items = await completionsAt(document, placeOf(document, "author = {Fer|}"));
      return items.some((item) => labelOf(item) === "Ferrant, Ada") && items;
    });
    assert.equal(labelOf(name ?? assert.fail()), "Ferrant, Ada");
    const type = await first("@incoll|\n");
    assert.equal(labelOf(type), "incollection");
    assert.ok(type.insertText instanceof SnippetString);
    assert.match(type.insertText.value, /booktitle/);
  });
});
