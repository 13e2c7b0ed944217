import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { normalForm, originalSpanOf } from "../../src/text/normalForm.ts";

function check(text: string, expected: string): void {
  const form = normalForm(text);
  assert.equal(form.text, expected);
  assert.equal(form.starts.length, form.text.length);
}

describe("the normal form", () => {
  it("has one form for marks, dashes and spaces", () => {
    check("“a” „b“ «c» »d« ‘e’ ‹f› ``g'' 「h」", '"a" "b" "c" "d" \'e\' \'f\' "g" "h"');
    check("a—b – c‐d -- e --- f − g", "a-b - c-d - e - f - g");
    check("a\u00a0b\u2009c\n\n d\t\r\ne", "a b c d e");
  });
  it("spells out ligatures and ſ", () => check("o\ufb03ce, \ufb02ow, Urſache, \ufb06op", "office, flow, Ursache, stop"));
  it("composes letters", () => {
    check("cafe\u0301 a\u0308b u\u0308\u0304", "café äb ǖ");
    check("\u1112\u1161\u11ab", "한");
    check("Å", "Å");
  });
  it("leaves out soft hyphens, with the line end behind them", () => {
    check("co\u00adope\u00ad\nration", "cooperation");
    check("coope¬\n  ration ¬ 3", "cooperation ¬ 3");
    check("coope-\nration", "coope- ration");
  });
  it("leaves out what can't be seen", () => check("a\u200bb\u200ec\ufeffd", "abcd"));
  it("leaves out raised numbers behind words and marks", () => check("word¹ end.¹² “quote”³ x² 10³", 'word end. "quote" x² 10³'));
  it("leaves out what it is told to", () => {
    const form = normalForm("partnership.1 But", [{ start: 12, end: 13 }]);
    assert.equal(form.text, "partnership. But");
    assert.deepEqual(originalSpanOf(form, { start: 13, end: 16 }), { start: 14, end: 17 });
    assert.deepEqual(originalSpanOf(form, { start: 0, end: 12 }), { start: 0, end: 12 });
  });
  it("maps back to the whole of what a character stands for", () => {
    const form = normalForm("la cafe\u0301 bri\ufb02y");
    assert.deepEqual(originalSpanOf(form, { start: 3, end: 7 }), { start: 3, end: 8 });
    assert.deepEqual(originalSpanOf(form, { start: 8, end: 14 }), { start: 9, end: 14 });
  });
  it("is its own normal form, and its spans rise", () => {
    const unit = fc.oneof(
      fc.string({ unit: "binary", maxLength: 3 }),
      fc.constantFrom("“", "—", " ", "\u00ad", "e\u0301", "ﬁ", "''", "¹", "a"),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (units) => {
        const text = units.join("");
        const form = normalForm(text);
        for (let i = 0; i < form.text.length; i++) {
          assert.ok((form.ends[i] ?? 0) > (form.starts[i] ?? 0) && (form.ends[i] ?? 0) <= text.length);
          if (i > 0) assert.ok((form.starts[i] ?? 0) >= (form.starts[i - 1] ?? 0));
        }
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
});
