import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { ReadFault, ReadSource } from "../../../src/corpus/source.ts";
import type { Logger, Runner } from "../../../src/host.ts";
import { createRunner } from "../../../src/platform/node/runner.ts";
import { sourceEntries } from "./builtStyles.ts";

describe("the reader process on documents", () => {
  let runner: Runner;
  before(() => {
    const logger: Logger = { info: () => {}, warn: () => {}, error: () => {} };
    runner = createRunner({ distFolder: "", logger, entries: sourceEntries });
  });
  after(() => runner.dispose());

  const read = async (path: string, text: string): Promise<ReadSource | ReadFault> =>
    (await runner.run("read", { path, bytes: new TextEncoder().encode(text) })) as ReadSource | ReadFault;

  it("reads a text", async () => {
    const source = await read("/sources/essay.txt", "An Essay\n\nThe first paragraph says something.\n\nThe second one says more.\n");
    assert.ok(source.kind === "source");
    assert.match(source.text, /The first paragraph says something\./);
  });

  it("says of an empty file that it is empty", async () => assert.deepEqual(await read("/sources/empty.txt", ""), { kind: "empty" }));
});
