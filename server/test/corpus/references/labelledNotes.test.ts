import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Labeller } from "../../../src/corpus/references/learned/labeller.ts";
import { learnedLabeller } from "../../../src/corpus/references/learned/learnedLabeller.ts";
import { readReferences } from "../../../src/corpus/references/references.ts";
import { type LabelledDocument, labelledDocuments } from "./labelled/labelledNotes.ts";
import { f1, NoteScore } from "./labelled/scoreNotes.ts";

const documents = labelledDocuments();

function scoreOf(some: readonly LabelledDocument[], labeller?: Labeller): NoteScore {
  const score = new NoteScore();
  for (const document of some)
    score.add(
      document,
      readReferences(
        document.notes.map(({ number, raw }) => ({ number, noteNumber: number, raw, listed: document.listed })),
        labeller,
      ),
    );
  return score;
}

/** What is reached today may not be lost: shares of one. */
function checkReached(score: NoteScore, floors: Readonly<Record<"found" | "fields" | "types" | "whole" | "short", number>>): void {
  const reached = {
    found: f1(score.found),
    fields: f1(score.fields),
    types: score.types.right / score.types.wanted,
    whole: score.whole.right / score.whole.wanted,
    short: score.short.right / score.short.wanted,
  };
  for (const [what, floor] of Object.entries(floors))
    assert.ok(
      (new Map(Object.entries(reached)).get(what) as number) >= floor,
      `${what}: ${JSON.stringify(reached)}\n${score.mistakes.join("\n")}`,
    );
}

describe("labelled notes in many house styles", () => {
  it("are read as well as they were", () => {
    checkReached(scoreOf(documents), { found: 0.97, fields: 0.94, types: 0.87, whole: 0.8, short: 0.93 });
  });

  it("are read better with the learned labeller", () => {
    checkReached(scoreOf(documents, learnedLabeller), { found: 0.97, fields: 0.96, types: 0.89, whole: 0.84, short: 0.93 });
  });

  it("have short forms that lead to no wrong work", () => {
    const { short } = scoreOf(documents);
    assert.ok((short.given - short.right) / short.wanted < 0.02);
  });

  it("hold their parts in order, at their own words", () => {
    for (const { notes, style } of documents)
      for (const { references, number } of notes)
        for (const { parts, raw } of references)
          for (const [i, part] of parts.entries())
            assert.ok(part.start >= (parts[i - 1]?.end ?? 0) && part.end <= raw.length, `${style} ${number}: ${part.field}`);
  });
});
