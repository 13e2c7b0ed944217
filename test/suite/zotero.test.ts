import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { commands } from "vscode";
import { closeEditors, completionsAt, fileOf, insertAtEnd, labelOf, openFile, until } from "./editor.ts";

/** The Zotero that runs beside these tests holds one work that the bibliography has not. */
describe("Zotero", () => {
  const bibliography = (): string => fileOf("references.bib").fsPath;
  let before = "";

  beforeEach(() => {
    before = readFileSync(bibliography(), "utf8");
  });

  afterEach(async () => {
    await closeEditors();
    writeFileSync(bibliography(), before);
  });

  it("offers what only it holds, and a row that is chosen brings its entry along", async () => {
    const editor = await openFile("draft.md");
    const end = await insertAtEnd(editor, "\n\nSo says [@zephyr");
    const row = await until("the row of Zotero", async () =>
      (await completionsAt(editor.document, end)).find((item) => labelOf(item) === "zephyr1977"),
    );
    assert.match(row.detail ?? "", /in Zotero/);
    const { command = "", arguments: parameters = [] } = row.command ?? {};
    await commands.executeCommand(command, ...parameters);
    await until("the entry on disk", () => /@book\{zephyr1977,\n {2}author +=/.test(readFileSync(bibliography(), "utf8")));
  });

  it("has its list", async () => {
    await openFile("draft.md");
    assert.ok((await commands.getCommands(true)).includes("ibid.insertFromZotero"));
    const list = commands.executeCommand("ibid.insertFromZotero");
    await commands.executeCommand("workbench.action.closeQuickOpen");
    await list;
  });
});
