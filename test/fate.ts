import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A small site on this machine on which pages live and are gone, so that links can be checked without anybody's network. */
export interface Fate {
  readonly base: string;
  /** Paths asked for so far, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export async function startFate(): Promise<Fate> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    asked.push(path);
    response.writeHead(path.includes("gone") ? 404 : 200, { "content-type": "text/html" });
    response.end(`<!doctype html><title>${path.includes("gone") ? "Not here" : "Tide tables"}</title><p>Page ${asked.length}</p>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { base: `http://127.0.0.1:${port}`, asked, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
