import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readRis } from "../../src/syntax/ris.ts";
import { assertLinear } from "../growth.ts";

const keys = (text: string): readonly string[] => readRis(text).entries.map(({ key }) => key);
const kinds = (text: string): readonly string[] => readRis(text).faults.map(({ kind }) => kind);

/** The fields of the only record, as `TAG value`. */
function fields(text: string): readonly string[] {
  const [entry] = readRis(text).entries;
  return (entry?.fields ?? []).map(({ name, parts }) => `${name} ${parts.map((part) => part.text).join("")}`);
}

describe("records of RIS", () => {
  it("go from TY to ER, whatever the line breaks", () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const text = ["\ufeffTY  - JOUR", "ID  - a", "TI  - One", "ER  - ", "", "TY  - BOOK", "ID  - b", "ER  -"].join(end);
      assert.deepEqual(keys(text), ["a", "b"]);
      assert.deepEqual(kinds(text), []);
    }
  });

  it("have the places of key, tag and value", () => {
    const text = "TY  - JOUR\nID  -  smith2012 \nTI  - One\n  Two\nER  - \n";
    const [entry] = readRis(text).entries;
    const slice = (span: { start: number; end: number } | undefined) => text.slice(span?.start, span?.end);
    assert.equal(slice(entry?.keySpan), "smith2012");
    assert.equal(slice(entry?.fields[2]?.nameSpan), "TI");
    assert.equal(slice(entry?.fields[2]?.valueSpan), "One\n  Two");
    assert.equal(slice(entry?.span), text.trimEnd().concat(" "));
    assert.equal(entry?.type, "jour");
  });

  it("begin anew at TY where ER is missing, and say so", () => {
    const text = "TY  - JOUR\nID  - a\n\nTY  - BOOK\nID  - b\nER  - \nTY  - BOOK\nID  - c";
    assert.deepEqual(keys(text), ["a", "b", "c"]);
    assert.deepEqual(kinds(text), ["missingEnd", "missingEnd"]);
  });

  it("may be written in small letters or with other blanks", () => {
    assert.deepEqual(fields("ty - jour\nau - Smith, J.\nti-Title\nid - a\ner -\n"), ["TY jour", "AU Smith, J.", "TI Title", "ID a"]);
    assert.deepEqual(fields("TY  -JOUR\nAU  -Smith, J.\nER  -"), ["TY JOUR", "AU Smith, J."]);
  });

  it("keep words that only look like a tag", () => {
    const text = "TY  - JOUR\nID  - a\nAB  - In sum:\nit - so they say - was\nAU-thors agree\nER  - ";
    assert.deepEqual(fields(text), ["TY JOUR", "ID a", "AB In sum:\nit - so they say - was\nAU-thors agree"]);
  });

  it("may follow lines of a publisher's own", () => {
    const text = "Provider: Example Press\nContent: text/plain; charset=UTF-8\n\n\nTY  - JOUR\nID  - a\nER  - ";
    assert.deepEqual(keys(text), ["a"]);
    assert.deepEqual(kinds(text), []);
  });

  it("are kept without their type", () => {
    assert.deepEqual(kinds("ID  - a\nTI  - One\nER  - "), ["missingType"]);
    assert.deepEqual(keys("ID  - a\nTI  - One\nER  - "), ["a"]);
  });

  it("say where the key has a space or the file a NUL", () => {
    assert.deepEqual(kinds("TY  - JOUR\nID  - a b\nTI  - x\0y\nER  - "), ["keyWithSpace", "controlCharacter"]);
  });
});

describe("records without a key", () => {
  const record = (...lines: readonly string[]) => ["TY  - JOUR", ...lines, "ER  - ", ""].join("\n");

  it("get pandoc's", () => {
    assert.deepEqual(keys(record("AU  - Webber, Mark", "A1  - Sperling, James", "PY  - 2012")), ["Webber_Sperling_2012"]);
  });

  it("get a letter where they are alike, also to a key of the file's own", () => {
    const smith = record("AU  - Smith, J.", "PY  - 2012");
    assert.deepEqual(keys(smith + smith + smith), ["Smith_2012", "Smith_2012a", "Smith_2012b"]);
    assert.deepEqual(keys(record("ID  - Smith_2012") + smith), ["Smith_2012", "Smith_2012a"]);
  });

  it("get one that can be cited", () => {
    assert.deepEqual(keys(record("AU  - Müller, K.", "Y1  - 2012/03/04/")), ["muller2012"]);
    assert.deepEqual(keys(record("TI  - The Strategic Concept of the Alliance", "PY  - 1999")), ["strategicconcept1999"]);
    assert.deepEqual(keys(record("UR  - https://example.org")), ["entry"]);
  });

  it("are marked, and their key's place is that of the type", () => {
    const [entry] = readRis("TY  - JOUR\nAU  - Smith, J.\nER  - ").entries;
    assert.equal(entry?.keyIsMade, true);
    assert.deepEqual(entry?.keySpan, { start: 6, end: 10 });
  });
});

describe("any text as RIS", () => {
  it("is read without fail, spans in order", () => {
    const line = fc.oneof(
      fc.constantFrom("TY  - JOUR", "ER  - ", "AU  - Smith, J.", "ID  - x", "ty - book", "  more", "", "\0"),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom("\n", "\r\n", "\r"), (lines, end) => {
        const { entries } = readRis(lines.join(end));
        entries.forEach((entry, index) => {
          assert.ok(entry.span.start <= entry.span.end && entry.span.start >= (entries[index - 1]?.span.end ?? 0));
          for (const field of entry.fields) assert.ok(field.nameSpan.end <= field.valueSpan.start);
        });
        assert.equal(
          new Set(entries.filter((entry) => entry.keyIsMade === true).map(({ key }) => key)).size,
          entries.filter((entry) => entry.keyIsMade === true).length,
        );
      }),
    );
  });

  it("costs no entry to its neighbours", () => {
    const good = (key: string) => `TY  - JOUR\nID  - ${key}\nTI  - T\nER  - \n`;
    fc.assert(
      fc.property(
        fc.string({ maxLength: 80 }).filter((junk) => !/ER|TY/i.test(junk)),
        (junk) => {
          const found = keys(`${good("a")}${junk}\n${good("b")}`);
          assert.ok(found.includes("a") && found.includes("b"));
        },
      ),
    );
  });

  it("takes time in proportion", () => {
    const check = (name: string, make: (size: number) => string) => assertLinear(name, make, readRis, 20_000);
    check("records without end", (size) => "TY  - JOUR\nAB  - word\n".repeat(size));
    check("a value of many lines", (size) => `TY  - JOUR\nAB  - ${"more words\n".repeat(size)}`);
    check("like keys to make", (size) => "TY  - JOUR\nAU  - Smith, J.\nPY  - 2012\nER  - \n".repeat(size));
    check("blanks", (size) => " ".repeat(size * 10));
  });
});
