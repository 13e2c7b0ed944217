import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { styleCandidates } from "../../src/library/styleNames.ts";

/** The style of a collection that a name comes to. */
function check(written: string, collection: readonly string[], expected: string | undefined): void {
  assert.equal(
    styleCandidates(written).find((name) => collection.includes(name)),
    expected,
    written,
  );
}

const older = ["chicago-fullnote-bibliography", "chicago-note-bibliography", "chicago-author-date", "apa", "modern-language-association"];
const newer = ["chicago-notes-bibliography", "chicago-shortened-notes-bibliography", "chicago-author-date", "apa"];

describe("the names of a style", () => {
  it("are new and old in both directions", () => {
    check("chicago-notes-bibliography", older, "chicago-fullnote-bibliography");
    check("chicago-fullnote-bibliography", newer, "chicago-notes-bibliography");
    check("chicago-shortened-notes-bibliography", older, "chicago-note-bibliography");
    check("chicago-note-bibliography", newer, "chicago-shortened-notes-bibliography");
  });

  it("may be an address, a path, a file or a title", () => {
    for (const name of [
      "http://www.zotero.org/styles/apa",
      "https://www.zotero.org/styles/apa/",
      "styles\\apa.csl",
      "../x/APA.csl",
      " apa ",
    ])
      check(name, older, "apa");
    check("Chicago Author-Date", older, "chicago-author-date");
  });

  it("may be what people call it", () => {
    check("mla", older, "modern-language-association");
    check("MLA9", older, "modern-language-association");
    check("chicago", older, "chicago-fullnote-bibliography");
  });

  it("are the style's own where its variant has none", () => {
    check("chicago-author-date-classic-no-url", older, "chicago-author-date");
    check("chicago-notes-bibliography-17th-edition", older, "chicago-fullnote-bibliography");
    check("chicago-notes-bibliography-no-url", newer, "chicago-notes-bibliography");
  });

  it("are none where nothing is like it", () => {
    check("no-such-style", older, undefined);
    check("no-url", older, undefined);
    check("", older, undefined);
    check("__proto__", older, undefined);
  });
});
