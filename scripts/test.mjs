// `npm test`: installs what is missing, then runs everything; `npm test -- check`, `unit` or `vscode` only that part.
// The last line is `N passed, N failed`, over all runners.
import { prepare } from "./prepare.mjs";
import { continueOnProjectNode } from "./project.mjs";

/** The parts and their runners, which are loaded when their turn comes: all but this file may need installed packages. */
const parts = new Map([
  [
    "check",
    async () => {
      const { check } = await import("./check.mjs");
      return [check];
    },
  ],
  [
    "unit",
    async () => {
      const { runNodeTests } = await import("./nodeTests.mjs");
      return [() => runNodeTests(["server/test/**/*.test.ts"])];
    },
  ],
  [
    "vscode",
    async () => {
      const { runInExtensionHost } = await import("../test/extensionHost.ts");
      const { runNodeTests } = await import("./nodeTests.mjs");
      const { packExtension } = await import("./package.mjs");
      return [runInExtensionHost, () => packExtension().then(() => runNodeTests(["test/ui/*.test.ts"], { concurrency: 1 }))];
    },
  ],
]);

await prepare();
if (!(await continueOnProjectNode(import.meta.url))) await main();

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !parts.has(name));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(", ")}; there are ${[...parts.keys()].join(", ")}.`);
  const chosen = [...parts].filter(([name]) => wanted.length === 0 || wanted.includes(name));
  const sum = { passed: 0, failed: 0, skipped: 0 };
  if (await built(sum)) for (const [name, part] of chosen) await runPart(name, part, sum);
  if (sum.skipped > 0) console.log(`${sum.skipped} left out`);
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  process.exit(sum.failed === 0 ? 0 : 1);
}

/** Most tests start what was built, so a build that fails ends the run, as one failure. */
async function built(sum) {
  const { build } = await import("./package.mjs");
  return build().then(
    () => true,
    (error) => {
      console.log(`FAIL build\n${error instanceof Error ? error.message : error}`);
      sum.failed += 1;
      return false;
    },
  );
}

/** A part that can't be run at all is a failure that says why: nothing passes unseen. */
async function runPart(name, part, sum) {
  console.log(`\n${name}`);
  const begun = Date.now();
  const runners = await part();
  for (const runner of runners) {
    const { passed, failed, skipped = 0 } = await runner().catch(asFailure);
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  console.log(`${name}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}

function asFailure(error) {
  console.log(`FAIL ${error instanceof Error ? (error.stack ?? error.message) : error}`);
  return { passed: 0, failed: 1 };
}
