import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Clock } from "../../src/host.ts";
import type { EntryFile } from "../../src/project/entryFiles.ts";
import { Libraries } from "../../src/project/libraries.ts";
import type { BibliographyState } from "../../src/project/snapshot.ts";
import { readBibliography } from "../../src/syntax/bibliographyFile.ts";

/** Time goes on by three milliseconds at each look, so that work is cut into many slices. */
function slowClock(): Clock & { readonly breaths: number } {
  let now = 0;
  let breaths = 0;
  return {
    get breaths() {
      return breaths;
    },
    now: () => (now += 3),
    after: () => ({ dispose: () => undefined }),
    breathe: () => {
      breaths++;
      return new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function stateOf(path: string, text: string | undefined): BibliographyState {
  const use = { kind: "found", path, by: "folder", named: undefined } as const;
  const file: EntryFile | undefined = text === undefined ? undefined : { kind: "read", path, text, facts: readBibliography(path, text) };
  return { use, file };
}

/** About 450,000 characters. */
const large = (title: string): string =>
  Array.from({ length: 1500 }, (_, i) => `@book{key${i},\n  title = {${title} ${i}},\n  abstract = {${"words ".repeat(40)}}\n}\n`).join("");

const titles = ({ bibliographies, library }: ReturnType<Libraries["get"]>): unknown => [
  bibliographies.map(({ file }) => file !== undefined),
  library.find("key7")?.title,
];

describe("libraries", () => {
  it("makes a small one at once", () => {
    const libraries = new Libraries(slowClock());
    const state = stateOf("/a.bib", "@book{key7, title = {T}}");
    assert.deepEqual(titles(libraries.get([state])), [[true], "T"]);
    assert.equal(libraries.get([state]).library, libraries.get([{ ...state }]).library);
  });
  it("makes a large one in slices, and shows the one of before meanwhile", async () => {
    const clock = slowClock();
    const libraries = new Libraries(clock);
    let state = stateOf("/a.bib", large("First"));
    const first = libraries.prepare(() => [state]);
    assert.deepEqual(titles(libraries.get([state])), [[false], undefined]);
    await first;
    assert.deepEqual(titles(libraries.get([state])), [[true], "First 7"]);
    const before = state;
    state = stateOf("/a.bib", large("Second"));
    const second = libraries.prepare(() => [state]);
    const meanwhile = libraries.get([state]);
    assert.deepEqual(titles(meanwhile), [[true], "First 7"]);
    assert.equal(meanwhile.bibliographies[0]?.file, before.file);
    await second;
    assert.deepEqual(titles(libraries.get([state])), [[true], "Second 7"]);
    assert.ok(clock.breaths > 10);
  });
  it("goes on until it is that of the files as they are then, whoever waits", async () => {
    const libraries = new Libraries(slowClock());
    let state = stateOf("/a.bib", large("First"));
    const waiting = [libraries.prepare(() => [state]), libraries.prepare(() => [{ ...state }])];
    state = stateOf("/a.bib", large("Second"));
    await Promise.all(waiting);
    assert.deepEqual(titles(libraries.get([state])), [[true], "Second 7"]);
  });
  it("waits for files that are still to be read", async () => {
    const libraries = new Libraries(slowClock());
    const states = [stateOf("/a.bib", large("First")), stateOf("/b.bib", undefined)];
    assert.deepEqual(titles(libraries.get(states)), [[false, false], undefined]);
    const small = [stateOf("/a.bib", "@book{key7, title = {T}}"), stateOf("/b.bib", undefined)];
    assert.deepEqual(titles(libraries.get(small)), [[true, false], "T"]);
  });
});
