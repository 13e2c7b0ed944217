import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { never, openFixture } from "../../open.ts";

const refs = "\n%! refs.bib\n@book{a, title={A}}\n@book{b, title={B}}\n@book{c, title={C}}\n";

/** The problems of a draft as `code: message`, and the draft with all their preferred fixes. */
async function check(name: string, draft: string, expected: readonly string[], mended = draft): Promise<void> {
  const { service, main } = await openFixture(`%! ${name}\n${draft}\n${refs}`);
  const problems = await service.problems(main.path, never);
  assert.deepEqual(
    problems.map(({ facts, message }) => `${facts.code}: ${message}`),
    expected,
  );
  const edits = problems.flatMap(({ fixes }) => fixes.find((fix) => fix.preferred)?.edits ?? []);
  edits.sort((one, other) => other.span.start - one.span.start);
  const after = edits.reduce((text, { span, text: typed }) => text.slice(0, span.start) + typed + text.slice(span.end), main.text);
  assert.equal(after.trim(), mended);
}

const inBody = (preamble: string, body: string): string => `${preamble}\n\\begin{document}\n${body}\n\\end{document}`;

describe("a locator and its term", () => {
  const said = (printed: string, value: string, meant: string): string[] => [
    `citation.locator: "${printed}" stands before ${value}: write "${meant}".`,
  ];

  it("contradict each other in the plural before one number", async () => {
    await check("a.md", "See [@a, pp. 12].", said("pp.", "12", "p."), "See [@a, p. 12].");
    await check("a.md", "See @a [chaps. 3].", said("chaps.", "3", "chap."), "See @a [chap. 3].");
    await check(
      "a.md",
      "See [@a, §§ 3; @b, pages xiv].",
      [...said("§§", "3", "§"), ...said("pages", "xiv", "page")],
      "See [@a, § 3; @b, page xiv].",
    );
  });

  it("contradict each other in the singular before several, where they are printed as they stand", async () => {
    await check(
      "a.tex",
      "\\bibliography{refs} \\cite[p.~12--15]{a}",
      said("p.", "12–15", "pp."),
      "\\bibliography{refs} \\cite[pp.~12--15]{a}",
    );
    await check("a.md", "See [@a, p. 12-15].", []);
  });

  it("go together", async () => {
    for (const note of ["p. 12", "pp. 12-15", "pp. 12, 15", "pp. 12ff", "pp. 12 and after", "S. 12", "12"])
      await check("a.md", `See [@a, ${note}].`, []);
  });
});

describe("the same work twice in a citation", () => {
  const twice = ['citation.repeated: "a" stands twice in this citation.'];

  it("is said, and the second one taken out", async () => {
    await check("a.md", "See [@a; @b; @a].", twice, "See [@a; @b].");
    await check("a.md", "See [@a, p. 3; @a, p. 3; @b].", twice, "See [@a, p. 3; @b].");
    await check("a.tex", "\\bibliography{refs} \\cite{a, b, a}", twice, "\\bibliography{refs} \\cite{a, b}");
  });

  it("stays where the second one says more", async () => {
    await check("a.md", "See [@a; @a, p. 3].", twice);
    await check("a.md", "See [@a; but see @a].", twice);
  });

  it("is nothing for two places in it, or in two citations", async () => {
    await check("a.md", "See [@a, p. 3; @a, chap. 4] and [@a].", []);
    await check("a.tex", "\\bibliography{refs} \\cites[3]{a}[4]{a} \\cite{a}", []);
  });
});

describe("a command that the document's package lacks", () => {
  const natbib = "\\documentclass{article}\n\\usepackage{natbib}\\bibliography{refs}";
  const biblatex = "\\documentclass{article}\n\\usepackage[style=apa]{biblatex}\\addbibresource{refs.bib}";
  const none = "\\documentclass{article}\\usepackage{graphicx}\n\\bibliography{refs}";

  it("is changed to the one that it has", async () => {
    await check(
      "a.tex",
      inBody(natbib, "\\textcite[3]{a} \\citet{b}"),
      ['citation.unknown-command: natbib has no command "\\textcite"; it is one of biblatex.'],
      inBody(natbib, "\\citet[3]{a} \\citet{b}"),
    );
    await check(
      "a.tex",
      inBody(biblatex, "\\citep{a} \\parencite{b}"),
      ['citation.unknown-command: biblatex has the command "\\citep" only with its option natbib=true.'],
      inBody(biblatex, "\\parencite{a} \\parencite{b}"),
    );
  });

  it("is none where a class, a package, an option or the writer may define it, or in a part", async () => {
    const options = biblatex.replace("style=apa", "natbib=true");
    for (const preamble of [
      none,
      options,
      natbib.replace("article", "elsarticle"),
      none.replace("graphicx", "apacite"),
      `${none}\\newcommand{\\citet}[1]{\\cite{#1}}`,
      `${none}\\input{preamble}`,
    ])
      await check("a.tex", inBody(preamble, "\\citet{a}"), []);
    await check("a.tex", "\\bibliography{refs} \\citet{a} \\textcite{b}", []);
  });
});
