import { type FSWatcher, watch } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import type { Disposable, FileChange } from "../../host.ts";
import { isLeftOut } from "./listFiles.ts";

/** A folder that is watched, with what was in it when last looked at. */
interface WatchedFolder {
  watcher: FSWatcher | undefined;
  /** To be watched (again) at the next look. */
  stale: boolean;
  readonly identity: string;
  /** Stamps of its files: a changed one is a changed file, whatever the system's events say. */
  readonly files: Map<string, string>;
}

/**
 * Watches a tree folder by folder. The system's events only say where to look; what changed comes from comparing what is there with what was:
 * so a file that is replaced by renaming is seen every time, and one that comes and goes between two looks is not.
 * Node's own recursive watching is not used, since on Linux it follows each file's first inode and loses it with the first atomic replace.
 */
export class WatchedTree implements Disposable {
  readonly #root: string;
  readonly #deep: boolean;
  readonly #listener: (changes: readonly FileChange[]) => void;
  readonly #folders = new Map<string, WatchedFolder>();
  /** A folder that two links lead to is watched once, and a circle of links ends. */
  readonly #identities = new Set<string>();
  readonly #dirty = new Set<string>();
  /** While the root isn't there: its nearest ancestor that is. */
  #ancestor: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;
  #disposed = false;

  constructor(root: string, deep: boolean, listener: (changes: readonly FileChange[]) => void) {
    this.#root = root;
    this.#deep = deep;
    this.#listener = listener;
    void this.#look(true);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#ancestor?.close();
    for (const folder of this.#folders.values()) folder.watcher?.close();
    this.#folders.clear();
  }

  #touch(folder: string): void {
    if (this.#disposed) return;
    this.#dirty.add(folder);
    this.#timer ??= setTimeout(() => void this.#look(false), gatherFor);
  }

  /** One look at all folders where something happened; `silent` for the first, which only learns what is there. */
  async #look(silent: boolean): Promise<void> {
    if (this.#looking) {
      this.#timer = setTimeout(() => void this.#look(false), gatherFor);
      return;
    }
    this.#looking = true;
    this.#timer = undefined;
    const dirty = new Set(this.#dirty);
    this.#dirty.clear();
    const changes: FileChange[] = [];
    const root = this.#folders.get(this.#root);
    if (!root || root.identity !== (await identityOf(this.#root))) dirty.add(this.#root);
    for (const folder of dirty) await this.#compare(folder, changes);
    if (!this.#folders.has(this.#root) && !this.#disposed) await this.#waitForRoot();
    this.#looking = false;
    if (!silent && !this.#disposed && changes.length > 0) this.#listener(settled(changes));
  }

  async #compare(folder: string, changes: FileChange[]): Promise<void> {
    const identity = await identityOf(folder);
    if (this.#disposed) return;
    const known = this.#folders.get(folder);
    if (known && known.identity !== identity) this.#forget(folder, changes);
    if (identity === undefined || (!known && folder !== this.#root)) return;
    await this.#compareContents(folder, identity, changes);
  }

  async #compareContents(folder: string, identity: string, changes: FileChange[]): Promise<void> {
    const watched = this.#folders.get(folder) ?? this.#begin(folder, identity);
    if (!watched) return;
    this.#watchAgain(folder, watched);
    const content = await contentOf(folder);
    if (this.#disposed) return;
    for (const [path, stamp] of content.files) {
      const before = watched.files.get(path);
      if (before !== stamp) changes.push({ path, kind: before === undefined ? "created" : "changed" });
      watched.files.set(path, stamp);
    }
    this.#dropAbsent(folder, watched, content, changes);
    if (!this.#deep) return;
    for (const below of content.folders) {
      const belowIdentity = this.#folders.has(below) ? undefined : await identityOf(below);
      if (belowIdentity !== undefined && !this.#disposed) await this.#compareContents(below, belowIdentity, changes);
    }
  }

  #dropAbsent(folder: string, watched: WatchedFolder, content: Content, changes: FileChange[]): void {
    for (const path of watched.files.keys()) {
      if (content.files.has(path)) continue;
      watched.files.delete(path);
      changes.push({ path, kind: "deleted" });
    }
    for (const below of [...this.#folders.keys()]) {
      if (below !== folder && parentOf(below) === folder && !content.folders.has(below)) this.#forget(below, changes);
    }
  }

  /** Undefined for the same folder by another link, a link to one above, and for what is too much. */
  #begin(folder: string, identity: string): WatchedFolder | undefined {
    if (this.#identities.has(identity) || this.#folders.size >= mostFolders) return undefined;
    const watched: WatchedFolder = { watcher: undefined, stale: true, identity, files: new Map() };
    this.#identities.add(identity);
    this.#folders.set(folder, watched);
    if (folder === this.#root) {
      this.#ancestor?.close();
      this.#ancestor = undefined;
    }
    return watched;
  }

  /** A folder that was removed and made anew may have got the same number: its old watcher is deaf. */
  #watchAgain(folder: string, watched: WatchedFolder): void {
    if (!watched.stale) return;
    watched.stale = false;
    watched.watcher?.close();
    watched.watcher = watchFolder(folder, (isOwnEnd) => {
      if (isOwnEnd) watched.stale = true;
      this.#touch(folder);
    });
  }

  #forget(folder: string, changes: FileChange[]): void {
    for (const [path, watched] of [...this.#folders]) {
      if (path !== folder && !path.startsWith(`${folder}/`)) continue;
      watched.watcher?.close();
      this.#folders.delete(path);
      this.#identities.delete(watched.identity);
      for (const file of watched.files.keys()) changes.push({ path: file, kind: "deleted" });
    }
  }

  async #waitForRoot(): Promise<void> {
    this.#ancestor?.close();
    this.#ancestor = undefined;
    const ancestor = await nearestFolder(parentOf(this.#root));
    if (this.#disposed) return;
    this.#ancestor = watchFolder(ancestor, () => this.#touch(this.#root));
    // It may have come between the last look and the watching.
    if ((await nearestFolder(this.#root)) !== ancestor) this.#touch(this.#root);
  }
}

const gatherFor = 100;

/** Systems give out watches sparingly; what lies beyond is seen when it is opened or saved. */
const mostFolders = 5000;

/** Undefined where the system has no more watches to give, or the folder went away again. */
function watchFolder(folder: string, onEvent: (isOwnEnd: boolean) => void): FSWatcher | undefined {
  try {
    const name = folder.slice(folder.lastIndexOf("/") + 1);
    // A folder that is removed or moved away reports its own name.
    const watcher = watch(folder, { persistent: false }, (type, changed) => onEvent(type === "rename" && changed === name));
    watcher.on("error", () => onEvent(true));
    return watcher;
  } catch {
    return undefined;
  }
}

interface Content {
  /** Paths with their stamps. */
  readonly files: ReadonlyMap<string, string>;
  readonly folders: ReadonlySet<string>;
}

async function contentOf(folder: string): Promise<Content> {
  const files = new Map<string, string>();
  const folders = new Set<string>();
  const names = await readdir(folder).catch(() => []);
  await Promise.all(
    names.map(async (name) => {
      const path = `${folder === "/" ? "" : folder}/${name}`;
      const stats = await stat(path).catch(() => undefined);
      if (stats?.isDirectory() && !isLeftOut(name)) folders.add(path);
      if (stats?.isFile()) files.set(path, `${stats.ino} ${stats.size} ${stats.mtimeMs}`);
    }),
  );
  return { files, folders };
}

/** A path that was deleted and made again between two looks has changed. */
function settled(changes: readonly FileChange[]): FileChange[] {
  const byPath = new Map<string, FileChange>();
  for (const change of changes) {
    const before = byPath.get(change.path);
    byPath.set(change.path, before?.kind === "deleted" && change.kind === "created" ? { path: change.path, kind: "changed" } : change);
  }
  return [...byPath.values()];
}

async function identityOf(folder: string): Promise<string | undefined> {
  const stats = await stat(folder, { bigint: true }).catch(() => undefined);
  return stats?.isDirectory() ? `${stats.dev}:${stats.ino}` : undefined;
}

async function nearestFolder(path: string): Promise<string> {
  const parent = parentOf(path);
  return parent === path || (await identityOf(path)) !== undefined ? path : nearestFolder(parent);
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  if (slash < 0) return path;
  if (/^[A-Za-z]:\/[^/]*$/.test(path)) return path.slice(0, 3);
  return slash === 0 ? "/" : path.slice(0, slash);
}
