import assert from "node:assert/strict";
import { commands, extensions } from "vscode";
import { closeEditors, openFile, until } from "./editor.ts";

describe("activation", () => {
  after(closeEditors);

  it("comes with the first draft, and not before", async () => {
    const extension = extensions.getExtension("ibid.ibid");
    assert.ok(extension, "the extension is there");
    assert.equal(extension.isActive, false);
    await openFile("draft.md");
    await until("activation", () => extension.isActive);
  });

  it("brings every command that the manifest names, and the one that hovers link to", async () => {
    const registered = new Set(await commands.getCommands(true));
    const contributed: readonly { readonly command: string }[] = extensions.getExtension("ibid.ibid")?.packageJSON.contributes.commands;
    assert.ok(contributed.length > 4);
    for (const { command } of [...contributed, { command: "ibid.openSource" }]) assert.ok(registered.has(command), command);
  });
});
