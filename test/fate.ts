import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A small site on this machine on which pages live and are gone, so that links can be checked without anybody's network. */
export interface Fate {
  readonly base: string;
  /** Paths asked for so far, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** As a proxy it answers for every site; what it is asked for is then a whole address. */
export async function startFate(isGone = (path: string): boolean => path.includes("gone")): Promise<Fate> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    asked.push(path);
    response.writeHead(isGone(path) ? 404 : 200, { "content-type": "text/html" });
    response.end(`<!doctype html><title>${isGone(path) ? "Not here" : "Tide tables"}</title><p>Page ${asked.length}</p>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { base: `http://127.0.0.1:${port}`, asked, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
