// Runs one group in a process of its own, so that no group leaves its litter or its compiled code to another, and hands the rows to the parent.
import { loadavg } from "node:os";
import { kernelMedian, timeKernel } from "./kernel.ts";
import type { GroupResult, Row } from "./row.ts";

const [group = ""] = process.argv.slice(2);
const { measure } = (await import(`./groups/${group}.ts`)) as { measure: () => Promise<readonly Row[]> };
const before = timeKernel();
const rows = await measure();
const after = timeKernel();
const result: GroupResult = { group, kernel: kernelMedian([...before, ...after]), load: loadavg()[0] ?? 0, rows };
// What a measurement left running ends with its process.
process.send?.(result, () => process.exit(0));
