import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createReaderDeaths } from "../../../src/platform/node/readerDeaths.ts";

describe("the reader's deaths", () => {
  it("set a document aside at the second, and no changed one", () => {
    const deaths = createReaderDeaths(() => 0);
    deaths.record("/a", "/a first");
    assert.deepEqual([deaths.isSuspect("/a"), deaths.isSetAside("/a first")], [true, false]);
    deaths.record("/a", "/a first");
    assert.deepEqual([deaths.isSetAside("/a first"), deaths.isSetAside("/a second"), deaths.isSuspect("/b")], [true, false, false]);
  });

  it("pause reading when five fall within three minutes, until these are over", () => {
    let now = 0;
    const deaths = createReaderDeaths(() => now);
    for (const second of [0, 10, 20, 30, 170]) {
      assert.equal(deaths.isPaused(), false);
      now = second * 1000;
      deaths.record("/a", `${second}`);
    }
    assert.equal(deaths.isPaused(), true);
    now = 180_000;
    assert.equal(deaths.isPaused(), false);
    deaths.record("/a", "again");
    assert.equal(deaths.isPaused(), true);
  });

  it("don't pause reading when they are far apart", () => {
    let now = 0;
    const deaths = createReaderDeaths(() => now);
    for (let death = 0; death < 20; death++) {
      deaths.record("/a", `${death}`);
      now += 60_000;
      assert.equal(deaths.isPaused(), false);
    }
  });
});
