import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FetchAnswer, Fetcher } from "../../src/host.ts";
import { type ArchiveAnswer, ArchiveDoor } from "../../src/online/archive.ts";
import { PatientClock } from "../links/patientClock.ts";

const never = new AbortController().signal;
const limits = { archive: "https://archive.example", timeout: 15, allowPrivateAddresses: false };
const page = "http://www.cdi.org/a?b=1&c=2";

function answer(status: number, body = "", headers: Readonly<Record<string, string>> = {}): FetchAnswer {
  return { kind: "response", status, headers: new Map(Object.entries(headers)), body: new TextEncoder().encode(body) };
}

const captures = (...timestamps: readonly string[]): FetchAnswer =>
  answer(
    200,
    JSON.stringify(
      timestamps.length === 0 ? [] : [["timestamp", "original", "statuscode"], ...timestamps.map((one) => [one, page, "200"])],
    ),
  );

interface Asked {
  readonly urls: string[];
  readonly times: number[];
  readonly headers: (Readonly<Record<string, string>> | undefined)[];
}

/** A door to an archive that answers by the function. */
function doorTo(answers: (url: string) => FetchAnswer): { door: ArchiveDoor; asked: Asked; clock: PatientClock } {
  const clock = new PatientClock();
  const asked: Asked = { urls: [], times: [], headers: [] };
  const fetcher: Fetcher = {
    fetch: async ({ url, headers }) => {
      asked.urls.push(url);
      asked.times.push(clock.now());
      asked.headers.push(headers);
      return answers(url);
    },
  };
  return { door: new ArchiveDoor(clock.holding(fetcher), clock), asked, clock };
}

async function checkCopy(answers: (url: string) => FetchAnswer, moment: string, expected: string | ArchiveAnswer["kind"]): Promise<Asked> {
  const { door, asked } = doorTo(answers);
  const found = await door.nearest(page, moment, limits, never);
  assert.equal(found.kind === "copy" ? `${found.copy.taken} ${found.copy.url}` : found.kind, expected);
  return asked;
}

describe("an archive", () => {
  it("is asked for its list of captures, of which an earlier one within a year is taken, else the nearest", async () => {
    const list = captures("20030101000000", "20041220000000", "20050401000000");
    const { urls } = await checkCopy(() => list, "20050321", `20041220000000 https://archive.example/web/20041220000000/${page}`);
    const query = new URL(urls[0] ?? "").searchParams;
    assert.equal(query.get("url"), page);
    assert.equal(query.get("closest"), "20050321");
    await checkCopy(() => list, "20080321", `20050401000000 https://archive.example/web/20050401000000/${page}`);
    await checkCopy(() => list, "19990321", `20030101000000 https://archive.example/web/20030101000000/${page}`);
    await checkCopy(() => captures(), "20050321", "none");
    await checkCopy(
      () => answer(200, `org,cdi)/a 20050101000000 ${page} text/html 200 X 1\n`),
      "2005",
      `20050101000000 https://archive.example/web/20050101000000/${page}`,
    );
  });

  it("without such a list is asked for its redirect, which is not followed", async () => {
    const redirecting = (location: string) => (url: string) =>
      url.includes("/cdx/") ? answer(404, "<title>no</title>") : answer(302, "", { location });
    const copy = `https://archive.example/web/20050322101010/${page}`;
    const { urls } = await checkCopy(redirecting(copy), "20050321", `20050322101010 ${copy}`);
    assert.equal(urls[1], `https://archive.example/web/20050321/${page}`);
    assert.equal(urls.length, 2);
    await checkCopy(redirecting(`/web/20050322101010/${page}`), "20050321", `20050322101010 ${copy}`);
    await checkCopy(redirecting("/about"), "20050321", "none");
    await checkCopy(() => answer(404), "20050321", "none");
  });

  it("of Memento's kind is asked for a moment in a header", async () => {
    const { door, asked } = doorTo(() => answer(302, "", { location: "https://other.example/a/20050322101010/http://www.cdi.org/a" }));
    const found = await door.nearest(page, "20050321", { ...limits, archive: "https://gate.example/timegate/" }, never);
    assert.deepEqual(asked.urls, [`https://gate.example/timegate/${page}`]);
    assert.equal(asked.headers[0]?.["accept-datetime"], "Mon, 21 Mar 2005 00:00:00 GMT");
    assert.equal(found.kind === "copy" && found.copy.taken, "20050322101010");
  });

  it("is asked 24 times a minute at most, and left alone once it has had enough", async () => {
    const { door, asked } = doorTo(() => captures("20050101000000"));
    await Promise.all(Array.from({ length: 60 }, (_, number) => door.nearest(`http://x.example/${number}`, "2005", limits, never)));
    for (const [index, time] of asked.times.entries()) assert.ok(time - (asked.times[index - 24] ?? Number.NEGATIVE_INFINITY) >= 60_000);
    const busy = doorTo(() => answer(429));
    const answers = [await busy.door.nearest(page, "2005", limits, never), await busy.door.nearest(page, "2005", limits, never)];
    assert.deepEqual([answers.map(({ kind }) => kind), busy.asked.urls.length], [["failed", "failed"], 1]);
    busy.clock.advance(61_000);
    await busy.door.nearest(page, "2005", limits, never);
    assert.equal(busy.asked.urls.length, 2);
  });
});
