import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { defaultLocale, parentStyle, resolveLocale } from "../../src/library/styleTree.ts";

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

  it("is found by the names that LaTeX has for languages", () => {
    check("ngerman", "de-DE");
    check("austrian", "de-AT");
    check("british", "en-GB");
    check("brazilian", "pt-BR");
  });

  it("is found with script, variant or encoding", () => {
    check("zh-Hant-TW", "zh-TW");
    check("de-AT-1996", "de-AT");
    check("de-1901", "de-DE");
    check("pt_BR.UTF-8", "pt-BR");
  });

  it("is en-US for what is not there", () => {
    check("tlh", "en-US");
    check("<script>", "en-US");
    check("", "en-US");
  });
});

describe("the locale of a style", () => {
  it("is what it names", () => {
    assert.equal(defaultLocale('<?xml version="1.0"?><style class="note" default-locale="de-CH"><info/></style>'), "de-CH");
    assert.equal(defaultLocale({ name: "style", attrs: { "default-locale": "fr-FR" }, children: [] }), "fr-FR");
    assert.equal(defaultLocale("<style><info/></style>"), "");
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
