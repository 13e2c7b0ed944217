import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { RichText } from "../../../src/csl/richText.ts";
import { plainText } from "../../../src/csl/richText.ts";
import type { Logger, Runner } from "../../../src/host.ts";
import type { FormatAnswer, FormatEntry, FormatRequest } from "../../../src/library/formatting.ts";
import { createRunner, type RunnerLimits } from "../../../src/platform/node/runner.ts";
import { builtStyles, sourceEntries } from "./builtStyles.ts";

const hostileReader = join(import.meta.dirname, "hostileReader.ts");

function fixture(distFolder: string, limits: Partial<RunnerLimits> = {}): { readonly runner: Runner; readonly warnings: string[] } {
  const warnings: string[] = [];
  const logger: Logger = { info: () => {}, warn: (message) => warnings.push(message), error: () => {} };
  const entries = { ...sourceEntries, reader: hostileReader };
  return { runner: createRunner({ distFolder, logger, entries, limits }), warnings };
}

const article = (key: string, title: string): FormatEntry => ({
  kind: "biblatex",
  key,
  type: "article",
  fields: {
    author: "Webber, Mark and Sperling, James",
    title,
    journaltitle: "International Affairs",
    volume: "88",
    number: "1",
    pages: "1--20",
    date: "2012",
  },
});

async function format(runner: Runner, entries: readonly FormatEntry[], style: string): Promise<readonly (RichText | undefined)[]> {
  const request: FormatRequest = { kind: "references", entries, style: { kind: "named", name: style }, locale: "en-US" };
  const answer = (await runner.run("format", request)) as FormatAnswer;
  assert.equal(answer.kind, "references");
  return answer.kind === "references" ? answer.references : [];
}

const textOf = (rich: RichText | undefined): string => plainText(rich ?? []);

describe("the format worker", () => {
  let distFolder = "";
  let runner: Runner;
  before(async () => {
    distFolder = await builtStyles();
    runner = fixture(distFolder).runner;
  });
  after(() => runner.dispose());

  it("formats in Chicago notes and in APA", async () => {
    const [chicago] = await format(runner, [article("w", "A Title")], "chicago-notes-bibliography");
    assert.equal(textOf(chicago), "Webber, Mark, and James Sperling. “A Title.” International Affairs 88, no. 1 (2012): 1–20.");
    assert.deepEqual(
      chicago?.filter((run) => run.italic).map((run) => run.text),
      ["International Affairs"],
    );
    const [apa] = await format(runner, [article("w", "A title")], "apa");
    assert.equal(textOf(apa), "Webber, M., & Sperling, J. (2012). A title. International Affairs, 88(1), 1–20.");
  });

  it("formats 500 entries in their order", async () => {
    const entries = Array.from({ length: 500 }, (_, index) => article(`k${index}`, `Work Number ${500 - index}`));
    const references = await format(runner, entries, "ieee");
    assert.equal(references.length, 500);
    for (const [index, reference] of references.entries()) assert.match(textOf(reference), new RegExp(`Work Number ${500 - index},”`));
  });

  it("shows what hostile titles hold as plain text", async () => {
    const titles = [
      "<script>alert(1)</script>",
      "*b* [x](command:y)",
      "javascript:alert(1)",
      '<img src=x onerror="y">',
      "a &lt;b&gt; &amp;",
    ];
    const references = await format(
      runner,
      titles.map((title, index) => article(`k${index}`, title)),
      "apa",
    );
    for (const [index, reference] of references.entries()) assert.ok(textOf(reference).includes(titles[index] ?? "?"), textOf(reference));
  });

  it("answers an aborted request by rejecting, and the next one by formatting", async () => {
    const control = new AbortController();
    const request = { kind: "csl", entries: [article("a", "T")] };
    const aborted = runner.run("format", request, control.signal);
    control.abort();
    await assert.rejects(aborted, { name: "AbortError" });
    assert.match(textOf((await format(runner, [article("a", "Next")], "apa"))[0]), /Next/);
  });

  it("comes back after a death", async () => {
    const { runner: mortal } = fixture(distFolder, { formatTime: 50 });
    const entries = Array.from({ length: 500 }, (_, index) => article(`k${index}`, `Work ${index}`));
    await assert.rejects(format(mortal, entries, "chicago-notes-bibliography"), /The formatter took longer/);
    await assert.rejects(format(mortal, entries, "chicago-notes-bibliography"), /The formatter took longer/);
    await mortal.dispose();
    const { runner: small } = fixture(distFolder, { formatHeap: 40 });
    await assert.rejects(format(small, entries.concat(article("long", "x".repeat(40_000_000))), "apa"), /The formatter failed/);
    assert.match(textOf((await format(small, [article("a", "Alive")], "ieee"))[0]), /Alive/);
    await small.dispose();
  });
});

interface Read {
  readonly path: string;
  readonly length: number;
  readonly process: number;
}

const read = async (runner: Runner, path: string, signal?: AbortSignal, content = "abc"): Promise<Read> =>
  (await runner.run("read", { path, bytes: new TextEncoder().encode(content) }, signal)) as Read;

describe("the reader process", () => {
  async function check(limits: Partial<RunnerLimits>, test: (runner: Runner, warnings: readonly string[]) => Promise<void>): Promise<void> {
    const { runner, warnings } = fixture("", limits);
    try {
      await test(runner, warnings);
    } finally {
      await runner.dispose();
    }
  }

  it("reads one document after the other in one process", () =>
    check({}, async (runner) => {
      const reads = await Promise.all([read(runner, "/a"), read(runner, "/b"), read(runner, "/c")]);
      assert.deepEqual(
        reads.map(({ path, length }) => [path, length]),
        [
          ["/a", 3],
          ["/b", 3],
          ["/c", 3],
        ],
      );
      assert.equal(new Set(reads.map((one) => one.process)).size, 1);
    }));

  it("answers a fault of the document without dying", () =>
    check({}, async (runner) => {
      const first = await read(runner, "/a");
      await assert.rejects(read(runner, "/throw"), /not a document/);
      assert.equal((await read(runner, "/b")).process, first.process);
    }));

  it("ends what hangs, and reads the next", () =>
    check({ readTime: 700 }, async (runner) => {
      const hanging = read(runner, "/hang");
      const next = read(runner, "/b");
      await assert.rejects(hanging, /The reader took longer than 0.7 seconds/);
      assert.equal((await next).length, 3);
    }));

  it("ends what needs too much memory, on the heap or outside it", () =>
    check({ readerMemory: 260, readerHeap: 100 }, async (runner) => {
      await assert.rejects(read(runner, "/allocate"), /The reader needed too much memory/);
      await assert.rejects(read(runner, "/heap"), /The reader needed too much memory/);
      await assert.rejects(read(runner, "/exit"), /The reader ended with code 3/);
      assert.equal((await read(runner, "/b")).length, 3);
    }));

  it("leaves alone what ended it twice, until it changes", () =>
    check({}, async (runner) => {
      await assert.rejects(read(runner, "/exit"), /code 3/);
      await assert.rejects(read(runner, "/exit"), /code 3/);
      await assert.rejects(read(runner, "/exit"), /left alone until it changes/);
      await assert.rejects(read(runner, "/exit", undefined, "changed"), /code 3/);
      assert.equal((await read(runner, "/b")).length, 3);
    }));

  it("pauses after five deaths, and says so once", () =>
    check({}, async (runner, warnings) => {
      for (const name of ["1", "2", "3", "4", "5"]) await assert.rejects(read(runner, `/exit${name}`), /code 3/);
      await assert.rejects(read(runner, "/b"), /Reading is paused/);
      await assert.rejects(read(runner, "/c"), /Reading is paused/);
      assert.equal(warnings.length, 1);
    }));

  it("gives up what is aborted, running or waiting, and reads on", () =>
    check({}, async (runner) => {
      const control = new AbortController();
      const running = read(runner, "/hang", control.signal);
      const waiting = read(runner, "/hang2", control.signal);
      const next = read(runner, "/b");
      control.abort();
      await assert.rejects(running, { name: "AbortError" });
      await assert.rejects(waiting, { name: "AbortError" });
      assert.equal((await next).length, 3);
    }));

  it("rejects what is still waiting when it is disposed", async () => {
    const { runner } = fixture("");
    const hanging = assert.rejects(read(runner, "/hang"), /has been stopped/);
    await runner.dispose();
    await hanging;
    await assert.rejects(read(runner, "/a"), /has been stopped/);
  });

  it("lets the process exit by itself, disposed or not", async () => {
    const program = `
      import { createRunner } from ${JSON.stringify(join(import.meta.dirname, "../../../src/platform/node/runner.ts"))};
      const logger = { info() {}, warn() {}, error() {} };
      const entries = { format: ${JSON.stringify(sourceEntries.format)}, reader: ${JSON.stringify(hostileReader)} };
      const runner = createRunner({ distFolder: "", logger, entries });
      await runner.run("read", { path: "/a", bytes: new Uint8Array(3) });
      await runner.run("format", { kind: "csl", entries: [] });
      console.log("done");`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      stdio: ["ignore", "pipe", "inherit"],
      timeout: 20_000,
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    assert.deepEqual([code, output], [0, "done\n"]);
  });
});
