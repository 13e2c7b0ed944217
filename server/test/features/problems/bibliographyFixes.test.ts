import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { CodeAction } from "../../../src/features/codeAction.ts";
import { readBibtex } from "../../../src/syntax/bibtex.ts";
import { applyEdits } from "../../applyEdits.ts";
import { never, openFixture } from "../../open.ts";

/** The changes that are offered anywhere in a bibliography, those that silence left out. */
async function offered(bib: string): Promise<readonly CodeAction[]> {
  const { service, main } = await openFixture(`%! refs.bib\n${bib}`);
  const actions = await service.codeActions(main.path, { start: 0, end: main.text.length }, never);
  return actions.filter(({ title }) => !title.startsWith("Ignore "));
}

function textAfter(bib: string, { work }: CodeAction): string {
  assert.ok(work.kind === "edits");
  const [file, ...others] = work.files;
  assert.deepEqual(others, []);
  return applyEdits(bib, file?.edits ?? []);
}

interface Mended {
  readonly name: string;
  readonly before: string;
  readonly title: string;
  readonly after: string;
  /** False for what an editor must not do by itself. */
  readonly preferred?: boolean;
}

const neighbour = "@book{brandt1999,\n\tauthor = {Brandt, Ilse},\n\ttitle = {Neighbours},\n\tpublisher = {Kranich},\n\tdate = {1999},\n}\n";

const fixes: readonly Mended[] = [
  {
    name: "a missing comma",
    before: "@misc{a,\n  title = {A}\n  author = {B, C},\n}\n",
    title: 'Insert the missing ","',
    after: "@misc{a,\n  title = {A},\n  author = {B, C},\n}\n",
  },
  {
    name: "a missing comma behind the key",
    before: "@misc{a\n  title = {A},\n}\n",
    title: 'Insert the missing ","',
    after: "@misc{a,\n  title = {A},\n}\n",
  },
  {
    name: "a missing equals sign",
    before: "@misc{a,\n  title {A},\n  author = {B, C},\n}\n",
    title: 'Insert the missing "="',
    after: "@misc{a,\n  title = {A},\n  author = {B, C},\n}\n",
  },
  {
    name: "an empty value",
    before: "@misc{a,\n  title = {A},\n  note = ,\n  author = {B, C},\n}\n",
    title: 'Insert the missing "{}"',
    after: "@misc{a,\n  title = {A},\n  note = {},\n  author = {B, C},\n}\n",
  },
  {
    name: "an empty value, with its field",
    before: "@misc{a,\n  title = {A},\n  note = ,\n  author = {B, C},\n}\n",
    title: 'Remove "note"',
    after: "@misc{a,\n  title = {A},\n  author = {B, C},\n}\n",
    preferred: false,
  },
  {
    name: "an entry that never closes",
    before: `@misc{a,\n  title = {A},\n  author = {B, C},\n\n${neighbour}`,
    title: 'Insert the missing "}"',
    after: `@misc{a,\n  title = {A},\n  author = {B, C},\n}\n\n${neighbour}`,
  },
  {
    name: "a value that never closes",
    before: `@misc{a,\n  title = {A,\n  author = {B, C},\n}\n\n${neighbour}`,
    title: 'Insert the missing "}"',
    after: `@misc{a,\n  title = {A},\n  author = {B, C},\n}\n\n${neighbour}`,
  },
  {
    name: "a quotation mark that is missing",
    before: '@misc{a,\n  title = "A,\n  author = "B, C",\n}\n',
    title: 'Insert the missing """',
    after: '@misc{a,\n  title = "A",\n  author = "B, C",\n}\n',
  },
  {
    name: "words without braces",
    before: "@misc{a,\n  title = Power and Purpose,\n  author = {B, C},\n}\n",
    title: 'Insert the missing "{…}"',
    after: "@misc{a,\n  title = {Power and Purpose},\n  author = {B, C},\n}\n",
  },
  {
    name: "a brace too many",
    before: "@misc{a,\n  title = {A}},\n  author = {B, C},\n}\n",
    title: 'Remove the "}" too many',
    after: "@misc{a,\n  title = {A},\n  author = {B, C},\n}\n",
  },
  {
    name: "a field that stands twice and says the same",
    before: "@misc{a,\n  title = {A},\n  author = {B, C},\n  title = {A},\n}\n",
    title: 'Remove the second "title"',
    after: "@misc{a,\n  title = {A},\n  author = {B, C},\n}\n",
  },
  {
    name: "a field that stands twice and says something else",
    before: "@misc{a, title = {A}, title = {B}, author = {B, C}}\n",
    title: 'Remove the second "title"',
    after: "@misc{a, title = {A}, author = {B, C}}\n",
    preferred: false,
  },
  {
    name: "a space in a key",
    before: "@misc{brandt 1999, title = {A}}\n",
    title: 'Change this key to "brandt1999"',
    after: "@misc{brandt1999, title = {A}}\n",
  },
  {
    name: "a character that nobody sees",
    before: "@misc{a, title = {A\0B}}\n",
    title: "Remove the character",
    after: "@misc{a, title = {AB}}\n",
  },
  {
    name: "a second key",
    before: `${neighbour}${neighbour.replace("Neighbours", "Friends")}`,
    title: 'Change this key to "brandt1999b"',
    after: `${neighbour}${neighbour.replace("Neighbours", "Friends").replace("brandt1999", "brandt1999b")}`,
    preferred: false,
  },
  {
    name: "the same entry twice",
    before: `${neighbour}\n${neighbour}\n@misc{z, title = {Z}}\n`,
    title: 'Remove this entry "brandt1999"',
    after: `${neighbour}\n@misc{z, title = {Z}}\n`,
  },
  {
    name: "one work under two keys",
    before: `${neighbour}\n${neighbour.replace("brandt1999", "neighbours").replace("\tdate", "\tisbn = {0-19-852663-6},\n\tdate")}`,
    title: 'Merge with "neighbours"',
    after: `${neighbour.replace("\tdate = {1999},", "\tisbn = {0-19-852663-6},\n\tdate = {1999},\n\tids = {neighbours},")}`,
    preferred: false,
  },
  {
    name: "a field that is missing",
    before: "@article{a,\n  author = {B, C},\n  title = {A},\n  year = 2001\n}\n",
    title: 'Add "journal"',
    after: "@article{a,\n  author = {B, C},\n  title = {A},\n  journal = {},\n  year = 2001\n}\n",
    preferred: false,
  },
  {
    name: "a parent by a wrong name",
    before: `${neighbour}@inbook{c, crossref = {brandt1998}, author = {A, B}, title = {T}}\n`,
    title: 'Change to "brandt1999"',
    after: `${neighbour}@inbook{c, crossref = {brandt1999}, author = {A, B}, title = {T}}\n`,
  },
  {
    name: "a string by a wrong name",
    before: "@string{kranich = {Kranich}}\n@misc{a, title = {T}, publisher = kranch}\n",
    title: 'Change to "kranich"',
    after: "@string{kranich = {Kranich}}\n@misc{a, title = {T}, publisher = kranich}\n",
  },
  {
    name: "a text without braces",
    before: "@misc{a, title = {T}, publisher = Kranich}\n",
    title: 'Write "{Kranich}"',
    after: "@misc{a, title = {T}, publisher = {Kranich}}\n",
  },
  {
    name: "pages that run backwards",
    before: "@misc{a, title = {T}, pages = {5--9, 233--211}}\n",
    title: "Change to 211--233",
    after: "@misc{a, title = {T}, pages = {5--9, 211--233}}\n",
  },
  {
    name: "a DOI with its address",
    before: '@misc{a, title = {T}, doi = "https://doi.org/10.1000/xyz"}\n',
    title: "Change to 10.1000/xyz",
    after: '@misc{a, title = {T}, doi = "10.1000/xyz"}\n',
  },
  {
    name: "names with a semicolon",
    before: "@misc{a, title = {T}, author = {Smith, John; {Doe; Sons}}}\n",
    title: "Change to Smith, John and {Doe; Sons}",
    after: "@misc{a, title = {T}, author = {Smith, John and {Doe; Sons}}}\n",
  },
  {
    name: "a date in words",
    before: "@misc{a, title = {T}, date = {12 May 2020}}\n",
    title: "Change to 2020-05-12",
    after: "@misc{a, title = {T}, date = {2020-05-12}}\n",
  },
  {
    name: "a bare ampersand",
    before: "@misc{a, title = {All of Sons & Lovers}}\n",
    title: "Change to Sons \\& Lovers",
    after: "@misc{a, title = {All of Sons \\& Lovers}}\n",
  },
];

describe("fixes of a bibliography", () => {
  for (const { name, before, title, after, preferred = true } of fixes) {
    it(`mend ${name}`, async () => {
      const actions = await offered(before);
      const action = actions.find((candidate) => candidate.title === title);
      assert.ok(action !== undefined, actions.map((candidate) => candidate.title).join("\n") || "nothing is offered");
      assert.equal(textAfter(before, action), after);
      assert.equal(action.isPreferred, preferred);
    });
  }

  it("keep the line ends and the tabs of the file", async () => {
    const before = "@misc{a,\r\n\ttitle = {A}\r\n\tauthor = {B, C},\r\n\r\n@misc{b,\r\n\ttitle = {B}\r\n}\r\n";
    const titles = new Set((await offered(before)).map(({ title }) => title));
    assert.deepEqual(titles, new Set(['Insert the missing ","', 'Insert the missing "}"']));
    for (const action of await offered(before)) assert.doesNotMatch(textAfter(before, action), /(?<!\r)\n/);
  });

  it("are none where another program writes the file", async () => {
    const actions = await offered("% Exported by Better BibTeX for Zotero\n@misc{a, title = {A} author = {B, C}}\n");
    assert.deepEqual(
      actions.map(({ work }) => work.kind),
      ["open"],
    );
  });

  const part = fc.constantFrom(
    ...[
      "@misc{a,",
      "@book{b,\n",
      "@article{c\n",
      "}\n",
      "}",
      ")",
      ",",
      "\n",
      " = ",
      "title",
      "author",
      "pages",
      "doi",
      "{A}",
      '"B"',
      "{Smith, J.; Doe, R.}",
    ],
    ...[
      "{233-21}",
      "{10.1/ x}",
      "crossref = {a}",
      "note = ,",
      "title {X}",
      "title = {Half\n",
      'title = "Half\n',
      "year = 20212",
      "Words of all kinds",
      "@string{s = {S}}",
      "% rest\n",
      "{",
      '"',
    ],
  );

  it("never lose a whole entry, nor touch the bytes of another", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), async (parts) => {
        const first = "@misc{first,\n  title = {Stays as It Is},\n}\n";
        const last = "\n\n@misc{last,\n  title = {Stays Too},\n}\n";
        const bib = `${first}@misc{middle,\n  note = {M},\n${parts.join("")}${last}`;
        for (const action of await offered(bib)) {
          if (!/^(?:Insert|Remove the|Change to|Write)/.test(action.title)) continue;
          const after = textAfter(bib, action);
          assert.ok(after.startsWith(first) && after.includes("@misc{last,\n  title = {Stays Too},\n}"), `${action.title}:\n${after}`);
          const wholes = (text: string): number => readBibtex(text).entries.length;
          assert.ok(wholes(after) >= wholes(bib), `${action.title}:\n${bib}\n->\n${after}`);
        }
      }),
      { numRuns: 150 },
    );
  });
});
