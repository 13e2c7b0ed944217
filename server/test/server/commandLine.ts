import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { commandLineFile } from "./built.ts";
import type { Workspace } from "./workspace.ts";

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `ibid` in a workspace as a shell would. */
export function ibid(workspace: Workspace, ...words: readonly string[]): Promise<Outcome> {
  const env = { ...process.env, XDG_CACHE_HOME: workspace.storage };
  const child = spawn(process.execPath, [commandLineFile, ...words], { cwd: workspace.folder, env, timeout: 30_000 });
  const heard = { output: "", errors: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    heard.output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    heard.errors += text;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...heard })));
}

/** The JSON of a command that has nothing to complain of. */
export async function ibidJson<Value>(workspace: Workspace, ...words: readonly string[]): Promise<Value> {
  const { code, output, errors } = await ibid(workspace, ...words);
  assert.equal(errors, "");
  assert.ok(code === 0 || code === 1, `exit code ${code}`);
  return JSON.parse(output);
}

export const noLinks: readonly string[] = ["--set", "ibid.links.check=never"];
