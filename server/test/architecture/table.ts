import { builtinModules } from "node:module";
import type { Import } from "./imports.ts";

/** Who may import whom, as ARCHITECTURE.md draws it. A layer is a folder or a file of server/src. */
const below = ["text", "csl", "syntax", "library", "corpus", "links", "online", "host", "config"] as const;

const allowed: Readonly<Record<string, readonly string[]>> = {
  text: [],
  config: [],
  protocol: [],
  csl: ["text"],
  host: ["text"],
  syntax: ["text", "csl"],
  library: ["text", "csl", "syntax"],
  corpus: ["text", "csl", "syntax"],
  links: ["host", "config", "text"],
  online: ["host", "config", "text", "csl"],
  project: below,
  features: ["text", "csl", "syntax", "library", "corpus", "links", "config", "project"],
  actions: [...below, "project", "features"],
  service: [...below, "project", "features", "actions"],
  lsp: ["host", "config", "protocol", "text", "service"],
  cli: ["host", "config", "protocol", "text", "service"],
  workers: ["text", "csl", "syntax", "library", "corpus"],
  platform: ["host", "config", "service", "lsp", "cli", "workers"],
};

/** Of project, features see the snapshot and what speaks of it alone. */
const snapshotFiles: ReadonlySet<string> = new Set([
  "snapshot.ts",
  "placedLinks.ts",
  "bibliographies.ts",
  "sourceFiles.ts",
  "entrySources.ts",
]);

/** Packages that one place alone may know. */
const packageHomes: ReadonlyMap<string, (file: string) => boolean> = new Map([
  ["vscode-languageserver", (file: string) => /^(lsp|platform)\//.test(file)],
  ["vscode-uri", (file: string) => file.startsWith("lsp/")],
  ["htmlparser2", (file: string) => file.startsWith("corpus/ingest/")],
  ["unpdf", (file: string) => file === "corpus/ingest/pdf/document.ts"],
  ["fflate", (file: string) => file === "corpus/ingest/zip.ts"],
  ["@citation-js", (file: string) => file.startsWith("library/citationJs")],
  ["undici", (file: string) => file.startsWith("platform/")],
  ["picomatch", (file: string) => file === "text/glob.ts"],
  ["yaml", (file: string) => file.startsWith("syntax/")],
  ["vscode", () => false],
]);

const builtins: ReadonlySet<string> = new Set(builtinModules);

/** The rule that an import breaks, in words; undefined where it keeps them all. */
export function breach(found: Import): string | undefined {
  const from = layerOf(found.file);
  const isFile = found.target.endsWith(".ts");
  if (!isFile) return packageBreach(found);
  const to = layerOf(found.target);
  if (from === to) return undefined;
  if ((from === "lsp" || from === "cli") && found.typeOnly) return undefined;
  if (!(allowed[from] ?? []).includes(to)) return `${found.file} imports ${found.target}: ${from} may not import ${to}`;
  if (from === "features" && to === "project" && !found.typeOnly && !snapshotFiles.has(found.target.slice("project/".length))) {
    return `${found.file} imports ${found.target}: of project, features may import the snapshot only`;
  }
  return undefined;
}

function packageBreach(found: Import): string | undefined {
  const name = found.target;
  if (name.endsWith(".json")) return undefined;
  const isBuiltin = name.startsWith("node:") || builtins.has(name);
  if (isBuiltin)
    return found.file.startsWith("platform/node/")
      ? undefined
      : `${found.file} imports ${name}: Node's modules appear in platform/node only`;
  for (const [home, mayKnow] of packageHomes) {
    if ((name === home || name.startsWith(`${home}/`)) && !mayKnow(found.file))
      return `${found.file} imports ${name}: it has its own place`;
  }
  return undefined;
}

const layerOf = (file: string): string => file.replace(/\.ts$/, "").split("/")[0] ?? "";
