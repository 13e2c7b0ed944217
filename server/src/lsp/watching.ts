import { type Connection, DidChangeWatchedFilesNotification } from "vscode-languageserver";
import type { Disposable, FileChange, Host } from "../host.ts";
import type { Service } from "../service.ts";
import { pathOf } from "./uri.ts";

const watchedFiles =
  "**/*.{bib,bibtex,biblatex,csljson,json,yml,yaml,ris,enw,nbib,md,markdown,mdown,qmd,rmd,Rmd,tex,ltx,sty,cls,txt,text,html,htm,xhtml,csl}";
const kinds: readonly FileChange["kind"][] = ["created", "changed", "deleted"];

/** Sees changes on disk: through the client where it offers to, else by ourselves; folders outside the workspace always by ourselves. */
export class Watching implements Disposable {
  readonly #host: Host;
  readonly #service: Service;
  readonly #byUs = new Map<string, { readonly deep: boolean; readonly watch: Disposable }>();
  #folders: readonly string[] = [];
  #clientWatches = false;

  constructor(host: Host, service: Service) {
    this.#host = host;
    this.#service = service;
  }

  async register(connection: Connection): Promise<void> {
    // Kinds of change by their number in LSP: created 1, changed 2, deleted 3.
    connection.onDidChangeWatchedFiles(({ changes }) => {
      this.#service.filesChanged(changes.map((change) => ({ path: pathOf(change.uri), kind: kinds[change.type - 1] ?? "changed" })));
    });
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: watchedFiles }] });
    this.#clientWatches = true;
    this.update(this.#folders);
  }

  /** Follows the workspace's folders and the outside folders in use. */
  update(folders: readonly string[]): void {
    this.#folders = folders;
    const wanted = new Map<string, boolean>(this.#clientWatches ? [] : folders.map((folder) => [folder, true]));
    for (const { folder, deep } of this.#service.outsideFolders()) wanted.set(folder, deep || (wanted.get(folder) ?? false));
    for (const [folder, { deep, watch }] of this.#byUs) {
      if (wanted.get(folder) === deep) continue;
      watch.dispose();
      this.#byUs.delete(folder);
    }
    for (const [folder, deep] of wanted) {
      if (this.#byUs.has(folder)) continue;
      this.#byUs.set(folder, { deep, watch: this.#host.watcher.watch(folder, deep, (changes) => this.#service.filesChanged(changes)) });
    }
  }

  dispose(): void {
    for (const { watch } of this.#byUs.values()) watch.dispose();
  }
}
