import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { namesPage } from "../../src/corpus/locatorPages.ts";

const check = (locator: string, page: string, expected: boolean | undefined): void =>
  assert.equal(namesPage(locator, page), expected, `${locator} ${page}`);

describe("page locators", () => {
  it("name pages and ranges", () => {
    check("104", "104", true);
    check("104", "105", false);
    check("104–6", "105", true);
    check("249–50", "250", true);
    check("249-250", "251", false);
    check("3, 5", "5", true);
    check("3; 5 and 9", "9", true);
    check("xii–xv", "xiv", true);
    check("xii", "12", false);
    check("pp. 3-4", "4", true);
    check("2:104", "104", true);
    check("A12", "A12", true);
    check("3v", "3v", true);
    check("3v", "3r", false);
  });
  it("go on", () => {
    check("159f.", "160", true);
    check("159 f.", "161", false);
    check("159ff.", "165", true);
    check("159 sqq.", "165", true);
  });
  it("say nothing where they can't be read", () => {
    check("passim", "3", undefined);
    check("", "3", undefined);
    check("3", "cover", undefined);
  });
});
