// Starts the VS Code of vscodeHost.mjs: its server on a free port of this machine, and its workbench in Chromium.
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { runQuietly, start, stop } from "./project.mjs";

/** A quiet editor: no welcome page, no telemetry, nothing that asks other machines. */
const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.reduceMotion": "on",
  "workbench.tips.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "chat.disableAIFeatures": true,
  "chat.agent.enabled": false,
  "git.enabled": false,
};

/**
 * A private home for one run of VS Code, below the system's temporary folder.
 * @param {Record<string, unknown>} settings for all its windows
 */
export function createHome(settings = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "ibid-vscode-"));
  const home = {
    folder,
    data: path.join(folder, "data"),
    extensions: path.join(folder, "extensions"),
    chromium: path.join(folder, "chromium"),
  };
  const machine = path.join(home.data, "data", "Machine");
  for (const each of [home.extensions, home.chromium, machine]) mkdirSync(each, { recursive: true });
  writeFileSync(path.join(machine, "settings.json"), JSON.stringify({ ...quietSettings, ...settings }));
  return { ...home, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * @typedef {object} Editor
 * @property {string} base the address without folder and token
 * @property {string} authority what `vscode-remote://` addresses begin with
 * @property {(folder: string, payload?: readonly (readonly [string, string])[]) => string} addressOf the page that shows a folder
 * @property {import("node:child_process").ChildProcess} process
 * @property {() => string} output
 * @property {() => void} stop
 */

/**
 * Starts the server and waits until it answers. `driver` lets tests be run inside it, but then no notification is shown;
 * `trustAll` false brings back the question whether a workspace is trusted.
 * @param {{ node: string, serverMain: string }} host
 * @param {ReturnType<typeof createHome>} home
 * @param {{ driver?: boolean, trustAll?: boolean, environment?: Record<string, string>, log?: string }} [options]
 * @returns {Promise<Editor>}
 */
export async function startEditor(host, home, { driver = false, trustAll = true, environment = {}, log = "info" } = {}) {
  const port = await freePort();
  const token = randomBytes(16).toString("hex");
  const switches = [...(driver ? ["--enable-smoke-test-driver"] : []), ...(trustAll ? ["--disable-workspace-trust"] : [])];
  const address = ["--host", "127.0.0.1", "--port", String(port), "--connection-token", token];
  const quiet = ["--accept-server-license-terms", "--disable-telemetry", "--disable-experiments", "--log", log];
  const child = start(host.node, [host.serverMain, ...address, ...folders(home), ...quiet, ...switches], {
    env: cleanEnvironment(environment),
    stdio: ["ignore", "pipe", "pipe"],
    cwd: home.folder,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part) => (output += part));
  const base = `http://127.0.0.1:${port}`;
  await untilItAnswers(base, child, () => output);
  return {
    base,
    authority: await remoteAuthority(base, token),
    addressOf: (folder, payload = []) => pageAddress(base, token, folder, payload),
    process: child,
    output: () => output,
    stop: () => stop(child),
  };
}

/** Installs a packaged extension into a home, as a user would. */
export async function installExtension(host, home, vsix) {
  const parameters = [host.serverMain, "--accept-server-license-terms", ...folders(home), "--install-extension", vsix, "--force"];
  const { code, output } = await runQuietly(host.node, parameters, { env: cleanEnvironment() });
  if (code !== 0) throw new Error(`The extension could not be installed (${code}):\n${output}`);
}

/** Opens Chromium with a profile of its own. */
export async function openBrowser(executablePath, home, { width = 1280, height = 800, scale = 1 } = {}) {
  const { chromium } = await import("playwright-core");
  return chromium.launchPersistentContext(home.chromium, {
    executablePath,
    headless: true,
    viewport: { width, height },
    deviceScaleFactor: scale,
    permissions: ["clipboard-read", "clipboard-write"],
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
    ],
  });
}

const folders = ({ data, extensions }) => ["--server-data-dir", data, "--extensions-dir", extensions];

/** Nothing of a VS Code around us leaks in, and no extension gallery is asked. */
function cleanEnvironment(more = {}) {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:VSCODE_|CODE_SERVER_|ELECTRON_|NODE_OPTIONS$|npm_)/i.test(name));
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: "{}", ...more };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function untilItAnswers(base, child, output) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`VS Code ended with ${child.exitCode}:\n${output()}`);
    const answer = await fetch(`${base}/version`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(50);
  }
  stop(child);
  throw new Error(`VS Code did not answer within a minute:\n${output()}`);
}

/** The page carries its configuration in an attribute; addresses of the machine it runs on begin with the authority named there. */
async function remoteAuthority(base, token) {
  const page = await (await fetch(base, { headers: { cookie: `vscode-tkn=${token}` } })).text();
  const settings = /id="vscode-workbench-web-configuration" data-settings="([^"]*)"/.exec(page)?.[1] ?? "{}";
  return JSON.parse(settings.replaceAll("&quot;", '"').replaceAll("&amp;", "&")).remoteAuthority ?? "remote";
}

function pageAddress(base, token, folder, payload) {
  const address = new URL(base);
  address.searchParams.set("tkn", token);
  address.searchParams.set("folder", folder);
  if (payload.length > 0) address.searchParams.set("payload", JSON.stringify([["skipWelcome", "true"], ...payload]));
  return address.href;
}
