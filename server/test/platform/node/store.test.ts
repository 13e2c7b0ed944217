import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { createStore } from "../../../src/platform/node/store.ts";
import { inFolder } from "./folder.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = (content: Uint8Array | undefined) => content && new TextDecoder().decode(content);

describe("the store", () => {
  it("keeps files in a private folder", () =>
    inFolder(async (folder) => {
      const store = createStore(join(folder, "cache"));
      assert.equal(await store.read("index/a.json"), undefined);
      await store.write("index/a.json", bytes("one"));
      await store.write("index/a.json", bytes("two"));
      assert.equal(textOf(await store.read("index/a.json")), "two");
      assert.deepEqual(await readdir(join(folder, "cache/index")), ["a.json"]);
      if (process.platform !== "win32") assert.equal((await stat(join(folder, "cache"))).mode & 0o777, 0o700);
    }));

  it("lets no name lead out of it", () =>
    inFolder(async (folder) => {
      const store = createStore(folder);
      for (const name of ["../x", "a/../../x", "/etc/passwd", "", "a//b", "C:/x", "a\\b", "a\0"])
        await assert.rejects(store.write(name, bytes("x")), /no name/, name);
    }));

  it("reads the logs of all", () =>
    inFolder(async (folder) => {
      const [one, other] = [createStore(folder), createStore(folder)];
      assert.deepEqual(await one.readLogs("links"), []);
      await Promise.all([one.append("links", "a"), other.append("links", "b\nc"), one.append("links", "d")]);
      assert.deepEqual([...(await one.readLogs("links"))].sort(), ["a", "b c", "d"]);
      await one.compact("links", (lines) => [`all ${lines.length}`]);
      assert.deepEqual(await other.readLogs("links"), ["all 3"]);
      await other.append("links", "e");
      assert.deepEqual(await one.readLogs("links"), ["all 3", "e"]);
    }));

  it("leaves compacting to the one that holds the lock, unless that one is dead", () =>
    inFolder(async (folder) => {
      const store = createStore(folder);
      await store.append("links", "a");
      const lock = join(folder, "logs/links.lock");
      await writeFile(lock, `${process.pid} ${hostname()} x`);
      await store.compact("links", () => []);
      assert.deepEqual(await store.readLogs("links"), ["a"]);
      await writeFile(lock, `999999999 ${hostname()} x`);
      await store.compact("links", () => []);
      assert.deepEqual(await store.readLogs("links"), []);
      assert.deepEqual(await readdir(join(folder, "logs")), ["links"]);
    }));

  it("takes up what a dying process left", () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, "logs/links"), { recursive: true });
      await writeFile(join(folder, "logs/links/abc.log-1.taken"), "a\nhalf");
      const store = createStore(folder);
      assert.deepEqual(await store.readLogs("links"), ["a", "half"]);
      await store.compact("links", (lines) => lines);
      assert.deepEqual(await store.readLogs("links"), ["a", "half"]);
    }));

  it("loses nothing while processes write and compact at once", () =>
    inFolder(async (folder) => {
      const writers = ["a", "b", "c"].map((name) => {
        const child = fork(join(import.meta.dirname, "storeWriter.ts"), [folder, name, "300"], {
          execArgv: ["--disable-warning=ExperimentalWarning"],
        });
        return new Promise<number | null>((resolve) => child.on("exit", resolve));
      });
      assert.deepEqual(await Promise.all(writers), [0, 0, 0]);
      const lines = new Set(await createStore(folder).readLogs("links"));
      const missing = ["a", "b", "c"]
        .flatMap((name) => Array.from({ length: 300 }, (_, i) => `${name} ${i}`))
        .filter((line) => !lines.has(line));
      assert.deepEqual(missing, []);
    }));
});
