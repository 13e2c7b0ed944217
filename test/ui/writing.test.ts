import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { hoverCard, openWorkbench, photographFailures, problemRows, suggestions, type Workbench } from "./workbench.ts";

describe("a writer in VS Code", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await workbench.openFile("draft.md");
    await workbench.page.locator(".squiggly-warning").first().waitFor();
  });

  photographFailures(() => workbench);

  after(() => workbench.close());

  it("completes a citation from two words and a slip", async () => {
    const { page } = workbench;
    await page.keyboard.press("Control+End");
    await page.keyboard.type("Flags came first [@osei telegrpah", { delay: 30 });
    await suggestions(page).filter({ hasText: "osei2004" }).first().waitFor();
    await workbench.photograph("completion");
    await page.keyboard.press("Enter");
    await page.locator(".view-lines").getByText("[@osei2004").waitFor();
  });

  it("reads the source's own words over a citation", async () => {
    await workbench.pointAt("ferrant1931");
    await hoverCard(workbench.page).getByText("trimmed four times").first().waitFor();
    await hoverCard(workbench.page).getByText("The Lamps of Harwick Point").first().waitFor();
    await workbench.photograph("hover-citation");
    await workbench.page.keyboard.press("Escape");
  });

  it("sees in a quotation what differs", async () => {
    await workbench.pointAt("paid for oil");
    await hoverCard(workbench.page).getByText("rest").first().waitFor();
    await workbench.photograph("hover-quotation");
    await workbench.page.keyboard.press("Escape");
  });

  it("finds all that is wrong in the Problems panel", async () => {
    await workbench.command("Problems: Focus on Problems View");
    const rows = problemRows(workbench.page);
    for (const text of ["marlow1985", "rest", "no longer exists"])
      await rows.filter({ hasText: text }).first().waitFor({ timeout: 30_000 });
    await workbench.photograph("problems");
    assert.equal(await rows.filter({ hasText: "trimmed" }).count(), 0);
  });

  it("takes the source's wording as a fix", async () => {
    const { page } = workbench;
    await workbench.click("never for sleep");
    await page.keyboard.press("Control+.");
    const offers = page.locator(".action-widget .monaco-list-row.action");
    await offers.first().waitFor();
    await workbench.photograph("fix");
    await offers.filter({ hasText: "source's wording" }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".view-lines").getByText("never for rest").waitFor();
  });
});
