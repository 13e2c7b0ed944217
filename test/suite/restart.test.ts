import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { commands } from "vscode";
import { closeEditors, openFile, problemsOf, until, untilProblem } from "./editor.ts";

describe("the server", () => {
  afterEach(closeEditors);

  it("starts again when it is killed, and the problems come back", async function () {
    if (process.platform !== "linux") this.skip();
    const { document } = await openFile("draft.md");
    await untilProblem(document, "citation.undefined", "marlow1985");
    const killed = await until("the server's process", serverProcess);
    process.kill(killed, "SIGKILL");
    await until("another process", () => serverProcess() !== undefined && serverProcess() !== killed);
    await untilProblem(document, "citation.undefined", "marlow1985");
  });

  it("starts again on command", async function () {
    if (process.platform !== "linux") this.skip();
    const { document } = await openFile("draft.md");
    const before = await until("the server's process", serverProcess);
    await commands.executeCommand("ibid.restart");
    await until("another process", () => serverProcess() !== undefined && serverProcess() !== before);
    await until("problems", () => problemsOf(document).length > 0);
  });

  it("is one process", async function () {
    if (process.platform !== "linux") this.skip();
    await until("one process", () => serverProcesses().length === 1);
    assert.equal(serverProcesses().length, 1);
  });
});

const serverProcess = (): number | undefined => serverProcesses()[0];

/** Children of this extension host that run `dist/server.js`. */
function serverProcesses(): readonly number[] {
  return readdirSync("/proc").filter(isServer).map(Number);
}

function isServer(id: string): boolean {
  if (!/^\d+$/.test(id)) return false;
  try {
    const parent = /\nPPid:\t(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1];
    return Number(parent) === process.pid && readFileSync(`/proc/${id}/cmdline`, "utf8").includes("dist/server.js");
  } catch {
    return false; // It ended while it was looked at.
  }
}
