// Types, lint and format, unused code. `node scripts/check.mjs`, or as the first part of the tests.
import { pathToFileURL } from "node:url";
import { prepare } from "./prepare.mjs";
import { continueOnProjectNode, projectNode, runQuietly, tool } from "./project.mjs";

const checks = [
  { name: "types", command: [projectNode, tool("typescript", "bin/tsc"), "-p", "tsconfig.json"] },
  {
    name: "lint and format",
    command: [projectNode, tool("@biomejs/biome", "bin/biome"), "ci", "--colors=off", "--error-on-warnings", "."],
  },
  { name: "unused code", command: [projectNode, tool("knip", "bin/knip.js")] },
];

/** @returns {Promise<{ passed: number, failed: number }>} */
export async function check() {
  let failed = 0;
  for (const { name, command } of checks) {
    const [program = "", ...parameters] = command;
    const { code, output } = await runQuietly(program, parameters);
    console.log(`${code === 0 ? "ok  " : "FAIL"} ${name}${code === 0 ? "" : `\n${output}`}`);
    if (code !== 0) failed += 1;
  }
  return { passed: checks.length - failed, failed };
}

async function main() {
  await prepare();
  if (await continueOnProjectNode(import.meta.url)) return;
  process.exitCode = (await check()).failed === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
