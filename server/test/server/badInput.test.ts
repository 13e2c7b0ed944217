import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { skip } from "./built.ts";
import { Client } from "./client.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

const settings = { links: { check: "never" } };
const entry = (key: string): string => `@book{${key},\n  author = {Okafor, Ada},\n  title = {Tides and Timetables},\n  date = {1902},\n}\n`;
const naming = (name: string): string => `---\nbibliography: ${name}\n---\n\nSee [@okafor1902].\n`;

/** In one window all of these lie side by side: none may harm the others. */
function openDraft(client: Client, workspace: Workspace, text: string): string {
  const uri = workspace.uri("draft.md");
  client.addFolder(workspace.folder);
  client.open(uri, text);
  return uri;
}

interface FilesUsed {
  readonly groups: readonly { readonly files: readonly { readonly label: string; readonly detail: string; readonly problem: boolean }[] }[];
}

async function filesUsed(client: Client, uri: string): Promise<readonly string[]> {
  const { groups } = await client.request<FilesUsed>("ibid/filesUsed", { uri });
  return groups.flatMap((group) => group.files.map((file) => `${file.label}: ${file.detail}`));
}

describe("in one window", { skip }, async () => {
  const client = await Client.start({ folders: [], storage: makeWorkspace().storage, settings });

  describe("a bibliography", { concurrency: 4 }, () => {
    const unreadable: readonly [string, (path: string) => void, string][] = [
      ["missing.bib", () => undefined, "is not there (looked in workspace/)."],
      [
        "https://example.org/library.bib",
        () => undefined,
        "is on the web, and Ibid fetches no bibliography: save it beside the draft and name the file.",
      ],
      ["folder.bib", (path) => void mkdirSync(path), "is not a file."],
      [
        "binary.bib",
        (path) =>
          writeFileSync(
            path,
            Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 256),
          ),
        "is not a text file.",
      ],
      ["nowhere.bib", (path) => symlinkSync("/nowhere/at/all.bib", path), "is not there (looked in workspace/)."],
      ["pipe.bib", (path) => void execFileSync("mkfifo", [path]), "is not a file."],
      [
        "large.bib",
        (path) => void execFileSync("truncate", ["--size=300M", path]),
        "is too large to be read (300 MB; the limit is 200 MB).",
      ],
    ];

    it("that can't be read is said once, where it is named", async () => {
      const workspace = makeWorkspace();
      client.addFolder(workspace.folder);
      for (const [index, [name, prepare, message]] of unreadable.entries()) {
        prepare(workspace.path(name));
        const uri = workspace.uri(`draft${index}.md`);
        client.open(uri, naming(name));
        const [problem, ...others] = await client.problemsWhen(uri, (found) => found.length > 0, "a problem");
        assert.deepEqual(others, []);
        assert.equal(String(problem?.message), `${name} ${message}`);
        assert.equal(problem && client.words(uri, problem.range), name);
        assert.equal((await filesUsed(client, uri)).filter((line) => line.includes(name)).length, 1);
      }
    });

    it("that is missing is said at the line of each kind of draft, with every folder looked in", async () => {
      const workspace = makeWorkspace({ "thesis/chapters/one.tex": "" });
      client.addFolder(workspace.folder);
      const uri = workspace.uri("thesis/chapters/one.tex");
      client.open(uri, "\\addbibresource{lost.bib}\n\\autocite{okafor1902}\n");
      const [problem] = await client.problemsAre(uri, ["bibliography.not-found"]);
      assert.match(
        String(problem?.message),
        /^lost\.bib is not there \(looked in workspace\/thesis\/chapters\/, workspace\/thesis\/ and workspace\/\)\.$/,
      );
      assert.equal(problem && client.words(uri, problem.range), "lost.bib");
    });

    it("that is half written loses only what is broken", async () => {
      const half = `${entry("before")}@book{broken,\n  title = {Never closed,\n  date = 1902\n\n${entry("okafor1902")}@article{cut,\n  title = {Half a wo`;
      const workspace = makeWorkspace({ "library.bib": half });
      const uri = openDraft(client, workspace, "See [@okafor1902], [@before] and [@nobody].\n");
      await client.problemsAre(uri, ["citation.undefined"]);
      const bib = workspace.uri("library.bib");
      client.open(bib, half);
      const problems = await client.problemsWhen(bib, (found) => found.length > 0, "its faults");
      const faults = problems.filter((problem) => problem.code === "bibliography.syntax");
      assert.ok(faults.length > 0 && faults.every(({ range }) => !client.words(bib, range).includes("okafor1902")));
    });

    it("of fifty megabytes is read, and holds nothing up meanwhile", async () => {
      const filler = `abstract = {${"Long words about tides. ".repeat(2000)}}`;
      const many = Array.from({ length: 1050 }, (_, i) => `@book{filler${i}, title = {Filler ${i}}, ${filler}}\n`).join("");
      const workspace = makeWorkspace({ "library.bib": many + entry("okafor1902") });
      assert.ok(many.length > 50_000_000);
      const uri = openDraft(client, workspace, "See [@okafor1902] and [@nobody].\n");
      const answers: string[] = [];
      await Promise.all([
        client.problemsAre(uri, ["citation.undefined"]).then(() => answers.push("all is read")),
        client.hover(uri, "[@oka|for").then(() => answers.push("a hover")),
      ]);
      assert.deepEqual(answers, ["a hover", "all is read"]);
      assert.equal((await client.completion(uri, "[@oka|for"))[0]?.label, "okafor1902");
    });

    it("whose names are those of the language itself is only a bibliography", async () => {
      const library = `${entry("__proto__")}${entry("constructor")}${entry("toString")}@string{__proto__ = {x}}\n`;
      const workspace = makeWorkspace({ "library.bib": library });
      const uri = openDraft(client, workspace, "See [@constructor; @toString; @__proto__; @hasOwnProperty; @valueOf].\n");
      await client.problemsAre(uri, ["citation.undefined", "citation.undefined"]);
      assert.match(await client.hover(uri, "@con|structor"), /Okafor/);
    });
  });

  describe("a source", { concurrency: 4 }, () => {
    it("that is empty, huge, a pipe, a folder or binary is left out with its reason, and the others are read", async () => {
      const workspace = makeWorkspace({
        "library.bib": entry("okafor1902"),
        "sources/okafor1902.txt": "Tides and Timetables\n\nAda Okafor\n\n1902\n\nThe timetable was printed before the tide was known.\n",
        "sources/empty.txt": "",
        "sources/blank.html": "<html><body>  </body></html>",
        "sources/binary.txt": Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 256),
        "sources/huge.txt": "",
        "sources/folder.txt/inside.txt": "Words inside a folder that is called like a file.\n",
      });
      execFileSync("truncate", ["--size=300M", workspace.path("sources/huge.txt")]);
      execFileSync("mkfifo", [workspace.path("sources/pipe.txt")]);
      symlinkSync(workspace.path("sources"), workspace.path("sources/round"));
      const uri = openDraft(client, workspace, '"The timetable was printed after the tide was known" [@okafor1902].\n');
      await client.problemsAre(uri, ["quotation.altered"]);
      await client.until(async () => !String(await filesUsed(client, uri)).includes("being read"), "all is read");
      const used = await filesUsed(client, uri);
      const detailOf = (name: string): string => used.find((line) => line.includes(name)) ?? "";
      assert.match(detailOf("huge"), /too large/);
      assert.match(detailOf("empty"), /empty|no text/);
      assert.match(detailOf("binary"), /not a text|can't be read/);
      assert.equal(detailOf("pipe"), "");
      assert.equal(used.filter((line) => line.includes("okafor1902.txt")).length, 1, "a folder that leads back to itself is read once");
    });

    it("is never the draft itself, whatever link leads back to it", async () => {
      const words = "The timetable was printed before the tide was known.";
      const workspace = makeWorkspace({
        "library.bib": entry("okafor1902"),
        "sources/okafor1902.txt": `Tides and Timetables\n\nAda Okafor\n\n1902\n\n${words}\n`,
      });
      symlinkSync(workspace.folder, workspace.path("sources/back"));
      workspace.write("draft.md", `"${words.replace("known", "seen")}" [@okafor1902].\n`);
      const uri = openDraft(client, workspace, workspace.read("draft.md"));
      await client.until(async () => !String(await filesUsed(client, uri)).includes("being read"), "all is read");
      const [problem] = await client.problemsAre(uri, ["quotation.altered"]);
      assert.doesNotMatch(String(problem?.message), /draft\.md/);
    });

    it("that can't be read any more is said in the hover of its quotation", async () => {
      const workspace = makeWorkspace({
        "library.bib": entry("okafor1902"),
        "sources/okafor1902.txt": "Tides and Timetables\n\nAda Okafor\n\n1902\n\nThe timetable was printed before the tide was known.\n",
      });
      const uri = openDraft(client, workspace, '"The timetable was printed after the tide was known" [@okafor1902].\n');
      await client.problemsAre(uri, ["quotation.altered"]);
      workspace.remove("sources");
      await client.problemsAre(uri, []);
      assert.match(await client.hover(uri, "timetable was pr|inted"), /^Not checked: Okafor 1902 is not among the sources here\.$/);
    });
  });

  describe("paths", { concurrency: 4 }, () => {
    const names = ["with spaces Übergröße", "100% #1 a+b&c;d", '[brackets] {braces} ..quote\'d "name"', "日本語 e\u0301"];
    for (const name of names) {
      it(`like ${name} are as good as any`, async () => {
        const workspace = makeWorkspace({
          [`${name}/library.bib`]: entry("okafor1902"),
          [`${name}/sources/okafor1902.txt`]:
            "Tides and Timetables\n\nAda Okafor\n\n1902\n\nThe timetable was printed before the tide was known.\n",
        });
        client.addFolder(workspace.path(name));
        const uri = workspace.uri(`${name}/draft ${name}.md`);
        client.open(uri, '"The timetable was printed after the tide was known" [@okafor1902]. [@nobody]\n');
        const [problem] = await client.problemsAre(uri, ["quotation.altered", "citation.undefined"]);
        assert.equal(fileURLToPath(problem?.relatedInformation?.[0]?.location.uri ?? ""), workspace.path(`${name}/sources/okafor1902.txt`));
        assert.match(await client.hover(uri, "printed a|fter"), /command:ibid\.openSource/);
      });
    }

    it("into a folder that may not be entered are left alone", async () => {
      const workspace = makeWorkspace({ "library.bib": entry("okafor1902"), "sources/locked/a.txt": "Words.\n" });
      chmodSync(workspace.path("sources/locked"), 0);
      const uri = openDraft(client, workspace, "See [@nobody].\n");
      await client.problemsAre(uri, ["citation.undefined"]);
      chmodSync(workspace.path("sources/locked"), 0o700);
    });
  });

  describe("texts", { concurrency: 4 }, () => {
    const endings: readonly [string, (text: string) => string | Uint8Array][] = [
      ["crlf", (text) => text.replaceAll("\n", "\r\n")],
      ["cr", (text) => text.replaceAll("\n", "\r")],
      ["mark", (text) => `\ufeff${text}`],
      ["latin-1", (text) => Buffer.from(text, "latin1")],
      ["utf-16", (text) => Buffer.from(`\ufeff${text}`, "utf16le")],
    ];
    const library = "@book{gruen1902,\n  author = {Grün, Jürgen},\n  title = {Über Ebbe und Flut},\n  date = {1902},\n}\n";
    const source = "Über Ebbe und Flut\n\nJürgen Grün\n\n1902\n\nDie Flut kommt stets früher, als der Fahrplan es gewährt.\n";
    const draft =
      "„Die Flut kommt stets später, als der Fahrplan es gewährt“ [@gruen1902].\n\n„Die Flut kommt stets früher, als der Fahrplan es gewährt“ [@gruen1902].\n";

    it("of all encodings and line ends are read as they are meant", async () => {
      const workspace = makeWorkspace();
      for (const [name, encode] of endings) {
        workspace.write(`${name}/library.bib`, encode(library));
        workspace.write(`${name}/sources/gruen1902.txt`, encode(source));
        client.addFolder(workspace.path(name));
        const uri = workspace.uri(`${name}/draft.md`);
        client.open(uri, name === "crlf" ? draft.replaceAll("\n", "\r\n") : draft);
        const [problem] = await client.problemsAre(uri, ["quotation.altered"]);
        assert.equal(problem && client.words(uri, problem.range), "später", name);
        assert.match(await client.hover(uri, "[@gru|en1902]"), /Grün.*Über Ebbe [uU]nd Flut/s, name);
      }
    });
  });
});
