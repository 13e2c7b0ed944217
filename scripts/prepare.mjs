// Installs what is missing. Begins on any Node from 20 on; `node scripts/prepare.mjs` alone does only this.
import { existsSync, readFileSync, statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { inRoot, projectNode, run } from "./project.mjs";

const oldestNode = 20;

/** Installs the packages that the lock file names, where they are absent or older than it. */
export async function prepare() {
  checkNode();
  if (isInstalled()) return;
  console.log("Installing the packages of the project …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const options = { detached: false, shell: process.platform === "win32", env: plainEnvironment() };
  const code = await run(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], options);
  if (code !== 0 || !isInstalled()) fail(`npm ci ended with ${code}: the packages of the project could not be installed.`);
}

function checkNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < oldestNode) fail(`This is Node ${process.versions.node}; Node ${oldestNode} or newer is needed to begin.`);
}

/** npm leaves its own lock in node_modules, which is as old as the last installation. */
function isInstalled() {
  const installed = inRoot("node_modules", ".package-lock.json");
  if (!existsSync(installed) || !existsSync(projectNode)) return false;
  return statSync(installed).mtimeMs >= statSync(inRoot("package-lock.json")).mtimeMs || sameVersions(installed);
}

/** A clone gives the lock file a new time without changing it, so the versions decide. */
function sameVersions(installed) {
  const here = packagesOf(installed);
  return Object.entries(packagesOf(inRoot("package-lock.json"))).every(
    ([name, { version, optional }]) => name === "" || optional || here[name]?.version === version,
  );
}

const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages;

/** What `npm test` hands down to its scripts would be taken by `npm ci` for settings of its own. */
function plainEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(?:command|lifecycle|package|execpath)/i.test(name)));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await prepare();
