import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { OutlineSymbol } from "../../../src/features/bibliography/outline.ts";
import { never, openFixture } from "../../open.ts";

/** The outline, a line a symbol: kind, name, detail; what is within is indented. */
async function checkOutline(bibliography: string, expected: readonly string[]): Promise<void> {
  const { service, main } = await openFixture(`%! refs.bib\n${bibliography}`);
  const symbols = (await service.bibliography.outline(main.path, never)) ?? [];
  assert.deepEqual(symbols.flatMap(lines), expected);
}

function lines(symbol: OutlineSymbol): readonly string[] {
  const { span, nameSpan, kind, name, detail, children } = symbol;
  assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end, `the name of ${name} stands within it`);
  return [[kind, name, detail].filter((part) => part !== "").join(" | "), ...children.flatMap(lines).map((line) => `  ${line}`)];
}

describe("outline of a bibliography", () => {
  it("shows entries with author, year and title, and their fields", async () => {
    await checkOutline(
      "@Article{lindqvist2011,\n  author = {Lindqvist, Marta},\n  title = {A {Table} for Tw\\o},\n  journaltitle = jsr,\n  date = {2011}\n}\n",
      [
        "entry | lindqvist2011 | article · Lindqvist 2011 · A Table for Twø",
        "  field | author | Lindqvist, Marta",
        "  field | title | A Table for Twø",
        "  field | journaltitle | jsr",
        "  field | date | 2011",
      ],
    );
  });

  it("shows strings, preambles, templates and sets where they stand", async () => {
    await checkOutline(
      '@preamble{"\\newcommand{\\x}{y}"}\n@string{jsr = "Sample Review", acm = {ACM}}\n@xdata{press, publisher={Tidewater}}\n@set{both, entryset={a,b}}\n',
      [
        'preamble | @preamble | "\\newcommand{\\x}{y}"',
        "string | @string jsr | Sample Review",
        "string | @string acm | ACM",
        "template | press | xdata",
        "  field | publisher | Tidewater",
        "set | both | set",
        "  field | entryset | a,b",
      ],
    );
  });

  it("shows what is broken too, and says where a key is missing", async () => {
    await checkOutline("@book{, title={Nameless}}\n@book{open2001, title={Half\n@book{next2002, title={Whole}, year=2002}\n", [
      "entry | (no key) | book · Nameless",
      "  field | title | Nameless",
      "entry | open2001 | book · Half",
      "  field | title | Half",
      "entry | next2002 | book · 2002 · Whole",
      "  field | title | Whole",
      "  field | year | 2002",
    ]);
  });

  it("has what an entry inherits in its detail", async () => {
    await checkOutline("@inbook{part, author={Webber, Ann}, title={Part}, crossref={whole}}\n@book{whole, title={Whole}, date={1999}}\n", [
      "entry | part | inbook · Webber 1999 · Part",
      "  field | author | Webber, Ann",
      "  field | title | Part",
      "  field | crossref | whole",
      "entry | whole | book · 1999 · Whole",
      "  field | title | Whole",
      "  field | date | 1999",
    ]);
  });

  it("leaves out the fields of a large file", async () => {
    const entries = Array.from({ length: 2100 }, (_, i) => `@book{b${i}, title={Title ${i}}}`);
    const { service, main } = await openFixture(`%! refs.bib\n${entries.join("\n")}\n`);
    const symbols = (await service.bibliography.outline(main.path, never)) ?? [];
    assert.equal(symbols.length, 2100);
    assert.ok(symbols.every((symbol) => symbol.children.length === 0));
  });

  it("outlines CSL-JSON", async () => {
    const { service, main } = await openFixture(
      '%! refs.csljson\n[{"id": "brandt1999", "type": "book", "title": "Neighbours", "author": [{"family": "Brandt", "given": "Ilse"}], "issued": {"date-parts": [[1999]]}}]\n',
    );
    const symbols = (await service.bibliography.outline(main.path, never)) ?? [];
    assert.deepEqual(
      symbols.map(({ name, detail }) => `${name} | ${detail}`),
      ["brandt1999 | book · Brandt 1999 · Neighbours"],
    );
  });

  it("says nothing of drafts", async () => {
    const { service, main } = await openFixture("%! a.md\n# A heading\n");
    assert.equal(await service.bibliography.outline(main.path, never), undefined);
  });
});
