import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readSource } from "../../src/corpus/ingest/ingest.ts";
import { makeSource } from "../../src/corpus/makeSource.ts";
import { FilePlaces } from "../../src/project/filePlaces.ts";
import { makePdf } from "../corpus/ingest/pdfDraft.ts";
import { InMemoryHost } from "../inMemoryHost.ts";

describe("the place of a passage", () => {
  it("in a PDF is one of its text as read", async () => {
    const lines = ["A Title", "", "The keepers wrote little of what they saw."].map((text, i) => ({ text, x: 60, y: 500 - i * 30 }));
    const read = await readSource("/work/a.pdf", makePdf({ pages: [lines] }));
    assert.ok(read.kind === "source");
    const start = read.text.indexOf("keepers");
    const range = await new FilePlaces(new InMemoryHost().files).rangeOf(makeSource("/work/a.pdf", read), { start, end: start + 13 });
    assert.deepEqual(range, { start: { line: 2, character: 4 }, end: { line: 2, character: 17 } });
  });
});
