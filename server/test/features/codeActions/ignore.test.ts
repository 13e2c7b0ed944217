import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyEdits } from "../../applyEdits.ts";
import { never, openFixture } from "../../open.ts";

const rest = "%! refs.bib\n@book{brandt1999, title={Neighbours}, author={Brandt, Ilse}, publisher={Kranich}, date={1999}}\n";

/** Silences every problem of the draft, one after the other, and checks that the text is as expected and nothing is left to say. */
async function checkSilenced(name: string, text: string, expected: string): Promise<void> {
  let now = text;
  for (let rounds = 0; rounds < 10; rounds++) {
    const { service, main } = await openFixture(`%! ${name}\n${now}${name.endsWith(".bib") ? "" : rest}`);
    const [problem] = await service.problems(main.path, never);
    if (problem === undefined) break;
    const [action] = (await service.codeActions(main.path, problem.span, never)).filter(({ title }) => title.startsWith("Ignore "));
    assert.ok(action !== undefined && action.work.kind === "edits", `nothing silences ${problem.message}`);
    assert.deepEqual(
      action.work.files.map((file) => file.basis),
      [main.text],
    );
    now = applyEdits(
      main.text,
      action.work.files.flatMap((file) => file.edits),
    );
  }
  assert.equal(now.trimEnd(), expected.trimEnd());
}

describe("ignoring in Markdown", () => {
  const silence = "<!-- ibid-ignore citation.undefined -->";
  const cases: readonly (readonly [string, string, string])[] = [
    ["a paragraph", "One.\n\nTwo lines,\nsee [@odd].\n", `One.\n\n${silence}\nTwo lines,\nsee [@odd].\n`],
    ["the first line", "See [@odd].\n", `${silence}\nSee [@odd].\n`],
    ["a heading", "# On [@odd]\n\nText.\n", `${silence}\n# On [@odd]\n\nText.\n`],
    ["a block quotation", "> One\n> [@odd].\n", `> ${silence}\n> One\n> [@odd].\n`],
    ["a list item", "- one\n- see [@odd]\n- three\n", `- one\n- see [@odd] ${silence}\n- three\n`],
    ["a paragraph of a list item", "- one\n\n  see [@odd]\n", `- one\n\n  ${silence}\n  see [@odd]\n`],
    ["a note", "A.[^1]\n\n[^1]: See [@odd].\n", `A.[^1]\n\n[^1]: See [@odd]. ${silence}\n`],
    ["a table", "| a | b |\n|---|---|\n| x | [@odd] |\n", `${silence}\n| a | b |\n|---|---|\n| x | [@odd] |\n`],
    ["a broken line", "- see [@odd]\\\n  more\n", `- see [@odd] ${silence}\\\n  more\n`],
  ];
  for (const [name, text, expected] of cases) it(name, () => checkSilenced("a.md", text, expected));

  it("several codes share one comment", () =>
    checkSilenced(
      "a.md",
      "See [@odd] and <http://example.org/a–b>.\n",
      "<!-- ibid-ignore citation.undefined link.malformed -->\nSee [@odd] and <http://example.org/a–b>.\n",
    ));

  it("the line ends of the file are kept", async () => {
    const { service, main } = await openFixture(`%! a.md\nOne.\r\n\r\nSee [@odd].\r\n${rest}`);
    const actions = await service.codeActions(main.path, { start: 0, end: main.text.length }, never);
    const [file] = actions.flatMap(({ title, work }) => (title.startsWith("Ignore ") && work.kind === "edits" ? work.files : []));
    assert.equal(applyEdits(main.text, file?.edits ?? []), `One.\r\n\r\n${silence}\r\nSee [@odd].\r\n`);
  });

  it("the front matter has no place for it", async () => {
    const { service, main } = await openFixture("%! a.md\n---\nbibliography: gone.bib\n---\nText.\n");
    assert.equal((await service.problems(main.path, never)).length, 1);
    assert.deepEqual(await service.codeActions(main.path, { start: 0, end: main.text.length }, never), []);
  });
});

describe("ignoring in LaTeX", () => {
  it("goes before the line, indented alike", () =>
    checkSilenced("a.tex", "One.\n\nTwo\n  \\cite{odd}.\n", "One.\n\nTwo\n  % ibid-ignore citation.undefined\n  \\cite{odd}.\n"));

  it("several codes share one comment", () =>
    checkSilenced(
      "a.tex",
      "\\cite{odd}, \\url{http://example.org/a–b}.\n",
      "% ibid-ignore citation.undefined link.malformed\n\\cite{odd}, \\url{http://example.org/a–b}.\n",
    ));
});

describe("ignoring in a bibliography", () => {
  const whole = "@misc{a, title={A}, author={B}, date={1999}}";
  const broken = "@misc{b, title={B} author={C}, date={2001}}";

  it("goes before the entry", () =>
    checkSilenced("a.bib", `${whole}\n${broken}\n`, `${whole}\n% ibid-ignore bibliography.syntax\n${broken}\n`));

  it("goes between two entries of one line", () =>
    checkSilenced("a.bib", `${whole} ${broken}\n`, `${whole} \n% ibid-ignore bibliography.syntax\n${broken}\n`));

  it("has no place in JSON, and none in what another program writes", async () => {
    const files = [
      '%! a.csljson\n[{"id": "a", "type": "webpage", "title": "A", "date": }]\n',
      `%! a.bib\n% Exported from Zotero by Better BibTeX\n${broken}\n`,
    ];
    for (const text of files) {
      const { service, main } = await openFixture(text);
      assert.ok((await service.problems(main.path, never)).length > 0);
      const actions = await service.codeActions(main.path, { start: 0, end: main.text.length }, never);
      assert.deepEqual(
        actions.filter(({ work }) => work.kind !== "open"),
        [],
      );
    }
  });
});
