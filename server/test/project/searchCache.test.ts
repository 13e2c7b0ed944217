import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Logger, Store } from "../../src/host.ts";
import { createLibrary, type Library } from "../../src/library/library.ts";
import { searchLibrary, warmSearch } from "../../src/library/search.ts";
import { SearchCache } from "../../src/project/searchCache.ts";
import type { BibliographyState } from "../../src/project/snapshot.ts";
import { readBibliography } from "../../src/syntax/bibliographyFile.ts";
import { digestOf } from "../../src/text/digest.ts";
import { InMemoryHost } from "../inMemoryHost.ts";

interface Opened {
  readonly library: Library;
  readonly states: readonly BibliographyState[];
}

/** A library as it is after a start. */
async function opened(text: string, path = "/refs.bib"): Promise<Opened> {
  const facts = readBibliography(path, text);
  const use = { kind: "found", path, by: "folder", named: undefined } as const;
  const digest = await digestOf(new TextEncoder().encode(text));
  return { library: createLibrary([{ path, facts }]), states: [{ use, file: { kind: "read", path, text, facts, digest } }] };
}

const large = (title: string): string =>
  `${Array.from(
    { length: 1200 },
    (_, i) =>
      `@book{key${i},\n  author = {M{\\"u}ller${i % 90}, Ann and de Gaulle, Ben},\n  title = {${title} ${i}},\n  year = ${1900 + (i % 99)}\n}\n`,
  ).join("")}@book{, title = {Without key}}\n`;

const failing: string[] = [];

const logger: Logger = { info: () => undefined, warn: () => undefined, error: (message) => void failing.push(message) };

const clock = new InMemoryHost().clock;

/** A store whose one file can be got at. */
function memory(): Store & { readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  const { store } = new InMemoryHost();
  return { ...store, files, read: async (name) => files.get(name), write: async (name, bytes) => void files.set(name, bytes) };
}

async function keep(store: Store, text: string, build = "one build"): Promise<void> {
  const cache = new SearchCache(store, clock, logger, build);
  const { library, states } = await opened(text);
  assert.equal(await cache.restore(library, states), false);
  warmSearch(library).advance(() => true);
  await cache.keep(library, states);
}

async function checkRestores(store: Store, text: string, expected: boolean, build = "one build"): Promise<void> {
  const { library, states } = await opened(text);
  assert.equal(await new SearchCache(store, clock, logger, build).restore(library, states), expected);
  const fresh = createLibrary(library.files);
  for (const query of ["muller7", "title 11", "gaulle 1950", "mulelr", "key99", "second", ""]) {
    const found = (of: Library) => searchLibrary(of, query, { limit: 20 }).map(({ entry, score }) => [entry.key, score]);
    assert.deepEqual(found(library), found(fresh));
  }
  assert.deepEqual(failing, []);
}

describe("what is kept of a search", () => {
  it("serves the next start", async () => {
    const store = memory();
    await keep(store, large("Title"));
    await checkRestores(store, large("Title"), true);
  });
  it("is of no use for another text", async () => {
    const store = memory();
    await keep(store, large("Title"));
    await checkRestores(store, large("Second"), false);
  });
  it("is of no use for another build, which may fold or read otherwise", async () => {
    const store = memory();
    await keep(store, large("Title"));
    await checkRestores(store, large("Title"), false, "another build");
    await checkRestores(store, large("Title"), true);
  });
  it("is of no use when it is cut off, changed, or gone", async () => {
    const store = memory();
    await keep(store, large("Title"));
    const [[name, whole] = assert.fail("nothing was kept")] = store.files;
    for (const length of [0, 10, 64, 128, 140, 1000, whole.length - 1]) {
      store.files.set(name, whole.slice(0, length));
      await checkRestores(store, large("Title"), false);
    }
    for (const at of [3, 70, 130, 200, whole.length - 3]) {
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ 5;
      store.files.set(name, changed);
      await checkRestores(store, large("Title"), false);
    }
    store.files.clear();
    await checkRestores(store, large("Title"), false);
  });
  it("stands at an odd place of a buffer, too", async () => {
    const store = memory();
    await keep(store, large("Title"));
    const [[name, whole] = assert.fail("nothing was kept")] = store.files;
    const odd = new Uint8Array(whole.length + 1);
    odd.set(whole, 1);
    store.files.set(name, odd.subarray(1));
    await checkRestores(store, large("Title"), true);
  });
  it("takes the place of what was kept of the same files before, and not much room", async () => {
    const store = memory();
    const path = (round: number) => `/refs${round}.bib`;
    await keep(store, large("Title"));
    await keep(store, large("Second"));
    assert.equal(store.files.size, 1);
    await checkRestores(store, large("Second"), true);
    for (let round = 0; round < 40; round++) {
      const { library, states } = await opened(large("Title"), path(round));
      await new SearchCache(store, clock, logger, "one build").keep(library, states);
    }
    assert.ok(store.files.size <= 24);
  });
  it("is not made of what the disk doesn't have, nor of little", async () => {
    const store = memory();
    const cache = new SearchCache(store, clock, logger, "one build");
    const { library, states } = await opened(large("Title"));
    await cache.keep(
      library,
      states.map(({ use, file }) => ({ use, file: file === undefined ? file : { ...file, digest: undefined } })),
    );
    const small = await opened("@book{a}");
    await cache.keep(small.library, small.states);
    assert.equal(store.files.size, 0);
  });
});
