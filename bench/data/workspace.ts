import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Work } from "./bibliography.ts";

/** A folder on disk with a large bibliography. */
export interface MadeWorkspace {
  readonly folder: string;
  readonly bibliography: string;
  readonly works: readonly Work[];
}

/** A new folder that lasts as long as this process. */
export function temporaryFolder(): string {
  return mkdtempSync(join(rootFolder(), "folder-"));
}

let root: string | undefined;

function rootFolder(): string {
  if (root !== undefined) return root;
  const folder = mkdtempSync(join(tmpdir(), "ibid-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  root = folder;
  return folder;
}

/** The bibliography is made in a process of its own: what that litters must not count as ours. */
export function makeWorkspace(count: number): MadeWorkspace {
  const folder = temporaryFolder();
  const bibliography = join(folder, "library.bib");
  mkdirSync(join(folder, "sources"));
  writeFileSync(join(folder, "draft.md"), "See here.\n");
  const writer = join(import.meta.dirname, "writeBibliography.ts");
  const { status, stdout } = spawnSync(process.execPath, [writer, String(count), bibliography], {
    maxBuffer: 1e9,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`writing ${bibliography} ended with ${status}`);
  return { folder, bibliography, works: JSON.parse(stdout) as readonly Work[] };
}
