import { type ChildProcess, fork } from "node:child_process";
import { Worker } from "node:worker_threads";
import type { Peer, PeerAnswer, PeerEvents } from "./lane.ts";

/**
 * A worker thread. What it prints goes nowhere, since standard output belongs to the protocol; reading its streams would keep this process alive,
 * so an entry silences itself.
 */
export function startThread(entry: string, data: unknown, memoryMegabytes: number, events: PeerEvents): Peer {
  const worker = new Worker(entry, {
    workerData: data,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  });
  let fault = "ended unexpectedly";
  worker.on("message", (answer: PeerAnswer) => events.answered(answer));
  worker.on("error", (error: Error) => {
    fault = `failed: ${error.message}`;
  });
  const gone = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  worker.once("exit", () => events.ended(fault));
  return {
    send: (id, input) => worker.postMessage({ id, input }),
    hold: (holding) => (holding ? worker.ref() : worker.unref()),
    end: async () => {
      await worker.terminate();
      await gone;
    },
  };
}

export interface ProcessLimits {
  readonly heapMegabytes: number;
  readonly memoryMegabytes: number;
}

/** A child process with its own heap, which ends itself when it holds too much memory or when this process is gone (see readerServer). */
export function startProcess(entry: string, limits: ProcessLimits, events: PeerEvents): Peer {
  const { NODE_OPTIONS: _options, ...environment } = process.env;
  const child = fork(entry, [String(limits.memoryMegabytes)], {
    serialization: "advanced",
    execArgv: [`--max-old-space-size=${limits.heapMegabytes}`],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: { ...environment, ELECTRON_RUN_AS_NODE: "1" },
  });
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  child.on("message", (answer) => events.answered(answer as PeerAnswer));
  child.once("error", (error) => events.ended(`could not be started: ${error.message}`));
  child.once("exit", (code, signal) => events.ended(reasonOf(code, signal)));
  return {
    send: (id, input) => sendTo(child, { id, input }, events),
    hold: (holding) => holdChild(child, holding),
    end: () => {
      child.kill("SIGKILL");
      return child.exitCode === null && child.signalCode === null && child.pid !== undefined ? gone : Promise.resolve();
    },
  };
}

function sendTo(child: ChildProcess, message: object, events: PeerEvents): void {
  child.send(message as Parameters<ChildProcess["send"]>[0], (error) => {
    if (error !== null) events.ended(`could not be reached: ${error.message}`);
  });
}

function holdChild(child: ChildProcess, holding: boolean): void {
  if (holding) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

/** We end it ourselves without listening, so a signal means its own guard, V8's heap cap or the system: memory in each case. */
function reasonOf(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === "SIGKILL" || signal === "SIGABRT" || signal === "SIGTRAP" || code === 134) return "needed too much memory";
  return signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
}
