import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Row, under } from "../row.ts";

const dist = join(import.meta.dirname, "../../dist");

/** What was built, minified: the server is loaded at every start, the others when they are first needed. */
export async function measure(): Promise<readonly Row[]> {
  const files = readdirSync(dist).filter((name) => name.endsWith(".js"));
  return files.sort().map((name): Row => {
    const size = statSync(join(dist, name)).size / 1000;
    return { what: `dist/${name}`, unit: "kB", value: size, ...(name === "server.js" ? { budget: under(size, 450, "kB") } : {}) };
  });
}
