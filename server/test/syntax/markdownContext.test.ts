import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { citationContext } from "../../src/syntax/markdownContext.ts";

/** The bar is the cursor; `expected` is what was typed, and what is replaced where that is more. */
function checkContext(marked: string, expected: string | undefined, replaced = expected): void {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const context = citationContext(text, offset);
  assert.equal(context?.typed, expected, marked);
  if (context === undefined) return;
  assert.equal(text.slice(context.replace.start, context.replace.end), replaced, marked);
  assert.equal(text.slice(context.insert.start, context.insert.end), expected, marked);
}

describe("citationContext", () => {
  it("opens behind an at sign", () => {
    checkContext("See [@|", "");
    checkContext("See [@|]", "");
    checkContext("See @web|", "web");
    checkContext("See [-@web|]", "web");
    checkContext("See [@a; @web|]", "web");
    checkContext("@|", "");
    checkContext("x^[@web|]", "web");
    checkContext("(@web|)", "web");
  });

  it("lets a query in brackets hold spaces", () => {
    checkContext("See [@sperling 1999|", "sperling 1999");
    checkContext("See [see @sperling 1999|]", "sperling 1999");
    checkContext("See @sperling 1999|", undefined);
  });

  it("replaces the whole key", () => {
    checkContext("See [@web|ber2012, p. 3]", "web", "webber2012");
    checkContext("See @doi:10.1|057/x-y.", "doi:10.1", "doi:10.1057/x-y");
    checkContext("See @{a|b}", "a", "ab");
    checkContext("> quoted [@we|b]\n> on", "we", "web");
  });

  it("is over behind a comma, a semicolon or the bracket", () => {
    checkContext("[@a, p. 3|]", undefined);
    checkContext("[@a; se|]", undefined);
    checkContext("[@a] so|", undefined);
    checkContext("[@a] so @b|", "b");
    checkContext("[@ a|]", undefined);
  });

  it("stays away from addresses, code, math and front matter", () => {
    checkContext("ada@exam|", undefined);
    checkContext("`@we|b`", undefined);
    checkContext("say `@we|", undefined);
    checkContext("```python\n@deco|rator\n```", undefined);
    checkContext("```python\n@deco|", undefined);
    checkContext("    @co|de", undefined);
    checkContext("$@x|$", undefined);
    checkContext("https://social.example/@ad|a", undefined);
    checkContext("<a href='@x|'>", undefined);
    checkContext("<!-- @x| -->", undefined);
    checkContext("\\@x|", undefined);
    checkContext("---\nnocite: '@x|'\n---\n", undefined);
  });

  it("reads any place of any text", () => {
    const text = "---\na: b\n---\n\n# @h\n\n> [@a;\n> @b]\r\n\r\n- @c\n\n| @d | `@e` |\n|---|---|\n";
    for (let offset = 0; offset <= text.length; offset++) citationContext(text, offset);
  });
});
