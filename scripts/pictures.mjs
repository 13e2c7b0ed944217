// Takes the pictures of the README and the walkthrough: the packaged extension in a real VS Code, on a copy of the sample.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prepare } from "./prepare.mjs";
import { continueOnProjectNode, inRoot } from "./project.mjs";

const size = { width: 1000, height: 625, scale: 1.5 };

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
  "window.title": "${rootName}",
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
  for (const text of ["no longer exists", "en dash"])
    await page.locator(".markers-panel .monaco-list-row").filter({ hasText: text }).first().waitFor();
  await photograph("links");
  await command("View: Close Panel");
}

async function hover({ page, pointAt, photograph }) {
  await pointAt("@lindqvist2011 observes", "lindqvist2011");
  await page.locator(".monaco-hover:visible").getByText("A Table for Two").first().waitFor();
  await photograph("hover");
  await page.keyboard.press("Escape");
}

async function quotation({ page, pointAt, photograph }) {
  await pointAt("regular, courteous");
  await page.locator(".monaco-hover:visible").getByText("Word for word").first().waitFor();
  await photograph("quotation");
  await page.keyboard.press("Escape");
}

async function mend({ page, click, photograph }) {
  await click("is quickly");
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row.action").first().waitFor();
  await photograph("mend");
  await page.keyboard.press("Escape");
}

async function complete({ page, click, photograph }) {
  await click("on the quarrel");
  await page.keyboard.press("End");
  await page.keyboard.type(" [@brzez", { delay: 60 });
  await page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor();
  await photograph("complete");
}
