// A run in the oldest VS Code that the manifest allows: the extension host's tests, and a writer's way through the page. Not part of `npm test`.
import { prepare } from "./prepare.mjs";
import { continueOnProjectNode } from "./project.mjs";

await prepare();
if (!(await continueOnProjectNode(import.meta.url))) await main();

async function main() {
  process.env.IBID_VSCODE = "oldest";
  const { build, packExtension } = await import("./package.mjs");
  const { runInExtensionHost } = await import("../test/extensionHost.ts");
  const { runNodeTests } = await import("./nodeTests.mjs");
  await build();
  await packExtension();
  const runs = [await runInExtensionHost(), await runNodeTests(["test/ui/writing.test.ts"], { concurrency: 1 })];
  const sum = (name) => runs.reduce((total, run) => total + run[name], 0);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  process.exit(sum("failed") === 0 ? 0 : 1);
}
