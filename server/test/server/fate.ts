import { after } from "node:test";
import { type FateServer, startFateServer } from "../links/fateServer.ts";

/** A server on the loopback that ends with the test or suite that started it. */
export async function startFate(): Promise<FateServer> {
  const fate = await startFateServer();
  after(() => fate.close());
  return fate;
}
