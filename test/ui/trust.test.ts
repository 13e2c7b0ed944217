import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openWorkbench, photographFailures, problemRows, suggestions, type Workbench } from "./workbench.ts";

describe("a workspace that is not trusted", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      trustAll: false,
      settings: { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" },
    });
    await workbench.openFile("draft.md");
  });

  photographFailures(() => workbench);

  after(() => workbench.close());

  it("has completion and problems all the same", async () => {
    const { page } = workbench;
    await workbench.command("Problems: Focus on Problems View");
    await problemRows(page).filter({ hasText: "marlow1985" }).first().waitFor({ timeout: 30_000 });
    await workbench.openFile("draft.md");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("See [@quill", { delay: 30 });
    await suggestions(page).filter({ hasText: "marlow1958" }).first().waitFor();
    await page.keyboard.press("Escape");
  });

  it("has none of its links asked for, also not when it is saved", async () => {
    await workbench.page.keyboard.press("Control+S");
    await workbench.pointAt("/alive");
    await workbench.photograph("untrusted");
    assert.deepEqual(workbench.fate.asked, []);
  });

  it("has its links asked for once it is trusted", async () => {
    const { page } = workbench;
    await workbench.command("Workspaces: Manage Workspace Trust");
    await page.locator(".workspace-trust-editor").getByRole("button", { name: "Trust", exact: true }).first().click();
    await problemRows(page).filter({ hasText: "no longer exists" }).first().waitFor({ timeout: 30_000 });
    assert.ok(workbench.fate.asked.includes("/gone"));
  });
});
