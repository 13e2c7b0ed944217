import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { isBibliographyPath, looksLikeBibliography, readBibliography } from "../../src/syntax/bibliographyFile.ts";
import { readCslJson } from "../../src/syntax/cslJson.ts";
import { overlaps } from "../../src/text/span.ts";

function checkRead(text: string, entries: readonly string[], faults: readonly string[] = []): void {
  const facts = readCslJson(text);
  assert.deepEqual(
    facts.entries.map(
      (entry) => `${entry.type} ${entry.key}: ${entry.fields.map((field) => `${field.name}=${field.parts[0]?.text}`).join(" ")}`,
    ),
    entries,
  );
  assert.deepEqual(
    facts.faults.map((fault) => `${fault.kind} ${fault.subject} in ${fault.key ?? "-"} at ${text.slice(fault.span.start, fault.span.end)}`),
    faults,
  );
}

describe("readCslJson", () => {
  it("reads arrays, wrapped arrays and single items", () => {
    const item = '{"id": "a", "type": "book", "title": "T"}';
    const printed = 'book a: id="a" type="book" title="T"';
    checkRead(`[${item}]`, [printed]);
    checkRead(`{"config": {"x": [1]}, "items": [${item}]}`, [printed]);
    checkRead(item, [printed]);
  });
  it("takes numbers as keys", () => checkRead('[{"id": 12, "type": "book"}]', ['book 12: id=12 type="book"']));
  it("gives the places of key, name and value", () => {
    const text = '[{"id": "web2012", "title": "T"}]';
    const [entry] = readCslJson(text).entries;
    assert.equal(text.slice(entry?.keySpan.start, entry?.keySpan.end), "web2012");
    const title = entry?.fields[1];
    assert.equal(text.slice(title?.nameSpan.start, title?.nameSpan.end), "title");
    assert.equal(text.slice(title?.valueSpan.start, title?.valueSpan.end), '"T"');
  });
  it("forgives comments and trailing commas", () => {
    checkRead('[ // ours\n{"id": "a", /* x */ "title": "T",},\n]', ['" a: id="a" title="T"'.slice(1)]);
  });
  it("loses only the broken item", () => {
    const good = '{"id": "z", "title": "Z"}';
    const printed = ' z: id="z" title="Z"';
    checkRead(`[{"id": "a", "title": "T"\n,\n${good}]`, [' a: id="a" title="T"', printed], ["unclosedEntry a in a at a"]);
    checkRead(`[{"id": "a", "title": "T},\n${good}]`, [' a: id="a" title="T},', printed], ['unclosedValue title in a at "T},']);
    checkRead(
      `[{"id": "a", "author": [{"family": "F",\n${good}]`,
      [' a: id="a" author=[{"family": "F",\n', printed],
      ['unclosedValue author in a at [{"family": "F",'],
    );
    checkRead(`[{"id": "a" "title": "T"}, ${good}]`, [' a: id="a" title="T"', printed], ['missingComma id in a at "']);
    checkRead(`[{"id": "a", "title" "T"}, ${good}]`, [' a: id="a" title="T"', printed], ["missingEquals title in a at title"]);
    checkRead(`[{"id": "a", "title": }, ${good}]`, [' a: id="a"', printed], ["missingValue title in a at title"]);
    checkRead(`[{"title": "T"}, ${good}]`, [' : title="T"', printed], ["missingKey  in - at {"]);
    checkRead(`[5, ${good}]`, [printed], ["notAnEntry  in - at 5"]);
    checkRead(`[${good} ${good}]`, [printed, printed], ["missingComma z in - at  "]);
  });
  it("keeps what a half-written file has", () => {
    checkRead('[{"id": "a", "title": "T"}, {"id": "b", "ti', [' a: id="a" title="T"', ' b: id="b"'], ["unclosedEntry b in b at b"]);
  });
  it("says what is no CSL", () => {
    checkRead("hello", [], ["notJson  in - at h"]);
    checkRead('{"name": "x", "version": "1"}', [], ["notAnEntry  in - at {"]);
    checkRead("", []);
    checkRead("[]", []);
  });
  it("keeps spans inside and apart, whatever the text", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      '"id"',
      ":",
      ",",
      '"',
      "a",
      "1",
      "\n",
      '"title": "T"',
      "\\",
      "//",
      "/*",
      '{"id": "k"',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 50 }), (parts) => {
        const text = parts.join("");
        const facts = readCslJson(text);
        facts.entries.forEach((entry, index) => {
          assert.ok(0 <= entry.span.start && entry.span.end <= text.length);
          const next = facts.entries[index + 1];
          assert.ok(next === undefined || !overlaps(entry.span, next.span));
          for (const field of entry.fields) assert.ok(entry.span.start <= field.valueSpan.start && field.valueSpan.end <= entry.span.end);
        });
        for (const fault of facts.faults)
          assert.ok(0 <= fault.span.start && fault.span.start <= fault.span.end && fault.span.end <= text.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("bibliography files", () => {
  it("are told by their names", () => {
    for (const path of ["/a/x.bib", "/a/X.BIB", "/a/x.bibtex", "/a/library.json"]) assert.equal(isBibliographyPath(path), true, path);
    for (const path of ["/a/x.md", "/a/bib", "/a/package.json", "/a/tsconfig.base.json", "/a/.eslintrc.json"])
      assert.equal(isBibliographyPath(path), false, path);
  });
  it("are read by name, else by content", () => {
    assert.equal(readBibliography("/a.bib", "[").format, "bibtex");
    assert.equal(readBibliography("/a.json", "@book{a}").format, "bibtex");
    assert.equal(readBibliography("/refs", ' [{"id": "a", "title": "T"}]').format, "csl-json");
    assert.equal(readBibliography("/refs", "@book{a}").entries.length, 1);
  });
  it("JSON that nobody named must hold CSL", () => {
    assert.equal(looksLikeBibliography("/a.json", '[{"id": "a", "type": "book", "title": "T"}]'), true);
    assert.equal(looksLikeBibliography("/a.json", '{"compilerOptions": {}}'), false);
    assert.equal(looksLikeBibliography("/a.bib", ""), true);
  });
});
