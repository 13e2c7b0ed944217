import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { skip } from "./built.ts";
import { Client } from "./client.ts";
import { makeWorkspace } from "./workspace.ts";

const trap =
  "![x](http://evil.example/i.png) [click](command:workbench.action.quit) <img src=x onerror=alert(1)> <b>bold</b> `code` $(trash) **loud**";

const library = `@book{trap1999,
  author = {Evil {[click](command:workbench.action.quit)}, Eve},
  title = {Home <img src=x onerror=alert(1)> {[click](command:workbench.action.quit)} {![x](http://evil.example/i.png)}},
  publisher = {<script>alert(1)</script>},
  abstract = {${trap}},
  note = {${trap}},
  date = {1999},
  url = {http://evil.example/](command:workbench.action.quit)},
}
`;

const source = `Home

Eve Evil

1999

# Heading [click](command:workbench.action.quit)

The lamps were lit at four ${trap} and nobody asked why they were.
`;

const draft = `---
bibliography: library.bib
---

The lamps were lit at four, nobody asked [@trap1999].

"and nobody asked how they were" [@trap1999].

"and nobody asked why they were" [@trap1999].
`;

describe("what documents hold is shown, never obeyed", { skip, concurrency: true }, () => {
  for (const markdown of [true, false]) {
    it(markdown ? "in Markdown" : "in plain text", async () => {
      const workspace = makeWorkspace({ "library.bib": library, "sources/trap1999.txt": source, "draft.md": draft });
      const settings = { links: { check: "never" } };
      const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings, markdown });
      const [uri, bib] = [workspace.uri("draft.md"), workspace.uri("library.bib")];
      client.open(uri, draft);
      client.open(bib, library);
      const problems = await client.problemsAre(uri, ["quotation.altered"]);
      const [item] = await client.completion(uri, "[@tr|ap1999].");
      assert.ok(item !== undefined);
      const shown = await Promise.all([
        client.hover(uri, '[@tr|ap1999].\n\n"and nobody asked how'),
        client.hover(uri, "asked h|ow"),
        client.hover(uri, "asked w|hy"),
        client.hover(bib, "@book{tr|ap1999"),
        client.documentation(item),
      ]);
      for (const text of shown) {
        assert.match(text, /click/);
        if (markdown) checkInert(text);
      }
      for (const { message } of problems) assert.doesNotMatch(String(message), /\n/);
    });
  }
});

/** Of all commands only our own is left, and nothing is markup that the builder has not made. */
function checkInert(markdown: string): void {
  const unescaped = markdown.replace(/\\./g, "");
  const links = [...unescaped.matchAll(/\]\(([^)\s]*)/g)].map((link) => link[1] ?? "");
  for (const target of links) assert.match(target, /^command:ibid\.openSource\?%5B/);
  assert.doesNotMatch(unescaped, /!\[|<(?:img|b|script)|\$\(|`/);
}
