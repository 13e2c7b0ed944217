import assert from "node:assert/strict";
import { renameSync } from "node:fs";
import { describe, it } from "node:test";
import { skip } from "./built.ts";
import { Client } from "./client.ts";
import type { ClientOptions } from "./clientOptions.ts";
import { ibidJson, noLinks } from "./commandLine.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

const silent = { links: { check: "never" } };
const entry = (key: string): string => `@book{${key}, title = {On ${key}}, date = {1931}}\n`;
const draft = "See [@harbour].\n";

const startClient = (options: Partial<ClientOptions> = {}): Promise<Client> =>
  Client.start({ folders: [], storage: makeWorkspace().storage, settings: silent, ...options });

function openIn(client: Client, workspace: Workspace, name: string): string {
  client.addFolder(workspace.folder);
  const uri = workspace.uri(name);
  client.open(uri, workspace.read(name));
  return uri;
}

interface FilesUsed {
  readonly summary: string;
  readonly groups: readonly {
    readonly title: string;
    readonly files: readonly { readonly label: string; readonly detail: string; readonly uri?: string; readonly range?: unknown }[];
  }[];
}

describe("the files of a draft, as they change on disk", { skip, concurrency: 4 }, async () => {
  const client = await startClient();

  it("are found anew when the project's file names others", async () => {
    const files = { "book/_quarto.yml": "bibliography: one.bib\n", "book/one.bib": entry("other"), "book/two.bib": entry("harbour") };
    const workspace = makeWorkspace({ ...files, "book/part/a.qmd": draft });
    const uri = openIn(client, workspace, "book/part/a.qmd");
    await client.problemsAre(uri, ["citation.undefined"]);
    workspace.replace("book/_quarto.yml", "bibliography: [one.bib, two.bib]\n");
    await client.problemsAre(uri, []);
    workspace.write("book/_quarto.yml", "bibliography: one.bib\n");
    await client.problemsAre(uri, ["citation.undefined"]);
    workspace.remove("book/_quarto.yml");
    await client.problemsAre(uri, []);
  });

  it("are found when the missing one comes, and missed when it is renamed", async () => {
    const workspace = makeWorkspace({ "_quarto.yml": "bibliography: refs/all.bib\n", "a.qmd": draft });
    const uri = openIn(client, workspace, "a.qmd");
    const [problem] = await client.problemsAre(uri, ["bibliography.not-found"]);
    assert.equal(String(problem?.message), "refs/all.bib, named in _quarto.yml, line 1, is not there (looked in workspace/refs/).");
    assert.equal(problem?.relatedInformation?.[0]?.location.uri, workspace.uri("_quarto.yml"));
    workspace.write("refs/all.bib", entry("harbour"));
    await client.problemsAre(uri, []);
    renameSync(workspace.path("refs/all.bib"), workspace.path("refs/old.bib"));
    await client.problemsAre(uri, ["bibliography.not-found"]);
    renameSync(workspace.path("refs"), workspace.path("elsewhere"));
    renameSync(workspace.path("elsewhere/old.bib"), workspace.path("elsewhere/all.bib"));
    renameSync(workspace.path("elsewhere"), workspace.path("refs"));
    await client.problemsAre(uri, []);
  });

  it("are found through a preamble that changes, for a chapter", async () => {
    const main = "\\documentclass{book}\n\\input{preamble}\n\\begin{document}\n\\include{chapters/one}\n\\end{document}\n";
    const files = {
      "main.tex": main,
      "preamble.tex": "\\addbibresource{one.bib}\n",
      "one.bib": entry("other"),
      "two.bib": entry("harbour"),
    };
    const workspace = makeWorkspace({ ...files, "chapters/one.tex": "\\cite{harbour}\n" });
    const uri = openIn(client, workspace, "chapters/one.tex");
    await client.problemsAre(uri, ["citation.undefined"]);
    workspace.replace("preamble.tex", "\\addbibresource{one.bib}\n\\addbibresource{two.bib}\n");
    await client.problemsAre(uri, []);
    workspace.replace("main.tex", main.replace("\\input{preamble}", "\\bibliography{one}"));
    await client.problemsAre(uri, ["citation.undefined"]);
  });

  it("are told with what was read in each, and a place to open", async () => {
    const workspace = makeWorkspace({
      "_quarto.yml": "title: T\nbibliography: [all.bib, gone.bib]\n",
      "all.bib": `${entry("harbour")}@book{bad, title={x} date={1}}\n`,
      "a.qmd": draft,
    });
    const uri = openIn(client, workspace, "a.qmd");
    await client.problemsAre(uri, ["bibliography.not-found"]);
    const { groups } = await client.request<FilesUsed>("ibid/filesUsed", { uri });
    const [found, missing] = groups[0]?.files ?? [];
    assert.match(found?.detail ?? "", /^2 entries · 1 fault, in line 2: .* · named in _quarto\.yml, line 2$/);
    assert.equal(found?.uri, workspace.uri("all.bib"));
    assert.equal(missing?.uri, workspace.uri("_quarto.yml"));
    assert.deepEqual(missing?.range, { start: { line: 1, character: 24 }, end: { line: 1, character: 32 } });
  });
});

describe("which folder a draft belongs to", { skip, concurrency: 4 }, () => {
  it("counts, where a window holds several with their own settings", async () => {
    const one = makeWorkspace({ "_quarto.yml": "bibliography: x.bib\n", "x.bib": entry("harbour"), "a.qmd": draft });
    const two = makeWorkspace({ "x.bib": entry("other"), "bib/y.bib": entry("harbour"), "a.qmd": draft });
    const client = await startClient({ folders: [one.folder, two.folder], configuration: true });
    client.settingsOf = (uri) => (uri.startsWith(two.uri("")) ? { ...silent, bibliographies: ["bib"] } : silent);
    for (const workspace of [one, two]) {
      client.open(workspace.uri("a.qmd"), draft);
      await client.problemsAre(workspace.uri("a.qmd"), []);
    }
  });

  it("is its own where no folder is open", async () => {
    const workspace = makeWorkspace({
      "thesis/refs.bib": entry("harbour"),
      "thesis/a.md": draft,
      "_quarto.yml": "bibliography: gone.bib\n",
    });
    const client = await startClient();
    client.open(workspace.uri("thesis/a.md"), draft);
    await client.problemsAre(workspace.uri("thesis/a.md"), []);
    const labels = (await client.completion(workspace.uri("thesis/a.md"), "[@har|bour")).map(({ label }) => label);
    assert.deepEqual(labels, ["harbour"]);
  });

  it("is the project's for the command line", async () => {
    const workspace = makeWorkspace({
      "_quarto.yml": "bibliography: refs/all.bib\n",
      "refs/all.bib": entry("harbour"),
      "parts/a.qmd": draft,
    });
    const entries = await ibidJson<readonly { readonly id: string }[]>(workspace, "library", "parts/a.qmd");
    assert.deepEqual(
      entries.map(({ id }) => id),
      ["harbour"],
    );
    const { documents } = await ibidJson<{ documents: { problems: unknown[] }[] }>(
      workspace,
      "check",
      "parts/a.qmd",
      "--format",
      "json",
      ...noLinks,
    );
    assert.deepEqual(
      documents.map(({ problems }) => problems),
      [[]],
    );
  });
});
