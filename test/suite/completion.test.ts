import assert from "node:assert/strict";
import { type CompletionItem, MarkdownString, type TextDocument } from "vscode";
import { closeEditors, completionsAt, insertAtEnd, labelOf, openFile, openUntitled, placeOf, until } from "./editor.ts";

describe("completion", () => {
  afterEach(closeEditors);

  it("finds an entry by its key in Markdown", async () => {
    await checkFirst("draft.md", "As [@ferr", "ferrant1931");
  });

  it("finds an entry by its second author", async () => {
    await checkFirst("draft.md", "As [@quill", "marlow1958");
  });

  it("finds an entry by two words with a slip in one", async () => {
    await checkFirst("draft.md", "As [@osei telegrpah", "osei2004");
  });

  it("finds an entry in a LaTeX command", async () => {
    const { document } = await openFile("chapter.tex");
    const position = placeOf(document, "\\autocite{marlow1958|}");
    const items = await until("completions", () => nonEmpty(completionsAt(document, position)));
    assert.equal(labelOf(items[0] ?? assert.fail()), "marlow1958");
  });

  it("shows author, year and title beside the key", async () => {
    const { document, edit } = await openFile("draft.md");
    const position = await insertAtEnd({ document, edit }, "As [@osei");
    const [item] = await until("completions", () => nonEmpty(completionsAt(document, position, "@")));
    const shown = JSON.stringify(item?.label) + item?.detail;
    assert.match(shown, /Osei/);
    assert.match(shown, /2004/);
  });

  it("keeps the order that the server gives, whatever was typed", async () => {
    const { document, edit } = await openFile("draft.md");
    const position = await insertAtEnd({ document, edit }, "As [@");
    const items = await until("all entries", async () => {
      const own = ours(await completionsAt(document, position, "@"));
      return own.length === 3 ? own : undefined;
    });
    assert.deepEqual(
      items.toSorted((one, other) => (one.sortText ?? "").localeCompare(other.sortText ?? "")).map(labelOf),
      items.map(labelOf),
    );
    for (const item of items) assert.deepEqual([item.commitCharacters ?? [], item.preselect ?? false], [[], false]);
  });

  it("shows the formatted reference beside the list when it is looked at", async () => {
    const { document, edit } = await openFile("draft.md");
    const position = await insertAtEnd({ document, edit }, "As [@osei");
    const documentation = await until("the reference in the draft's style", async () => {
      const [item] = ours(await completionsAt(document, position, "@"));
      const value = item?.documentation instanceof MarkdownString ? item.documentation.value : String(item?.documentation ?? "");
      return /^Osei, [\s\S]*2004/.test(value) ? value : undefined;
    });
    assert.match(documentation, /[Cc]ited/);
  });

  it("has nothing to say to an e-mail address", async () => {
    const { document, edit } = await openFile("draft.md");
    await until("the library", async () => nonEmpty(completionsAt(document, placeOf(document, "[@ferr|ant1931]"), "@")));
    const position = await insertAtEnd({ document, edit }, "Write to osei@");
    assert.deepEqual(ours(await completionsAt(document, position, "@")), []);
  });

  it("answers in an untitled draft", async () => {
    const { document } = await openUntitled("markdown", "As [@marl");
    const position = placeOf(document, "[@marl|");
    const items = await until("completions", () => nonEmpty(completionsAt(document, position, "@")));
    assert.equal(labelOf(items[0] ?? assert.fail()), "marlow1958");
  });
});

async function checkFirst(file: string, typed: string, key: string): Promise<void> {
  const { document, edit } = await openFile(file);
  const position = await insertAtEnd({ document, edit }, typed);
  const items = await until(`completions of ${typed}`, () => nonEmpty(completionsAt(document, position)));
  assert.equal(labelOf(items[0] ?? assert.fail()), key);
  assertReplacesWholeQuery(document, items[0] ?? assert.fail(), typed);
}

/** What is taken replaces all that was typed after the `@`, words with spaces between them included. */
function assertReplacesWholeQuery(document: TextDocument, { range }: CompletionItem, typed: string): void {
  assert.ok(range, "the item says what it replaces");
  const replaced = "replacing" in range ? range.replacing : range;
  assert.equal(document.getText(replaced), typed.slice(typed.indexOf("@") + 1));
}

async function nonEmpty(items: Promise<readonly CompletionItem[]>): Promise<readonly CompletionItem[] | undefined> {
  const own = ours(await items);
  return own.length > 0 ? own : undefined;
}

/** The keys of the fixture's library; words of the document, which the editor offers by itself, are left aside. */
function ours(items: readonly CompletionItem[]): readonly CompletionItem[] {
  return items.filter((item) => /^(?:ferrant1931|marlow1958|osei2004)$/.test(labelOf(item)) && item.kind !== undefined && item.kind !== 0);
}
