import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findBareUrls, isWebAddress } from "../../src/syntax/urls.ts";

function checkUrls(text: string, expected: readonly string[]): void {
  const found = findBareUrls(text, { start: 0, end: text.length }, () => false);
  assert.deepEqual(
    found.map(({ start, end }) => text.slice(start, end)),
    expected,
    text,
  );
}

describe("findBareUrls", () => {
  it("finds addresses and leaves the sentence its marks", () => {
    checkUrls("See https://example.org/a.", ["https://example.org/a"]);
    checkUrls("See (https://example.org/a), or www.example.org/b!", ["https://example.org/a", "www.example.org/b"]);
    checkUrls("https://example.org/wiki/Peace_(1648)?x=1&y=2; and", ["https://example.org/wiki/Peace_(1648)?x=1&y=2"]);
    checkUrls("[https://example.org/a] “https://example.org/b”", ["https://example.org/a", "https://example.org/b"]);
    checkUrls("<b>https://example.org/a</b> https://example.org/b&amp;", ["https://example.org/a", "https://example.org/b"]);
    checkUrls("*https://example.org/a*", ["https://example.org/a"]);
  });

  it("prints a mangled address whole", () => {
    checkUrls("http://www.example.org/docu/p02–059e.htm, so", ["http://www.example.org/docu/p02–059e.htm"]);
    checkUrls("http://example.org/4b2f\u20105a and http://example.org/co\u00adop", [
      "http://example.org/4b2f\u20105a",
      "http://example.org/co\u00adop",
    ]);
    checkUrls("http:/www.example.org, http//example.org, htp://example.org, hxxp://example.org, ttp://example.org", [
      "http:/www.example.org",
      "http//example.org",
      "htp://example.org",
      "hxxp://example.org",
      "ttp://example.org",
    ]);
  });

  it("finds none in other words", () => {
    checkUrls("ada@www.example.org http: http:// www. awww.x.org mailto:a@b.org", []);
  });
});

describe("isWebAddress", () => {
  it("tells the web from files, fragments and mail", () => {
    for (const address of ["https://example.org", "http:/example.org", "www.example.org", "HTTP://X.org"])
      assert.ok(isWebAddress(address), address);
    for (const address of ["#top", "notes.md", "/img/a.png", "mailto:a@b.org", "doi:10.1/x", ""])
      assert.ok(!isWebAddress(address), address);
  });
});
