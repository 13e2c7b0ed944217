import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { RawEntry } from "../../src/syntax/bibliography.ts";
import { readBibtex } from "../../src/syntax/bibtex.ts";

/** Ways in which people and programs break an entry; `k` is its key. Each is a fault that must be said, unless it is one only for some programs. */
const breakages: readonly (readonly [string, (k: string) => string, isFault?: boolean])[] = [
  ["a comma missing behind the key", (k) => `@book{${k}\n  title = {T}\n}`],
  ["a comma missing between fields", (k) => `@book{${k},\n  title = {T}\n  year = 2000\n}`],
  ["a brace that is never closed", (k) => `@book{${k},\n  title = {T {x},\n  year = 2000\n}`],
  ["a brace too many", (k) => `@book{${k},\n  title = {T}},\n  year = 2000\n}`],
  ["an entry that closes twice", (k) => `@book{${k},\n  title = {T}\n}}`, false],
  ["an entry that closes early", (k) => `@book{${k},\n  title = {T}\n}\n  year = 2000\n}`],
  ["a quotation mark that is never closed", (k) => `@book{${k},\n  title = "T,\n  year = 2000\n}`],
  ["quotation marks within quotation marks", (k) => `@book{${k},\n  title = "T "x" y",\n  year = 2000\n}`],
  ["a value that is missing", (k) => `@book{${k},\n  title = ,\n  year = 2000\n}`],
  ["a value that is missing at the end", (k) => `@book{${k},\n  title =\n}`],
  ["an equals sign that is missing", (k) => `@book{${k},\n  title {T},\n  year = 2000\n}`],
  ["an equals sign that is missing before quotation marks", (k) => `@book{${k},\n  title "T",\n  year = 2000\n}`],
  ["a name without anything", (k) => `@book{${k},\n  title\n}`],
  ["no key", () => "@book{,\n  title = {T}\n}"],
  ["no key and no comma", () => "@book{\n  title = {T},\n}"],
  ["no fields", (k) => `@book{${k}}`, false],
  ["a key with a space", (k) => `@book{my ${k},\n  title = {T}\n}`],
  ["odd names of fields", (k) => `@book{${k},\n  größe = {1},\n  2nd = {2}\n}`],
  ["an at sign in a value", (k) => `@book{${k},\n  note = {me@x.org},\n  title = {@home}\n}`, false],
  ["an at sign where a field should be", (k) => `@book{${k},\n  @title = {T},\n  year = 2000\n}`],
  ["a lone at sign", () => "@"],
  ["an at sign too many", (k) => `@@book{${k},\n  title = {T}\n}`],
  ["a half-typed type", () => "@boo"],
  ["a half-typed entry", () => "@book{"],
  ["a half-typed key", (k) => `@book{${k}`],
  ["a half-typed field", (k) => `@book{${k},\n  tit`],
  ["a half-typed value", (k) => `@book{${k},\n  title = {The`],
  ["a NUL", (k) => `@book{${k},\n  title = {T\0}\n}`],
  ["many braces", (k) => `@book{${k},\n  title = ${"{".repeat(500)}T${"}".repeat(500)}\n}`, false],
  ["many braces that never close", (k) => `@book{${k},\n  title = ${"{".repeat(500)}T\n}`],
  ["parentheses", (k) => `@book(${k},\n  title = {T}\n)`, false],
  ["a parenthesis that is never closed", (k) => `@book(${k},\n  title = {T}`],
  ["a parenthesis closed by a brace", (k) => `@book(${k},\n  title = {T}\n}`],
  ["a field twice", (k) => `@book{${k},\n  title = {T},\n  title = {U}\n}`],
  ["two hashes", (k) => `@book{${k},\n  title = {T} # # {U}\n}`],
  ["a hash at the end", (k) => `@book{${k},\n  title = {T} #,\n  year = 2000\n}`],
  ["words without braces", (k) => `@book{${k},\n  title = Power and Purpose,\n  year = 2000\n}`],
  ["a comment", (k) => `@comment{${k}, title = {T}}`, false],
  ["a comment that never ends", (k) => `@comment{${k}, title = {T}`],
  ["a comment of one word", () => "@comment", false],
  ["a preamble", () => '@preamble{"\\newcommand{\\x}[1]{#1}"}', false],
  ["a preamble that never ends", () => '@preamble{"\\newcommand{\\x}[1]{#1}"'],
  ["a string", (k) => `@string{${k} = "x"}`, false],
  ["a string without a value", (k) => `@string{${k}}`],
  ["a string that never ends", (k) => `@string{${k} = "x`],
  ["text", () => "Notes (see p. 5), written by me@x.org; 50% = half {of it", false],
  ["a commented entry", (k) => `% @book{${k}, title = {T}`, false],
  ["a line of dashes", () => `%${"-".repeat(70)}`, false],
  ["nothing", () => "", false],
  ["a byte order mark in the middle", (k) => `\ufeff@book{${k},\n  title = {T}\n}`, false],
  ["no line breaks", (k) => `@book{${k},title={T},year=2000`],
  ["a value of many lines that never ends", (k) => `@book{${k},\n  abstract = {One\n\n  Two\n\n  Three,\n  year = 2000,\n}`],
];

const good = (key: string): string =>
  `@article{${key},\n  author = {Ünal, A. and O'Neil, B.},\n  title = {On {NATO} = "x" # @home},\n  year = 2001\n}`;

function checkGood(entry: RawEntry | undefined, key: string, text: string): void {
  assert.ok(entry !== undefined, `${key} was lost in ${text}`);
  const fields = entry.fields.map(({ name, parts }) => `${name}=${parts.map((part) => part.text).join("")}`);
  assert.deepEqual([entry.key, ...fields], [key, "author=Ünal, A. and O'Neil, B.", 'title=On {NATO} = "x" # @home', "year=2001"], text);
  assert.equal(text.slice(entry.span.start, entry.span.end), good(key));
}

describe("an entry broken by", () => {
  for (const [name, write, isFault = true] of breakages) {
    it(`${name} costs no neighbour${isFault ? ", and it is said where" : ""}`, () => {
      const text = `${good("before")}\n\n${write("broken")}\n\n${good("after")}\n`;
      const { entries, faults } = readBibtex(text);
      checkGood(entries.at(0), "before", text);
      checkGood(entries.at(-1), "after", text);
      const [start, end] = [good("before").length, text.length - good("after").length - 1];
      for (const { span } of faults) assert.ok(start <= span.start && span.end <= end, `${text.slice(span.start, span.end)} is not broken`);
      assert.equal(faults.length > 0, isFault, JSON.stringify(faults));
    });
  }

  // Where a comment that is never closed meets a brace too many, nobody can tell that it did not hold what stands between.
  it("any of these, in any order, costs no good entry", () => {
    const breakage = fc.constantFrom(...breakages.filter(([name]) => name !== "a comment that never ends").map(([, write]) => write));
    fc.assert(
      fc.property(fc.array(fc.option(breakage), { maxLength: 12 }), fc.constantFrom("\n", "\n\n", "\r\n"), (pieces, gap) => {
        const keys = pieces.map((piece, index) => ({ piece, key: `k${index}` }));
        const text = keys.map(({ piece, key }) => (piece === null ? good(key) : piece(`${key}x`))).join(gap);
        const found = new Map(readBibtex(text).entries.map((entry) => [entry.key, entry]));
        for (const { piece, key } of keys) if (piece === null) checkGood(found.get(key), key, text);
      }),
      { numRuns: 1000 },
    );
  });
});
