import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FetchFailure, Store } from "../../src/host.ts";
import { loadLinkMemory, newestLines } from "../../src/links/linkMemory.ts";
import { day, hour } from "../../src/links/policy.ts";
import type { LinkVerdict } from "../../src/links/verdict.ts";
import { checkingWith, emptyStore, fetcherOf, settings } from "./checking.ts";
import { PatientClock } from "./patientClock.ts";

const url = "http://www.example.org/a.htm";

/** Checks the same link again and again: `answers` is what comes, `after` how many hours later. */
async function historyOf(
  checks: readonly { readonly after: number; readonly answer: number | FetchFailure }[],
): Promise<readonly string[]> {
  const clock = new PatientClock();
  const store = emptyStore();
  const states: string[] = [];
  for (const { after, answer } of checks) {
    clock.advance(after * hour);
    const { checker } = await checkingWith(
      fetcherOf((asked) => (asked === url ? answer : 200)),
      clock,
      store,
    );
    const verdicts = await checker.check([url, "http://elsewhere.example/"], settings, { force: true });
    states.push(`${verdicts[0]?.state} ${verdicts[0]?.reason} ${verdicts[0]?.failures}`);
  }
  return states;
}

describe("what is remembered of links", () => {
  it("calls dead what failed on three checks with days between", async () => {
    const checks = [0, 80, 80].map((after) => ({ after, answer: 500 }));
    assert.deepEqual(await historyOf(checks), ["suspect serverError 1", "suspect serverError 2", "dead failedForDays 3"]);
  });

  it("counts failures of the same days once", async () => {
    const checks = [0, 1, 1, 24, 24].map((after) => ({ after, answer: "timeout" as const }));
    assert.deepEqual(
      await historyOf(checks),
      checks.map(() => "suspect timeout 1"),
    );
  });

  it("never lets a certificate make a link dead", async () => {
    const checks = [0, 80, 80, 80, 80].map((after) => ({ after, answer: "certificate" as const }));
    assert.deepEqual(
      await historyOf(checks),
      checks.map(() => "suspect certificate 1"),
    );
  });

  it("lets a link live again when it does", async () => {
    const answers = [404, 500, 200, 500] as const;
    assert.deepEqual(await historyOf(answers.map((answer) => ({ after: 80, answer }))), [
      "dead gone 1",
      "dead gone 2",
      "alive ok 0",
      "suspect serverError 1",
    ]);
  });

  it("holds robot walls neither for nor against a link", async () => {
    const answers = [500, 403, 500, 403, 500] as const;
    const states = await historyOf(answers.map((answer) => ({ after: 80, answer })));
    assert.deepEqual(states, [
      "suspect serverError 1",
      "blocked robotWall 1",
      "suspect serverError 2",
      "blocked robotWall 2",
      "dead failedForDays 3",
    ]);
  });

  const verdict = (state: LinkVerdict["state"], changes: Partial<LinkVerdict> = {}): LinkVerdict => ({
    url,
    state,
    reason: "ok",
    status: 200,
    finalUrl: undefined,
    checkedAt: Date.UTC(2026, 10, 1),
    failures: 0,
    failingSince: undefined,
    ...changes,
  });

  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

  async function checkDue(known: LinkVerdict, age: number, due: boolean): Promise<void> {
    const clock = new PatientClock(known.checkedAt);
    const memory = await loadLinkMemory(emptyStore(), clock, quiet);
    await memory.record(known);
    clock.advance(age);
    assert.equal(memory.isDue(known.url, 14), due, `${known.state} after ${age / hour} hours`);
  }

  it("keeps each kind of verdict for its time", async () => {
    await checkDue(verdict("alive"), 13.9 * day, false);
    await checkDue(verdict("alive"), 14.1 * day, true);
    await checkDue(verdict("moved"), 29 * day, false);
    await checkDue(verdict("dead"), 29 * day, false);
    await checkDue(verdict("dead"), 31 * day, true);
    await checkDue(verdict("blocked"), 2.9 * day, false);
    await checkDue(verdict("blocked"), 3.1 * day, true);
    const now = Date.UTC(2026, 10, 1);
    await checkDue(verdict("suspect", { failures: 1, failingSince: now }), 0.9 * hour, false);
    await checkDue(verdict("suspect", { failures: 1, failingSince: now }), 1.1 * hour, true);
    await checkDue(verdict("suspect", { failures: 1, failingSince: now - day }), 0.9 * day, false);
    await checkDue(verdict("suspect", { failures: 2, failingSince: now - 30 * day }), 2.9 * day, false);
    await checkDue(verdict("suspect", { failures: 2, failingSince: now - 30 * day }), 3.1 * day, true);
    await checkDue(verdict("unreachable"), 0, true);
  });

  it("survives a restart, whatever else stands in the log", async () => {
    const clock = new PatientClock();
    const store = emptyStore();
    const known = verdict("suspect", { failures: 2, failingSince: 5, struckAt: 7, status: undefined, finalUrl: "http://x.example/" });
    await (await loadLinkMemory(store, clock, quiet)).record(known);
    for (const line of ["", "null", "{", '{"url":1}', '{"url":"http://x/","state":"toString","reason":"ok","checkedAt":1}', "[]"])
      await store.append("links", line);
    const memory = await loadLinkMemory(store, clock, quiet);
    assert.deepEqual(memory.get(`${url}#part`), known);
  });

  it("keeps secrets off the disk", async () => {
    const store = emptyStore();
    const memory = await loadLinkMemory(store, new PatientClock(), quiet);
    await memory.record(verdict("alive", { url: "https://x.example/?token=secret" }));
    await memory.record(verdict("moved", { finalUrl: "https://ada:secret@x.example/?sig=secret" }));
    const lines = await store.readLogs("links");
    assert.equal(lines.length, 1);
    assert.ok(!lines.join().includes("secret"));
  });

  it("stays small and works without a disk", async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => JSON.stringify(verdict("alive", { checkedAt: Date.UTC(2026, 9, 1) + i })));
    const old = JSON.stringify(verdict("alive", { url: "http://old.example/", checkedAt: 0 }));
    assert.deepEqual(newestLines([...lines, old], Date.UTC(2026, 10, 1)), [JSON.stringify(verdictLine(Date.UTC(2026, 9, 1) + 4999))]);
    const store = { ...emptyStore(), readLogs: async () => [...lines, old] };
    let compacted = 0;
    await loadLinkMemory({ ...store, compact: async () => void compacted++ }, new PatientClock(), quiet);
    assert.equal(compacted, 1);
    const warnings: string[] = [];
    const broken: Store = { ...emptyStore(), readLogs: fails, append: fails };
    const memory = await loadLinkMemory(broken, new PatientClock(), { ...quiet, warn: (message) => warnings.push(message) });
    await memory.record(verdict("alive"));
    assert.equal(memory.get(url)?.state, "alive");
    assert.equal(warnings.length, 1);
  });
});

const fails = async (): Promise<never> => {
  throw new Error("the disk is full");
};

const verdictLine = (checkedAt: number) => ({ url, state: "alive", reason: "ok", status: 200, checkedAt });
