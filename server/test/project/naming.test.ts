import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseSettings } from "../../src/config.ts";
import { createService, type Service } from "../../src/service.ts";
import { InMemoryHost } from "../inMemoryHost.ts";
import { never } from "../open.ts";

type Texts = Readonly<Record<string, string>>;

const quiet = { links: { check: "never" } };
const entry = (name: string): string => `@book{${name}, title={${name}}}\n`;
const bibliographies = (...names: readonly string[]): Texts =>
  Object.fromEntries(names.map((name) => [name, entry(name.replace(/\W/g, ""))]));

interface Opened {
  readonly host: InMemoryHost;
  readonly service: Service;
  readonly path: string;
}

interface Options {
  readonly settings?: object;
  readonly folders?: readonly string[];
  readonly trusted?: boolean;
}

/** Names are relative to /work, unless they begin with a slash. */
const placeOf = (name: string): string => (name.startsWith("/") ? name : `/work/${name}`);

async function openDraft(
  files: Texts,
  draft: string,
  { settings = {}, folders = ["/work"], trusted = true }: Options = {},
): Promise<Opened> {
  const host = new InMemoryHost();
  for (const [name, text] of Object.entries(files)) host.write(placeOf(name), text);
  const service = createService(host, { settingsFor: async () => parseSettings({ ...quiet, ...settings }).settings });
  service.setTrusted(trusted);
  service.setFolders(folders);
  const path = placeOf(draft);
  service.open({ path, languageId: "", version: 1, text: files[draft] ?? "" });
  await service.ready(path);
  return { host, service, path };
}

function usesOf({ service, path }: Opened): readonly string[] {
  return (service.snapshot(path)?.bibliographies ?? []).map(({ use }) =>
    use.kind === "found" ? use.path.replace(/^\/work\//, "") : `${use.kind}: ${use.named.name}`,
  );
}

async function check(files: Texts, draft: string, expected: readonly string[], options?: Options): Promise<Opened> {
  const opened = await openDraft(files, draft, options);
  assert.deepEqual(usesOf(opened), expected);
  return opened;
}

describe("the bibliographies of a Markdown draft", () => {
  const all = bibliographies("own.bib", "project.bib", "part/meta.bib", "part/near.bib", "/home/ada/mine.bib");

  it("are those of its front matter, relative to it or to a folder above, absolute, or at home", async () => {
    await check({ ...all, "part/a.qmd": "---\nbibliography: [near.bib, ../own.bib]\n---\n" }, "part/a.qmd", ["part/near.bib", "own.bib"]);
    await check({ ...all, "part/a.md": "---\nbibliography: own.bib\n---\n" }, "part/a.md", ["own.bib"]);
    await check({ ...all, "a.md": "---\nbibliography: ~/mine.bib\n---\n" }, "a.md", ["/home/ada/mine.bib"]);
    await check({ ...all, "a.md": "---\nbibliography: /home/ada/mine.bib\n---\n" }, "a.md", ["/home/ada/mine.bib"]);
    await check({ ...all, "a.md": "---\nbibliography: https://example.org/x.bib\n---\n" }, "a.md", ["remote: https://example.org/x.bib"]);
  });

  it("and those of _quarto.yml above it, and of each _metadata.yml between", async () => {
    const quarto = {
      ...all,
      "_quarto.yml": "project: {type: book}\nbibliography: project.bib\n",
      "part/_metadata.yml": "bibliography: meta.bib\n",
    };
    await check({ ...quarto, "part/deep/a.qmd": "" }, "part/deep/a.qmd", ["part/meta.bib", "project.bib"]);
    await check({ ...quarto, "part/a.qmd": "---\nbibliography: near.bib\n---\n" }, "part/a.qmd", [
      "part/near.bib",
      "part/meta.bib",
      "project.bib",
    ]);
    await check({ ...quarto, "a.qmd": "" }, "a.qmd", ["project.bib"]);
  });

  it("with those of Quarto's further metadata files and the profile that is on", async () => {
    const files = {
      ...all,
      "_quarto.yml": "metadata-files: [_more.yml]\nprofile: {default: long}\n",
      "_more.yml": "bibliography: own.bib\n",
      "_quarto-long.yml": "bibliography: project.bib\n",
      "_quarto-short.yml": "bibliography: gone.bib\n",
    };
    await check({ ...files, "a.qmd": "" }, "a.qmd", ["own.bib", "project.bib"]);
  });

  it("where a leading slash stands for Quarto's project", async () => {
    const files = { ...bibliographies("book/refs.bib"), "book/_quarto.yml": "project: {type: book}\n" };
    await check({ ...files, "book/part/a.qmd": "---\nbibliography: /refs.bib\n---\n" }, "book/part/a.qmd", ["book/refs.bib"]);
  });

  it("of the nearest of nested projects", async () => {
    const files = {
      ...all,
      "_quarto.yml": "bibliography: project.bib\n",
      "part/_quarto.yml": "bibliography: meta.bib\n",
      "part/a.qmd": "",
    };
    await check(files, "part/a.qmd", ["part/meta.bib"]);
  });

  it("never by a project above the workspace folder", async () => {
    const files = { ...all, "_quarto.yml": "bibliography: project.bib\n", "part/a.qmd": "" };
    const { host } = await check(files, "part/a.qmd", ["part/meta.bib", "part/near.bib"], { folders: ["/work/part"] });
    assert.ok(!host.reads.includes("/work/_quarto.yml"));
  });

  it("are those of a bookdown book's index, and of its settings", async () => {
    const index = "---\nsite: bookdown::bookdown_site\nbibliography: [own.bib]\ncsl: apa.csl\n---\n";
    await check({ ...all, "index.Rmd": index, "_bookdown.yml": "book_filename: b\n", "01-a.Rmd": "# One\n" }, "01-a.Rmd", ["own.bib"]);
    await check({ ...all, "index.Rmd": index, "01-a.Rmd": "# One\n" }, "01-a.Rmd", ["own.bib"]);
    await check({ ...all, "_bookdown.yml": "bibliography: project.bib\n", "part/a.Rmd": "" }, "part/a.Rmd", ["project.bib"]);
    const output = "bookdown::gitbook:\n  pandoc_args: ['--bibliography=project.bib']\n";
    await check({ ...all, "_bookdown.yml": "", "_output.yml": output, "a.Rmd": "" }, "a.Rmd", ["project.bib"]);
  });

  it("are those of myst.yml, else all of its project", async () => {
    await check({ ...all, "myst.yml": "version: 1\nproject:\n  bibliography: [part/meta.bib]\n", "part/a.md": "" }, "part/a.md", [
      "part/meta.bib",
    ]);
    const files = { ...bibliographies("a.bib", "x/y/b.bib", "_build/c.bib"), "myst.yml": "version: 1\nproject: {title: T}\n" };
    await check({ ...files, "x/z/a.md": "" }, "x/z/a.md", ["a.bib", "x/y/b.bib"]);
    await check({ ...all, "_config.yml": "bibtex_bibfiles: [project.bib]\n", "part/a.md": "" }, "part/a.md", ["project.bib"]);
  });

  it("are those of Pandoc's defaults that name the draft, or that are called so", async () => {
    const beside = "\u0024{.}";
    await check({ ...all, "build.yaml": "input-files: [part/a.md]\nbibliography: project.bib\n", "part/a.md": "" }, "part/a.md", [
      "project.bib",
    ]);
    await check({ ...all, "build.yaml": "input-files: [part/b.md]\nbibliography: project.bib\n", "part/a.md": "" }, "part/a.md", [
      "part/meta.bib",
      "part/near.bib",
    ]);
    await check(
      { ...all, "part/defaults.yaml": `from: markdown\nbibliography: ${beside}/../project.bib\n`, "part/a.md": "" },
      "part/a.md",
      ["project.bib"],
    );
    const metadata = { "defaults.yml": "from: markdown\nmetadata-files: [thesis.yaml]\n", "thesis.yaml": "bibliography: project.bib\n" };
    await check({ ...all, ...metadata, "a.md": "" }, "a.md", ["project.bib"]);
    await check({ ...all, "metadata.yaml": "bibliography: project.bib\n", "a.md": "" }, "a.md", ["project.bib"]);
  });

  it("are no others where YAML is something else", async () => {
    const files = {
      ...all,
      "config.yaml": "bibliography: gone.bib\n",
      "docker-compose.yml": "from: x\nbibliography: gone.bib\n",
      "defaults.yaml": "- 1\n",
    };
    await check({ ...files, "a.md": "---\nbibliography: own.bib\n---\n" }, "a.md", ["own.bib"]);
    await check({ ...files, "a.md": "" }, "a.md", ["own.bib", "project.bib"]);
    const guess = { "defaults.yaml": "from: markdown\nbibliography: gone.bib\n" };
    await check({ ...all, ...guess, "a.md": "---\nbibliography: own.bib\n---\n" }, "a.md", ["own.bib"]);
  });

  it("are those that Obsidian's plug-ins know, where nothing else is named", async () => {
    const files = { ...all, ".obsidian/plugins/obsidian-pandoc-reference-list/data.json": '{"pathToBibliography": "project.bib"}' };
    await check({ ...files, "part/a.md": "" }, "part/a.md", ["project.bib"]);
    await check({ ...files, "part/a.md": "---\nbibliography: own.bib\n---\n" }, "part/a.md", ["own.bib"]);
  });

  it("are those of the nearest folder that has any, where nothing names one", async () => {
    await check({ ...bibliographies("top.bib", "thesis/own.bib"), "thesis/chapters/a.md": "" }, "thesis/chapters/a.md", ["thesis/own.bib"]);
  });

  it("are unknown where only running the draft would tell", async () => {
    const { service, path } = await check({ ...all, "a.Rmd": '---\nbibliography: "`r here(1)`"\n---\nSee [@nobody].\n' }, "a.Rmd", [
      "own.bib",
      "project.bib",
    ]);
    assert.deepEqual(await service.problems(path, never), []);
  });
});

describe("the bibliographies of a LaTeX draft", () => {
  const main = "\\documentclass{book}\n\\input{setup/preamble}\n\\begin{document}\n\\include{chapters/one}\n\\end{document}\n";
  const thesis = {
    ...bibliographies("refs.bib", "chapters/local.bib"),
    "main.tex": main,
    "setup/preamble.tex": "\\addbibresource{refs.bib}\n",
  };
  const chapter = "\\chapter{One}\n\\cite{nobody}\n";

  it("are those of a preamble that it inputs", async () => {
    await check(thesis, "main.tex", ["refs.bib"]);
    await check(
      {
        ...thesis,
        "setup/preamble.tex": "",
        "preamble.sty": "\\addbibresource{refs.bib}",
        "main.tex": "\\documentclass{book}\\usepackage{preamble}",
      },
      "main.tex",
      ["refs.bib"],
    );
  });

  it("are those of the file that includes it, found from the chapter", async () => {
    await check({ ...thesis, "chapters/one.tex": chapter }, "chapters/one.tex", ["refs.bib"]);
    const deep = { ...thesis, "chapters/one.tex": "\\input{chapters/sections/a}\n", "chapters/sections/a.tex": chapter };
    await check(deep, "chapters/sections/a.tex", ["refs.bib"]);
  });

  it("are those of a root that lies in another folder", async () => {
    const files = {
      ...bibliographies("build/refs.bib"),
      "build/main.tex": "\\documentclass{book}\\bibliography{refs}\\input{../text/one}",
    };
    await check({ ...files, "text/one.tex": chapter }, "text/one.tex", ["build/refs.bib"]);
  });

  it("are those of the root that it names", async () => {
    for (const magic of ["% !TEX root = ../main.tex", "%!TeX root=../main", "% !TeX root = ../main.tex   "]) {
      await check({ ...thesis, "other/x.tex": `${magic}\n${chapter}` }, "other/x.tex", ["refs.bib"]);
    }
    const subfile = "\\documentclass[../main.tex]{subfiles}\n\\begin{document}\\cite{x}\\end{document}";
    await check({ ...thesis, "other/x.tex": subfile }, "other/x.tex", ["refs.bib"]);
  });

  it("are its own before those of the document", async () => {
    await check({ ...thesis, "chapters/one.tex": `\\addbibresource{chapters/local.bib}\n${chapter}` }, "chapters/one.tex", [
      "chapters/local.bib",
      "refs.bib",
    ]);
  });

  it("come through import, subfile and standalone", async () => {
    const files = bibliographies("refs.bib");
    const roots = [
      "\\import{parts/}{one}",
      "\\subimport{parts}{one}",
      "\\subfile{parts/one}",
      "\\includestandalone{parts/one}",
      "\\input parts/one",
    ];
    for (const input of roots) {
      const root = `\\documentclass{book}\\bibliography{refs}\\begin{document}${input}\n\\end{document}`;
      await check({ ...files, "main.tex": root, "parts/one.tex": "\\documentclass{standalone}\\cite{x}" }, "parts/one.tex", ["refs.bib"]);
    }
  });

  it("are found by glob, by label, and by the document's own name", async () => {
    const files = bibliographies("bib/a.bib", "bib/b.bib", "main.bib");
    await check({ ...files, "main.tex": "\\addbibresource[glob]{bib/*.bib}" }, "main.tex", ["bib/a.bib", "bib/b.bib"]);
    await check({ ...files, "main.tex": "\\addbibresource[label=x]{\\jobname.bib}" }, "main.tex", ["main.bib"]);
    await check({ ...files, "main.tex": "\\documentclass{book}\\input{one}", "one.tex": "\\addsectionbib{\\jobname.bib}" }, "one.tex", [
      "main.bib",
    ]);
  });

  it("are never fetched, and nothing is called undefined then", async () => {
    const remote = {
      "main.tex": "\\documentclass{book}\\addbibresource[location=remote]{https://example.org/x.bib}\\input{one}",
      "one.tex": chapter,
    };
    const { host, service, path } = await check(remote, "one.tex", []);
    assert.deepEqual(await service.problems(path, never), []);
    assert.deepEqual(host.requests, []);
    await check({ ...thesis, "main.tex": "\\bibliography{refs}\\input{|ls}\\input{https://example.org/x}\\input{main}" }, "main.tex", [
      "refs.bib",
    ]);
  });

  it("may be written by the document itself", async () => {
    const root =
      "\\documentclass{book}\\begin{filecontents}{own.bib}\n@book{nobody, title={N}}\n\\end{filecontents}\\addbibresource{own.bib}\\addbibresource{refs.bib}\\input{one}";
    const { service, path } = await check({ ...bibliographies("refs.bib"), "main.tex": root, "one.tex": chapter }, "one.tex", ["refs.bib"]);
    assert.deepEqual(await service.problems(path, never), []);
  });

  it("are those of all documents that share a chapter", async () => {
    const files = { ...bibliographies("a.bib", "b.bib"), "one.tex": chapter };
    const root = (name: string): string => `\\documentclass{book}\\bibliography{${name}}\\input{one}`;
    await check({ ...files, "talk.tex": root("a"), "thesis.tex": root("b") }, "one.tex", ["a.bib", "b.bib"]);
  });

  it("are found however the files go round in a circle", async () => {
    const files = { ...bibliographies("refs.bib"), "a.tex": "\\input{b}\\bibliography{refs}", "b.tex": "\\input{a}" };
    await check(files, "b.tex", ["refs.bib"]);
    await check({ ...files, "c.tex": "% !TEX root = d.tex\n", "d.tex": "% !TEX root = c.tex\n\\bibliography{refs}" }, "c.tex", [
      "refs.bib",
    ]);
  });
});

describe("a workspace that is not trusted", () => {
  it("has nothing outside its folder read, whatever its files name", async () => {
    const outside = bibliographies("/home/ada/mine.bib", "/other/x.bib", "/other/x.tex", "/_quarto.yml");
    const files = {
      ...outside,
      ...bibliographies("refs.bib"),
      "_quarto.yml": "bibliography: [/other/x.bib, ../other/x.bib, ~/mine.bib]\nmetadata-files: [../other/meta.yml]\ncsl: /other/x.csl\n",
      "a.qmd": "---\nbibliography: [../other/x.bib, //server/share/x.bib]\n---\n",
      "b.tex": "% !TEX root = ../other/x.tex\n\\input{../other/x}\\addbibresource{/other/x.bib}\\usepackage{../other/x}",
    };
    for (const draft of ["a.qmd", "b.tex"]) {
      const { host } = await openDraft(files, draft, { trusted: false, settings: { bibliographies: ["/other/x.bib", "~/mine.bib"] } });
      assert.deepEqual(
        host.reads.filter((path) => !`${path}/`.startsWith("/work/")),
        [],
      );
    }
  });
});

describe("any name in any file", () => {
  const piece = fc.constantFrom(
    "..",
    "/",
    "other",
    "x.bib",
    "x",
    "~",
    "C:",
    "\\\\",
    "//server",
    "*",
    "**",
    "{a,b}",
    "http://",
    "|",
    "\u0024{.}",
    "%",
    "\u0000",
    "é",
    " ",
  );
  const name = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(""));

  it("leads nowhere outside an untrusted folder, and never fails", async () => {
    const outside = bibliographies("/other/x.bib", "/home/ada/x.bib", "/x.bib", "/other/x", "/home/ada/x");
    await fc.assert(
      fc.asyncProperty(name, fc.constantFrom("a.md", "a.tex"), async (written, draft) => {
        const files = {
          ...outside,
          ...bibliographies("in.bib"),
          "_quarto.yml": JSON.stringify({
            bibliography: written,
            csl: written,
            "metadata-files": [written],
            profile: { default: written },
          }),
          "defaults.yaml": JSON.stringify({ from: "markdown", bibliography: written, defaults: written }),
          "myst.yml": JSON.stringify({ project: { bibliography: [written] } }),
          "a.md": `---\n${JSON.stringify({ bibliography: written, csl: written })}\n---\n`,
          "a.tex": `% !TEX root = ${written}\n\\input{${written}}\\addbibresource{${written}}\\import{${written}}{${written}}\\usepackage{${written}}`,
        };
        const { host } = await openDraft(files, draft, { trusted: false, settings: { bibliographies: [written] } });
        assert.deepEqual(
          host.reads.filter((path) => !`${path}/`.startsWith("/work/")),
          [],
        );
        assert.deepEqual(host.messages, []);
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

describe("what changes while one writes", () => {
  it("is followed: the project's file, a bibliography that comes, one that is renamed", async () => {
    const files = { ...bibliographies("a.bib", "b.bib"), "_quarto.yml": "bibliography: a.bib\n", "x.qmd": "" };
    const opened = await check(files, "x.qmd", ["a.bib"]);
    const { host, service, path } = opened;
    const after = async (expected: readonly string[]): Promise<void> => {
      await service.ready(path);
      assert.deepEqual(usesOf(opened), expected);
    };
    host.write("/work/_quarto.yml", "bibliography: [b.bib, c.bib]\n");
    service.filesChanged([{ path: "/work/_quarto.yml", kind: "changed" }]);
    await after(["b.bib", "missing: c.bib"]);
    host.write("/work/c.bib", entry("c"));
    service.filesChanged([{ path: "/work/c.bib", kind: "created" }]);
    await after(["b.bib", "c.bib"]);
    host.remove("/work/_quarto.yml");
    service.filesChanged([{ path: "/work/_quarto.yml", kind: "deleted" }]);
    await after(["a.bib", "b.bib", "c.bib"]);
  });

  it("is followed in the root of a chapter, as it is typed there", async () => {
    const files = { ...bibliographies("a.bib", "b.bib"), "main.tex": "\\documentclass{book}\\bibliography{a}\\input{one}", "one.tex": "x" };
    const opened = await check(files, "one.tex", ["a.bib"]);
    const { service, path } = opened;
    service.open({ path: "/work/main.tex", languageId: "", version: 1, text: files["main.tex"] });
    await service.ready("/work/main.tex");
    service.change("/work/main.tex", 2, [{ text: "\\documentclass{book}\\bibliography{b}\\input{one}" }]);
    await service.ready("/work/main.tex");
    await service.ready(path);
    assert.deepEqual(usesOf(opened), ["b.bib"]);
  });
});

describe("a chapter whose root is somewhere else", () => {
  const chapter = "\\cite{b}\n";
  const root = "\\documentclass{book}\\bibliography{b}\\input{../text/one}";

  it("gets its bibliographies when the root comes to include it", async () => {
    const files = { ...bibliographies("a.bib", "build/b.bib"), "build/main.tex": "\\documentclass{book}", "text/one.tex": chapter };
    const opened = await check(files, "text/one.tex", ["a.bib"]);
    const { host, service, path } = opened;
    host.write("/work/build/main.tex", root);
    service.filesChanged([{ path: "/work/build/main.tex", kind: "changed" }]);
    await service.ready(path);
    assert.deepEqual(usesOf(opened), ["build/b.bib"]);
  });

  it("is called nothing before the workspace has been looked through, and no file of it waits for that", async () => {
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`other/${i}.${i % 2 === 0 ? "tex" : "md"}`, `Text ${i}.\n`]));
    const files = { ...many, ...bibliographies("a.bib", "build/b.bib"), "build/main.tex": root, "text/one.tex": chapter };
    const host = new InMemoryHost();
    for (const [name, text] of Object.entries(files)) host.write(placeOf(name), text);
    const service = createService(host, { settingsFor: async () => parseSettings(quiet).settings });
    service.setFolders(["/work"]);
    const path = "/work/text/one.tex";
    service.open({ path, languageId: "", version: 1, text: chapter });
    await service.planned(path);
    assert.ok(host.reads.length < 300, `${host.reads.length} files were read before anything was answered`);
    assert.deepEqual(await service.problems(path, never), []);
  });
});

describe("what is said of a bibliography that a project names in vain", () => {
  it("names the file of that name which lies elsewhere, and mends the name", async () => {
    const missing = async (files: Texts, draft: string): Promise<readonly unknown[]> => {
      const { service, path } = await openDraft(files, draft);
      const [problem] = await service.problems(path, never);
      return [problem?.message.replace(/^.*\)\. /, ""), problem?.fixes.map((fix) => fix.edits[0]?.text)];
    };
    const files = bibliographies("refs/All.bib");
    const written = "---\nbibliography: all.bib\n---\n";
    assert.deepEqual(await missing({ ...files, "text/a.md": written }, "text/a.md"), ["There is ../refs/All.bib.", ["../refs/All.bib"]]);
    const latex = "\\documentclass{book}\\bibliography{all}";
    assert.deepEqual(await missing({ ...files, "a.tex": latex }, "a.tex"), ["There is refs/All.bib.", ["refs/All"]]);
  });

  it("stands in the first line of a draft that cites, with the place that names it", async () => {
    const files = {
      "_quarto.yml": "project: {type: book}\nbibliography: gone.bib\n",
      "a.qmd": "# One\n\nSee [@x].\n",
      "b.qmd": "Nothing.\n",
    };
    const { service, path } = await check(files, "a.qmd", ["missing: gone.bib"]);
    const [problem, ...others] = await service.problems(path, never);
    assert.equal(problem?.message, "gone.bib, named in _quarto.yml, line 2, is not there (looked in work/).");
    assert.deepEqual(problem?.span, { start: 0, end: 5 });
    assert.equal(problem?.related[0]?.path, "/work/_quarto.yml");
    assert.deepEqual(others, []);
    const silent = await openDraft(files, "b.qmd");
    assert.deepEqual(await silent.service.problems(silent.path, never), []);
  });
});
