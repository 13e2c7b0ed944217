import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Store, StoredFile } from "../../host.ts";
import { errorCode } from "./paths.ts";
import { StoredLog } from "./storedLog.ts";

/** A private folder (0700) for caches. Files lie in it by their names; each log is a folder below `logs/` with a file for every process. */
export function createStore(folder: string): Store {
  const logs = new Map<string, StoredLog>();
  const logOf = (name: string): StoredLog => {
    const known = logs.get(name) ?? new StoredLog(placeOf(folder, `logs/${name}`));
    logs.set(name, known);
    return known;
  };
  return {
    read: async (name) => readIfThere(placeOf(folder, name)),
    write: async (name, bytes) => writeBeside(placeOf(folder, name), bytes),
    list: async (name) => listFolder(folder, name),
    remove: async (name) => rm(placeOf(folder, name), { force: true }),
    append: async (log, line) => logOf(log).append(line),
    readLogs: async (log) => logOf(log).read(),
    compact: async (log, rewrite) => logOf(log).compact(rewrite),
  };
}

/** Names come from us, but some hold what stood in a document: none may lead out of the folder. */
function placeOf(folder: string, name: string): string {
  const parts = name.split("/");
  if (parts.some((part) => !/^[\w@+,=~-][\w.@+,=~-]*$/.test(part))) throw new Error(`no name for the store: ${JSON.stringify(name)}`);
  return join(folder, ...parts);
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    const bytes = await readFile(path);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    if (missing.has(errorCode(error))) return undefined;
    throw error;
  }
}

async function listFolder(folder: string, name: string): Promise<readonly StoredFile[]> {
  const files: StoredFile[] = [];
  for (const one of await readdir(placeOf(folder, name)).catch(nothingThere)) {
    const stats = await stat(placeOf(folder, `${name}/${one}`)).catch(notThere);
    if (stats?.isFile() === true) files.push({ name: `${name}/${one}`, size: stats.size, modified: stats.mtimeMs });
  }
  return files;
}

function nothingThere(error: unknown): readonly string[] {
  if (missing.has(errorCode(error))) return [];
  throw error;
}

/** Another process may have removed it meanwhile. */
function notThere(error: unknown): undefined {
  if (!missing.has(errorCode(error))) throw error;
}

const missing: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);

/** Whoever reads meanwhile sees the old file or the new one, never half of it. */
export async function writeBeside(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  try {
    await writeFile(beside, bytes, { mode: 0o600, flag: "wx" });
    await renameOver(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** On Windows a file that another process reads at that moment can't be replaced: a few more tries help. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (tries >= 5 || !/^(?:EPERM|EACCES|EBUSY)$/.test(errorCode(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** tries));
    }
  }
}
