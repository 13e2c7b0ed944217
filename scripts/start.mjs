// `npm start`: installs what is missing, builds, prints what Ibid finds in the sample, and opens the sample in a real VS Code.
// `npm start -- --report` prints the report and ends.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { prepare } from "./prepare.mjs";
import { continueOnProjectNode, inRoot, projectNode, run } from "./project.mjs";

const sample = inRoot("data", "sample");
const firstDraft = "essay.md";

await prepare();
if (!(await continueOnProjectNode(import.meta.url))) await main();

async function main() {
  const { build } = await import("./package.mjs");
  await build();
  await report();
  if (!process.argv.includes("--report")) await openSample();
}

/** What the command line finds; 1 means that it found something, as it should here. */
async function report() {
  console.log("\nWhat Ibid finds in data/sample:\n");
  const code = await run(projectNode, [inRoot("dist", "cli.js"), "check", sample]);
  if (code > 1) throw new Error(`The report ended with ${code}.`);
}

/** A copy, so that whatever is tried in it leaves the project as it is. */
async function openSample() {
  const folder = mkdtempSync(path.join(tmpdir(), "ibid-sample-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const copy = path.join(folder, "sample");
  cpSync(sample, copy, { recursive: true });
  if (!(await openOnDesktop(copy, folder))) await openInBrowser(copy);
}

/** @returns {Promise<boolean>} false where no desktop VS Code can be had */
async function openOnDesktop(copy, folder) {
  if (!hasDisplay()) return false;
  const program = await desktopProgram();
  if (!program) return false;
  console.log(`\nOpening a copy of the sample, ${copy}, in VS Code. Close its window, or press Ctrl-C, to end.`);
  const own = ["--user-data-dir", path.join(folder, "user"), "--extensions-dir", path.join(folder, "extensions")];
  const options = ["--new-window", "--wait", "--disable-workspace-trust", `--extensionDevelopmentPath=${inRoot()}`];
  return (await run(program, [...own, ...options, copy, path.join(copy, firstDraft)])) === 0;
}

function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** `code` where it is on the path, else the VS Code that Microsoft's test tool downloads. */
async function desktopProgram() {
  const { onPath } = await import("./vscodeHost.mjs");
  const code = onPath(process.platform === "win32" ? "code.cmd" : "code");
  if (code) return code;
  const { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath } = await import("@vscode/test-electron");
  try {
    return resolveCliPathFromVSCodeExecutablePath(await downloadAndUnzipVSCode({ cachePath: inRoot(".vscode-host", "desktop") }));
  } catch (error) {
    console.log(`No desktop VS Code could be fetched (${error instanceof Error ? error.message : error}).`);
    return undefined;
  }
}

async function openInBrowser(copy) {
  const { vscodeHost } = await import("./vscodeHost.mjs");
  const { createHome, installExtension, startEditor } = await import("./vscode.mjs");
  const { packExtension } = await import("./package.mjs");
  const host = await vscodeHost();
  const home = createHome();
  process.once("exit", home.remove);
  // The page takes extensions from a package only: folders under development are for its test driver.
  await installExtension(host, home, await packExtension());
  const editor = await startEditor(host, home);
  const draft = ["openFile", `vscode-remote://${new URL(editor.base).host}${path.join(copy, firstDraft)}`];
  console.log(`\nA copy of the sample, ${copy}, is open in VS Code at\n\n  ${editor.addressOf(copy, [draft])}\n\nCtrl-C ends it.`);
  await new Promise((resolve) => editor.process.once("exit", resolve));
}
