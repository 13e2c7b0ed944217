import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { skip } from "./built.ts";
import { ibid, ibidJson, noLinks } from "./commandLine.ts";
import { startFate } from "./fate.ts";
import { makeWorkspace } from "./workspace.ts";

const sample = join(import.meta.dirname, "../../../data/sample");

/** The sample's files by name; its dead link leads to `address` instead. */
function sampleFiles(address: string): Readonly<Record<string, string>> {
  const names = readdirSync(sample, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(sample, name)).isFile());
  return Object.fromEntries(
    names.map((name) => [
      name,
      readFileSync(join(sample, name), "utf8").replaceAll("https://www.nato.int/docu/basictxt/fndact-a.htm", address),
    ]),
  );
}

interface Report {
  readonly documents: readonly { readonly path: string; readonly problems: readonly { readonly code: string }[] }[];
}

describe("the sample", { skip }, () => {
  it("shows every kind of problem, the dead link in both drafts and the bibliography", async () => {
    const fate = await startFate();
    const workspace = makeWorkspace(sampleFiles(fate.url("/gone")));
    const settings = [
      "--set",
      "ibid.links.allowPrivateAddresses=true",
      "--set",
      "ibid.links.interval=0",
      "--set",
      'ibid.links.ignore=["*.nato.int"]',
    ];
    const { documents } = await ibidJson<Report>(workspace, "check", ".", "--format", "json", ...settings);
    const codes = Object.fromEntries(documents.map(({ path, problems }) => [path.split("/").at(-1), problems.map(({ code }) => code)]));
    assert.deepEqual(codes, {
      "essay.md": [
        "link.dead",
        "quotation.altered",
        "quotation.wrong-locator",
        "citation.undefined",
        "quotation.other-source",
        "link.malformed",
      ],
      "essay.tex": ["link.dead", "quotation.altered", "citation.undefined", "link.malformed"],
      "references.bib": ["link.dead", "entry.unused", "entry.unused", "entry.unused"],
    });
  });

  it("is reported offline too, with its links not checked", async () => {
    const workspace = makeWorkspace(sampleFiles("https://www.nato.int/docu/basictxt/fndact-a.htm"));
    const { output, code } = await ibid(workspace, "check", ".", ...noLinks);
    assert.equal(code, 1);
    assert.match(output, /11 problems in 3 documents\.\n4 links: 4 not checked\.\n$/);
  });
});
