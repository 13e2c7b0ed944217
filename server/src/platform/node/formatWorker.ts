import { parentPort, workerData } from "node:worker_threads";
import { answerFormat } from "../../workers/format.ts";
import type { PeerAnswer } from "./lane.ts";
import { createStyleFiles } from "./styleFiles.ts";

const { stylesFolder } = workerData as { readonly stylesFolder: string };
const styles = createStyleFiles(stylesFolder);

process.stdout.write = () => true;
process.stderr.write = () => true;

parentPort?.on("message", ({ id, input }: { readonly id: number; readonly input: unknown }) => {
  parentPort?.postMessage(answer(id, input));
});

function answer(id: number, input: unknown): PeerAnswer {
  try {
    return { id, kind: "output", output: answerFormat(input, styles) };
  } catch (error) {
    return { id, kind: "error", message: error instanceof Error ? error.message : String(error) };
  }
}
