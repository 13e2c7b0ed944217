import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { BibliographyFacts, SyntaxFault } from "../../src/syntax/bibliography.ts";
import { readBibtex, startBibtex } from "../../src/syntax/bibtex.ts";
import { overlaps } from "../../src/text/span.ts";
import { assertLinear } from "../growth.ts";

/** Entries as `type key: field=value field=a#b`; words are in angle brackets. */
function print(facts: BibliographyFacts): string[] {
  return facts.entries.map((entry) => {
    const fields = entry.fields.map(({ name, parts }) => {
      const values = parts.map((part) => (part.kind === "word" ? `<${part.text}>` : part.text.replace(/\s+/g, " ")));
      return ` ${name}=${values.join("#")}`;
    });
    return `${entry.type} ${entry.key}:${fields.join("")}`;
  });
}

const printFault = (fault: SyntaxFault, text: string): string =>
  `${fault.kind} ${fault.subject} in ${fault.key ?? "-"} at ${text.slice(fault.span.start, fault.span.end)}`;

function checkRead(text: string, entries: readonly string[], faults: readonly string[] = []): BibliographyFacts {
  const facts = readBibtex(text);
  assert.deepEqual(print(facts), entries);
  assert.deepEqual(
    facts.faults.map((fault) => printFault(fault, text)),
    faults,
  );
  return facts;
}

/** A broken entry between two good ones: both stay, and the fault is said. */
function checkNeighbours(broken: string, entry: string | undefined, faults: readonly string[]): void {
  const all = ["book before: title=B", ...(entry === undefined ? [] : [entry]), "book after: title=A"];
  checkRead(`@book{before,\n  title = {B}\n}\n\n${broken}\n\n@book{after,\n  title = {A}\n}\n`, all, faults);
}

describe("entries", () => {
  it("reads fields with braces, quotation marks, numbers and names", () => {
    checkRead('@Article{a1,\n  Title = {A {B} C},\n  author = "X {"}Y{"} Z",\n  year = 2012,\n  month = jan # "~1",\n}', [
      'article a1: title=A {B} C author=X {"}Y{"} Z year=<2012> month=<jan>#~1',
    ]);
  });
  it("gives the place of everything", () => {
    const text = '@book{webber,\n  title = {NATO} # " and",\n}';
    const [entry] = readBibtex(text).entries;
    assert.deepEqual(entry?.span, { start: 0, end: text.length });
    assert.deepEqual(entry?.keySpan, { start: 6, end: 12 });
    const [field] = entry?.fields ?? [];
    assert.equal(text.slice(field?.nameSpan.start, field?.nameSpan.end), "title");
    assert.equal(text.slice(field?.valueSpan.start, field?.valueSpan.end), '{NATO} # " and"');
    assert.deepEqual(
      field?.parts.map((part) => text.slice(part.span.start, part.span.end)),
      ["NATO", " and"],
    );
    assert.deepEqual(JSON.parse(JSON.stringify(field)).nameSpan, field?.nameSpan);
  });
  it("takes parentheses as brackets", () => {
    checkRead("@book(a, title = {T (x)}, year = 2000)", ["book a: title=T (x) year=<2000>"]);
  });
  it("takes keys as people have them", () => {
    for (const key of ["DBLP:conf/icml/X20", "10.1145/359340.359342", "müller2020", "a+b", "o'neil", "a_b-c", "__proto__"]) {
      checkRead(`@misc{${key}, title = {T}}`, [`misc ${key}: title=T`]);
    }
  });
  it("takes spaces, commas and lines as they come", () => {
    checkRead("@book {\n k ,\r\n title={A}\r\n,\r\n,year=1,,\r\n}", ["book k: title=A year=<1>"]);
    checkRead("@book{a,title={A}}@book{b}@book{c},\n@book{d}", ["book a: title=A", "book b:", "book c:", "book d:"]);
  });
  it("leaves % alone inside values and skips it elsewhere", () => {
    checkRead('@misc{a, % a note, with = signs\n url = {https://x.org/a%20b},\n % title = {no},\n note = "%%CITATION"}', [
      "misc a: url=https://x.org/a%20b note=%%CITATION",
    ]);
  });
  it("takes bare values with more than letters", () => {
    checkRead("@misc{a, isbn = 1-405-80673-7, url = https://x.org/?a=b, year = 2020a}", [
      "misc a: isbn=<1-405-80673-7> url=<https://x.org/?a=b> year=<2020a>",
    ]);
  });
  it("reads strings", () => {
    const facts = readBibtex('@string{ACM = "Press" # { of ACM}}\n@STRING(ieee = {IEEE})\n@preamble{"x" # "y"}\n@book{b}');
    assert.deepEqual(
      facts.strings.map(({ name, parts }) => [name, ...parts.map((part) => part.text)]),
      [
        ["acm", "Press", " of ACM"],
        ["ieee", "IEEE"],
      ],
    );
    assert.deepEqual(print(facts), ["book b:"]);
  });
});

describe("what stands between entries", () => {
  it("is passed over, addresses included", () => {
    checkRead("Written by me@x.org for you @home (or not).\n@book{a}\n@(#) header\n% see @book{no,\n%  title={x}}\n@book{b}", [
      "book a:",
      "book b:",
    ]);
  });
  it("@comment hides what it holds", () => {
    checkRead("@comment{ @article{z, title={T}}\n@article{y,}\n}\n@book{b}\n@Comment jabref-entrytype: X\n@book{c}", [
      "book b:",
      "book c:",
    ]);
  });
  it("a comment that never ends hides nothing but its line", () => {
    checkRead("@comment{ foo\n@book{b}", ["book b:"], ["unclosedEntry comment in - at @comment{"]);
  });
  it("says what was half typed", () => {
    checkRead("@art\n@book{b}\n@", ["book b:"], ["notAnEntry art in - at @art", "notAnEntry  in - at @"]);
  });
  it("tells a file that another program writes", () => {
    const check = (head: string, expected: string | undefined) => assert.equal(readBibtex(`${head}\n@book{a}`).writtenBy, expected);
    check("% Exported by Better BibTeX for Zotero, kept up to date", "Zotero");
    check("Automatically generated by Mendeley Desktop 1.19\nAny changes to this file will be lost", "Mendeley");
    check("% Encoding: UTF-8", undefined);
    check("@comment{jabref-meta: databaseType:biblatex;}", undefined);
    assert.equal(readBibtex("@book{a, note={Better BibTeX}}").writtenBy, undefined);
  });
  it("reads where problems are silenced", () => {
    const text =
      "@book{a}\n% ibid-ignore link.dead, bibliography.syntax\n@book{b,\n title={T}\n}\n@book{c}\n%ibid-ignore\n@book{d}\n% ibid-ignored";
    assert.deepEqual(
      readBibtex(text).suppressions.map(({ codes, span }) => [codes.join(" "), text.slice(span.start, span.end)]),
      [
        ["link.dead bibliography.syntax", "% ibid-ignore link.dead, bibliography.syntax\n@book{b,\n title={T}\n}"],
        ["", "%ibid-ignore\n@book{d}"],
      ],
    );
  });
});

describe("broken entries lose only themselves", () => {
  it("missing comma", () => {
    checkNeighbours("@book{a,\n  author = {X}\n  title = {T}\n}", "book a: author=X title=T", ["missingComma author in a at }"]);
    checkNeighbours("@book{a\n  title = {T}\n}", "book a: title=T", ["missingComma a in a at a"]);
    checkNeighbours("@book{a author = {X}}", "book a: author=X", ["missingComma a in a at a"]);
  });
  it("missing equals sign", () => {
    checkNeighbours("@book{a,\n  title {T},\n  year = 1\n}", "book a: title=T year=<1>", ["missingEquals title in a at title"]);
    checkNeighbours("@book{a,\n  half typed words\n  here\n  year = 1\n}", "book a: year=<1>", ["missingEquals half in a at half"]);
  });
  it("missing value", () => {
    checkNeighbours("@book{a,\n  title = ,\n  year = 1\n}", "book a: title= year=<1>", ["missingValue title in a at title"]);
    checkNeighbours("@book{a,\n  title =\n  year = 1\n}", "book a: title= year=<1>", ["missingValue title in a at title"]);
    checkNeighbours("@book{a,\n  title = }", "book a: title=", ["missingValue title in a at title"]);
  });
  it("missing or odd key", () => {
    checkNeighbours("@book{,\n  title = {T}\n}", "book : title=T", ["missingKey book in - at @book{"]);
    checkNeighbours("@book{title = {T}}", "book : title=T", ["missingKey book in - at @book{"]);
    checkNeighbours("@book{my key, title = {T}}", "book my key: title=T", ["keyWithSpace my key in my key at my key"]);
  });
  it("unclosed brace", () => {
    checkNeighbours("@book{a,\n  title = {T,\n  year = 1\n}", "book a: title=T year=<1>", ["unclosedValue title in a at {T"]);
    checkNeighbours("@book{a,\n  title = {{T},\n  year = 1\n}", "book a: title={T} year=<1>", ["unclosedValue title in a at {{T}"]);
    checkNeighbours("@book{a,\n  title = {T\n}", "book a: title=T", ["unclosedValue title in a at {T"]);
  });
  it("one brace too many", () => {
    checkNeighbours("@book{a,\n  title = {T}},\n  year = 1\n}", "book a: title=T year=<1>", ["unclosedValue title in a at }"]);
  });
  it("unclosed quotation mark", () => {
    checkNeighbours('@book{a,\n  title = "T,\n  author = "X",\n  year = 1\n}', "book a: title=T author=X year=<1>", [
      'unclosedValue title in a at "T',
    ]);
    checkNeighbours('@book{a,\n  title = "T\n}', "book a: title=T", ['unclosedValue title in a at "T']);
  });
  it("quotation marks inside quotation marks", () => {
    checkNeighbours('@book{a, title = "A "b" c", year = 1}', "book a: title=A  year=<1>", ['unclosedValue title in a at "A "']);
  });
  it("text without braces", () => {
    checkNeighbours("@book{a, title = Power and Purpose, year = 1}", "book a: title=Power and Purpose year=<1>", [
      "unclosedValue title in a at Power and Purpose",
    ]);
  });
  it("an entry that is being typed", () => {
    checkNeighbours("@article{", undefined, ["unclosedEntry  in - at @article{"]);
    checkNeighbours("@article{ke", "article ke:", ["unclosedEntry ke in ke at ke"]);
    checkNeighbours("@article{ke,", "article ke:", ["unclosedEntry ke in ke at ke"]);
    checkNeighbours("@article{ke, au", "article ke:", ["unclosedEntry ke in ke at ke"]);
    checkNeighbours("@article{ke, author = {X}", "article ke: author=X", ["unclosedEntry ke in ke at ke"]);
  });
  it("odd and repeated field names", () => {
    checkNeighbours("@book{a, größe = {1}, 2nd = {2}, foo.bar = {3}}", "book a: größe=1 2nd=2 foo.bar=3", [
      "oddFieldName größe in a at größe",
      "oddFieldName 2nd in a at 2nd",
    ]);
    checkNeighbours("@book{a, title = {1}, Title = {2}}", "book a: title=1 title=2", ["duplicateField title in a at Title"]);
  });
  it("an @ too many", () => {
    assert.deepEqual(
      readBibtex("@@book{a, title = {T}}").entries.map(({ key }) => key),
      ["a"],
    );
  });
  it("NUL characters", () => {
    checkNeighbours("@book{a, title = {x\0y}}", "book a: title=x\0y", ["controlCharacter NUL in a at \0"]);
  });
  it("deep braces", () => {
    const deep = `${"{".repeat(500)}x${"}".repeat(500)}`;
    checkNeighbours(`@book{a, title = {${deep}}}`, `book a: title=${deep}`, []);
  });
});

describe("any text", () => {
  const hostile = fc
    .array(
      fc.constantFrom(
        "@book{",
        "@article(",
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
        "author = {A},\n",
        "\0",
        "ü",
        ")",
        "1999",
        "\r\n",
      ),
      { maxLength: 60 },
    )
    .map((pieces) => pieces.join(""));

  it("keeps spans inside, in order and apart", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ maxLength: 200 })), (text) => {
        const facts = readBibtex(text);
        const spans = facts.entries.map((entry) => entry.span);
        for (const [index, entry] of spans.entries()) {
          assert.ok(0 <= entry.start && entry.start < entry.end && entry.end <= text.length);
          const next = spans[index + 1];
          assert.ok(next === undefined || (!overlaps(entry, next) && entry.start < next.start), "entries overlap");
        }
        for (const entry of facts.entries) {
          for (const field of entry.fields) {
            for (const inner of [field.nameSpan, field.valueSpan, ...field.parts.map((part) => part.span)]) {
              assert.ok(entry.span.start <= inner.start && inner.start <= inner.end && inner.end <= entry.span.end, "field outside");
            }
          }
        }
        for (const fault of facts.faults)
          assert.ok(0 <= fault.span.start && fault.span.start <= fault.span.end && fault.span.end <= text.length);
      }),
      { numRuns: 1000 },
    );
  });

  it("reads what was printed", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    const fields = fc.uniqueArray(fc.tuple(name, fc.stringMatching(/^[A-Za-z0-9 .,=@%\n]{0,20}$/)), {
      selector: ([field]) => field,
      maxLength: 5,
    });
    const entry = fc.record({ key: fc.stringMatching(/^[A-Za-z][A-Za-z0-9:_-]{0,10}$/), fields }, { noNullPrototype: true });
    const entries = fc.array(entry, { maxLength: 5 });
    fc.assert(
      fc.property(entries, fc.boolean(), (all, quoted) => {
        const [open, close] = quoted ? ['"', '"'] : ["{", "}"];
        const text = all.map(
          ({ key, fields }) => `@book{${key},\n${fields.map(([field, value]) => `  ${field} = ${open}${value}${close},\n`).join("")}}\n`,
        );
        const read = readBibtex(text.join("\n")).entries;
        assert.deepEqual(
          read.map(({ key, fields }) => ({
            key,
            fields: fields.map((field) => [field.name, field.parts.map((part) => part.text).join("")]),
          })),
          all,
        );
      }),
    );
  });

  it("a broken neighbour never costs an entry", () => {
    const inner = fc.array(fc.constantFrom("a", " ", ",", "=", "{", "}", '"', "#", "\n", "title = {T},\n", "%"), { maxLength: 25 });
    fc.assert(
      fc.property(inner, (pieces) => {
        const facts = readBibtex(`@book{first,\n title = {F}\n}\n@misc{x,${pieces.join("")}\n@book{last,\n title = {L}\n}\n`);
        const keys = facts.entries.map((entry) => entry.key);
        assert.equal(keys[0], "first");
        assert.equal(keys.at(-1), "last");
      }),
      { numRuns: 500 },
    );
  });

  it("is linear for hostile input", () => {
    for (const piece of [
      "@book{a, t={",
      '@book{a, t="',
      "@comment{",
      "@",
      "{",
      "@book{a,\n t={x\n",
      "a@b ",
      "@book{a b c\n",
      " %",
      "@string{a=",
      "@book{a, x\n",
    ]) {
      assertLinear(piece, (count) => piece.repeat(count), readBibtex, 20_000);
    }
  });

  it("reads in slices what it reads at once", () => {
    const text = Array.from({ length: 200 }, (_, i) => `@book{k${i},\n title = {T${i}}\n}\njunk\n`).join("");
    const reading = startBibtex(text);
    let slices = 1;
    while (!reading.advance(() => false)) slices++;
    assert.ok(slices > 100);
    assert.deepEqual(print(reading.facts()), print(readBibtex(text)));
  });
});
