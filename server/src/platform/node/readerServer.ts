import { Worker } from "node:worker_threads";
import type { PeerAnswer } from "./lane.ts";

/**
 * The inside of a child process that reads documents: answers each message by what `read` makes of it.
 * A thread of its own watches this process, since reading may keep the main thread busy: it ends it when it holds more memory than its first
 * argument says (in megabytes), or when the parent is gone.
 */
export function serveReads(read: (input: unknown) => Promise<unknown>): void {
  new Worker(guard, { eval: true, workerData: { bytes: Number(process.argv[2]) * 2 ** 20, parent: process.ppid } }).unref();
  process.on("disconnect", () => process.exit());
  process.on("message", (message: { readonly id: number; readonly input: unknown }) => {
    read(message.input).then(
      (output) => answer({ id: message.id, kind: "output", output }),
      (error: unknown) => answer({ id: message.id, kind: "error", message: error instanceof Error ? error.message : String(error) }),
    );
  });
}

const answer = (message: PeerAnswer): void => {
  process.send?.(message);
};

/** A text, so that no further file has to stand beside the entry. */
const guard = `
const { workerData } = require("node:worker_threads");
setInterval(() => {
  if (process.memoryUsage.rss() > workerData.bytes || process.ppid !== workerData.parent) process.kill(process.pid, "SIGKILL");
}, 100);
`;
