// Draws media/icon.png from media/icon.svg, at the 256 pixels that the marketplace wants. Run by hand when the drawing changes.
import { readFileSync } from "node:fs";
import { chromiumPath } from "./chromium.mjs";
import { inRoot } from "./project.mjs";

const { chromium } = await import("playwright-core");
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
await page.setContent(`<style>html, body { margin: 0; background: none } svg { display: block; width: 256px; height: 256px }</style>
${readFileSync(inRoot("media", "icon.svg"), "utf8")}`);
await page.screenshot({ path: inRoot("media", "icon.png"), omitBackground: true });
await browser.close();
