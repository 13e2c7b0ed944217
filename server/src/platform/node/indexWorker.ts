import { parentPort } from "node:worker_threads";
import { answerIndex } from "../../workers/index.ts";
import type { PeerAnswer } from "./lane.ts";

process.stdout.write = () => true;
process.stderr.write = () => true;

parentPort?.on("message", ({ id, input }: { readonly id: number; readonly input: unknown }) => {
  answerIndex(input).then(
    (output) => answer({ id, kind: "output", output }, output instanceof Uint8Array ? [output.buffer as ArrayBuffer] : []),
    (error: unknown) => answer({ id, kind: "error", message: error instanceof Error ? error.message : String(error) }, []),
  );
});

/** `moved`: what this side needs no more is handed over rather than copied. */
function answer(message: PeerAnswer, moved: readonly ArrayBuffer[]): void {
  parentPort?.postMessage(message, moved);
}
