// Takes the pictures of the README and the walkthrough: the packaged extension in a real VS Code, on a copy of the sample.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prepare } from "./prepare.mjs";
import { continueOnProjectNode, inRoot } from "./project.mjs";

/** Wide enough for the lines of the essay. */
const size = { width: 1180, height: 680, scale: 1.25 };

/** As little as can be around the text. */
const settings = {
  "breadcrumbs.enabled": false,
  "editor.folding": false,
  "editor.fontSize": 14,
  "editor.lineHeight": 1.6,
  "editor.lineNumbers": "off",
  "editor.occurrencesHighlight": "off",
  "editor.renderLineHighlight": "none",
  "editor.matchBrackets": "never",
  "editor.scrollbar.vertical": "hidden",
  "editor.stickyScroll.enabled": false,
  "editor.suggest.showStatusBar": false,
  "window.title": "A Habit of Talking",
  "workbench.activityBar.location": "hidden",
  "workbench.editor.editorActionsLocation": "hidden",
  "workbench.layoutControl.enabled": false,
};

await prepare();
if (!(await continueOnProjectNode(import.meta.url))) await main();

async function main() {
  const { build, packExtension } = await import("./package.mjs");
  await build();
  await packExtension();
  await photographEssay();
  process.exit();
}

async function photographEssay() {
  const { openWorkbench } = await import("../test/ui/workbench.ts");
  const isGone = (address) => address.includes("fndact");
  const workbench = await openWorkbench({
    workspace: inRoot("data", "sample"),
    pictures: inRoot("media", "pictures"),
    settings,
    size,
    isGone,
  });
  try {
    overPlainHttp(workbench.folder);
    await workbench.command("View: Close Primary Side Bar");
    await workbench.openFile("essay.md");
    await workbench.page.locator(".squiggly-warning").first().waitFor();
    for (const take of [links, hover, quotation, mend, complete]) await take(workbench);
  } finally {
    await workbench.close();
  }
}

/** The proxy that stands for all sites can't answer for encrypted ones. */
function overPlainHttp(folder) {
  for (const name of ["essay.md", "references.bib"]) {
    const file = path.join(folder, name);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll("https://www.nato.int", "http://www.nato.int"));
  }
}

async function links({ page, command, photograph }) {
  await command("Problems: Focus on Problems View");
  await page.getByPlaceholder(/^Filter/).fill("link.");
  for (const text of ["no longer exists", "en dash"])
    await page.locator(".markers-panel .monaco-list-row").filter({ hasText: text }).first().waitFor();
  await photograph("links");
  await command("View: Hide Panel");
}

/** Brings the line that has a text into view. */
async function reveal({ folder, goToLine }, text) {
  const lines = readFileSync(path.join(folder, "essay.md"), "utf8").split("\n");
  await goToLine(lines.findIndex((line) => line.includes(text)) + 1);
}

async function hover(workbench) {
  const { page, pointAt, photograph } = workbench;
  await reveal(workbench, "@lindqvist2011 observes");
  // The first reference of all takes its style's time; until then the hover has a short form.
  for (let formatted = false; !formatted; ) {
    await pointAt("lindqvist2011 ob");
    const card = page.locator(".monaco-hover:visible");
    await card.getByText("A Table for Two").first().waitFor();
    formatted = (await card.getByText("14, no. 3").count()) > 0;
    if (!formatted) await page.keyboard.press("Escape");
  }
  await photograph("hover");
  await page.keyboard.press("Escape");
}

async function quotation(workbench) {
  const { page, pointAt, photograph } = workbench;
  await reveal(workbench, "regular, courteous");
  await pointAt("regular, courteous");
  await page.locator(".monaco-hover:visible").getByText("Word for word").first().waitFor();
  await photograph("quotation");
  await page.keyboard.press("Escape");
}

async function mend(workbench) {
  const { page, click, photograph } = workbench;
  await reveal(workbench, "is quickly");
  await click("quickly");
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row.action").first().waitFor();
  await photograph("mend");
  await page.keyboard.press("Escape");
}

async function complete(workbench) {
  const { page, command, photograph } = workbench;
  await reveal(workbench, "The complaint was not new");
  // Twice a new line above this one: the first keeps the paragraphs apart.
  for (let lines = 0; lines < 2; lines++) await command("Insert Line Above");
  await page.keyboard.type("Others had seen it coming [@nato", { delay: 60 });
  await page.locator(".suggest-widget.visible .monaco-list-row").nth(1).waitFor();
  await page.keyboard.press("Control+Space");
  await page.locator(".suggest-details").getByText("NATO").first().waitFor();
  await photograph("complete");
}
