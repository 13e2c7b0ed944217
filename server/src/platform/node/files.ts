import { constants, type Stats } from "node:fs";
import { type FileHandle, open, realpath, stat } from "node:fs/promises";
import type { FileContent, FileFault, FileStamp, Files } from "../../host.ts";
import { listFiles } from "./listFiles.ts";
import { errorCode, isPlainPath, withSlashes } from "./paths.ts";

export function createFiles(): Files {
  return {
    read: readFile,
    stat: async (path) => {
      const stats = await statOf(path);
      return stats?.isFile() ? stampOf(stats) : undefined;
    },
    isFolder: async (path) => (await statOf(path))?.isDirectory() ?? false,
    list: listFiles,
    realPath: async (path) => {
      if (!isPlainPath(path)) return undefined;
      return realpath(path).then(withSlashes, () => undefined);
    },
  };
}

async function readFile(path: string, limit: number, signal?: AbortSignal): Promise<FileContent | FileFault> {
  signal?.throwIfAborted();
  if (!isPlainPath(path)) return { kind: "notAFile" };
  let handle: FileHandle | undefined;
  try {
    // Looked at before it is opened: opening a device may already do something.
    if (!(await stat(path)).isFile()) return { kind: "notAFile" };
    // Without blocking, since a FIFO may have taken the file's place meanwhile.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return await readHandle(handle, limit, signal);
  } catch (error) {
    signal?.throwIfAborted();
    return faultOf(error);
  } finally {
    await handle?.close();
  }
}

async function readHandle(handle: FileHandle, limit: number, signal: AbortSignal | undefined): Promise<FileContent | FileFault> {
  const stats = await handle.stat();
  if (!stats.isFile()) return { kind: "notAFile" };
  if (stats.size > limit) return { kind: "tooLarge", size: stats.size, limit };
  // One more byte shows whether the file has grown since.
  let bytes = new Uint8Array(stats.size + 1);
  let length = 0;
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await handle.read(bytes, length, Math.min(bytes.length - length, sliceSize));
    if (bytesRead === 0) return { kind: "content", bytes: bytes.subarray(0, length), stamp: stampOf(stats) };
    length += bytesRead;
    if (length > limit) return { kind: "tooLarge", size: length, limit };
    if (length === bytes.length) bytes = grown(bytes, limit);
  }
}

/** A signal is looked at between slices. */
const sliceSize = 4 * 1024 * 1024;

function grown(bytes: Uint8Array<ArrayBuffer>, limit: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.min(limit + 1, bytes.length * 2 + sliceSize));
  larger.set(bytes);
  return larger;
}

async function statOf(path: string): Promise<Stats | undefined> {
  if (!isPlainPath(path)) return undefined;
  return stat(path).catch(() => undefined);
}

const stampOf = (stats: Stats): FileStamp => ({ size: stats.size, modified: Math.round(stats.mtimeMs) });

function faultOf(error: unknown): FileFault {
  const code = errorCode(error);
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing" };
  return { kind: "unreadable", detail: code || String(error) };
}
