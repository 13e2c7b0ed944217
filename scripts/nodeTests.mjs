// Runs files of node:test, each in a process of its own, and prints only what the reader must know: failures, and why something was left out.
import { run } from "node:test";
import { inspect } from "node:util";
import { root } from "./project.mjs";

/**
 * @param {readonly string[]} patterns files, as globs below the project
 * @param {{ concurrency?: number | boolean, timeout?: number }} [options]
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runNodeTests(patterns, { concurrency = true, timeout = 300_000 } = {}) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const events = run({ cwd: root, globPatterns: [...patterns], concurrency, timeout });
  for await (const { type, data } of events) {
    if (type === "test:stderr") process.stderr.write(data.message);
    if (type === "test:pass") countPass(counts, data);
    if (type === "test:fail") countFailure(counts, data);
  }
  if (counts.passed + counts.failed === 0) failWithoutTests(counts, patterns);
  return counts;
}

/** Suites only gather tests, so they are not counted themselves. */
const isSuite = ({ details }) => details.type === "suite";

function countPass(counts, data) {
  if (isSuite(data)) return;
  if (data.skip === undefined) counts.passed += 1;
  else {
    counts.skipped += 1;
    console.log(`left out: ${data.name}${typeof data.skip === "string" ? ` (${data.skip})` : ""}`);
  }
}

/** A suite or file fails with its tests; it counts by itself only where no test of it did (a hook that throws, a file that can't be loaded). */
function countFailure(counts, data) {
  const { error } = data.details;
  if (error.failureType === "subtestsFailed") return;
  counts.failed += 1;
  const place = data.file ? ` (${data.file}:${data.line})` : "";
  console.log(`FAIL ${data.name}${place}\n${inspect(error.cause ?? error).replace(/^/gm, "     ")}`);
}

function failWithoutTests(counts, patterns) {
  counts.failed += 1;
  console.log(`FAIL no test was found in ${patterns.join(", ")}`);
}
