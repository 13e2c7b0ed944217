import assert from "node:assert/strict";
import { commands, workspace } from "vscode";
import { closeEditors, insertAtEnd, openFile, until, untilFix, untilProblem } from "./editor.ts";

describe("fixes of a bibliography", () => {
  afterEach(closeEditors);

  it("mend a missing comma, and are undone in one step", async () => {
    const { document, edit } = await openFile("references.bib");
    await insertAtEnd({ document, edit }, "\n@misc{slip,\n  title = {A Slip}\n  author = {Quill, Tobias},\n}\n");
    const before = document.getText();
    const problem = await untilProblem(document, "bibliography.syntax", "}");
    const fix = await untilFix(document, problem, /missing ","/);
    assert.ok(fix.edit);
    await workspace.applyEdit(fix.edit);
    assert.equal(document.getText(), before.replace("{A Slip}", "{A Slip},"));
    await commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });

  it("merge one work under two keys at once, and part them again in one step", async () => {
    const { document, edit } = await openFile("references.bib");
    const twin =
      "\n@book{accounts,\n  author = {Marlow, E. and Quill, T.},\n  title = {Oil, Sleep and Silence},\n  year = {1958},\n  isbn = {0-19-852663-6},\n}\n";
    await insertAtEnd({ document, edit }, twin);
    const before = document.getText();
    const problem = await untilProblem(document, "bibliography.same-work", "marlow1958");
    const fix = await untilFix(document, problem, /^Merge with "accounts"$/);
    assert.ok(fix.edit);
    await workspace.applyEdit(fix.edit);
    const after = document.getText();
    assert.ok(!after.includes("@book{accounts") && after.includes("0-19-852663-6"), after);
    await until("no work twice", () => !document.getText().includes("@book{accounts"));
    await commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });

  it("silence a problem before its entry", async () => {
    const { document, edit } = await openFile("references.bib");
    await insertAtEnd({ document, edit }, "\n@misc{slip,\n  title = {A Slip}\n  author = {Quill, Tobias},\n}\n");
    const problem = await untilProblem(document, "bibliography.syntax", "}");
    const fix = await untilFix(document, problem, /^Ignore bibliography\.syntax in this entry$/);
    assert.ok(fix.edit);
    await workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /\n% ibid-ignore bibliography\.syntax\n@misc\{slip,/);
  });
});
