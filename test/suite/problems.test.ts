import assert from "node:assert/strict";
import { DiagnosticSeverity, workspace } from "vscode";
import { closeEditors, codeOf, insertAtEnd, openFile, problemsOf, until, untilFix, untilProblem } from "./editor.ts";

describe("problems", () => {
  afterEach(closeEditors);

  for (const file of ["draft.md", "chapter.tex"]) {
    it(`marks a key without an entry in ${file}, and offers the nearest`, async () => {
      const { document } = await openFile(file);
      const problem = await untilProblem(document, "citation.undefined", "marlow1985");
      assert.equal(problem.severity, DiagnosticSeverity.Warning);
      assert.match(problem.message, /marlow1985/);
      assert.match(problem.message, /marlow1958/);
      const fix = await untilFix(document, problem, /marlow1958/);
      assert.ok(fix.edit);
    });

    it(`marks an altered quotation in ${file} and restores the source's words`, async () => {
      const { document } = await openFile(file);
      const problem = await untilProblem(document, "quotation.altered", "sleep");
      assert.match(problem.message, /rest/);
      const fix = await untilFix(document, problem, /source's wording/);
      assert.ok(fix.edit);
      await workspace.applyEdit(fix.edit);
      assert.match(document.getText(), /the harbour paid for oil but never for rest/);
      await until("no altered quotation", () => !codes(document).includes("quotation.altered"));
    });

    it(`leaves a faithful quotation of ${file} alone`, async () => {
      const { document } = await openFile(file);
      await untilProblem(document, "quotation.altered", "sleep");
      const onFaithful = problemsOf(document).filter(({ range }) => document.getText(range).includes("trimmed"));
      assert.deepEqual(onFaithful.map(codeOf), []);
    });

    it(`marks a link in ${file} whose page is gone`, async () => {
      const { document } = await openFile(file);
      const problem = await untilProblem(document, "link.dead", "/gone");
      assert.equal(problem.severity, DiagnosticSeverity.Warning);
    });
  }

  it("marks a syntax error in a bibliography and reads the rest", async () => {
    const { document, edit } = await openFile("references.bib");
    await insertAtEnd(
      { document, edit },
      "\n@book{broken,\n  title = {Half a title\n\n@book{whole, title = {Whole}, author = {Quill, Tobias}, year = {1960}}\n",
    );
    await until("a syntax problem", () => codes(document).includes("bibliography.syntax"));
  });

  it("says which bibliography is not there, at the line that names it", async () => {
    const { document, edit } = await openFile("draft.md");
    await edit((builder) => builder.replace(document.lineAt(2).range, "bibliography: [references.bib, missing.bib]"));
    const problem = await untilProblem(document, "bibliography.not-found", "missing.bib");
    assert.equal(problem.range.start.line, 2);
  });

  it("is silenced in place", async () => {
    const { document, edit } = await openFile("draft.md");
    await untilProblem(document, "citation.undefined", "marlow1985");
    const line = document.getText().slice(0, document.getText().indexOf("A later survey")).split("\n").length - 1;
    await edit((builder) => builder.insert(document.lineAt(line).range.start, "<!-- ibid-ignore citation.undefined -->\n"));
    await until("silence", () => !codes(document).includes("citation.undefined"));
  });
});

const codes = (document: Parameters<typeof problemsOf>[0]): readonly string[] => problemsOf(document).map(codeOf);
