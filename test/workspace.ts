import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The address that the files of a workspace name for pages that are alive or gone by arrangement. */
const placeholder = "http://fate.test";

export const fixture = path.join(import.meta.dirname, "workspace");

/** Copies a workspace, so that tests may change it, and leads its links to a server of this machine. */
export function copyWorkspace(from: string, to: string, fateBase: string): void {
  cpSync(from, to, { recursive: true });
  for (const name of readdirSync(to, { recursive: true, encoding: "utf8" })) {
    const file = path.join(to, name);
    if (statSync(file).isFile()) redirectLinks(file, fateBase);
  }
}

function redirectLinks(file: string, fateBase: string): void {
  const text = readFileSync(file, "utf8");
  if (text.includes(placeholder)) writeFileSync(file, text.replaceAll(placeholder, fateBase));
}
