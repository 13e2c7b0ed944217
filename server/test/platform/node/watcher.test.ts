import assert from "node:assert/strict";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { FileChange } from "../../../src/host.ts";
import { createWatcher } from "../../../src/platform/node/watcher.ts";
import { inFolder } from "./folder.ts";

interface Watched {
  /** Waits until these changes have been reported, in any order: `created a.bib`. */
  expect(...changes: readonly string[]): Promise<void>;
}

async function watching(folder: string, deep: boolean, test: (watched: Watched) => Promise<void>): Promise<void> {
  const seen: FileChange[] = [];
  let wake = () => {};
  const watch = createWatcher().watch(folder, deep, (changes) => {
    seen.push(...changes);
    wake();
  });
  // Only the watcher itself knows when it is ready; a file that it reports shows it.
  const ready = async () => {
    for (let i = 0; seen.length === 0 && i < 50; i++) {
      await writeFile(join(folder, "ready"), `${i}`).catch(() => undefined);
      await arrival(30);
    }
    await arrival(150);
    seen.length = 0;
  };
  const arrival = (longest: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longest);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  try {
    await ready();
    await test({
      expect: async (...changes) => {
        const end = Date.now() + 5000;
        const reported = () => seen.map(({ kind, path }) => `${kind} ${path.slice(folder.length + 1)}`);
        while (changes.some((change) => !reported().includes(change)) && Date.now() < end) await arrival(100);
        assert.deepEqual(reported().sort(), [...changes].sort());
        seen.length = 0;
      },
    });
  } finally {
    watch.dispose();
  }
}

async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.tmp`, text);
  await rename(`${path}.tmp`, path);
}

describe("the watcher", () => {
  it("sees what is made, changed, replaced again and again, and removed", () =>
    inFolder((folder) =>
      watching(folder, false, async ({ expect }) => {
        const path = join(folder, "a.bib");
        await writeFile(path, "one");
        await expect("created a.bib");
        await writeFile(path, "two more");
        await expect("changed a.bib");
        for (const text of ["three", "four", "five"]) {
          await replace(path, text);
          await expect("changed a.bib");
        }
        await rm(path);
        await expect("deleted a.bib");
      }),
    ));

  it("sees folders below, also new ones, but no hidden ones", () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, "one"));
      await watching(folder, true, async ({ expect }) => {
        await writeFile(join(folder, "one/a.bib"), "x");
        await expect("created one/a.bib");
        await mkdir(join(folder, ".git"));
        await writeFile(join(folder, ".git/index"), "x");
        await mkdir(join(folder, "two/three"), { recursive: true });
        await writeFile(join(folder, "two/three/b.bib"), "x");
        await expect("created two/three/b.bib");
        await replace(join(folder, "two/three/b.bib"), "xx");
        await expect("changed two/three/b.bib");
        await rm(join(folder, "two"), { recursive: true });
        await expect("deleted two/three/b.bib");
      });
    }));

  it("outlives its folder", () =>
    inFolder(async (outer) => {
      const folder = join(outer, "thesis/notes");
      await mkdir(folder, { recursive: true });
      await watching(folder, true, async ({ expect }) => {
        await rm(join(outer, "thesis"), { recursive: true });
        await expect("deleted ready");
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, "a.bib"), "x");
        await expect("created a.bib");
        await rename(folder, join(outer, "away"));
        await expect("deleted a.bib");
        await rename(join(outer, "away"), folder);
        await expect("created a.bib");
        await replace(join(folder, "a.bib"), "xx");
        await expect("changed a.bib");
      });
    }));

  it("waits for a folder that isn't there yet", () =>
    inFolder(async (outer) => {
      const folder = join(outer, "later/sources");
      const made = mkdir(folder, { recursive: true });
      await watching(folder, false, async ({ expect }) => {
        await made;
        await writeFile(join(folder, "a.txt"), "x");
        await expect("created a.txt");
      });
    }));
});
