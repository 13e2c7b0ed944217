import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readCslYaml } from "../../src/syntax/cslYaml.ts";
import { assertLinear } from "../growth.ts";

const keys = (text: string): readonly string[] => readCslYaml(text).entries.map(({ key }) => key);

/** `name value` of an entry's fields, values as JSON. */
const fields = (text: string, key: string): readonly string[] =>
  (readCslYaml(text).entries.find((entry) => entry.key === key)?.fields ?? []).map(({ name, parts }) => `${name} ${parts[0]?.text}`);

describe("CSL-YAML", () => {
  it("is a list under references, or by itself", () => {
    for (const text of [
      "---\nreferences:\n- id: a\n  type: book\n- id: b\n  type: book\n...\n",
      "references:\n  - id: a\n    type: book\n\n  # more\n  - id: b\n    type: book\nnocite: '@*'\n",
      "- id: a\n  type: book\n- id: b\n  type: book\n",
      "title: T\nreferences:\n-   type: book\n    id: a\n-   id: b\n    title: B\n",
      "references: [{id: a, type: book}, {id: b, type: book}]\n",
      "references:\r\n- id: a\r\n  type: book\r\n- id: b\r\n  type: book\r\n",
    ])
      assert.deepEqual(keys(text), ["a", "b"], text);
  });

  it("keeps numbers and dates as written", () => {
    const text = "- id: 7\n  volume: 012\n  version: 1.10\n  issued: 2012-03\n  circa: true\n  edition: ~\n  author:\n  - family: O'Neil\n";
    assert.deepEqual(fields(text, "7"), [
      'id "7"',
      'volume "012"',
      'version "1.10"',
      'issued "2012-03"',
      'circa "true"',
      'author [{"family":"O\'Neil"}]',
    ]);
  });

  it("has the places of key, name and value", () => {
    const text = "references:\n- id: 'a1'\n  URL: https://example.org/x\n- id: b\n  abstract: |\n    One\n    - two\n  title: T\n";
    const { entries } = readCslYaml(text);
    const slice = (span: { start: number; end: number } | undefined) => text.slice(span?.start, span?.end);
    assert.equal(slice(entries[0]?.keySpan), "a1");
    assert.equal(slice(entries[0]?.fields[1]?.nameSpan), "URL");
    assert.equal(slice(entries[0]?.fields[1]?.valueSpan), "https://example.org/x");
    assert.equal(slice(entries[0]?.span), "- id: 'a1'\n  URL: https://example.org/x");
    assert.equal(slice(entries[1]?.keySpan), "b");
    assert.equal(entries[1]?.fields[1]?.parts[0]?.text, '"One\\n- two\\n"');
  });

  it("loses only what can't be read", () => {
    const text =
      '- id: a\n  title: One\n- id: b\n  title: Power: a history\n  publisher: "open\n  note: [x\n  page: 3-5\n- id: c\n  title: Three\n';
    assert.deepEqual(keys(text), ["a", "b", "c"]);
    assert.deepEqual(fields(text, "b"), ['id "b"', 'title "Power: a history"', 'publisher "open"', 'note ["x"]', 'page "3-5"']);
    const { faults } = readCslYaml(text);
    assert.ok(faults.length >= 2 && faults.every(({ kind, key }) => kind === "notYaml" && key === "b"));
  });

  it("is nothing where a file holds other lists", () => {
    for (const text of [
      "- name: checkout\n  uses: actions/checkout\n",
      "on: push\njobs:\n  build:\n    steps:\n    - run: x\n",
      "title: T\n",
      "",
    ])
      assert.deepEqual(keys(text), [], text);
  });

  it("is read from the metadata of a draft, at its place", () => {
    const text = "---\ntitle: T\nreferences:\n- id: a\n  type: book\n---\n\n- id: not one\n";
    const { entries } = readCslYaml(text, [{ start: 4, end: text.indexOf("\n---\n\n") + 1 }]);
    assert.deepEqual(
      entries.map((entry) => text.slice(entry.keySpan.start, entry.keySpan.end)),
      ["a"],
    );
  });

  it("is read from any text, and in proportion to it", () => {
    const line = fc.oneof(
      fc.constantFrom("references:", "- id: a", "  title: T", "---", "...", "  - x", "\ttab: y", "- [", "  &a: *a", "  - - - -"),
      fc.string({ maxLength: 16 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 16 }), (lines) => {
        const { entries } = readCslYaml(lines.join("\n"));
        entries.forEach((entry, index) => {
          assert.ok(entry.span.start >= (entries[index - 1]?.span.end ?? 0));
        });
      }),
    );
    const check = (name: string, make: (size: number) => string) => assertLinear(name, make, readCslYaml, 400);
    check("items", (size) => `references:\n${"- id: a\n  title: T\n".repeat(size)}`);
    check("broken items", (size) => `references:\n${'- id: a\n  title: "T\n'.repeat(size)}`);
    check("dashes without items", (size) => "- -\n".repeat(size));
  });
});
