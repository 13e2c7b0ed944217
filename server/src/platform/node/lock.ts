import { randomBytes } from "node:crypto";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { errorCode } from "./paths.ts";

/** Does the work while holding a lock shared by all processes; does nothing where another holds it. */
export async function withLock(path: string, work: () => Promise<void>): Promise<void> {
  const mark = `${process.pid} ${hostname()} ${randomBytes(8).toString("hex")}`;
  if (!(await take(path, mark))) return;
  try {
    await work();
  } finally {
    if ((await readMark(path)) === mark) await rm(path, { force: true });
  }
}

async function take(path: string, mark: string): Promise<boolean> {
  if (await create(path, mark)) return true;
  const holder = await readMark(path);
  if (holder === undefined) return create(path, mark);
  if (!(await isStale(path, holder))) return false;
  // Renaming shows who was first, where two find the same dead lock.
  const aside = `${path}.${randomBytes(4).toString("hex")}`;
  try {
    await rename(path, aside);
    await rm(aside, { force: true });
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
  return create(path, mark);
}

async function create(path: string, mark: string): Promise<boolean> {
  try {
    await writeFile(path, mark, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (/^(?:EEXIST|EPERM|EACCES)$/.test(errorCode(error))) return false;
    throw error;
  }
}

/** Its process has ended, or it is much older than any work takes. */
async function isStale(path: string, holder: string): Promise<boolean> {
  const [pid, host] = holder.split(" ");
  const modified = (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
  if (Math.abs(Date.now() - modified) > longestWork) return true;
  return host === hostname() && !isRunning(Number(pid));
}

const longestWork = 5 * 60_000;

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

async function readMark(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
