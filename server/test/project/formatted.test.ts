import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Logger, Runner } from "../../src/host.ts";
import type { FormatEntry, FormatRequest, StyleChoice } from "../../src/library/formatting.ts";
import { createFormatted, type Formatted } from "../../src/project/formatted.ts";

interface Fixture {
  readonly formatted: Formatted;
  /** How many entries each request held. */
  readonly requests: number[];
  readonly errors: string[];
}

/** A worker that prints the key and the style; it fails for style `deadly` and knows none called `missing`. */
function fixture(): Fixture {
  const requests: number[] = [];
  const errors: string[] = [];
  const runner: Runner = {
    run: async (_task, input) => {
      const request = input as Extract<FormatRequest, { kind: "references" }>;
      const style = request.style.kind === "named" ? request.style.name : request.style.xml;
      requests.push(request.entries.length);
      if (style === "deadly") throw new Error("The formatter ended.");
      const references = request.entries.map((entry) =>
        keyOf(entry) === "bad" ? undefined : [{ text: `${keyOf(entry)} in ${style} ${request.locale}` }],
      );
      return { kind: "references", references, styleMissing: style === "missing" };
    },
    dispose: async () => {},
  };
  const logger: Logger = { info: () => {}, warn: () => {}, error: (message) => errors.push(message) };
  return { formatted: createFormatted(runner, logger), requests, errors };
}

const keyOf = (entry: FormatEntry): string => (entry.kind === "biblatex" ? entry.key : (entry.item.id ?? ""));
const entry = (key: string, title = "T"): FormatEntry => ({ kind: "biblatex", key, type: "book", fields: { title } });
const apa: StyleChoice = { kind: "named", name: "apa" };

describe("formatted references", () => {
  it("are asked for once, and known then", async () => {
    const { formatted, requests } = fixture();
    assert.equal(formatted.peek(entry("a"), apa, "en-US"), undefined);
    const both = await Promise.all([formatted.reference(entry("a"), apa, "en-US"), formatted.reference(entry("a"), apa, "en-US")]);
    assert.deepEqual(both, [[{ text: "a in apa en-US" }], [{ text: "a in apa en-US" }]]);
    assert.deepEqual(formatted.peek(entry("a"), { kind: "named", name: "apa" }, "en-US"), both[0]);
    await formatted.reference(entry("a"), apa, "en-US");
    assert.deepEqual(requests, [1]);
  });

  it("are others for another content, style or locale", async () => {
    const { formatted, requests } = fixture();
    await formatted.reference(entry("a"), apa, "en-US");
    await formatted.reference(entry("a", "Changed"), apa, "en-US");
    await formatted.reference(entry("a"), { kind: "xml", xml: "<style/>" }, "en-US");
    assert.deepEqual(await formatted.reference(entry("a"), apa, "de-DE"), [{ text: "a in apa de-DE" }]);
    assert.equal(requests.length, 4);
  });

  it("of one turn go together, in batches, by style and locale", async () => {
    const { formatted, requests } = fixture();
    const wanted = Array.from({ length: 120 }, (_, index) => formatted.reference(entry(`k${index}`), apa, "en-US"));
    wanted.push(formatted.reference(entry("x"), apa, "de-DE"));
    const references = await Promise.all(wanted);
    for (const [index, reference] of references.slice(0, 120).entries()) assert.deepEqual(reference, [{ text: `k${index} in apa en-US` }]);
    assert.deepEqual(requests, [50, 50, 20, 1]);
  });

  it("are remembered also where there is none", async () => {
    const { formatted, requests } = fixture();
    assert.equal(await formatted.reference(entry("bad"), apa, "en-US"), undefined);
    assert.equal(await formatted.reference(entry("bad"), apa, "en-US"), undefined);
    assert.deepEqual(requests, [1]);
  });

  it("reject for an aborted signal, while others get theirs", async () => {
    const { formatted } = fixture();
    const control = new AbortController();
    const aborted = formatted.reference(entry("a"), apa, "en-US", control.signal);
    const other = formatted.reference(entry("a"), apa, "en-US");
    control.abort();
    await assert.rejects(aborted, { name: "AbortError" });
    assert.notEqual(await other, undefined);
    await assert.rejects(formatted.reference(entry("b"), apa, "en-US", control.signal), { name: "AbortError" });
  });

  it("give up a style over which the formatter ends", async () => {
    const { formatted, requests, errors } = fixture();
    const deadly: StyleChoice = { kind: "named", name: "deadly" };
    for (const key of ["a", "b", "c", "d"]) assert.equal(await formatted.reference(entry(key), deadly, "en-US"), undefined);
    assert.deepEqual([requests.length, errors.length], [2, 2]);
    assert.notEqual(await formatted.reference(entry("a"), apa, "en-US"), undefined);
  });

  it("say which style is missing, also when they are warmed", async () => {
    const { formatted, requests } = fixture();
    const missing: StyleChoice = { kind: "named", name: "missing" };
    await formatted.warm(missing, "en-US");
    await formatted.warm(apa, "en-US");
    assert.deepEqual([formatted.isStyleMissing(missing), formatted.isStyleMissing(apa)], [true, false]);
    assert.deepEqual(requests, [0, 0]);
  });

  it("forget the least recently used beyond some thousands", async () => {
    const { formatted } = fixture();
    const ask = (from: number, to: number) =>
      Promise.all(Array.from({ length: to - from }, (_, index) => formatted.reference(entry(`k${from + index}`), apa, "en-US")));
    await ask(0, 4000);
    formatted.peek(entry("k0"), apa, "en-US");
    await ask(4000, 4001);
    assert.notEqual(formatted.peek(entry("k0"), apa, "en-US"), undefined);
    assert.equal(formatted.peek(entry("k1"), apa, "en-US"), undefined);
  });
});
