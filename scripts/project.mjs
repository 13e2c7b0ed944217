// Where things lie, and how other programs are started from here. Runs on any Node from 20 on.
import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const inRoot = (...parts) => path.join(root, ...parts);

/** Node 24, which comes with the project; everything but the first step of a script runs on it. */
export const projectNode = inRoot("node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

/** The file that a development tool is started by: `tool("typescript", "bin/tsc")`. */
export const tool = (name, file) => inRoot("node_modules", name, file);

/** Programs that run, each with whether it leads a group. */
const alive = new Map();

/**
 * Starts a program as a group of its own, so that all it starts ends with it.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {import("node:child_process").SpawnOptions} [options]
 */
export function start(command, parameters, options = {}) {
  const complete = { cwd: root, stdio: "inherit", detached: process.platform !== "win32", ...options };
  const child = spawn(command, parameters, complete);
  alive.set(child, complete.detached);
  child.once("exit", () => alive.delete(child));
  child.once("error", () => alive.delete(child));
  return child;
}

/**
 * Runs a program to its end and answers its exit code; 127 where it could not be started.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, parameters, options) {
  return new Promise((resolve) => {
    const child = start(command, parameters, options);
    child.once("error", () => resolve(127));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/**
 * Like `run`, and answers what the program wrote.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runQuietly(command, parameters, options) {
  return new Promise((resolve) => {
    const child = start(command, parameters, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    child.stdout?.on("data", (part) => (output += part));
    child.stderr?.on("data", (part) => (output += part));
    child.once("error", (error) => resolve({ code: 127, output: String(error) }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Ends a program that `start` began, with all that it started itself. */
export function stop(child, signal = "SIGKILL") {
  if (child.pid === undefined || !alive.has(child)) return;
  try {
    process.kill(alive.get(child) ? -child.pid : child.pid, signal);
  } catch {
    alive.delete(child); // It ended by itself in this moment.
  }
}

/** This script once more, on the project's own Node: it does all the work, and ends what it began by itself. */
let successor;

/** Goes on in the project's own Node where this script was begun by another; answers false where it already runs there. */
export async function continueOnProjectNode(script) {
  if (realpathSync(process.execPath) === realpathSync(projectNode)) return false;
  successor = spawn(projectNode, [fileURLToPath(script), ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
  process.exitCode = await new Promise((resolve) => successor.once("exit", (code) => resolve(code ?? 1)));
  return true;
}

function endAll(signal) {
  if (successor) successor.kill(signal);
  else process.exit(signal === "SIGINT" ? 130 : 143);
}

process.on("exit", () => {
  for (const child of alive.keys()) stop(child);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => endAll(signal));
