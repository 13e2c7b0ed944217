import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createDoiRecords, type DoiAnswer } from "../../src/online/doi.ts";
import { createFetcher } from "../../src/platform/node/fetcher.ts";
import { type FateServer, startFateServer, status } from "../links/fateServer.ts";
import { never } from "../open.ts";

const limits = { timeout: 2, allowPrivateAddresses: true };
const json = (record: unknown) => status(200, { "content-type": "application/vnd.citationstyles.csl+json" }, JSON.stringify(record));
const fetcher = createFetcher({ userAgent: "Ibid/test", proxy: { http: undefined, https: undefined, noProxy: [] } });

describe("a DOI asked for", () => {
  let resolver: FateServer;
  before(async () => {
    resolver = await startFateServer({
      fates: {
        "/10.1000/direct": json({ type: "journal-article", title: "A Title", DOI: "10.1000/direct" }),
        "/10.1000/moved": status(302, { location: "/agency/record" }),
        "/agency/record": json({ title: ["Of an Agency"], author: [{ family: "Smith", given: "Ann" }] }),
        "/10.1000/page": status(200, { "content-type": "text/html" }, "<!doctype html><title>Paywall</title>"),
        "/10.1000/404behind": status(302, { location: "/nowhere" }),
        "/10.1000/loop": status(302, { location: "/10.1000/loop" }),
        "/10.1000/file": status(302, { location: "file:///etc/passwd" }),
        "/10.1000/secret": status(302, { location: "http://user:word@127.0.0.1/" }),
        "/10.1000/empty": json({}),
        "/10.1000/list": json([1, 2]),
        "/10.1000/busy": status(503),
        "/10.1000/hang": () => undefined,
        "/10.1002/(SICI)1097%3C1%3A%3AAID%3E3.0": json({ title: "Brackets" }),
        "/10.1000/large": status(200, {}, `{"title": "${"x".repeat(3_000_000)}"}`),
      },
    });
  });
  after(() => resolver.close());

  const ask = (doi: string, allowed = limits): Promise<DoiAnswer> => createDoiRecords(fetcher, resolver.origin).ask(doi, allowed, never);

  it("answers with its record", async () => {
    assert.deepEqual(await ask("10.1000/direct"), {
      kind: "record",
      item: { type: "article-journal", title: "A Title", DOI: "10.1000/direct" },
    });
    assert.match(resolver.log[0]?.headers.accept ?? "", /csl\+json/);
  });

  it("is followed to the agency that registered it", async () => {
    assert.deepEqual(await ask("10.1000/moved"), {
      kind: "record",
      item: { type: "document", title: "Of an Agency", author: [{ family: "Smith", given: "Ann" }] },
    });
  });

  it("may hold any characters", async () => {
    assert.equal((await ask("10.1002/(SICI)1097<1::AID>3.0")).kind, "record");
  });

  it("that nobody registered is unknown", async () => {
    assert.deepEqual(await ask("10.1000/nothing"), { kind: "unknown" });
  });

  for (const name of ["page", "404behind", "loop", "file", "secret", "empty", "list", "busy", "large"]) {
    it(`fails in peace: ${name}`, async () => assert.equal((await ask(`10.1000/${name}`)).kind, "failed"));
  }

  it("that hangs is given up", async () => {
    assert.equal((await ask("10.1000/hang", { ...limits, timeout: 0.2 })).kind, "failed");
  });

  it("is not asked of a private address unless the settings allow it", async () => {
    const asked = resolver.log.length;
    assert.equal((await ask("10.1000/direct", { ...limits, allowPrivateAddresses: false })).kind, "failed");
    assert.equal(resolver.log.length, asked);
  });

  it("is asked for once, however many want it", async () => {
    const records = createDoiRecords(fetcher, resolver.origin);
    const asked = resolver.methods("/10.1000/direct").length;
    await Promise.all([records.ask("10.1000/direct", limits, never), records.ask("10.1000/DIRECT", limits, never)]);
    await records.ask("10.1000/direct", limits, never);
    assert.equal(resolver.methods("/10.1000/direct").length, asked + 1);
    assert.equal(records.records.get("10.1000/direct")?.title, "A Title");
  });
});
