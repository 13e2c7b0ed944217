import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Row, under } from "../row.ts";

const dist = join(import.meta.dirname, "../../dist");

/** What was built, minified: what every start of the server loads, and each file. */
export async function measure(): Promise<readonly Row[]> {
  const files = readdirSync(dist).filter((name) => name.endsWith(".js"));
  const start = [...loadedAtStart("server.js", new Set())].reduce((sum, name) => sum + sizeOf(name), 0);
  return [
    { what: "what every start of the server loads", unit: "kB", value: start, budget: under(start, 450, "kB") },
    ...files.sort().map((name): Row => ({ what: `dist/${name}`, unit: "kB", value: sizeOf(name) })),
  ];
}

const sizeOf = (name: string): number => statSync(join(dist, name)).size / 1000;

/** A file and the chunks that it requires at once: all others are required when they are first used. */
function loadedAtStart(name: string, found: Set<string>): ReadonlySet<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, chunk = ""] of readFileSync(join(dist, name), "utf8").matchAll(/require\("\.\/(main\.js|shared-\w+\.js)"\)/g))
    loadedAtStart(chunk, found);
  return found;
}
