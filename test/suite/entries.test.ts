import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { commands, env, window, workspace } from "vscode";
import { closeEditors, fileOf, openFile, problemsOf, until, untilFix, untilProblem } from "./editor.ts";

const pasted = "@book{quill1990,\n title={A Second Survey}, author={Tobias Quill}, year=1990, publisher={Tidewater Press} }";
const added =
  "@book{quill1990,\n  author    = {Tobias Quill},\n  title     = {A Second Survey},\n  publisher = {Tidewater Press},\n  year      = {1990},\n}";

describe("entries", () => {
  const bibliography = (): string => fileOf("references.bib").fsPath;
  let before = "";

  beforeEach(() => {
    before = readFileSync(bibliography(), "utf8");
  });

  afterEach(async () => {
    await closeEditors();
    writeFileSync(bibliography(), before);
  });

  it("that are pasted go into the open bibliography in its own layout, and one undo takes them out", async () => {
    const { document } = await openFile("references.bib");
    await untilServed();
    await commands.executeCommand("ibid.addEntry", pasted);
    assert.ok(document.getText().includes(added), document.getText());
    assert.ok(document.isDirty, "what is open is the writer's to save");
    await window.showTextDocument(document);
    await commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });

  it("go into a bibliography that nobody has open, which is saved", async () => {
    await openFile("draft.md");
    await untilServed();
    await commands.executeCommand("ibid.addEntry", pasted);
    await until("the entry on disk", () => readFileSync(bibliography(), "utf8").includes(added));
  });

  it("are made for a key that is cited and nowhere", async () => {
    const { document } = await openFile("draft.md");
    const problem = await untilProblem(document, "citation.undefined", "marlow1985");
    const fix = await untilFix(document, problem, /^Create an entry "marlow1985" in references\.bib$/);
    const edit = await until("the edit", () => fix.edit);
    assert.ok(await workspace.applyEdit(edit));
    const opened = await workspace.openTextDocument(fileOf("references.bib"));
    assert.match(opened.getText(), /@misc\{marlow1985,/);
    await until("no problem", () => problemsOf(document).every((each) => !each.message.includes("marlow1985")));
  });

  async function untilServed(): Promise<void> {
    await env.clipboard.writeText("");
    await until("the server", async () => (await commands.getCommands(true)).includes("ibid.addEntry"));
  }
});
