import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, link, mkdir, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { createFiles } from "../../../src/platform/node/files.ts";
import { inFolder } from "./folder.ts";

const files = createFiles();

async function checkRead(path: string, expected: string, limit = 1000): Promise<void> {
  const result = await files.read(path, limit);
  assert.equal(result.kind === "content" ? new TextDecoder().decode(result.bytes) : result.kind, expected, path);
}

describe("files", () => {
  it("are read with their stamps", () =>
    inFolder(async (folder) => {
      const path = join(folder, "a.bib");
      await writeFile(path, "@book{a}");
      await checkRead(path, "@book{a}");
      await checkRead(path, "@book{a}", 8);
      await checkRead(path, "tooLarge", 7);
      await writeFile(join(folder, "empty"), "");
      await checkRead(join(folder, "empty"), "", 0);
      assert.equal((await files.stat(path))?.size, 8);
      assert.equal(await files.stat(folder), undefined);
      assert.equal(await files.isFolder(folder), true);
      assert.equal(await files.isFolder(path), false);
      await symlink(path, join(folder, "link"));
      assert.equal(await files.realPath(join(folder, "link")), path);
      assert.equal(await files.realPath(join(folder, "nothing")), undefined);
      await assert.rejects(files.read(path, 10, AbortSignal.abort(new Error("enough"))), /enough/);
    }));

  it("are looked at before they are read", () =>
    inFolder(async (folder) => {
      const huge = join(folder, "huge.bib");
      await writeFile(huge, "");
      await truncate(huge, 300_000_000);
      const before = process.memoryUsage().arrayBuffers;
      await checkRead(huge, "tooLarge", 50_000_000);
      assert.ok(process.memoryUsage().arrayBuffers - before < 10_000_000);
      await checkRead(join(folder, "missing"), "missing");
      await checkRead(join(huge, "below"), "missing");
      await checkRead(folder, "notAFile");
      const secret = join(folder, "secret");
      await writeFile(secret, "x");
      await chmod(secret, 0);
      if (process.getuid?.() !== 0) await checkRead(secret, "unreadable");
    }));

  it("never wait for a FIFO, a device or another machine", { skip: process.platform === "win32" }, () =>
    inFolder(async (folder) => {
      const fifo = join(folder, "fifo.bib");
      execFileSync("mkfifo", [fifo]);
      for (let i = 0; i < 8; i++) await checkRead(fifo, "notAFile");
      for (const path of [
        "/dev/zero",
        "/dev/null",
        "/proc/self/environ",
        "//server/share/a.bib",
        "\\\\server\\share\\a.bib",
        "\\\\.\\pipe\\x",
        "a.bib",
        `${folder}/a\0b`,
      ]) {
        await checkRead(path, "notAFile");
        assert.equal(await files.stat(path), undefined);
        assert.equal(await files.realPath(path), undefined);
        assert.deepEqual((await files.list(path, { limit: 10, deep: true, accept: () => true })).paths, []);
      }
    }),
  );

  it("are listed, the nearest first, each folder once", () =>
    inFolder(async (folder) => {
      for (const name of ["b/c", ".git", "node_modules/x"]) await mkdir(join(folder, name), { recursive: true });
      for (const name of ["a.txt", "b/b.txt", "b/c/c.txt", "b/c/c.md", ".git/config.txt", "node_modules/x/x.txt"])
        await writeFile(join(folder, name), "");
      await symlink(folder, join(folder, "b/up"));
      await symlink(join(folder, "b/c"), join(folder, "z"));
      await symlink(join(folder, "nowhere"), join(folder, "broken.txt"));
      await link(join(folder, "a.txt"), join(folder, "same.txt"));
      const list = async (deep: boolean, limit = 100) => {
        const { paths, cut } = await files.list(folder, { limit, deep, accept: (path) => path.endsWith(".txt") });
        return `${paths.map((path) => path.slice(folder.length + 1)).join(" ")}${cut ? " …" : ""}`;
      };
      assert.equal(await list(true), "a.txt same.txt b/b.txt z/c.txt");
      assert.equal(await list(false), "a.txt same.txt");
      assert.equal(await list(true, 2), "a.txt same.txt …");
      assert.equal((await files.list(`${folder}/`, { limit: 1, deep: false, accept: () => true })).paths[0], `${folder}/a.txt`);
    }));
});
