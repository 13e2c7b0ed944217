import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { findQuotationMarks, type QuotationMarkOptions } from "../../src/syntax/quotationMarks.ts";

function checkQuotations(text: string, expected: readonly string[], options: QuotationMarkOptions = {}): void {
  const found = findQuotationMarks(text, { start: 0, end: text.length }, options);
  assert.deepEqual(
    found.map(({ inner }) => text.slice(inner.start, inner.end)),
    expected,
    text,
  );
  for (const { span, marks } of found) {
    assert.ok(text.startsWith(marks[0], span.start));
    assert.ok(text.slice(0, span.end).endsWith(marks[1]));
  }
}

describe("findQuotationMarks", () => {
  it("finds straight and curly marks", () => {
    checkQuotations('He says "so it is" now.', ["so it is"]);
    checkQuotations("He said, “one” and “two”.", ["one", "two"]);
    checkQuotations('"foo"—"bar" and ("baz")', ["foo", "bar", "baz"]);
    checkQuotations('"...and so" on', ["...and so"]);
    checkQuotations('"He came (see below)" and "*went*", he *"said"*', ["He came (see below)", "*went*", "said"]);
    checkQuotations('“Glued”1 and "noted"[^2]', ["Glued", "noted"]);
  });

  it("finds the marks of other languages", () => {
    checkQuotations("„Deutsch ‚innen‘ so“ und »so ›x‹« da", ["Deutsch ‚innen‘ so", "so ›x‹"]);
    checkQuotations("« français “a” » et «b»", ["français “a”", "b"]);
    checkQuotations("”svenska” och ”mer”", ["svenska", "mer"]);
    checkQuotations("»finska» ja »lisää»", ["finska", "lisää"]);
    checkQuotations("„polski” tekst", ["polski"]);
    checkQuotations("’svenska’ ord", ["svenska"], { language: "sv-SE" });
  });

  it("finds British single marks", () => {
    checkQuotations("'there is little sign of it' he says", ["there is little sign of it"]);
    checkQuotations("‘Don’t go’, she said", ["Don’t go"]);
    checkQuotations("'the states' rights are few' he says", ["the states' rights are few"]);
    checkQuotations("'Yes,' he said, 'it is.'", ["Yes,", "it is."]);
  });

  it("takes apostrophes, inches and feet for what they are", () => {
    checkQuotations("don't, the states' and '90s rock 'n' roll of the dogs'", []);
    checkQuotations("don’t, the states’ and ’90s", []);
    checkQuotations('a 5" disc and a man of 6\'2"', []);
    checkQuotations("'Tis the dogs' 'bone'.", ["bone"]);
  });

  it("lists outer quotations only", () => {
    checkQuotations("“one ‘two’ three” four", ["one ‘two’ three"]);
    checkQuotations("\"one 'two' three\"", ["one 'two' three"]);
    checkQuotations("\"'Two' and one\"", ["'Two' and one"]);
  });

  it("makes nothing of what is never closed", () => {
    checkQuotations('unclosed "foo bar', []);
    checkQuotations('unclosed “foo and "bar" baz', ["bar"]);
    checkQuotations('"foo "bar" baz', ["bar"]);
    checkQuotations('"" and “ ”', []);
  });

  it("stays within its span and passes over what is hidden", () => {
    const text = 'a "b" c "d" e';
    assert.equal(findQuotationMarks(text, { start: 3, end: text.length }, {}).length, 1);
    checkQuotations('say "so `"` it" now', ['so `"` it'], { hidden: (offset) => offset >= 8 && offset < 11 });
  });

  it("reads TeX's marks", () => {
    const tex = { tex: true };
    checkQuotations("``so'' and `x' don't", ["so", "x"], tex);
    checkQuotations('"`deutsch"\' und "plain"', ["deutsch", "plain"], tex);
    checkQuotations("``a `b' c''", ["a `b' c"], tex);
    checkQuotations("``never closed", [], tex);
  });

  it("gives pairs in order that do not overlap", () => {
    const unit = fc.constantFrom('"', "'", "“", "”", "‘", "’", "„", "«", "»", " ", "a", "s", ".", "(", "\n", "`");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), fc.boolean(), (text, tex) => {
        let end = 0;
        for (const { span, inner } of findQuotationMarks(text, { start: 0, end: text.length }, { tex })) {
          assert.ok(
            end <= span.start && span.start < inner.start && inner.start < inner.end && inner.end < span.end && span.end <= text.length,
          );
          end = span.end;
        }
      }),
    );
  });
});
