import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readEndnote } from "../../src/syntax/endnote.ts";
import { assertLinear } from "../growth.ts";

const keys = (text: string): readonly string[] => readEndnote(text).entries.map(({ key }) => key);

describe("records of EndNote's tagged format", () => {
  it("begin with %0", () => {
    const text = "%0 Journal Article\n%A Webber, Mark\n%D 2012\n%X One\n\nTwo\n%K a\nb\n\n%0 Book\n%F smith\n%T Two\n";
    assert.deepEqual(keys(text), ["Webber_2012", "smith"]);
    const [first] = readEndnote(text).entries;
    assert.equal(first?.type, "journal article");
    assert.equal(first?.fields.find(({ name }) => name === "%X")?.parts[0]?.text, "One\n\nTwo");
    assert.equal(first?.fields.find(({ name }) => name === "%K")?.parts[0]?.text, "a\nb");
    assert.deepEqual(readEndnote(text).faults, []);
  });

  it("are parted by empty lines where there is no %0", () => {
    const text = "%A Webber, Mark\n%T One\n%D 2012\n\n%A Smith, John\n%T Two\n%D 1999\n";
    assert.deepEqual(keys(text), ["Webber_2012", "Smith_1999"]);
    assert.deepEqual(
      readEndnote(text).faults.map(({ kind }) => kind),
      ["missingType", "missingType"],
    );
  });

  it("keep a per cent sign that is no tag", () => {
    const [entry] = readEndnote("%0 Book\n%T Shares of\n%50 and more\n").entries;
    assert.equal(entry?.fields.at(-1)?.parts[0]?.text, "Shares of\n%50 and more");
  });

  it("are read from any text, in proportion to it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom("%0 Book", "%A Smith, J.", ""), fc.string({ maxLength: 12 })), { maxLength: 20 }),
        (lines) => {
          const { entries } = readEndnote(lines.join("\n"));
          entries.forEach((entry, index) => {
            assert.ok(entry.span.start >= (entries[index - 1]?.span.end ?? 0));
          });
        },
      ),
    );
    assertLinear("empty lines", (size) => "%A x\n\n".repeat(size), readEndnote, 20_000);
  });
});
