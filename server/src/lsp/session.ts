import type { Connection } from "vscode-languageserver";
import type { Host } from "../host.ts";
import type { Service } from "../service.ts";
import type { Lines } from "../text/lines.ts";
import type { ClientFlags } from "./clientFlags.ts";
import type { Refresh } from "./refresh.ts";
import type { ClientSettings } from "./settings.ts";
import { uriOf } from "./uri.ts";
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
  /** Open documents by path, as the client itself spells them: it may know no other spelling. */
  readonly uris: Map<string, string>;
}

export const uriFor = (session: Session, path: string): string => session.uris.get(path) ?? uriOf(path);

/** The line table of an open document as it is now; undefined for what isn't open. */
export const linesOf = (service: Service, path: string): Lines | undefined => service.lines(path);

/** Works again where the document was edited meanwhile, for offsets fit only the text they were found in; undefined once it is closed. */
export async function onOneVersion<Value>(
  service: Service,
  path: string,
  signal: AbortSignal,
  work: (lines: Lines, version: number) => Promise<Value>,
): Promise<Value | undefined> {
  for (;;) {
    signal.throwIfAborted();
    const document = service.document(path);
    const lines = linesOf(service, path);
    if (document === undefined || lines === undefined) return undefined;
    const value = await work(lines, document.version);
    if (service.document(path) === document) return value;
  }
}
