import type { Connection } from "vscode-languageserver";
import type { Host } from "../host.ts";
import type { Service } from "../service.ts";
import { Lines } from "../text/lines.ts";
import type { ClientFlags } from "./clientFlags.ts";
import type { Refresh } from "./refresh.ts";
import type { ClientSettings } from "./settings.ts";
import type { Watching } from "./watching.ts";

/** What all handlers of one connection share, from the initialisation on. */
export interface Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly service: Service;
  readonly flags: ClientFlags;
  readonly settings: ClientSettings;
  readonly watching: Watching;
  readonly refresh: Refresh;
  /** The document that the writer looks at, for the status. */
  shown: string | undefined;
  folders: readonly string[];
}

const lines = new WeakMap<object, Lines>();

/** The line table of an open document, made once for each version; undefined for what isn't open. */
export function linesOf(service: Service, path: string): Lines | undefined {
  const document = service.document(path);
  if (document === undefined) return undefined;
  const known = lines.get(document);
  if (known !== undefined) return known;
  const made = new Lines(document.text);
  lines.set(document, made);
  return made;
}
