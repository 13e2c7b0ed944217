import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import { skip } from "./built.ts";
import { Client } from "./client.ts";
import { makeWorkspace } from "./workspace.ts";

const silent = { links: { check: "never" } };
const entry = (key: string): string => `@book{${key},\n  author = {Okafor, Ada},\n  title = {A Book Called ${key}},\n  date = {1902},\n}\n`;

describe("completion", { skip, concurrency: true }, async () => {
  const client = await Client.start({ folders: [], storage: makeWorkspace().storage, settings: silent });

  it("answers a space with nothing outside citations", async () => {
    const workspace = makeWorkspace({ "library.bib": entry("okafor1902") });
    client.addFolder(workspace.folder);
    const uri = workspace.uri("draft.md");
    client.open(uri, "A word in a sentence, and [@okafor ada].\n\n`[@code `\n\nada@example.org \n");
    const ask = (place: string) =>
      client.request<{ items: unknown[] } | null>("textDocument/completion", {
        textDocument: { uri },
        position: client.position(uri, place),
        context: { triggerKind: 2, triggerCharacter: " " },
      });
    await client.until(async () => (await client.completion(uri, "[@okafor |ada")).length > 0, "completion within the citation");
    for (const place of ["A |word", "sentence, |and", "[@code |`", "example.org |"]) assert.equal(await ask(place), null, place);
    assert.equal((await ask("[@okafor |ada]"))?.items.length, 1);
  });

  it("says where there is no bibliography, and only within citations", async () => {
    const workspace = makeWorkspace();
    client.addFolder(workspace.folder);
    const uri = workspace.uri("draft.md");
    client.open(uri, "Here [@] and there.\n");
    await client.until(async () => /No bibliography/.test((await client.completion(uri, "[@|]"))[0]?.label ?? ""), "the hint");
    assert.deepEqual(await client.completion(uri, "and |there"), []);
    assert.deepEqual(await client.problems(uri), []);
  });

  it("offers at most fifty, ranked, filtered by what was typed", async () => {
    const workspace = makeWorkspace({ "library.bib": Array.from({ length: 200 }, (_, i) => entry(`okafor${i}`)).join("\n") });
    client.addFolder(workspace.folder);
    const uri = workspace.uri("draft.md");
    client.open(uri, "See [@okafor17].\n");
    await client.until(async () => (await client.completion(uri, "[@oka|for17]")).length > 0, "completion");
    const items = await client.completion(uri, "[@oka|for17]");
    assert.equal(items.length, 50);
    assert.ok(items.every((item) => item.filterText === "oka"));
    assert.deepEqual(
      [...items].sort((one, other) => (String(one.sortText) < String(other.sortText) ? -1 : 1)),
      items,
    );
    const [first] = await client.completion(uri, "[@okafor17|]");
    assert.equal(first?.label, "okafor17");
  });
});

describe("documents of all kinds", { skip, concurrency: true }, () => {
  it("an untitled one has the library of the first folder", async () => {
    const workspace = makeWorkspace({ "library.bib": entry("okafor1902") });
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: silent });
    const uri = "untitled:Untitled-1";
    client.open(uri, "See [@okafor1902] and [@nobody].\n", "markdown");
    const [problem] = await client.problemsAre(uri, ["citation.undefined"]);
    assert.equal(problem && client.words(uri, problem.range), "nobody");
    assert.match(await client.hover(uri, "[@oka|for1902"), /A Book Called/);
    assert.equal((await client.completion(uri, "[@oka|for"))[0]?.label, "okafor1902");
  });

  it("an untitled one without any folder has nothing, and says so only when asked", async () => {
    const client = await Client.start({ folders: [], storage: makeWorkspace().storage, settings: silent });
    const uri = "untitled:Untitled-1";
    client.open(uri, "See [@okafor1902].\n", "markdown");
    await client.until(async () => /No bibliography/.test((await client.completion(uri, "[@oka|for"))[0]?.label ?? ""), "the hint");
    assert.deepEqual(await client.problems(uri), []);
    assert.equal(await client.hover(uri, "[@oka|for1902"), "");
  });

  it("each of two folders has its own library and settings", async () => {
    const [one, other] = [makeWorkspace({ "a.bib": entry("first") }), makeWorkspace({ "b.bib": entry("second") })];
    const client = await Client.start({ folders: [one.folder, other.folder], storage: one.storage, configuration: true });
    client.settingsOf = (uri) => ({ ...silent, severity: uri.startsWith(other.uri("")) ? { citation: "hint" } : {} });
    for (const [workspace, severity] of [
      [one, 2],
      [other, 4],
    ] as const) {
      const uri = workspace.uri("draft.md");
      client.open(uri, "See [@first] and [@second].\n");
      const [problem] = await client.problemsAre(uri, ["citation.undefined"]);
      assert.equal(problem && client.words(uri, problem.range), workspace === one ? "second" : "first");
      assert.equal(problem?.severity, severity);
    }
  });

  it("a folder that comes later brings its library", async () => {
    const [one, other] = [makeWorkspace(), makeWorkspace({ "b.bib": entry("second"), "chapters/draft.md": "" })];
    const client = await Client.start({ folders: [one.folder], storage: one.storage, settings: silent });
    const uri = other.uri("chapters/draft.md");
    client.open(uri, "See [@second] and [@third].\n");
    assert.deepEqual(await client.problems(uri), []);
    client.notify("workspace/didChangeWorkspaceFolders", { event: { added: [{ uri: other.uri(""), name: "other" }], removed: [] } });
    await client.problemsAre(uri, ["citation.undefined"]);
  });

  it("one of another language is left alone", async () => {
    const workspace = makeWorkspace({ "library.bib": entry("okafor1902") });
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: silent });
    const uri = workspace.uri("program.py");
    client.open(uri, "@nobody\ndef f(): pass\n", "python");
    assert.deepEqual(await client.problems(uri), []);
    assert.deepEqual(await client.completion(uri, "@no|body"), []);
    assert.equal(await client.hover(uri, "@no|body"), "");
  });
});

describe("the status", { skip, concurrency: true }, () => {
  it("is that of the document shown, and follows what it says", async () => {
    const workspace = makeWorkspace({
      "library.bib": entry("okafor1902"),
      "sources/okafor1902.txt": "Words enough to be a source of its own.\n",
    });
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: silent });
    const uri = workspace.uri("draft.md");
    client.open(uri, "See [@okafor1902].\n");
    client.notify("ibid/documentShown", { uri });
    const says = (text: string): Promise<void> =>
      client.until(
        () => client.statuses.at(-1)?.text === text,
        () => `${text}, but ${JSON.stringify(client.statuses)}`,
      );
    await says("1 entry · 1 source");
    client.edit(uri, "okafor1902", "nobody");
    await says("1 entry · 1 source · 1 problem");
  });

  it("is no alarm for a document of another kind", async () => {
    const workspace = makeWorkspace();
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: silent });
    const uri = workspace.uri("program.py");
    client.open(uri, "x = 1\n", "python");
    client.notify("ibid/documentShown", { uri });
    await client.problems(uri);
    assert.deepEqual(client.statuses, []);
  });
});

describe("settings", { skip, concurrency: true }, () => {
  const odd: readonly [string, unknown][] = [
    ["null", null],
    ["a text", "everything"],
    ["a list", [1, 2, 3]],
    [
      "of the wrong types",
      { bibliographies: 7, sources: { a: 1 }, style: [], links: "yes", quotations: null, severity: ["off"], "links.timeout": "soon" },
    ],
    [
      "with names of the language itself",
      JSON.parse('{"__proto__": {"x": 1}, "constructor": 3, "citations": {"commands": {"__proto__": 4}}}'),
    ],
  ];
  for (const [name, settings] of odd) {
    it(`that are ${name} fall back to what is usual`, async () => {
      const workspace = makeWorkspace({ "library.bib": entry("okafor1902") });
      const client = await Client.start({
        folders: [workspace.folder],
        storage: workspace.storage,
        initializationOptions: settings,
        configuration: true,
      });
      client.settingsOf = () => settings;
      const uri = workspace.uri("draft.md");
      client.open(uri, "See [@okafor1902] and [@nobody].\n");
      await client.problemsAre(uri, ["citation.undefined"]);
      await client.stop();
      const warnings = client.messages.filter((message) => message.type === 2).map(({ message }) => message);
      assert.equal(new Set(warnings).size, warnings.length, "each is said once");
      if (name === "of the wrong types") assert.ok(warnings.some((warning) => warning.includes("ibid.bibliographies")));
    });
  }
});

describe("a request that is cancelled", { skip }, () => {
  it("is answered as cancelled", async () => {
    const workspace = makeWorkspace({ "library.bib": entry("okafor1902") });
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: silent });
    const uri = workspace.uri("draft.md");
    // So many quotations that checking them takes more than one slice.
    client.open(uri, `${'"So many words that nobody ever wrote" [@okafor1902]. '.repeat(3000)}\n`);
    const methods = ["textDocument/diagnostic", "textDocument/codeAction"];
    for (const method of methods) {
      const source = new CancellationTokenSource();
      const position = { line: 0, character: 3 };
      const params = { textDocument: { uri }, range: { start: position, end: position }, context: { diagnostics: [] } };
      const answer = client.request(method, params, source.token);
      source.cancel();
      await assert.rejects(answer, (error) => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled, method);
    }
  });
});
