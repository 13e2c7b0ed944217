import type { ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import esbuild from "esbuild";
import type { BrowserContext, Page } from "playwright-core";
import { chromiumPath } from "../scripts/chromium.mjs";
import { inRoot } from "../scripts/project.mjs";
import { createHome, openBrowser, startEditor } from "../scripts/vscode.mjs";
import { vscodeHost } from "../scripts/vscodeHost.mjs";
import { startZotero } from "../server/test/online/zoteroServer.ts";
import { type Fate, startFate } from "./fate.ts";
import { copyWorkspace, fixture } from "./workspace.ts";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs test/suite inside the extension host of a real VS Code, on a copy of the fixture. */
export async function runInExtensionHost(): Promise<Counts> {
  await bundleSuite();
  const host = await vscodeHost();
  const browserPath = await chromiumPath();
  const fate = await startFate();
  const zotero = await startZotero([zephyr]);
  const home = createHome({ "ibid.links.allowPrivateAddresses": true, "ibid.links.interval": 0, "ibid.zotero.url": zotero.origin });
  try {
    return await runSuite(host, browserPath, home, fate);
  } finally {
    await fate.close();
    await zotero.close();
    home.remove();
  }
}

/** What the writer's Zotero holds while the tests run. */
const zephyr = {
  key: "ZEPH1977",
  itemType: "book",
  title: "Winds of the Outer Banks",
  creators: [{ creatorType: "author", firstName: "Iris", lastName: "Zephyr" }],
  date: "1977",
  citationKey: "zephyr1977",
};

const suite = inRoot("out", "suite");

/** Mocha stays outside: the bundles share it. */
async function bundleSuite(): Promise<void> {
  await esbuild.build({
    entryPoints: [inRoot("test", "suite", "*.test.ts"), inRoot("test", "suite", "index.ts")],
    outdir: suite,
    bundle: true,
    platform: "node",
    target: "node22.15",
    format: "cjs",
    external: ["vscode", "mocha"],
    define: { "import.meta.dirname": "__dirname" },
    sourcemap: "inline",
    logLevel: "warning",
  });
}

async function runSuite(
  host: Awaited<ReturnType<typeof vscodeHost>>,
  browserPath: string,
  home: ReturnType<typeof createHome>,
  fate: Fate,
): Promise<Counts> {
  const folder = path.join(home.folder, "workspace");
  const report = path.join(home.folder, "report.jsonl");
  copyWorkspace(fixture, folder, fate.base);
  const environment = { IBID_TEST_REPORT: report, IBID_TEST_GREP: process.env.IBID_TEST_GREP ?? "" };
  const editor = await startEditor(host, home, { driver: true, environment });
  const browser: BrowserContext = await openBrowser(browserPath, home);
  const page = browser.pages()[0] ?? (await browser.newPage());
  const { ended } = await watchForEnd(page, editor.process);
  const remote = (file: string): string => `vscode-remote://${editor.authority}${file}`;
  try {
    await page.goto(
      editor.addressOf(folder, [
        ["extensionDevelopmentPath", remote(inRoot())],
        ["extensionTestsPath", remote(path.join(suite, "index.js"))],
      ]),
    );
    const end = await ended;
    const counts = readReport(report, end.code);
    if (counts.failed > 0) await keepTraces(page, end, editor.output());
    return counts;
  } finally {
    await browser.close();
    editor.stop();
  }
}

interface End {
  readonly code: number | string;
  readonly logs: readonly { readonly relativePath: string; readonly contents: string }[];
  readonly lines: readonly string[];
}

/** The workbench calls two functions of its page when it runs tests: one for each line it logs, one at the end. */
async function watchForEnd(page: Page, server: ChildProcess): Promise<{ readonly ended: Promise<End> }> {
  const lines: string[] = [];
  const { promise: ended, resolve } = Promise.withResolvers<End>();
  const end = (code: number | string, logs: End["logs"] = []): void => resolve({ code, logs, lines });
  await page.exposeFunction(
    "codeAutomationLog",
    (type: string, parts: readonly unknown[]) => void lines.push(`[${type}] ${parts.join(" ")}`),
  );
  await page.exposeFunction("codeAutomationExit", end);
  page.once("crash", () => end("the page crashed"));
  server.once("exit", (code) => end(`the server of VS Code ended with ${code}`));
  setTimeout(() => end("the tests did not end within five minutes"), 300_000).unref();
  return { ended };
}

interface ReportLine {
  readonly event: "pass" | "skip" | "fail" | "end";
  readonly title?: string;
  readonly stack?: string;
}

/** Counts only a run that came to its end: a host that dies says nothing of the tests that it didn't reach. */
function readReport(file: string, code: number | string): Counts {
  const lines = existsSync(file)
    ? readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line): ReportLine => JSON.parse(line))
    : [];
  const count = (event: ReportLine["event"]): number => lines.filter((line) => line.event === event).length;
  for (const { event, title, stack } of lines) if (event === "fail") console.log(`FAIL ${title}\n${stack?.replace(/^/gm, "     ")}`);
  const complete = count("end") === 1 && count("pass") > 0 && (code === 0 || count("fail") > 0);
  if (!complete) console.log(`FAIL the tests in the extension host did not run to their end (${code})`);
  return { passed: count("pass"), failed: count("fail") + (complete ? 0 : 1), skipped: count("skip") };
}

async function keepTraces(page: Page, { logs, lines }: End, output: string): Promise<void> {
  const folder = inRoot("artifacts", "extension-host");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, "page.png") }).catch(() => console.log("The page could not be photographed."));
  writeFileSync(path.join(folder, "workbench.log"), lines.join("\n"));
  writeFileSync(path.join(folder, "server.log"), output);
  for (const { relativePath, contents } of logs) {
    const file = path.join(folder, "logs", relativePath);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
  console.log(`What was logged is in ${folder}`);
}
