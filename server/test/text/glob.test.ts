import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { matchesGlob, matchesUrlGlob } from "../../src/text/glob.ts";

const checkPath = (pattern: string, path: string, expected: boolean) =>
  assert.equal(matchesGlob([pattern], path), expected, `${pattern} on ${path}`);
const checkUrl = (pattern: string, url: string, expected: boolean) =>
  assert.equal(matchesUrlGlob([pattern], url), expected, `${pattern} on ${url}`);

describe("globs", () => {
  it("keep * within a folder", () => {
    checkPath("/home/ada/*.bib", "/home/ada/x.bib", true);
    checkPath("/home/ada/*.bib", "/home/ada/more/x.bib", false);
    checkPath("/home/ada/**/*.{bib,json}", "/home/ada/more/x.json", true);
    checkPath("", "", false);
  });

  it("let * cross slashes in addresses", () => {
    checkUrl("https://intranet.example/*", "https://intranet.example/a/b?c=d", true);
    checkUrl("https://intranet.example/*", "http://intranet.example/a", false);
    checkUrl("http*://intranet.example/*", "http://intranet.example/a", true);
    checkUrl("*", "http://any.example/", true);
    checkUrl("*.pdf", "http://any.example/x.pdf", false);
    checkUrl("*/*.pdf", "http://any.example/x/y.pdf", true);
    checkUrl("https://x.example/q?a=*", "https://x.example/q?a=1", true);
  });

  it("hold for a host or without a scheme", () => {
    checkUrl("intranet.example", "https://intranet.example/a", true);
    checkUrl("*.example", "https://intranet.example/a", true);
    checkUrl("INTRANET.example/a*", "https://intranet.example/a/b", true);
    checkUrl("127.0.0.1:8080", "http://127.0.0.1:8080/a", true);
    checkUrl("{one,two}.example", "http://two.example/a", true);
    checkUrl("intranet.example", "https://other.example/intranet.example", false);
    checkUrl("", "https://other.example/", false);
  });

  it("never take long", () => {
    const start = performance.now();
    matchesUrlGlob([`${"*a".repeat(50)}b/`], `http://x/${"a".repeat(8000)}`);
    assert.ok(performance.now() - start < 500);
  });
});
