import type { Disposable, FileChange, Watcher } from "../../host.ts";
import { isPlainPath, withSlashes } from "./paths.ts";
import { WatchedTree } from "./watchedTree.ts";

export function createWatcher(): Watcher {
  return {
    watch: (folder: string, deep: boolean, listener: (changes: readonly FileChange[]) => void): Disposable => {
      if (!isPlainPath(folder)) return { dispose: () => undefined };
      return new WatchedTree(withSlashes(folder).replace(/(?<=.)\/+$/, ""), deep, listener);
    },
  };
}
