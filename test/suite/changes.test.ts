import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { DiagnosticSeverity, workspace } from "vscode";
import { closeEditors, codeOf, fileOf, insertAtEnd, openFile, problemsOf, until, untilProblem } from "./editor.ts";

const entry = "\n@book{marlow1985, author = {Marlow, Edith}, title = {A Later Survey}, publisher = {Tidewater Press}, year = {1985}}\n";

describe("changes", () => {
  const bibliography = (): string => fileOf("references.bib").fsPath;
  let before = "";

  beforeEach(() => {
    before = readFileSync(bibliography(), "utf8");
  });

  afterEach(async () => {
    await closeEditors();
    writeFileSync(bibliography(), before);
  });

  it("of the bibliography on disk reach the draft", async () => {
    await checkEntryArrives(() => writeFileSync(bibliography(), before + entry));
  });

  it("are seen when an exporter writes beside and renames", async () => {
    await checkEntryArrives(() => {
      writeFileSync(`${bibliography()}.new`, before + entry);
      renameSync(`${bibliography()}.new`, bibliography());
    });
  });

  it("of an open bibliography reach the draft before they are saved", async () => {
    await checkEntryArrives(async () => {
      const editor = await openFile("references.bib");
      await insertAtEnd(editor, entry);
    });
  });

  it("of a setting reach the problems that are shown", async () => {
    const { document } = await openFile("draft.md");
    await untilProblem(document, "citation.undefined", "marlow1985");
    const settings = workspace.getConfiguration("ibid");
    try {
      await settings.update("severity", { citation: "error" });
      await until("an error", () =>
        problemsOf(document).some((each) => codeOf(each) === "citation.undefined" && each.severity === DiagnosticSeverity.Error),
      );
      await settings.update("severity", { "citation.undefined": "off" });
      await until("no problem", () => problemsOf(document).every((each) => codeOf(each) !== "citation.undefined"));
    } finally {
      await settings.update("severity", undefined);
    }
    await untilProblem(document, "citation.undefined", "marlow1985");
  });

  async function checkEntryArrives(change: () => void | Promise<void>): Promise<void> {
    const { document } = await openFile("draft.md");
    await untilProblem(document, "citation.undefined", "marlow1985");
    await change();
    await until("the entry", () => problemsOf(document).every((each) => codeOf(each) !== "citation.undefined"));
  }
});
