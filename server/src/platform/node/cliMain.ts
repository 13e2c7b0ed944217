import "./nodeVersion.ts";
import { run } from "../../cli/run.ts";
import { createNodeHost } from "./host.ts";
import { version } from "./version.ts";

const controller = new AbortController();
process.once("SIGINT", () => controller.abort());

// Whoever reads our output may stop reading (`ibid check … | head`): that is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 2));

const write = (stream: NodeJS.WriteStream, text: string): void => void stream.write(text);

run({
  words: process.argv.slice(2),
  folder: process.cwd(),
  version,
  signal: controller.signal,
  print: (text) => write(process.stdout, text),
  say: (text) => write(process.stderr, text.endsWith("\n") ? text : `${text}\n`),
  createHost: ({ storage, verbose }) =>
    createNodeHost({
      storage: storage === "" ? undefined : storage,
      proxy: undefined,
      noProxy: [],
      log: (level, message) => {
        if (verbose || level !== "info") write(process.stderr, `${message}\n`);
      },
    }),
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    write(process.stderr, `ibid: ${String(error)}\n`);
    process.exitCode = 2;
  },
);
