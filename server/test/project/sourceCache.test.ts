import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseSettings } from "../../src/config.ts";
import type { Source } from "../../src/corpus/source.ts";
import { ReadCache } from "../../src/project/readCache.ts";
import { createService, type Service } from "../../src/service.ts";
import { madeText } from "../corpus/index/madeTexts.ts";
import { InMemoryHost } from "../inMemoryHost.ts";
import { never } from "../open.ts";

const draft = "/work/a.md";

/** A thesis with a shelf of sources, large enough to be indexed; what was kept and asked of the workers can be looked at. */
function workspace(sources = 60) {
  const host = new InMemoryHost();
  const stored = new Map<string, Uint8Array>();
  const asked: string[] = [];
  const { run } = host.runner;
  Object.assign(host.runner, {
    run: (async (task, input, signal) => {
      asked.push(task === "index" ? (input as { kind: string }).kind : task);
      return run(task, input, signal);
    }) satisfies typeof run,
  });
  Object.assign(host.store, {
    read: async (name: string) => stored.get(name),
    write: async (name: string, bytes: Uint8Array) => void stored.set(name, bytes),
  });
  for (let i = 0; i < sources; i++) host.write(`/work/sources/${i}.txt`, textOf(i));
  host.write(draft, `So “${sentenceOf(7)}”.\n`);
  return { host, stored, asked };
}

const textOf = (i: number): string => Array.from({ length: 60 }, (_, k) => madeText(i * 1000 + k, 100)).join("\n\n");

const sentenceOf = (i: number): string => textOf(i).split(" ").slice(300, 312).join(" ").replaceAll("\n\n", " ");

async function opened(host: InMemoryHost): Promise<Service> {
  const { settings } = parseSettings({ links: { check: "never" } });
  const service = createService(host, { settingsFor: async () => settings });
  service.setFolders(["/work"]);
  service.open({ path: draft, languageId: "", version: 1, text: `So “${sentenceOf(7)}”.\n` });
  await service.ready(draft);
  return service;
}

const sourcesOf = (service: Service): readonly Source[] => service.snapshot(draft)?.corpus.sources ?? [];

async function checkFinds(service: Service, i: number): Promise<void> {
  const matches = await service.findQuotation(sourcesOf(service), sentenceOf(i));
  assert.deepEqual(
    matches.map(({ path, verdict }) => `${path} ${verdict}`),
    [`/work/sources/${i}.txt verbatim`],
  );
  assert.ok(sourcesOf(service).every((source) => service.snapshot(draft)?.quoteIndex.covers(source)));
}

describe("a restart", () => {
  it("reads no source anew, and indexes none", async () => {
    const { host, stored, asked } = workspace();
    const first = await opened(host);
    await checkFinds(first, 7);
    await first.kept();
    assert.ok([...stored.keys()].some((name) => /^quoteIndex\/\d-bulk$/.test(name)));
    assert.equal(asked.filter((task) => task === "read").length, 60);
    asked.length = 0;
    const again = await opened(host);
    await checkFinds(again, 33);
    assert.deepEqual(asked, ["unpack"]);
    const problems = await again.problems(draft, never);
    assert.deepEqual(
      problems.map(({ facts }) => facts.code),
      ["quotation.uncited"],
    );
  });

  it("reads and indexes alone what changed", async () => {
    const { host, asked } = workspace();
    await (await opened(host)).kept();
    host.write("/work/sources/7.txt", textOf(500));
    asked.length = 0;
    const again = await opened(host);
    await checkFinds(again, 8);
    assert.deepEqual(await again.findQuotation(sourcesOf(again), sentenceOf(7)), []);
    assert.deepEqual(asked.slice(0, 3).sort(), ["build", "read", "unpack"]);
    assert.equal((await again.findQuotation(sourcesOf(again), sentenceOf(500)))[0]?.path, "/work/sources/7.txt");
  });

  it("makes anew what was cut off or changed on disk, and says nothing wrong", async () => {
    const { host, stored } = workspace();
    await (await opened(host)).kept();
    for (const [name, bytes] of stored) {
      const at = Math.floor((bytes.length * 2) / 3);
      stored.set(name, name.length % 2 === 0 ? bytes.slice(0, at) : bytes.with(at, (bytes[at] ?? 0) ^ 4));
    }
    await checkFinds(await opened(host), 21);
  });

  it("does without what was removed", async () => {
    const { host, stored } = workspace();
    await (await opened(host)).kept();
    stored.clear();
    await checkFinds(await opened(host), 3);
  });
});

describe("sources that come and go", () => {
  it("are found while they are there", async () => {
    const { host } = workspace();
    const service = await opened(host);
    host.write("/work/sources/new.txt", textOf(700));
    service.filesChanged([{ path: "/work/sources/new.txt", kind: "created" }]);
    await service.ready(draft);
    const found = async (): Promise<readonly string[]> =>
      (await service.findQuotation(sourcesOf(service), sentenceOf(700))).map(({ path }) => path);
    assert.deepEqual(await found(), ["/work/sources/new.txt"]);
    host.remove("/work/sources/new.txt");
    service.filesChanged([{ path: "/work/sources/new.txt", kind: "deleted" }]);
    await service.ready(draft);
    assert.deepEqual(await found(), []);
  });
});

describe("readings that are kept", () => {
  it("make room, the oldest first, but not for what is in use", async () => {
    const host = new InMemoryHost();
    const read = { kind: "failed" as const, detail: "" };
    const cache = new ReadCache(host.store, host.logger, "1");
    cache.put("x", read);
    await cache.written();
    assert.equal(await cache.get("x"), undefined);
    for (const name of ["a", "b", "c"]) cache.put(name, { kind: "empty" });
    await cache.written();
    const later = new ReadCache(host.store, host.logger, "1");
    assert.deepEqual(await later.get("a"), { kind: "empty" });
    await later.prune(200);
    assert.deepEqual(
      (await host.store.list("sources")).map(({ name }) => name),
      ["sources/a"],
    );
  });
});
