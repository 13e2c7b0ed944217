import { after, before, describe, it } from "node:test";
import { openWorkbench, photographFailures, type Workbench } from "./workbench.ts";

describe("the furniture", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
  });

  photographFailures(() => workbench);

  after(() => workbench.close());

  it("welcomes in its view while no draft is open", async () => {
    const { page } = workbench;
    await workbench.command("View: Show Ibid");
    await page.locator(".welcome-view-content").getByText("will be listed here").waitFor();
    await workbench.photograph("welcome");
  });

  it("lists the files of a draft in its view", async () => {
    const { page } = workbench;
    await workbench.openFile("draft.md");
    for (const name of ["references.bib", "accounts.txt", "harwick.html"]) {
      await page.locator(".pane-body .monaco-list-row").filter({ hasText: name }).first().waitFor();
    }
    await workbench.photograph("files");
  });

  it("shows them in a list as well, and opens one", async () => {
    const { page } = workbench;
    await workbench.command("Ibid: Show Which Files Are Used");
    const row = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "accounts.txt" });
    await row.waitFor();
    await workbench.photograph("files-used");
    await row.click();
    await page.locator('.editor-group-container.active .tab.active[data-resource-name="accounts.txt"]').waitFor();
  });

  it("says in the status what serves the draft", async () => {
    const { page } = workbench;
    await workbench.openFile("draft.md");
    await page.locator("#status\\.languageStatus").hover();
    await page
      .locator(".hover-language-status")
      .getByText(/Ibid: .*entries/)
      .first()
      .waitFor();
    await workbench.photograph("status");
  });

  it("leads through the first steps when asked", async () => {
    const { page } = workbench;
    await workbench.command("Ibid: Show First Steps");
    await page.locator(".gettingStartedContainer").getByText("Complete a citation").first().waitFor();
    await workbench.photograph("first-steps");
  });

  it("shows its log", async () => {
    const { page } = workbench;
    await workbench.command("Ibid: Show Log");
    await page.locator(".output-view").waitFor();
  });
});
