import { mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";

export type Content = string | Uint8Array;

/** A folder on disk that is there for as long as the test or suite that made it. */
export interface Workspace {
  readonly folder: string;
  /** For what the server keeps between sessions; outside the workspace. */
  readonly storage: string;
  path(name: string): string;
  uri(name: string): string;
  read(name: string): string;
  write(name: string, content: Content): void;
  /** As exporters do it: written beside and renamed over the old file. */
  replace(name: string, content: Content): void;
  remove(name: string): void;
}

export function makeWorkspace(files: Readonly<Record<string, Content>> = {}): Workspace {
  const place = realpathSync(mkdtempSync(join(tmpdir(), "ibid-server-")));
  after(() => rmSync(place, { recursive: true, force: true }));
  const folder = join(place, "workspace");
  const path = (name: string): string => join(folder, name);
  const write = (name: string, content: Content): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), content);
  };
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) write(name, content);
  return {
    folder,
    storage: join(place, "storage"),
    path,
    uri: (name) => pathToFileURL(path(name)).href,
    read: (name) => readFileSync(path(name), "utf8"),
    write,
    replace: (name, content) => {
      write(`${name}.part`, content);
      renameSync(path(`${name}.part`), path(name));
    },
    remove: (name) => rmSync(path(name), { recursive: true }),
  };
}
