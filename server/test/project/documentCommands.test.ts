import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseSettings } from "../../src/config.ts";
import { createService } from "../../src/service.ts";
import type { DraftFacts } from "../../src/syntax/facts.ts";
import { InMemoryHost } from "../inMemoryHost.ts";

const { settings } = parseSettings({ links: { check: "never" } });

/** What the first file cites as `command: key`, open in an editor and read by itself, which must be the same. */
async function check(files: Readonly<Record<string, string>>, expected: readonly string[]): Promise<void> {
  const host = new InMemoryHost();
  for (const [name, text] of Object.entries(files)) host.write(`/work/${name}`, text);
  const service = createService(host, { settingsFor: async () => settings });
  service.setFolders(["/work"]);
  const [first] = Object.entries(files);
  const path = `/work/${first?.[0]}`;
  const text = first?.[1] ?? "";
  assert.deepEqual(cited(await service.readDraft(path, text, settings, "/work")), expected, "by itself");
  service.open({ path, languageId: "latex", version: 1, text });
  await service.ready(path);
  const snapshot = service.snapshot(path);
  assert.deepEqual(snapshot?.kind === "draft" && cited(snapshot.facts), expected, "open");
}

const cited = ({ groups }: DraftFacts): readonly string[] =>
  groups.map(({ command, citations }) => `${command}: ${citations.map(({ key }) => key).join(", ")}`);

const main = "\\documentclass{book}\n\\input{preamble}\n\\begin{document}\n\\include{one}\n\\end{document}\n";

describe("citation commands of a document in several files", () => {
  it("are learned from the preamble that the root inputs", async () => {
    const preamble = "\\newcommand{\\see}[2][]{\\parencite[#1]{#2}}\n\\newcites{prim}{Primary}\n";
    await check({ "one.tex": "\\see[3]{a} \\citeprim{b} \\other{c}", "main.tex": main, "preamble.tex": preamble }, [
      "see: a",
      "citeprim: b",
    ]);
  });

  it("are learned from the root itself, by whatever name it goes", async () => {
    const root = "\\documentclass{book}\\let\\ci\\cite\\begin{document}\\subfile{parts/one}\\end{document}";
    await check({ "parts/one.tex": "% !TEX root = ../main.tex\n\\ci{a}", "main.tex": root }, ["ci: a"]);
  });

  it("are learned from a package of the writer's own", async () => {
    const root = "\\documentclass{book}\\usepackage{mine}\\begin{document}\\ci{a}\\end{document}";
    await check({ "main.tex": root, "mine.sty": "\\ProvidesPackage{mine}\n\\newrobustcmd*{\\ci}[1]{\\cite{#1}}" }, ["ci: a"]);
  });

  it("are those of the packages that the root loads", async () => {
    const root = "\\documentclass{book}\\usepackage{jurabib}\\begin{document}\\input{one}\\end{document}";
    await check({ "one.tex": "\\citefield{author}{a}", "main.tex": root }, ["citefield: a"]);
  });

  it("are none of a document that it is no part of", async () => {
    await check({ "one.tex": "\\see{a}", "other.tex": "\\documentclass{book}\\newcommand{\\see}[1]{\\cite{#1}}" }, []);
  });
});
