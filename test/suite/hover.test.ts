import assert from "node:assert/strict";
import { commands, window } from "vscode";
import { closeEditors, fileOf, hoverAt, openFile, placeOf, until } from "./editor.ts";

describe("hover", () => {
  afterEach(closeEditors);

  it("shows the reference of a citation and the passage of its source", async () => {
    await checkHover("draft.md", "[@ferr|ant1931]", [/Lamps of Harwick Point/, /Ferrant/, /trimmed four times/]);
  });

  it("says of a faithful quotation that it stands in its source, word for word", async () => {
    await checkHover("draft.md", "trimmed fo|ur times", [/word for word/i, /Ferrant/]);
  });

  it("shows what differs in a quotation", async () => {
    await checkHover("draft.md", "never for sl|eep", [/rest/]);
  });

  it("says how a link fares", async () => {
    await checkHover("draft.md", "/go|ne>", [/gone|no longer/i]);
  });

  it("answers in LaTeX", async () => {
    await checkHover("chapter.tex", "\\autocite{ferr|ant1931}", [/Lamps of Harwick Point/]);
  });

  it("links to the source, which opens beside the draft at the passage", async () => {
    const text = await checkHover("draft.md", "trimmed fo|ur times", [/command:ibid\.openSource/]);
    const link = /command:(ibid\.openSource)\?([^)\s"]+)/.exec(text);
    assert.ok(link);
    await commands.executeCommand(link[1] ?? "", ...asArguments(JSON.parse(decodeURIComponent(link[2] ?? ""))));
    const editor = await until("the source", () => window.activeTextEditor);
    assert.equal(editor.document.uri.toString(), fileOf("sources/harwick.html").toString());
    assert.match(editor.document.getText(editor.selection), /trimmed four times/);
  });
});

const asArguments = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Sources and links are read after the draft opens, so the hover is asked until it knows them. */
async function checkHover(file: string, place: string, expected: readonly RegExp[]): Promise<string> {
  const { document } = await openFile(file);
  let last = "";
  return until(`a hover at ${place} with ${expected.join(" and ")}`, async () => {
    last = await hoverAt(document, placeOf(document, place));
    return expected.every((pattern) => pattern.test(last)) && last;
  }).catch((error: unknown) => assert.fail(`${error instanceof Error ? error.message : error}\nThe hover was: ${last}`));
}
