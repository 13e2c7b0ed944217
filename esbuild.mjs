// Bundles client, server, command line and workers into dist/, as CommonJS that Node 22.15 runs. `--development`: readable, with source maps.
// The server and the command line share their chunks; what a start doesn't need is loaded when it is first used (`scripts/lateChunks.mjs`).
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import esbuild from "esbuild";
import { buildLateChunks } from "./scripts/lateChunks.mjs";
import { buildStyles } from "./scripts/styles.mjs";

const root = import.meta.dirname;
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const dist = path.join(root, "dist");
const platform = path.join(root, "server/src/platform/node");
const development = process.argv.includes("--development");

/** Changes with every source and dependency: what is kept on disk of an earlier build is then of no use. */
function digestOfSources() {
  const digest = createHash("sha256").update(readFileSync(path.join(root, "package-lock.json")));
  const folder = path.join(root, "server/src");
  for (const name of readdirSync(folder, { recursive: true }).sort())
    if (name.endsWith(".ts")) digest.update(readFileSync(path.join(folder, name)));
  return digest.digest("hex");
}

const shared = {
  bundle: true,
  platform: "node",
  target: "node22.15",
  external: ["vscode"],
  define: { "import.meta.dirname": "__dirname", IBID_VERSION: JSON.stringify(version), IBID_BUILD: JSON.stringify(digestOfSources()) },
  legalComments: "none",
  logLevel: "warning",
  logOverride: { "empty-import-meta": "silent" },
};

/** Output name to entry file. What a worker thread or a child process runs is named so: formatWorker.ts, readerProcess.ts. */
function entryPoints() {
  const apart = readdirSync(platform).filter((name) => /(?:Worker|Process)\.ts$/.test(name));
  return {
    client: path.join(root, "client/src/extension.ts"),
    server: path.join(platform, "start.ts"),
    cli: path.join(platform, "cliStart.ts"),
    ...Object.fromEntries(apart.map((name) => [path.basename(name, ".ts"), path.join(platform, name)])),
  };
}

/**
 * CommonJS bundles can't be split, so what is loaded on first use becomes a bundle of its own: the dynamic import of `./network.ts` or of a
 * package stays an `import("./network.js")` in the output, and the file is built beside the others.
 */
function loadedOnFirstUse(found) {
  return {
    name: "loaded-on-first-use",
    setup(build) {
      build.onResolve({ filter: /^\.\/(?:main|cliMain)\.js$/ }, ({ path: chunk }) => ({ path: chunk, external: true }));
      build.onResolve({ filter: /.*/ }, async ({ path: specifier, kind, importer, resolveDir, pluginData }) => {
        if (kind !== "dynamic-import" || specifier.startsWith("node:") || pluginData === "resolving") return undefined;
        const resolved = await build.resolve(specifier, { kind, importer, resolveDir, pluginData: "resolving" });
        if (resolved.errors.length > 0 || resolved.external) return resolved;
        const name = path.basename(specifier, path.extname(specifier));
        found.set(name, resolved.path);
        return { path: `./${name}.js`, external: true };
      });
    },
  };
}

/** The server and the command line, which share chunks. */
const together = { main: path.join(platform, "main.ts"), cliMain: path.join(platform, "cliMain.ts") };

/** What an earlier build left; the styles stay, which are built anew only when their package changes. */
function removeBundles() {
  mkdirSync(dist, { recursive: true });
  for (const name of readdirSync(dist)) if (/\.js(?:\.map)?$/.test(name)) rmSync(path.join(dist, name));
}

async function bundle(entries, found) {
  const result = await esbuild.build({
    ...shared,
    entryPoints: entries,
    outdir: dist,
    format: "cjs",
    minify: !development,
    sourcemap: development,
    metafile: true,
    plugins: [loadedOnFirstUse(found)],
  });
  return Object.entries(result.metafile.outputs);
}

/** Builds the entries, then whatever they load on first use, until nothing new is asked for. */
async function bundleAll() {
  const built = new Set();
  const asked = new Map();
  const outputs = [...(await buildLateChunks(together, { ...shared, plugins: [loadedOnFirstUse(asked)] }, { dist, development }))];
  let waiting = new Map([...Object.entries(entryPoints()), ...asked]);
  while (waiting.size > 0) {
    const found = new Map();
    for (const name of waiting.keys()) built.add(name);
    outputs.push(...(await bundle(Object.fromEntries(waiting), found)));
    waiting = new Map([...found].filter(([name]) => !built.has(name)));
  }
  return outputs;
}

/** `dist/cli.js` is the package's `bin`, so that it can be started by its name. */
function makeRunnable(file) {
  const script = readFileSync(file, "utf8");
  if (!script.startsWith("#!")) writeFileSync(file, `#!/usr/bin/env node\n${script}`);
  chmodSync(file, 0o755);
}

function printSizes(outputs) {
  for (const [file, { bytes }] of outputs) {
    if (file.endsWith(".js")) console.log(`${String(Math.round(bytes / 1000)).padStart(7)} kB  ${file}`);
  }
}

removeBundles();
printSizes(await bundleAll());
makeRunnable(path.join(dist, "cli.js"));
await buildStyles(dist);
