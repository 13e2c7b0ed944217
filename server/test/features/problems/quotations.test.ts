import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyEdits } from "../../applyEdits.ts";
import { never, type OpenOptions, openFixture } from "../../open.ts";

const rest = `
%! refs.bib
@book{ferrant1931, author={Ferrant, Anna}, title={The Harbour in Winter}, date={1931}}
@report{ferrant1929, author={Ferrant, Anna}, title={The Harbour in Winter: A Draft for Discussion}, date={1929}}
@book{meyer1900, author={Meyer, Karl}, title={Der Hafen im Winter}, date={1900}}
@book{brandt2005, author={Brandt, Eva}, title={On Towers}, date={2005}}
@book{scan1899, author={Scan, John}, title={The Old Bells}, date={1899}}
@book{absent2000, author={Absent, Joe}, title={A Book That Is Not Here}, date={2000}}
@report{commission2001, author={{Coastal Commission}}, title={Report on the Northern Coast}, date={2001}}
%! sources/ferrant1931.txt
The Harbour in Winter

Anna Ferrant

[p. 3]

The harbour was closed for three winters. Nobody in the council could say who had ordered it, and the pilots, who were paid by the ship, went hungry. He did not resign; he was never asked to.

[p. 4]

In spring the first barges came down the river with salt and timber. As Brandt says, a tower that leans is a tower built in a hurry. The winter was long and
[p. 5]

the ice was late. Every town has one of them.

[p. 6]

every town has one of them, and no town admits it.
%! sources/scan1899.txt
The Old Bells

John Scan

Tbe bells were si1ent, and nobody cou1d say wben tbat had begun. rnany of tbe old rnen were deaf.
%! sources/meyer1900.txt
Der Hafen im Winter

Karl Meyer

Daß der Hafen drei Winter lang geschlossen blieb, muß niemanden wundern; der Rat hatte es nicht anders gewollt. Von einer gemeinsamen Politik ist kaum etwas zu spüren.
%! sources/brandt2005.txt
On Towers

Eva Brandt

Whoever builds a tower builds it for the neighbours, and the neighbours know it and look away.
%! sources/commission2001.txt
Report on the Northern Coast

Coastal Commission

1. The Commission met on three occasions in the course of the winter.

2. It heard forty witnesses, of whom nine had been at sea.

3. The evidence of the pilots was clear and was not contradicted by anybody.

4. The owners of the vessels declined to appear before the Commission at all.

5. We recommend that the light be moved to the northern head without delay.
`;

const copying: OpenOptions = { settings: { quotations: { copiedWords: true }, links: { check: "never" } } };

/** `code: message | the words underlined` of each problem of quotations. */
async function problemsOf(draft: string, options?: OpenOptions): Promise<readonly string[]> {
  const { service, main } = await openFixture(`%! ${draft.includes("\\") ? "a.tex" : "a.md"}\n${draft}\n${rest}`, options);
  const found = await service.problems(main.path, never);
  return found
    .filter(({ facts }) => facts.code.startsWith("quotation."))
    .map(({ facts, message, span }) => `${facts.code.slice(10)}: ${message} | ${main.text.slice(span.start, span.end)}`);
}

const check = async (draft: string, ...expected: readonly string[]): Promise<void> => assert.deepEqual(await problemsOf(draft), expected);

/** The draft after a fix whose title matches. */
async function fixed(draft: string, title: RegExp): Promise<string> {
  const { service, main } = await openFixture(`%! ${draft.includes("\\") ? "a.tex" : "a.md"}\n${draft}\n${rest}`);
  const fixes = (await service.problems(main.path, never)).flatMap((problem) => problem.fixes);
  const fix = fixes.find((candidate) => title.test(candidate.title));
  assert.ok(fix, `no ${title} among ${fixes.map((candidate) => candidate.title).join("; ")}`);
  return applyEdits(main.text, fix.edits).trimEnd();
}

describe("quotations that are left alone", () => {
  const drafts: readonly (readonly [string, string])[] = [
    [
      "titles of works",
      'She reviews "A Book That Is Not Here" and "Der Hafen im Winter" [@ferrant1931]; see also [@absent2000; @meyer1900].',
    ],
    ["titles of works that are nowhere", 'In "The Price of a Quiet Neighbour" she says more [@ferrant1931].'],
    ["words kept at a distance", 'The so-called "concert of the northern coastal towns" failed [@ferrant1931].'],
    ["what somebody told the writer", '"I never saw that harbour closed in my life", an old pilot told me [@ferrant1931].'],
    ["translations that say so", '"Von gar keiner Politik ist im Hafen etwas zu spüren" [@meyer1900, eigene Übersetzung].'],
    ["translations of the writer", '"Of a common policy there is hardly a trace to be found in it" (my translation) [@ferrant1931].'],
    ["translations by their language", '"That the harbour stayed closed for three winters need surprise nobody" [@meyer1900].'],
    ["sources that are not here", '"some words that stand in a book that is not here" [@absent2000, 3].'],
    ["words of either source of a group", '"the neighbours know it and look away" [@ferrant1931, 3; @brandt2005].'],
    ["words found second hand", '"a tower that leans is a tower built in a hurry" [@brandt2005, 9, quoted in Ferrant 1931, 4].'],
    ["words found second hand elsewhere", '"a tower that falls was never built by any mason" [@brandt2005, 9], zit. nach Huber 1950.'],
    ["working papers of a work", '"In spring the first barges came down the river" [@ferrant1929, 88].'],
    ["words across a page turn, cited with the second page", '"The winter was long and the ice was late" [@ferrant1931, 5].'],
    ["words on several pages", '"every town has one of them" [@ferrant1931, 5]; "Every town has one of them" [@ferrant1931, 6].'],
    [
      "ranges of pages",
      '"In spring the first barges came down the river" [@ferrant1931, 3f.]; "the first barges came down" [@ferrant1931, pp. 3–4].',
    ],
    [
      "volumes and leaves",
      '"In spring the first barges came down" [@ferrant1931, 2:4]; "the first barges came down the river" [@ferrant1931, 3v].',
    ],
    ["locations of an e-book", '"In spring the first barges came down the river" [@ferrant1931, loc. 1204].'],
    ["two halves around a remark", '"The harbour was closed," she writes, "for three winters" [@ferrant1931, 3].'],
    [
      "notes that are typed out",
      "„Daß der Hafen drei Winter lang geschlossen blieb“.[^1]\n\n[^1]: Karl Meyer, *Der Hafen im Winter*, S. 3.",
    ],
    ["paragraphs of a report", '"It heard forty witnesses, of whom nine had been at sea" [@commission2001, para. 2].'],
    ["what a scanner misread, below a title", '"The bells were silent, and nobody could say when that had begun" [@scan1899].'],
    [
      "words that a note speaks for",
      '"The harbour was closed for three winters."[^1]\n\n[^1]: Letter from the archive, 3 May 1931, box 4.',
    ],
    ["a group with an entry that is not here", '"whoever holds the narrow sea will hold the towns as well" [@ferrant1931; @gone2001].'],
    ["marks that never close", 'He wrote "the harbour was open for three winters and no more [@ferrant1931].'],
    ["invented words without a citation", '"Whose harbour this is I think I know", as the song has it.'],
  ];
  for (const [name, draft] of drafts) it(name, () => check(draft));
});

describe("quotations that are not right", () => {
  it("have the words that differ underlined, and nothing else", async () => {
    await check(
      '"The harbour was open for three winters" [@ferrant1931].',
      'altered: "closed", not "open": Ferrant 1931, p. 3, has "The harbour was closed for three winters". | open',
    );
    await check(
      '"Nobody in the council could really say who had ordered it" [@ferrant1931].',
      'altered: "really" is not in the source: Ferrant 1931, p. 3, has "… in the council could say who had …". | really',
    );
    await check(
      '"He did resign; he was never asked to" [@ferrant1931].',
      'altered: "not" is left out: Ferrant 1931, p. 3, has "He did not resign; he was …". Mark the omission or restore it. | did resign',
    );
  });
  it("are two halves of one", () =>
    check(
      '"He did," she writes, "resign; he was never asked to" [@ferrant1931].',
      'altered: "not" is left out: Ferrant 1931, p. 3, has "He did not resign; he was …". Mark the omission or restore it. | resign',
    ));
  it("differ in spelling alone", () =>
    check(
      "„Dass der Hafen drei Winter lang geschlossen blieb“ [@meyer1900].",
      'altered: Only the spelling differs: the source has "Daß". | Dass',
    ));
  it("have their parts out of order", async () =>
    assert.match(
      (await problemsOf('"In spring the first barges came down […] The harbour was closed for three winters" [@ferrant1931].'))[0] ?? "",
      /^altered: All of this stands in Ferrant 1931, p\. \d, but in another order/,
    ));
  it("stand nowhere in any of the works cited", () =>
    check(
      '"whoever holds the narrow sea will hold the towns as well" [@ferrant1931; @brandt2005].',
      "not-found: Not found in Ferrant 1931 or Brandt 2005 as read here (ferrant1931.txt, 4 pages). | whoever holds the narrow sea will hold the towns as well",
    ));
  it("stand in what was typed in a note", () =>
    check(
      '"The harbour was open for three winters."[^1]\n\n[^1]: Ferrant, *The Harbour in Winter*, 3.',
      'altered: "closed", not "open": Ferrant 1931, p. 3, has "The harbour was closed for three winters". | open',
    ));
  it("stand at another page or paragraph", async () => {
    await check(
      '"The winter was long and the ice was late" [@ferrant1931, p. 3].',
      "wrong-locator: Found on pp. 4–5; the citation says p. 3. | p. 3",
    );
    await check(
      '"It heard forty witnesses, of whom nine had been at sea" [@commission2001, para. 4].',
      "wrong-locator: Found in para. 2; the citation says para. 4. | para. 4",
    );
  });
  it("are not cited", () =>
    check(
      'They say "nobody in the council could say who had ordered it" today.',
      "uncited: These words stand in Ferrant 1931, p. 3, and nothing is cited here. | nobody in the council could say who had ordered it",
    ));
});

describe("words copied without marks", () => {
  const copied = "In those days nobody in the council could say who had ordered it, we think.";
  it("are named where that is asked for", async () => {
    assert.deepEqual(await problemsOf(copied), []);
    assert.deepEqual(await problemsOf(copied, copying), [
      "copied: These 10 words stand in Ferrant 1931, p. 3: put them in quotation marks or cite it. | nobody in the council could say who had ordered it",
    ]);
  });
  it("are none where the work is cited, or the words are in marks or few", async () => {
    assert.deepEqual(await problemsOf(`${copied} [@ferrant1931]`, copying), []);
    assert.deepEqual(await problemsOf('He said that "nobody in the council could say who had ordered it" [@ferrant1931].', copying), []);
    assert.deepEqual(await problemsOf("In those days nobody in the council could say much.", copying), []);
  });
});

describe("fixes of quotations", () => {
  it("mark a change, and all is well", async () => {
    const changed = '"The harbour was open for three winters" [@ferrant1931].';
    assert.equal(await fixed(changed, /brackets/), '"The harbour was [open] for three winters" [@ferrant1931].');
    const left = '"He did resign; he was never asked to" [@ferrant1931].';
    assert.equal(await fixed(left, /ellipsis/), '"He did […] resign; he was never asked to" [@ferrant1931].');
    assert.equal(await fixed(left, /wording/), '"He did not resign; he was never asked to" [@ferrant1931].');
    for (const draft of [await fixed(changed, /brackets/), await fixed(left, /ellipsis/), await fixed(left, /wording/)]) await check(draft);
  });
  it("put the right page, the right source and the missing citation", async () => {
    const page = '"In spring the first barges came down the river" [@ferrant1931, p. 17].';
    assert.equal(await fixed(page, /Change to/), '"In spring the first barges came down the river" [@ferrant1931, p. 4].');
    const source = '"In spring the first barges came down the river" [@brandt2005, p. 17].';
    assert.equal(await fixed(source, /instead/), '"In spring the first barges came down the river" [@ferrant1931, p. 4].');
    const bare = 'So "in spring the first barges came down the river" it was.';
    assert.equal(await fixed(bare, /^Cite Ferrant/), 'So "in spring the first barges came down the river" [@ferrant1931, p. 4] it was.');
    const latex = "See \\parencite{brandt2005}.\n\nSo \\enquote{in spring the first barges came down the river} it was.";
    assert.match(await fixed(latex, /^Cite Ferrant/), /river\} \\parencite\[4\]\{ferrant1931\} it was/);
  });
});

describe("what is no quotation", () => {
  it("is left alone in its paragraph", async () => {
    const { service, main } = await openFixture(`%! a.md\n"The harbour was open for three winters" [@ferrant1931].\n${rest}`);
    const [action] = (await service.codeActions(main.path, { start: 20, end: 20 }, never)).filter(({ title }) =>
      title.startsWith("Not a quotation"),
    );
    assert.ok(action?.work.kind === "edits");
    const silenced = applyEdits(main.text, action.work.files[0]?.edits ?? []);
    assert.ok(silenced.startsWith("<!-- ibid-ignore quotation -->\n"));
    await check(silenced);
  });
});

describe("edits in any order", () => {
  it("come to the same problems", async () => {
    const lines = [
      '"The harbour was open for three winters" [@ferrant1931].',
      '"He did," she writes, "resign; he was never asked to" [@ferrant1931].',
      'They say "nobody in the council could say who had ordered it" today.',
      '"The winter was long and the ice was late" [@ferrant1931, p. 3].',
    ];
    const expected = (await problemsOf(lines.join("\n\n"))).toSorted();
    for (const order of [
      [0, 1, 2, 3],
      [3, 1, 0, 2],
      [2, 3, 1, 0],
    ]) {
      const { service, main } = await openFixture(`%! a.md\n\n\n\n\n\n\n\n${rest}`);
      for (const [step, index] of order.entries()) {
        const at = { line: index * 2, character: 0 };
        service.change(main.path, step + 2, [{ range: { start: at, end: at }, text: lines[index] ?? "" }]);
        await service.problems(main.path, never);
      }
      const found = await service.problems(main.path, never);
      assert.deepEqual(
        found.map(({ facts, message }) => `${facts.code.slice(10)}: ${message}`).toSorted(),
        expected.map((line) => line.slice(0, line.lastIndexOf(" | "))),
      );
    }
  });
});

describe("a verdict that is accepted", () => {
  const draft = '"The harbour was open for three winters" [@ferrant1931].';

  async function acceptance(text: string, existing?: string): Promise<string> {
    const { service, main } = await openFixture(`%! a.md\n${text}\n${rest}`, {
      prepare: (host) => (existing === undefined ? undefined : host.write("/work/.ibid/accepted.json", existing)),
    });
    const fix = (await service.problems(main.path, never))
      .flatMap((problem) => problem.fixes)
      .find(({ title }) => title === "Accept as it is");
    const [file] = fix?.elsewhere ?? [];
    assert.ok(file !== undefined && fix?.edits.length === 0);
    assert.equal(file.path, "/work/.ibid/accepted.json");
    return applyEdits(file.basis, file.edits);
  }

  const withAccepted =
    (accepted: string, source = rest): ((text: string) => Promise<number>) =>
    async (text) => {
      const { service, main } = await openFixture(`%! a.md\n${text}\n${source}`, {
        prepare: (host) => host.write("/work/.ibid/accepted.json", accepted),
      });
      return (await service.problems(main.path, never)).length;
    };

  it("is a problem no more, as long as words and passage are what they were", async () => {
    const accepted = await acceptance(draft);
    assert.deepEqual(JSON.parse(accepted), {
      accepted: [
        {
          code: "quotation.altered",
          words: "The harbour was open for three winters",
          source: "sources/ferrant1931.txt",
          passage: "The harbour was closed for three winters",
        },
      ],
    });
    assert.equal(await withAccepted(accepted)(draft), 0);
    assert.equal(await withAccepted(accepted)(draft.replace("open", "free")), 1);
    assert.equal(await withAccepted(accepted, rest.replace("was closed for", "was shut for"))(draft), 1);
    assert.equal(await withAccepted("{ not json")(draft), 1);
  });

  it("stands beside others", async () => {
    const first = await acceptance(draft);
    const both = await acceptance('"He did resign; he was never asked to" [@ferrant1931].', first);
    assert.equal(JSON.parse(both).accepted.length, 2);
    assert.equal(JSON.parse(await acceptance(draft, '{"accepted": []}')).accepted.length, 1);
  });
});
