import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { never, type OpenOptions, openFixture } from "../open.ts";

const rest = `
%! refs.bib
@article{lindqvist2011, author={Lindqvist, Marta}, title={A Table for Two}, date={2011}}
@book{brandt1999, author={Brandt, Ilse}, title={Neighbours}, date={1999}}
@report{northern1999, author={{Northern Institute}}, title={Two Years of Practice}, date={1999}}
%! sources/lindqvist2011.txt
A Table for Two

Marta Lindqvist

[p. 201]

Failure, in such a body, leaves no trace, and what leaves no trace is easily forgiven. The price of it was paid by others.

[p. 202]

There is little sign that any of them has learnt the lesson of that summer in the years since then.
%! sources/northern1999.txt
Two Years of Practice

Northern Institute

Consultation has been regular, courteous and late, and a telephone that is answered after the house has burned down.
`;

/** `code: message` of each problem. */
async function problemsOf(draft: string, options?: OpenOptions): Promise<readonly string[]> {
  const { service, main } = await openFixture(draft + rest, options);
  return (await service.problems(main.path, never)).map((problem) => `${problem.facts.code}: ${problem.message}`);
}

/** The text after the preferred fix of the first problem. */
async function mended(draft: string): Promise<string> {
  const { service, main } = await openFixture(draft + rest);
  const [problem] = await service.problems(main.path, never);
  const fix = problem?.fixes.find((candidate) => candidate.preferred);
  if (fix === undefined) throw new Error("there is no fix");
  const edits = [...fix.edits].sort((one, other) => other.span.start - one.span.start);
  return edits.reduce((text, edit) => text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end), main.text).trimEnd();
}

describe("problems of citations", () => {
  it("names the nearest keys", async () => {
    assert.deepEqual(await problemsOf("%! a.md\nSee [@lindquist2011].\n"), [
      'citation.undefined: No entry "lindquist2011" in refs.bib. Nearest: lindqvist2011.',
    ]);
    assert.equal(await mended("%! a.md\nSee [@lindquist2011].\n"), "See [@lindqvist2011].");
  });

  it("says a missing bibliography once, where it is named, and calls no key undefined", async () => {
    assert.deepEqual(await problemsOf("%! thesis/a.md\n---\nbibliography: gone.bib\n---\nSee [@x] and [@y].\n"), [
      "bibliography.not-found: gone.bib is not there (looked in work/thesis/ and work/).",
    ]);
  });

  it("knows the paragraph that Pandoc would take for an example list", async () => {
    const draft = "%! a.md\nText.[^1]\n\n[^1]: @lindqvist2011.\n";
    assert.match((await problemsOf(draft))[0] ?? "", /^citation\.example-list: Pandoc takes a paragraph that begins "@lindqvist2011\."/);
    assert.equal(await mended(draft), "Text.[^1]\n\n[^1]: [@lindqvist2011].");
    assert.deepEqual(await problemsOf("%! a.md\n@good. An example of mine.\n"), []);
  });

  it("leaves cross-references of Quarto alone", async () => {
    assert.deepEqual(await problemsOf("%! a.qmd\nSee @fig-map and @sec-end.\n"), []);
  });

  it("says nothing without any bibliography", async () => {
    const { service, main } = await openFixture("%! a.md\nSee [@x].\n");
    assert.deepEqual(await service.problems(main.path, never), []);
  });
});

describe("problems of quotations", () => {
  const faithful = [
    'She says that "what leaves no trace is easily forgiven" [@lindqvist2011, p. 201].',
    "She says that “failure, in such a body, leaves no trace …” [@lindqvist2011].",
    'He writes that "[c]onsultation has been regular [...] and late" [@northern1999].',
    '@lindqvist2011 says: "Failure, in such a body, leaves no trace."',
    'One says "what leaves no trace is easily forgiven".[^1]\n\n[^1]: @lindqvist2011, p. 201.',
    'No source here: "these words were never printed anywhere" [@brandt1999].',
    'He called it a "habit of trust" [@lindqvist2011].',
  ];
  for (const draft of faithful) {
    it(`leaves alone: ${draft.slice(0, 60)}`, async () => assert.deepEqual(await problemsOf(`%! a.md\n${draft}\n`), []));
  }

  it("names the changed word, and mends it", async () => {
    const draft = '%! a.md\nIt is said that "what leaves no trace is quickly forgiven" [@lindqvist2011].\n';
    assert.deepEqual(await problemsOf(draft), [
      'quotation.altered: "easily", not "quickly": Lindqvist 2011, p. 201, has "… no trace is easily forgiven".',
    ]);
    assert.equal(await mended(draft), 'It is said that "what leaves no trace is easily forgiven" [@lindqvist2011].');
  });

  it("never lets a reversed sentence pass", async () => {
    const draft = 'It notes that "there is clear sign that any of them has learnt the lesson of that summer" [@lindqvist2011].';
    assert.match((await problemsOf(`%! a.md\n${draft}\n`))[0] ?? "", /^quotation\.altered: "little", not "clear"/);
  });

  it("restores what was left out unmarked", async () => {
    const draft = '%! a.md\nSo "failure, in such a body, leaves trace" [@lindqvist2011].\n';
    assert.match((await problemsOf(draft))[0] ?? "", /^quotation\.altered: "no" is left out/);
    assert.match(await mended(draft), /leaves no trace"/);
  });

  it("takes out what was added", async () => {
    const draft = '%! a.md\nSo "what leaves no trace is very easily forgiven" [@lindqvist2011].\n';
    assert.match((await problemsOf(draft))[0] ?? "", /^quotation\.altered: "very" is not in the source/);
    assert.equal(await mended(draft), 'So "what leaves no trace is easily forgiven" [@lindqvist2011].');
  });

  it("knows words that stand in another source", async () => {
    const draft = 'He says "a telephone that is answered after the house has burned down" [@lindqvist2011].';
    const [problem] = await problemsOf(`%! a.md\n${draft}\n`);
    assert.match(problem ?? "", /^quotation\.other-source: These words stand in Northern Institute 1999.*, not in Lindqvist 2011\.$/);
  });

  it("compares the locator with the printed page", async () => {
    const draft = 'See "what leaves no trace is easily forgiven" [@lindqvist2011, p. 202].';
    assert.deepEqual(await problemsOf(`%! a.md\n${draft}\n`), ["quotation.wrong-locator: Found on p. 201; the citation says p. 202."]);
  });

  it("does the same in LaTeX", async () => {
    const draft = "%! a.tex\n\\textcquote[201]{lindqvist2011}{what leaves no trace is quickly forgiven}\n";
    assert.match((await problemsOf(draft))[0] ?? "", /^quotation\.altered: "easily", not "quickly"/);
  });

  it("is switched off by its setting", async () => {
    const draft = '%! a.md\nThe "what leaves no trace is quickly forgiven" [@lindqvist2011].\n';
    assert.deepEqual(await problemsOf(draft, { settings: { quotations: { check: false }, links: { check: "never" } } }), []);
  });
});

describe("grades and silences", () => {
  const draft = "%! a.md\nSee [@lindquist2011].\n";

  it("takes a severity for a code or for its kind", async () => {
    const graded = async (severity: unknown) => {
      const { service, main } = await openFixture(draft + rest, { settings: { severity, links: { check: "never" } } });
      return (await service.problems(main.path, never)).map((problem) => problem.severity);
    };
    assert.deepEqual(await graded({ "citation.undefined": "error" }), ["error"]);
    assert.deepEqual(await graded({ citation: "hint" }), ["hint"]);
    assert.deepEqual(await graded({ citation: "off" }), []);
    assert.deepEqual(await graded({ citation: "off", "citation.undefined": "error" }), ["error"]);
  });

  const silenced = [
    "<!-- ibid-ignore citation.undefined -->\nSee [@lindquist2011].",
    "<!-- ibid-ignore -->\nSee [@lindquist2011].",
    "See [@lindquist2011]. <!-- ibid-ignore citation -->",
  ];
  for (const text of silenced) {
    it(`is silenced by ${JSON.stringify(text)}`, async () => assert.deepEqual(await problemsOf(`%! a.md\n${text}\n`), []));
  }

  it("is not silenced by another code", async () => {
    assert.equal((await problemsOf("%! a.md\n<!-- ibid-ignore link.dead -->\nSee [@lindquist2011].\n")).length, 1);
  });
});

describe("problems of links", () => {
  const response = (status: number) => ({ kind: "response" as const, status, headers: new Map(), body: new Uint8Array() });
  const checked = { settings: { links: { interval: 0 } } };

  async function linkProblems(draft: string, options: OpenOptions): Promise<readonly string[]> {
    const { service, main } = await openFixture(draft, options);
    await service.checkLinks([main.path], { force: false, signal: never });
    return (await service.problems(main.path, never)).map((problem) => `${problem.facts.code}: ${problem.message}`);
  }

  it("says that a page is gone, in Markdown, LaTeX and .bib alike", async () => {
    const options: OpenOptions = { ...checked, prepare: (host) => host.answers.set("https://example.org/gone", response(404)) };
    const gone = ["link.dead: The server says this page no longer exists (asked twice)."];
    assert.deepEqual(await linkProblems("%! a.md\n<https://example.org/gone>\n", options), gone);
    assert.deepEqual(await linkProblems("%! a.tex\n\\url{https://example.org/gone}\n", options), gone);
    assert.deepEqual(await linkProblems("%! a.bib\n@online{x, title={T}, url={https://example.org/gone}}\n", options), gone);
  });

  it("says nothing of an address whose entry gives a living DOI or an archived copy", async () => {
    const options: OpenOptions = {
      ...checked,
      prepare: (host) => {
        host.answers.set("https://example.org/gone", response(404));
        const record = (code: number) => ({ ...response(200), body: new TextEncoder().encode(`{"responseCode":${code}}`) });
        host.answers.set("https://doi.org/api/handles/10.1000/1?type=URL", record(1));
        host.answers.set("https://doi.org/api/handles/10.1000/2?type=URL", record(100));
        host.answers.set("https://web.archive.org/web/2005/https://example.org/gone", response(200));
      },
    };
    const copy = "https://web.archive.org/web/2005/https://example.org/gone";
    const gone = "link.dead: The server says this page no longer exists (asked twice).";
    const unknown = "link.dead: Nobody has registered this identifier (asked twice): there may be a slip in it.";
    const entry = (fields: string): string => `%! a.bib\n@online{x, title={T}, url={https://example.org/gone}, ${fields}}\n`;
    assert.deepEqual(await linkProblems(entry("doi={10.1000/1}"), options), []);
    assert.deepEqual(await linkProblems(entry("doi={10.1000/2}"), options), [gone, unknown]);
    assert.deepEqual(await linkProblems(entry(`note={Archived at \\url{${copy}}}`), options), []);
    assert.deepEqual(await linkProblems(entry(`archiveurl={${copy}}`), options), []);
    const isReplaced = async (members: string): Promise<boolean | undefined> => {
      const item = `[{"id":"x","type":"webpage","title":"T","URL":"https://example.org/gone"${members}}]`;
      const draft = `%! a.md\n---\nbibliography: a.json\n---\n[@x]\n%! a.json\n${item}\n`;
      const { service, main } = await openFixture(draft, options);
      const reports = await service.checkLinks([main.path], { force: false, signal: never });
      return reports.find(({ url }) => url === "https://example.org/gone")?.isReplaced;
    };
    assert.equal(await isReplaced(""), false);
    assert.equal(await isReplaced(`,"DOI":"10.1000/1"`), true);
    assert.equal(await isReplaced(`,"DOI":"10.1000/2"`), false);
    assert.equal(await isReplaced(`,"archive_location":"${copy}"`), true);
  });

  it("offers the repair of a mangled address, and asks for the repaired one", async () => {
    const { service, main, host } = await openFixture("%! a.md\nSee <http://example.org/p04–096e.htm>.\n", checked);
    await service.checkLinks([main.path], { force: false, signal: never });
    assert.deepEqual([...new Set(host.requests.map((request) => request.url))], ["http://example.org/p04-096e.htm"]);
    const [problem] = await service.problems(main.path, never);
    assert.equal(problem?.facts.code, "link.malformed");
    assert.deepEqual(
      problem?.fixes[0]?.edits.map((edit) => edit.text),
      ["http://example.org/p04-096e.htm"],
    );
  });

  it("offers guesses with what speaks for them, the best supported first", async () => {
    const guesses = async (fixture: string, prepare: OpenOptions["prepare"] = () => undefined) => {
      const { service, main } = await openFixture(fixture, { ...checked, prepare });
      await service.checkLinks([main.path], { force: false, signal: never });
      const problem = (await service.problems(main.path, never)).find(({ facts }) => facts.code === "link.malformed");
      return problem?.fixes.map(({ title }) => title).slice(0, 2);
    };
    const draft = "%! a.md\n---\nbibliography: refs.bib\n---\nSee [t](<http://x.example/f g>).\n";
    assert.deepEqual(await guesses(draft), ["Change to http://x.example/f%20g", "Change to http://x.example/fg"]);
    assert.deepEqual(await guesses(`${draft}%! refs.bib\n@online{x, title = {T}, url = {http://x.example/fg}}\n`), [
      "Change to http://x.example/fg (it stands so in refs.bib)",
      "Change to http://x.example/f%20g",
    ]);
    assert.deepEqual(await guesses(`${draft}%! refs.bib\n@online{x, title = {T}, url = {http://x.example/c_d}}\n`), [
      "Change to http://x.example/f_g (as other addresses of this site are written)",
      "Change to http://x.example/f%20g",
    ]);
  });

  it("asks nobody in a workspace that is not trusted", async () => {
    const { service, main, host } = await openFixture("%! a.md\n<https://example.org/gone>\n", { ...checked, trusted: false });
    await service.checkLinks([main.path], { force: true, signal: never });
    assert.deepEqual(host.requests, []);
  });

  it("asks nobody when switched off", async () => {
    const { service, main, host } = await openFixture("%! a.md\n<https://example.org/gone>\n", { settings: { links: { check: "never" } } });
    await service.checkLinks([main.path], { force: true, signal: never });
    assert.deepEqual(host.requests, []);
  });
});

describe("a style that can't be used", () => {
  const references = { kind: "references", references: [], styleMissing: true };
  async function styleProblemsOf(text: string): Promise<readonly string[]> {
    const opened = await openFixture(text, {
      prepare: (host) => {
        host.runner.run = async () => references;
      },
    });
    const told = new Promise((resolve) => opened.service.onChange(resolve));
    opened.service.warm(opened.main.path);
    await told;
    const found = await opened.service.problems(opened.main.path, never);
    const used = await opened.service.filesUsed(opened.main.path);
    const [row] = used?.groups.find((group) => group.title === "Style")?.files ?? [];
    return [...found.filter(({ facts }) => facts.code.startsWith("style.")).map(({ message }) => message), String(row?.problem)];
  }

  it("is told at its line and in the overview", async () => {
    assert.deepEqual(await styleProblemsOf("%! a.md\n---\ncsl: gone.csl\n---\nText.\n"), [
      'The style "gone.csl" is not here and not one that Ibid knows; references show in Chicago\'s.',
      "true",
    ]);
    assert.deepEqual(await styleProblemsOf("%! a.md\n---\ncsl: odd.csl\n---\nText.\n%! odd.csl\nno style\n"), [
      "odd.csl is not a style that can be used; references show in Chicago's.",
      "true",
    ]);
  });
});

describe("sources that can't be read", () => {
  const draft = "%! a.md\nHe says so [@fry1988, p. 3], and again [@fry1988; @dow1990].\n%! more.bib\n";
  const works = "@report{fry1988, title={Weather}}\n@report{dow1990, title={Tar}, file={:old/dow tar.pdf:PDF}}\n";

  it("are told once each, where their work is first cited", async () => {
    assert.deepEqual(await problemsOf(`${draft}${works}%! sources/fry1988.pdf\nlog in, please\n%! sources/dow_tar.pdf\nx\n`), [
      "source.unreadable: fry1988.pdf is damaged, or not what its name says: its quotations can't be checked.",
    ]);
  });

  it("are no matter where another file of the work can be read, or nobody cites it", async () => {
    const text = "%! sources/fry1988.txt\nWeather\n\nThe weather was, on the whole, as it always is in the north at that time.\n";
    assert.deepEqual(await problemsOf(`${draft}${works}%! sources/fry1988.pdf\nx\n${text}`), []);
    assert.deepEqual(await problemsOf(`%! a.md\nNothing.\n%! more.bib\n${works}%! sources/fry1988.pdf\nx\n`), []);
  });
});
