import { after, before, describe, it } from "node:test";
import { hoverCard, openWorkbench, photographFailures, suggestions, type Workbench } from "./workbench.ts";

describe("a bibliography in VS Code", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await workbench.openFile("references.bib");
  });

  photographFailures(() => workbench);

  after(() => workbench.close());

  it("counts citations above the entries, and shows them", async () => {
    const { page } = workbench;
    const lens = page
      .locator(".codelens-decoration a")
      .filter({ hasText: /^cited/ })
      .first();
    await lens.waitFor();
    await workbench.photograph("bibliography-lenses");
    await lens.click();
    await page.locator(".peekview-widget").getByText("draft.md").first().waitFor();
    await workbench.photograph("bibliography-citations");
    await page.keyboard.press("Escape");
    await page.locator(".peekview-widget").waitFor({ state: "hidden" });
  });

  it("tells of an entry where it is cited", async () => {
    await workbench.pointAt("ferrant1931");
    const card = hoverCard(workbench.page);
    await card.getByText("The Lamps of Harwick Point").first().waitFor();
    await card.getByText("draft.md").first().waitFor();
    await workbench.photograph("bibliography-hover");
    await workbench.page.keyboard.press("Escape");
  });

  it("completes a field and a name as they are typed", async () => {
    const { page } = workbench;
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n@incoll", { delay: 30 });
    await suggestions(page).filter({ hasText: "incollection" }).first().waitFor();
    await workbench.photograph("bibliography-type");
    await page.keyboard.press("Enter");
    await page.keyboard.type("new2026", { delay: 30 });
    await page.keyboard.press("Tab");
    await page.keyboard.type("Mar", { delay: 30 });
    await suggestions(page).filter({ hasText: "Marlow, Edith" }).first().waitFor();
    await workbench.photograph("bibliography-name");
    await page.keyboard.press("Enter");
    await page.locator(".view-lines").getByText("{Marlow, Edith}").first().waitFor();
  });
});
