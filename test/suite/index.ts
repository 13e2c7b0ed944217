import { appendFileSync, readdirSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";

/** What the extension host loads as the tests of the extension: runs every `*.test.js` beside this file. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", color: false, timeout: 30_000, reporter: LineReporter, ...grep(process.env.IBID_TEST_GREP) });
  for (const name of readdirSync(import.meta.dirname)) if (name.endsWith(".test.js")) mocha.addFile(path.join(import.meta.dirname, name));
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures > 0 ? reject(new Error(`${failures} tests failed.`)) : resolve()));
  });
}

const grep = (pattern: string | undefined): { grep?: string } => (pattern ? { grep: pattern } : {});

/** Writes one JSON object a line to the file that IBID_TEST_REPORT names, since the host's console does not reach whoever started it. */
class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env.IBID_TEST_REPORT;
    if (!file) return;
    const write = (line: object): void => appendFileSync(file, `${JSON.stringify(line)}\n`);
    runner.on("pass", (test) => write({ event: "pass", title: test.fullTitle(), milliseconds: test.duration }));
    runner.on("pending", (test) => write({ event: "skip", title: test.fullTitle() }));
    runner.on("fail", (test, error: Error) => write({ event: "fail", title: test.fullTitle(), stack: error.stack ?? error.message }));
    runner.on("end", () => write({ event: "end" }));
  }
}
