import assert from "node:assert/strict";
import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { madeText } from "../corpus/index/madeTexts.ts";
import { Client } from "./client.ts";
import { ibidJson, noLinks } from "./commandLine.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

const textOf = (i: number): string => Array.from({ length: 90 }, (_, k) => madeText(i * 1000 + k, 100)).join("\n\n");

const sentenceOf = (i: number): string => textOf(i).split(" ").slice(300, 312).join(" ").replaceAll("\n\n", " ");

const draft = `The first says “${sentenceOf(7)}”, the other “${sentenceOf(41)}”.\n`;

/** Some three megabytes: enough for an index that is kept. */
const shelf = (): Workspace =>
  makeWorkspace({ "a.md": draft, ...Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`sources/${i}.txt`, textOf(i)])) });

interface Checked {
  readonly documents: readonly { readonly problems: readonly { readonly code: string; readonly message: string }[] }[];
}

async function checkFinds(workspace: Workspace): Promise<void> {
  const { documents } = await ibidJson<Checked>(workspace, "check", "a.md", "--format", "json", "--root", ".", ...noLinks);
  const messages = documents[0]?.problems.map(({ code, message }) => `${code} ${/\d+\.txt/.exec(message)?.[0]}`);
  assert.deepEqual(messages, ["quotation.uncited 7.txt", "quotation.uncited 41.txt"]);
}

const keptIn = (workspace: Workspace, folder: string): readonly string[] =>
  readdirSync(join(workspace.storage, "ibid", folder)).map((name) => join(workspace.storage, "ibid", folder, name));

describe("a shelf of sources and what is kept of it", () => {
  it("is read once, and found again by the next run", async () => {
    const workspace = shelf();
    await checkFinds(workspace);
    assert.equal(keptIn(workspace, "sources").length, 60);
    const [index] = keptIn(workspace, "quoteIndex");
    assert.match(index ?? "", /bulk$/);
    await checkFinds(workspace);
    assert.equal(keptIn(workspace, "sources").length, 60);
  });

  it("is made anew where files were cut off, overwritten or gone", async () => {
    const workspace = shelf();
    await checkFinds(workspace);
    const [index = assert.fail("no index was kept")] = keptIn(workspace, "quoteIndex");
    truncateSync(index, Math.floor(readFileSync(index).length / 2));
    const [first, second] = keptIn(workspace, "sources");
    truncateSync(first ?? "", 100);
    writeFileSync(second ?? "", "{}");
    await checkFinds(workspace);
    await checkFinds(workspace);
  });

  it("serves an editor that starts anew", async () => {
    const workspace = shelf();
    const uri = workspace.uri("a.md");
    for (let start = 0; start < 2; start++) {
      const client = await Client.start({
        folders: [workspace.folder],
        storage: workspace.storage,
        settings: { links: { check: "never" } },
      });
      client.open(uri, draft);
      await client.problemsAre(uri, ["quotation.uncited", "quotation.uncited"]);
      assert.deepEqual(
        client.messages.filter(({ type }) => type <= 2),
        [],
      );
      await client.stop();
    }
  });
});
