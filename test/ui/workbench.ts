import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterEach } from "node:test";
import type { Locator, Page } from "playwright-core";
import { chromiumPath } from "../../scripts/chromium.mjs";
import { vsix } from "../../scripts/package.mjs";
import { inRoot } from "../../scripts/project.mjs";
import { createHome, installExtension, openBrowser, startEditor } from "../../scripts/vscode.mjs";
import { vscodeHost } from "../../scripts/vscodeHost.mjs";
import { type Fate, startFate } from "../fate.ts";
import { copyWorkspace, fixture } from "../workspace.ts";

/** VS Code with the packaged extension in it, on a copy of a workspace, as a writer sees it. */
export interface Workbench {
  readonly page: Page;
  readonly folder: string;
  readonly fate: Fate;
  openFile(name: string): Promise<void>;
  /** Runs a command of the palette by its whole name. */
  command(name: string): Promise<void>;
  /** Brings a line, counted from 1, into view; only what is in view is drawn and can be pointed at. */
  goToLine(line: number): Promise<void>;
  /** Rests the pointer on a piece of text of the editor. */
  pointAt(text: string): Promise<void>;
  /** Puts the cursor into a piece of text of the editor. */
  click(text: string): Promise<void>;
  photograph(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  readonly workspace?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Which pages of the server for links are gone; it is also the proxy, so that it can stand for any site. */
  readonly isGone?: (address: string) => boolean;
  /** False asks whether the workspace is trusted; then it is not, until somebody says so. */
  readonly trustAll?: boolean;
  readonly pictures?: string;
  readonly size?: { readonly width: number; readonly height: number; readonly scale: number };
}

export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const ends: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    return { ...(await open(options, ends)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Whatever is begun here adds its end to `ends`. */
async function open(options: WorkbenchOptions, ends: (() => unknown)[]): Promise<Omit<Workbench, "close">> {
  const [host, browserPath, fate] = [await vscodeHost(), await chromiumPath(), await startFate(options.isGone)];
  ends.push(fate.close);
  const home = createHome({ ...testSettings, ...options.settings });
  ends.push(home.remove);
  const folder = path.join(home.folder, "workspace");
  copyWorkspace(options.workspace ?? fixture, folder, fate.base);
  await installExtension(host, home, vsix);
  const environment: Record<string, string> = options.isGone ? { HTTP_PROXY: fate.base } : {};
  const editor = await startEditor(host, home, { trustAll: options.trustAll ?? true, environment });
  ends.push(editor.stop);
  const browser = await openBrowser(browserPath, home, options.size);
  ends.push(() => browser.close());
  const page = browser.pages()[0] ?? (await browser.newPage());
  await page.goto(editor.addressOf(folder));
  await page.locator(".monaco-workbench .explorer-folders-view").waitFor({ timeout: 60_000 });
  return { folder, fate, ...actions(page, options.pictures ?? inRoot("artifacts", "ui")) };
}

const testSettings = {
  "ibid.links.allowPrivateAddresses": true,
  "ibid.links.interval": 0,
  "editor.minimap.enabled": false,
  "editor.wordWrap": "on",
  "editor.hover.delay": 100,
  "window.commandCenter": false,
};

function actions(page: Page, pictures: string): Omit<Workbench, "folder" | "fate" | "close"> {
  mkdirSync(pictures, { recursive: true });
  return {
    page,
    openFile: async (name) => {
      await pick(page, "Control+P", name, name);
      await page.locator(`.editor-group-container.active .tab.active[data-resource-name="${path.basename(name)}"]`).waitFor();
      await page.locator(".editor-group-container.active .view-line").first().waitFor();
    },
    command: async (name) => {
      await pick(page, "F1", `>${name}`, name);
    },
    goToLine: async (line) => {
      await page.keyboard.press("Control+G");
      await page.locator(".quick-input-widget input").fill(`:${line}`);
      await page.keyboard.press("Enter");
    },
    pointAt: async (text) => {
      const { x, y } = await pointOf(page, text);
      await page.mouse.move(x - 40, y + 60);
      await page.mouse.move(x, y, { steps: 4 });
    },
    click: async (text) => {
      const { x, y } = await pointOf(page, text);
      await page.mouse.click(x, y);
    },
    photograph: async (name) => {
      await page.screenshot({ path: path.join(pictures, `${name}.png`) });
    },
  };
}

/** Takes a row of the quick input. Rows that an extension adds while the list is open don't appear in it, so it is opened anew until the row is there. */
async function pick(page: Page, key: string, typed: string, shown: string): Promise<void> {
  const row = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: shown }).first();
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await page.keyboard.press(key);
    await page.locator(".quick-input-widget input").fill(typed);
    if (await isShown(row)) return row.click();
    await page.keyboard.press("Escape");
  }
  throw new Error(`The quick input has no row ${shown}.`);
}

const isShown = (row: Locator): Promise<boolean> =>
  row.waitFor({ timeout: 2_000 }).then(
    () => true,
    () => false,
  );

/** The middle of a piece of text in the active editor, once it is drawn. */
async function pointOf(page: Page, text: string): Promise<{ readonly x: number; readonly y: number }> {
  const found = await page.waitForFunction(`(${findText})(${JSON.stringify(text)})`);
  return (await found.jsonValue()) as { x: number; y: number };
}

/** Runs in the page. A line is drawn in many pieces, with no-break spaces for spaces. */
const findText = `(text) => {
  for (const line of document.querySelectorAll(".editor-group-container.active .view-line")) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const places = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) for (let at = 0; at < node.data.length; at += 1) places.push({ node, at });
    const drawn = places.map(({ node, at }) => node.data[at]).join("").replaceAll("\\u00a0", " ");
    const start = drawn.indexOf(text);
    if (start < 0) continue;
    const { node, at } = places[start + Math.floor(text.length / 2)];
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const box = range.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  return undefined;
}`;

/** Keeps a picture of what was seen when a test failed. */
export function photographFailures(workbench: () => Workbench): void {
  afterEach(async (context) => {
    if ("passed" in context && !context.passed) await workbench().photograph(`failed: ${context.name}`);
  });
}

/** Rows of the list that completion shows. */
export const suggestions = (page: Page): Locator => page.locator(".suggest-widget.visible .monaco-list-row");

export const hoverCard = (page: Page): Locator => page.locator(".monaco-resizable-hover:visible, .monaco-hover:visible").first();

export const problemRows = (page: Page): Locator => page.locator(".markers-panel .monaco-list-row");
