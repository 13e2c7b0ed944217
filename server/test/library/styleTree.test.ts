import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parentStyle, resolveLocale } from "../../src/library/styleTree.ts";

const locales = ["de-AT", "de-DE", "en-GB", "en-US", "eu", "nb-NO", "pt-BR", "pt-PT", "sv-SE", "zh-TW", "zh-CN"];

describe("the locale that serves a tag", () => {
  const check = (tag: string, expected: string): void => assert.equal(resolveLocale(tag, locales), expected, tag);

  it("is itself, in any writing", () => {
    check("de-AT", "de-AT");
    check("de_at", "de-AT");
    check("EU", "eu");
  });

  it("is its language's", () => {
    check("de", "de-DE");
    check("de-LU", "de-DE");
    check("en", "en-US");
    check("pt", "pt-PT");
    check("sv", "sv-SE");
    check("no", "nb-NO");
    check("zh", "zh-CN");
  });

  it("is en-US for what is not there, and the style's own for none", () => {
    check("tlh", "en-US");
    check("<script>", "en-US");
    check("", "");
  });
});

describe("the parent of a dependent style", () => {
  it("is named in its link", () => {
    const link = '<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/>';
    assert.equal(parentStyle(`<style><info><link rel="self" href="http://x/y"/>${link}</info></style>`), "apa");
    assert.equal(
      parentStyle(`<style><info><link\n rel='independent-parent'\n href='http://www.zotero.org/styles/nature'/></info></style>`),
      "nature",
    );
  });

  it("is none in an independent style, nor in broken text", () => {
    assert.equal(parentStyle('<style><info><link rel="self" href="http://x/y"/></info></style>'), undefined);
    assert.equal(parentStyle("<link ".repeat(10_000)), undefined);
  });
});
