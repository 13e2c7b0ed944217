import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { BibliographyFacts } from "../../src/syntax/bibliography.ts";
import { readBibtex, startBibtex } from "../../src/syntax/bibtex.ts";
import { BibtexFacts } from "../../src/syntax/bibtexFacts.ts";
import { changeBetween } from "../../src/syntax/textChange.ts";

/** Everything that a file says, as plain data. */
const said = ({ entries, strings, faults, suppressions, writtenBy }: BibliographyFacts): unknown =>
  JSON.parse(JSON.stringify({ entries, strings, faults, suppressions, writtenBy: writtenBy ?? null }));

function readAgain(text: string, earlier: BibliographyFacts): BibtexFacts {
  const reading = startBibtex(text, earlier);
  while (!reading.advance(() => false));
  const facts = reading.facts();
  assert.ok(facts instanceof BibtexFacts);
  return facts;
}

/** Reads each text on top of the one before; what comes out is what a reading from scratch gives. */
function checkVersions(texts: readonly string[]): BibtexFacts[] {
  const versions: BibtexFacts[] = [];
  for (const text of texts) {
    const earlier = versions.at(-1);
    const facts = readAgain(text, earlier ?? readBibtex(""));
    assert.deepEqual(said(facts), said(readBibtex(text)));
    checkKept(facts, versions);
    versions.push(facts);
  }
  return versions;
}

/** What is said to have stayed the same did. */
function checkKept(facts: BibtexFacts, versions: readonly BibtexFacts[]): void {
  const written = (one: BibtexFacts) => one.entries.map(({ span }) => one.table.source.slice(span.start, span.end));
  for (const { since, before, after } of facts.kept) {
    const earlier = versions.find((version) => version.version === since);
    if (earlier === undefined) continue;
    const [now, then] = [written(facts), written(earlier)];
    assert.ok(before + after <= Math.min(now.length, then.length));
    assert.deepEqual(now.slice(0, before), then.slice(0, before));
    assert.deepEqual(now.slice(now.length - after), then.slice(then.length - after));
  }
}

/** A file of so many entries of about 250 characters. */
const library = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) =>
      `@article{key${i},\n  author = {Smith, Ann and Bell, Ben},\n  title = {A title of some length, the ${i}th of many},\n  year = ${1900 + i},\n}\n\n`,
  ).join("");

const edited = (text: string, from: number, to: number, put: string): string => text.slice(0, from) + put + text.slice(to);

describe("where two texts differ", () => {
  const check = (before: string, after: string, expected: ReturnType<typeof changeBetween>) =>
    assert.deepEqual(changeBetween(before, after), expected);
  it("is the smallest stretch", () => {
    check("same", "same", undefined);
    check("abcd", "abXd", { start: 2, oldEnd: 3, newEnd: 3 });
    check("", "ab", { start: 0, oldEnd: 0, newEnd: 2 });
    check("aa", "aaa", { start: 2, oldEnd: 2, newEnd: 3 });
    const long = "x".repeat(200_000);
    check(`${long}a${long}`, `${long}bc${long}`, { start: 200_000, oldEnd: 200_001, newEnd: 200_002 });
  });
});

describe("a file that is read again", () => {
  it("reads the entry that changed, and few beside it", () => {
    const before = library(2000);
    const at = before.indexOf("title", 250_000);
    const [, facts] = checkVersions([before, edited(before, at, at, "sub")]);
    const [kept] = facts?.kept ?? [];
    assert.ok(kept !== undefined && kept.before + kept.after > 1990, "most entries were read again");
  });
  it("remembers several versions", () => {
    let text = library(300);
    const texts = [text];
    for (const at of [20_000, 5_000, 30_000]) {
      text = edited(text, at, at, "x");
      texts.push(text);
    }
    const versions = checkVersions(texts);
    const kept = versions.at(-1)?.kept.find(({ since }) => since === versions[0]?.version);
    assert.ok(kept !== undefined && kept.before > 20 && kept.after > 20);
  });
  it("lets go of what nobody needs: texts and marks of versions that are gone", () => {
    let text = library(40);
    const versions: string[] = [text];
    for (let round = 0; round < 30; round++) {
      text = edited(text, 2_500, 2_500, "y");
      versions.push(text);
    }
    const facts = checkVersions(versions).at(-1);
    assert.ok((facts?.table.markings ?? 99) <= 3);
  });
  it("notices a block that never closes, and one that closes again", () => {
    const text = library(30);
    const open = edited(text, 3_000, 3_000, "\n@comment{ oh\n");
    checkVersions([text, open, edited(open, 3_010, 3_010, "}"), text]);
  });
  it("moves strings, faults, silences and NULs along", () => {
    const odd = `% ibid-ignore\n@string{acmPressOfNewYork = {ACM Press}}\n@book{b, title {T}, x = }\n`;
    const text = `${library(5)}${odd}${library(5)}${odd}\0${library(5)}`;
    const at = text.indexOf("@string");
    checkVersions([text, `% x\n${text}`, edited(text, at, at + 1, ""), text.replace("\0", ""), edited(text, 2_000, 2_600, "}}")]);
  });

  const piece = fc.constantFrom(
    ...[
      "@book{",
      "@article{a,\n",
      "@string{",
      "@comment{",
      "key",
      ",",
      " = ",
      "{",
      "}",
      '"',
      "#",
      "\n",
      " ",
      "%",
      "@",
      "title",
      "\0",
      "ü",
      ")",
      "\r\n",
    ],
    "@book{good, title = {T}, year = 2000}\n",
    "\n@misc{k,\n author = {A and B},\n note = acm # {x}\n}\n",
    "% ibid-ignore link.dead\n",
    "x".repeat(350),
    " ".repeat(250),
  );
  const hostile = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
  const edit = fc.record({ from: fc.nat(), length: fc.nat(60), put: fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join("")) });

  it("is what a reading from scratch gives, whatever is typed", () => {
    const base = fc.oneof(
      hostile,
      fc.tuple(fc.nat(12), hostile, fc.nat(12)).map(([one, odd, other]) => library(one) + odd + library(other)),
    );
    fc.assert(
      fc.property(base, fc.array(edit, { minLength: 1, maxLength: 5 }), (text, edits) => {
        const texts = [text];
        for (const { from, length, put } of edits) {
          const last = texts.at(-1) ?? "";
          const start = from % (last.length + 1);
          texts.push(edited(last, start, start + length, put));
        }
        checkVersions(texts);
      }),
      { numRuns: 400 },
    );
  });

  it("reads plain entries as it reads all others", () => {
    // An entry behind a blank is not taken for plain.
    const closely = (text: string) => text.replace(/^@/gm, " @");
    const printed = (text: string): unknown => {
      const { entries, faults } = readBibtex(text);
      const shown = (words: string) => words.replace(/\s+/g, " ").trim();
      return {
        entries: entries.map(({ type, key, fields, span }) => [
          type,
          key,
          text.slice(span.start, span.end).replace(/^\s+/gm, ""),
          fields.map(({ name, parts }) => [name, parts.map((part) => [part.kind, shown(part.text)])]),
        ]),
        faults: faults.map(({ kind, subject, key, span }) => [kind, shown(subject), key, shown(text.slice(span.start, span.end))]),
      };
    };
    const field = fc.tuple(
      fc.constantFrom("title", "Year", "author", "foo.bar", "x-y", "url", "2nd", "größe"),
      fc.constantFrom(" = ", "=", " ", "\n=\n"),
      fc.constantFrom("{A {B} c}", '"q {"} r"', "2001", "jan", "acm # 1", "{", '"', "x y", "1-2", "{a@b}", "{\n@c}", ""),
      fc.constantFrom(",\n", ",", "\n", " ,", "}\n", ", % c\n", ",,"),
    );
    const entry = fc
      .tuple(
        fc.constantFrom("@book{", "@Article{", "@misc(", "@book {"),
        fc.constantFrom("k,", "ü1,", "a b,", "", "k", " k ,", "k%,"),
        fc.array(field, { maxLength: 5 }),
      )
      .map(([head, key, fields]) => `${head}${key}\n${fields.flat().join("")}}\n`);
    fc.assert(
      fc.property(fc.array(fc.oneof(entry, hostile), { maxLength: 4 }), (parts) => {
        const text = parts.join("\n");
        assert.deepEqual(printed(text), printed(closely(text)));
      }),
      { numRuns: 1000 },
    );
  });
});
