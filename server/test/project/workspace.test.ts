import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseSettings } from "../../src/config.ts";
import type { Service } from "../../src/service.ts";
import { createService } from "../../src/service.ts";
import { InMemoryHost } from "../inMemoryHost.ts";
import { never, openFixture } from "../open.ts";

const quiet = { links: { check: "never" } };
const book = (key: string, title = "A Title of Its Own"): string => `@book{${key}, author={Brandt, Ilse}, title={${title}}, date={1999}}\n`;

function serviceOver(host: InMemoryHost, settings: unknown = quiet): Service {
  const service = createService(host, { settingsFor: async () => parseSettings(settings).settings });
  service.setFolders(["/work"]);
  return service;
}

/** Which bibliographies serve a draft, relative to the folder. */
async function serving(files: Readonly<Record<string, string>>, draft: string, settings: unknown = quiet): Promise<readonly string[]> {
  const host = new InMemoryHost();
  for (const [name, text] of Object.entries(files)) host.write(`/work/${name}`, text);
  const service = serviceOver(host, settings);
  const path = `/work/${draft}`;
  service.open({ path, languageId: "", version: 1, text: files[draft] ?? "" });
  await service.ready(path);
  return (service.snapshot(path)?.bibliographies ?? []).map(({ use }) =>
    use.kind === "found" ? use.path.slice("/work/".length) : `${use.kind}: ${use.named.name}`,
  );
}

describe("which bibliographies serve a draft", () => {
  const files = { "refs.bib": book("a"), "thesis/own.bib": book("b"), "shared/all.bib": book("c"), "thesis/package.json": "{}" };

  it("those that it names, looked for up to the root", async () => {
    const draft = "---\nbibliography: [refs.bib, own.bib]\n---\n";
    assert.deepEqual(await serving({ ...files, "thesis/a.md": draft }, "thesis/a.md"), ["refs.bib", "thesis/own.bib"]);
  });

  it("else those of its folder", async () => {
    assert.deepEqual(await serving({ ...files, "thesis/a.md": "" }, "thesis/a.md"), ["thesis/own.bib"]);
  });

  it("else those of the root", async () => {
    assert.deepEqual(await serving({ ...files, "notes/a.md": "" }, "notes/a.md"), ["refs.bib"]);
  });

  it("beside those of the settings, by file, folder or glob", async () => {
    for (const name of ["shared/all.bib", "shared", "**/all.bib"]) {
      const settings = { ...quiet, bibliographies: [name] };
      assert.deepEqual(await serving({ ...files, "thesis/a.md": "---\nbibliography: own.bib\n---\n" }, "thesis/a.md", settings), [
        "thesis/own.bib",
        "shared/all.bib",
      ]);
    }
  });

  it("those of LaTeX, and of a chapter's root", async () => {
    assert.deepEqual(await serving({ ...files, "a.tex": "\\addbibresource{shared/all.bib}" }, "a.tex"), ["shared/all.bib"]);
    const chapter = { ...files, "main.tex": "\\bibliography{refs}", "thesis/one.tex": "% !TEX root = ../main.tex\n\\cite{a}" };
    assert.deepEqual(await serving(chapter, "thesis/one.tex"), ["refs.bib"]);
  });

  it("CSL-JSON, and no other JSON", async () => {
    const csl = JSON.stringify([{ id: "x", type: "book", title: "T" }]);
    assert.deepEqual(await serving({ "lib.json": csl, "package.json": '{"name": "p"}', "a.md": "" }, "a.md"), ["lib.json"]);
  });

  it("none outside the folder while it isn't trusted", async () => {
    const host = new InMemoryHost();
    host.write("/home/ada/all.bib", book("a"));
    host.write("/work/a.md", "---\nbibliography: /home/ada/all.bib\n---\nSee [@a].\n");
    const service = serviceOver(host);
    service.setTrusted(false);
    service.open({ path: "/work/a.md", languageId: "", version: 1, text: "---\nbibliography: /home/ada/all.bib\n---\nSee [@a].\n" });
    await service.ready("/work/a.md");
    assert.equal(service.snapshot("/work/a.md")?.library.entries.length, 0);
    assert.ok(!host.reads.includes("/home/ada/all.bib"));
    service.setTrusted(true);
    await service.ready("/work/a.md");
    assert.equal(service.snapshot("/work/a.md")?.library.entries.length, 1);
  });
});

describe("what is read, and how often", () => {
  const fixture = `
%! a.md
See [@brandt1999].
%! refs.bib
${book("brandt1999")}
%! sources/brandt1999.txt
A Title of Its Own

Ilse Brandt

A paragraph that is long enough to be taken for what it is, the text of a book.
`;

  it("is each file once, however much is typed", async () => {
    const { service, main, host } = await openFixture(fixture);
    const before = host.reads.length;
    for (let version = 2; version < 20; version++) {
      service.change(main.path, version, [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "x" }]);
      await service.problems(main.path, never);
    }
    assert.equal(host.reads.length, before);
  });

  it("is a changed file alone", async () => {
    const { service, main, host } = await openFixture(fixture);
    host.reads.length = 0;
    host.write("/work/refs.bib", book("other"));
    service.filesChanged([{ path: "/work/refs.bib", kind: "changed" }]);
    await service.ready(main.path);
    assert.ok(service.snapshot(main.path)?.library.find("other"));
    assert.deepEqual(host.reads, ["/work/refs.bib"]);
  });

  it("is a source once more that changes while it is read for the first time", async () => {
    let service: Service | undefined;
    const path = "/work/sources/late.txt";
    const text = (word: string): string => `A Late Title\n\nIlse Brandt\n\nA paragraph of some length, in which the word is ${word}.\n`;
    const host = new InMemoryHost();
    host.write("/work/a.md", "");
    host.write(path, text("two"));
    const read = host.files.read;
    let written = false;
    Object.assign(host.files, {
      read: async (...request: Parameters<typeof read>) => {
        const content = await read(...request);
        if (request[0] === path && !written) {
          written = true;
          host.write(path, text("three"));
          service?.filesChanged([{ path, kind: "changed" }]);
        }
        return content;
      },
    });
    service = serviceOver(host);
    service.open({ path: "/work/a.md", languageId: "", version: 1, text: "" });
    await service.ready("/work/a.md");
    assert.match(service.snapshot("/work/a.md")?.corpus.sources[0]?.read.text ?? "", /three/);
  });

  it("follows a source that changes and one that vanishes", async () => {
    const { service, main, host } = await openFixture(fixture);
    host.write(
      "/work/sources/brandt1999.txt",
      "A Title of Its Own\n\nIlse Brandt\n\nAnother paragraph, which says that nothing at all had been learnt.\n",
    );
    service.filesChanged([{ path: "/work/sources/brandt1999.txt", kind: "changed" }]);
    await service.ready(main.path);
    const [source] = service.snapshot(main.path)?.corpus.sources ?? [];
    assert.match(source?.read.text ?? "", /nothing at all had been learnt/);
    host.remove("/work/sources/brandt1999.txt");
    service.filesChanged([{ path: "/work/sources/brandt1999.txt", kind: "deleted" }]);
    await service.ready(main.path);
    assert.equal(service.snapshot(main.path)?.corpus.sources.length, 0);
  });
});

describe("a draft that is edited", () => {
  const start =
    '---\nbibliography: refs.bib\n---\n\nShe says "what leaves no trace is easily forgiven" [@brandt1999, p. 3].\n\n> A block.\n\nSee @gone and [@brandt1999].\n';
  const pieces = fc.constantFrom(
    "[@brandt1999]",
    '"',
    "@gone",
    "\n\n",
    "> ",
    "`",
    "<!--",
    "---\n",
    "bibliography: none.bib\n",
    " words ",
    "]",
    "[^1]",
  );
  const edits = fc.array(fc.record({ at: fc.nat(400), drop: fc.nat(12), text: pieces }), { maxLength: 12 });
  const files = `%! refs.bib\n${book("brandt1999")}%! sources/brandt1999.txt\nA Title of Its Own\n\nIlse Brandt\n\nWhat leaves no trace is easily forgiven, she says in a paragraph of some length.\n`;

  it("ends where reading it anew would end", async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const edited = await openFixture(`%! a.md\n${start}${files}`);
        let version = 1;
        for (const { at, drop, text } of changes) {
          const before = edited.service.document(edited.main.path)?.text ?? "";
          const from = Math.min(at, before.length);
          const next = before.slice(0, from) + text + before.slice(Math.min(before.length, from + drop));
          edited.service.change(edited.main.path, ++version, [{ text: next }]);
          await edited.service.problems(edited.main.path, never);
        }
        await edited.service.ready(edited.main.path);
        const text = edited.service.document(edited.main.path)?.text ?? "";
        const fresh = serviceOver(edited.host);
        fresh.open({ path: edited.main.path, languageId: "", version: 1, text });
        await fresh.ready(edited.main.path);
        assert.deepEqual(await edited.service.problems(edited.main.path, never), await fresh.problems(edited.main.path, never));
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

describe("a library in CSL-JSON", () => {
  it("is seen as it is typed, where a draft uses it", async () => {
    const before = JSON.stringify([{ id: "a", type: "book", title: "One" }]);
    const { service, main } = await openFixture(`%! a.md\n---\nbibliography: lib.json\n---\nSee [@b].\n%! lib.json\n${before}\n`);
    const path = "/work/lib.json";
    service.open({ path, languageId: "json", version: 1, text: before });
    service.change(path, 2, [{ text: JSON.stringify([{ id: "b", type: "book", title: "Two" }]) }]);
    await service.ready(main.path);
    assert.equal(service.snapshot(main.path)?.library.find("b")?.title, "Two");
    assert.equal(service.snapshot(path), undefined);
  });
});

describe("what a second look at the same draft shows", () => {
  const source =
    "A Title of Its Own\n\nIlse Brandt\n\n[p. 201]\n\nWhat leaves no trace is easily forgiven, she says in a paragraph of some length.\n";
  const misquoted = 'So "what leaves no trace is quickly forgiven" [@brandt1999].';
  const codes = async (service: Service, path: string): Promise<readonly string[]> =>
    (await service.problems(path, never)).map((problem) => `${problem.facts.code} ${problem.span.start}`);

  it("is a source that the entry came to name", async () => {
    const { service, main, host } = await openFixture(
      `%! a.md\n${misquoted}\n%! refs.bib\n${book("brandt1999")}\n%! other/x.txt\n${source}\n`,
    );
    assert.deepEqual(await codes(service, main.path), []);
    host.write("/work/refs.bib", book("brandt1999").replace("date=", "file={other/x.txt}, date="));
    service.filesChanged([{ path: "/work/refs.bib", kind: "changed" }]);
    await service.ready(main.path);
    await host.clock.breathe();
    await service.ready(main.path);
    assert.deepEqual(await codes(service, main.path), ["quotation.altered 28"]);
  });

  it("is each wrong page at its own citation", async () => {
    const sentence = 'So "what leaves no trace is easily forgiven" [@brandt1999, p. 202].';
    const { service, main } = await openFixture(
      `%! a.md\n${sentence}\n\n${sentence}\n%! refs.bib\n${book("brandt1999")}\n%! sources/brandt1999.txt\n${source}\n`,
    );
    const places = [main.text.indexOf("p. 202"), main.text.lastIndexOf("p. 202")];
    assert.deepEqual(
      await codes(service, main.path),
      places.map((start) => `quotation.wrong-locator ${start}`),
    );
    service.change(main.path, 2, [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "Now. " }]);
    assert.deepEqual(
      await codes(service, main.path),
      places.map((start) => `quotation.wrong-locator ${start + 5}`),
    );
  });

  it("is why a source that came can't be read", async () => {
    const { service, main, host } = await openFixture(`%! a.md\n${misquoted}\n%! refs.bib\n${book("brandt1999")}\n`);
    const hovered = async () => JSON.stringify((await service.hover(main.path, 6, never))?.paragraphs);
    assert.match(await hovered(), /is not among the sources here/);
    host.write("/work/sources/brandt1999.txt", "");
    service.filesChanged([{ path: "/work/sources/brandt1999.txt", kind: "created" }]);
    await service.ready(main.path);
    assert.match(await hovered(), /holds no text/);
  });

  it("is of the text as it is now, however many look at once", async () => {
    const { service, main } = await openFixture(
      `%! a.md\n${misquoted}\n%! refs.bib\n${book("brandt1999")}\n%! sources/brandt1999.txt\n${source}\n`,
    );
    const first = codes(service, main.path);
    service.change(main.path, 2, [{ text: misquoted.replace("quickly", "easily") }]);
    assert.deepEqual(await Promise.all([first, codes(service, main.path)]), [[], []]);
  });
});
