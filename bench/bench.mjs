// `npm run bench`: measures Ibid against its budgets and against others. `npm run bench -- library links` only these groups;
// `--json FILE` writes the numbers, `--markdown FILE` the tables. Begins on any Node from 20 on.
import { fork } from "node:child_process";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { prepare } from "../scripts/prepare.mjs";
import { continueOnProjectNode, projectNode, run } from "../scripts/project.mjs";

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);

/** In the order in which they run. */
const groups = [
  "agreement",
  "references",
  "library",
  "readers",
  "largeLibrary",
  "drafts",
  "bibliographies",
  "quotations",
  "corpusIndex",
  "links",
  "start",
  "bundle",
];

/** What these groups measure is what was built. */
const ofTheBuild = new Set(["start", "bundle"]);

await prepare();
if (!(await continueOnProjectNode(import.meta.url))) await main();

async function main() {
  const { chosen, files } = readParameters(process.argv.slice(2));
  await installPeers();
  if (chosen.some((name) => ofTheBuild.has(name))) await buildIfOld();
  const results = await runGroups(chosen);
  if (files.json) writeFileSync(files.json, `${JSON.stringify({ machine: machine(), results }, undefined, 2)}\n`);
  if (files.markdown) await writeMarkdown(files.markdown, results);
  printSum(results);
}

function readParameters(parameters) {
  const chosen = [];
  const files = {};
  for (let at = 0; at < parameters.length; at++) {
    const parameter = parameters[at];
    if (parameter === "--json" || parameter === "--markdown") files[parameter.slice(2)] = parameters[++at];
    else if (groups.includes(parameter)) chosen.push(parameter);
    else fail(`There is no group ${parameter}; there are ${groups.join(", ")}.`);
  }
  return { chosen: chosen.length > 0 ? chosen : groups, files };
}

function fail(message) {
  console.error(message);
  process.exit(2);
}

/** The others are installed here, beside the bench, and run none of their scripts. */
async function installPeers() {
  const installed = path.join(here, "node_modules", ".package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(path.join(here, "package-lock.json")).mtimeMs) return;
  console.log("Installing the programs to measure against …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const options = { cwd: here, detached: false, shell: process.platform === "win32" };
  const code = await run(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], options);
  if (code !== 0) fail(`npm ci ended with ${code}: the programs to measure against could not be installed.`);
}

/** Builds where a source is newer than what was built from it. */
async function buildIfOld() {
  const built = path.join(here, "..", "dist", "server.js");
  const source = path.join(here, "..", "server", "src");
  const newest = Math.max(...readdirSync(source, { recursive: true }).map((name) => statSync(path.join(source, name)).mtimeMs));
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return;
  const { build } = await import("../scripts/package.mjs");
  await build();
}

async function runGroups(chosen) {
  const { tableOf } = await import("./table.ts");
  const results = [];
  console.log(machine());
  for (const name of chosen) {
    const result = await runGroup(name);
    console.log(tableOf(result));
    results.push(result);
  }
  return results;
}

/** A group has a process of its own, with the collector at hand. One that fails is said to have failed, and the others go on. */
function runGroup(name) {
  const child = fork(path.join(here, "group.ts"), [name], { execPath: projectNode, execArgv: ["--expose-gc"] });
  return new Promise((resolve) => {
    let result;
    child.on("message", (message) => {
      result = message;
    });
    child.on("exit", (code) => resolve(result ?? { group: name, kernel: 0, load: 0, rows: [failedRow(code)] }));
  });
}

function failedRow(code) {
  return { what: `ended with ${code}`, unit: "ms", value: 0, budget: { text: "a result", met: false } };
}

function machine() {
  return `${cpus().length} processors (${cpus()[0]?.model.trim()}), Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}`;
}

async function writeMarkdown(file, results) {
  const { tableOf } = await import("./table.ts");
  writeFileSync(file, `${machine()}\n\n${results.map((result) => tableOf(result, "markdown")).join("\n\n")}\n`);
}

function printSum(results) {
  const budgets = results.flatMap(({ rows }) => rows.flatMap(({ budget }) => (budget ? [budget.met] : [])));
  const met = budgets.filter(Boolean).length;
  console.log(`\n${met} of ${budgets.length} budgets met; load ${loadavg()[0]?.toFixed(1)} at the end`);
}
