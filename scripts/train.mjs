// Trains the learned labeller of references from ../shared/data and our own labelled notes: node scripts/train.mjs. Minutes on one core; the same data
// gives the same file. --without=STYLE leaves a house style out, --output=FILE writes elsewhere, --linked-books measures the learner on that set too.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { projectNode } from "./project.mjs";

const script = path.join(import.meta.dirname, "train", "train.ts");
const { status } = spawnSync(projectNode, ["--no-warnings", script, ...process.argv.slice(2)], { stdio: "inherit" });
process.exit(status ?? 1);
