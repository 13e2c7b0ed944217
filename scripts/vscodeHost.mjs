// A real VS Code without a download from its own site: the server and workbench inside npm's package code-server, with the few native modules built here.
// The folder that IBID_VSCODE_HOST names is used as it is; otherwise the host is installed into .vscode-host/, which takes about 45 seconds, once.
import { copyFileSync, existsSync, mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { installPackages } from "./apt.mjs";
import { inRoot, runQuietly } from "./project.mjs";

/** The newest VS Code that was tried, and the oldest that the manifest's `engines` allows; IBID_VSCODE chooses. */
const versions = { newest: { version: "4.139.1", nodeMajor: 24 }, oldest: { version: "4.104.0", nodeMajor: 22 } };

const nativeModules = ["@vscode/spdlog", "@parcel/watcher", "node-pty", "@vscode/native-watchdog"];
/** Large, and of no use for trying an extension. */
const leftOut = ["extensions/copilot", "node_modules/@microsoft/mxc-sdk"];

/**
 * Installs the host where it is missing.
 * @returns {Promise<{ node: string, serverMain: string }>}
 */
export async function vscodeHost() {
  const wanted = process.env.IBID_VSCODE === "oldest" ? "oldest" : "newest";
  const { version, nodeMajor } = versions[wanted];
  const given = wanted === "newest" ? process.env.IBID_VSCODE_HOST : undefined;
  const folder = given ?? inRoot(".vscode-host", version);
  if (!given && !isComplete(folder)) await install(folder, version, nodeMajor);
  return { node: path.join(folder, "node"), serverMain: path.join(folder, "code-server", "lib", "vscode", "out", "server-main.js") };
}

const stampOf = (folder) => path.join(folder, "complete");
/** A later `npm install` may take away the Node that the host was linked to. */
const isComplete = (folder) => existsSync(stampOf(folder)) && existsSync(path.join(folder, "node"));

async function install(folder, version, nodeMajor) {
  console.log(`Installing VS Code for the tests (code-server ${version}) into ${path.relative(inRoot(), folder)} …`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const node = await nodeWithHeaders(folder, nodeMajor);
  copyFileSync(path.join(node, "bin", "node"), path.join(folder, "node"));
  await unpack(folder, version);
  const vscode = path.join(folder, "code-server", "lib", "vscode");
  // Not `npm ci`: the lock file that the package ships is a little out of step with it.
  await npm(["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], vscode);
  for (const name of nativeModules) await buildNative(path.join(vscode, "node_modules", name), node);
  for (const name of [...leftOut, ...copilotParts(vscode)]) rmSync(path.join(vscode, name), { recursive: true, force: true });
  await provideRipgrep(vscode);
  writeFileSync(stampOf(folder), `${version}\n`);
}

/** The project's own Node brings its headers along, so node-gyp needs no download; another major is installed beside the host. */
async function nodeWithHeaders(folder, major) {
  const own = inRoot("node_modules", "node", "node_modules");
  const ofProject = Number(process.versions.node.split(".")[0]) === major && existsSync(own) ? findHeaders(own) : undefined;
  if (ofProject) return ofProject;
  const name = `node-${process.platform}-${process.arch}`;
  writeFileSync(path.join(folder, "package.json"), '{ "private": true }\n');
  await npm(["install", "--no-audit", "--no-fund", "--ignore-scripts", `${name}@${major}`], folder);
  return path.join(folder, "node_modules", name);
}

function findHeaders(folder) {
  const name = readdirSync(folder).find((each) => existsSync(path.join(folder, each, "include", "node", "node.h")));
  return name && path.join(folder, name);
}

async function unpack(folder, version) {
  await npm(["pack", "--silent", `code-server@${version}`], folder);
  const archive = `code-server-${version}.tgz`;
  await must("tar", ["xzf", archive], { cwd: folder });
  await must("mv", ["package", "code-server"], { cwd: folder });
  rmSync(path.join(folder, archive));
}

/** By npm's own node-gyp, called straight: the modules' install scripts would download or call npx. */
async function buildNative(folder, node) {
  if (!existsSync(path.join(folder, "binding.gyp"))) return;
  await installPackages(["g++", "make", "python3"], (name) => onPath(name));
  const gyp = path.join(path.dirname(npmScript()), "..", "node_modules", "node-gyp", "bin", "node-gyp.js");
  await must(path.join(node, "bin", "node"), [gyp, "rebuild", "--silent", "--nodedir", node, "-j", "2"], { cwd: folder });
}

function copilotParts(vscode) {
  const folder = path.join(vscode, "node_modules", "@github");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => name.startsWith("copilot-sdk-")).map((name) => path.join("node_modules", "@github", name));
}

/** Older versions download ripgrep after their installation; the system's does as well. */
async function provideRipgrep(vscode) {
  const folder = path.join(vscode, "node_modules", "@vscode", "ripgrep");
  if (!existsSync(folder) || existsSync(path.join(folder, "bin", "rg"))) return;
  await installPackages(["ripgrep"], () => onPath("rg"));
  mkdirSync(path.join(folder, "bin"), { recursive: true });
  symlinkSync(onPath("rg") ?? "rg", path.join(folder, "bin", "rg"));
}

const npm = (parameters, cwd) => must(process.execPath, [npmScript(), ...parameters], { cwd });

/** npm's start script: named by npm itself where it runs us, else found on the path. */
function npmScript() {
  const fromNpm = process.env.npm_execpath;
  if (fromNpm?.endsWith("npm-cli.js")) return fromNpm;
  return realpathSync(onPath("npm") ?? "npm");
}

export function onPath(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

async function must(command, parameters, { cwd }) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(?:config_)?(?:command|lifecycle|package)/i.test(name)),
  );
  const { code, output } = await runQuietly(command, parameters, { cwd, env });
  if (code !== 0) throw new Error(`${path.basename(command)} ${parameters.join(" ")} ended with ${code}:\n${output}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log((await vscodeHost()).serverMain);
