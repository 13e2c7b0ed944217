import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Fetcher } from "../../src/host.ts";
import type { LinkVerdict } from "../../src/links/verdict.ts";
import { createFetcher } from "../../src/platform/node/fetcher.ts";
import { checkingWith, fetcherOf, settings } from "./checking.ts";
import { byMethod, type FateServer, hang, page, redirect, startFateServer, status } from "./fateServer.ts";
import { PatientClock } from "./patientClock.ts";

describe("the link checker", () => {
  const clock = new PatientClock();
  const fetcher = createFetcher({ userAgent: "Ibid/test" });
  let server: FateServer;
  before(async () => {
    server = await startFateServer({ now: clock.now });
  });
  after(async () => {
    await server.close();
    fetcher.dispose();
  });

  async function verdictOf(path: string, changes: Partial<typeof settings> = {}): Promise<LinkVerdict> {
    const { checker, warnings } = await checkingWith(fetcher, clock);
    const [verdict] = await checker.check([server.url(path)], { ...settings, ...changes });
    assert.ok(verdict);
    assert.deepEqual(warnings, []);
    return verdict;
  }

  async function checkState(path: string, expected: string): Promise<void> {
    const verdict = await verdictOf(path);
    assert.equal(`${verdict.state} ${verdict.reason}`, expected, path);
  }

  async function checkRequests(path: string, ...methods: readonly string[]): Promise<void> {
    await verdictOf(path);
    assert.deepEqual(server.methods(path), methods);
  }

  it("finds what is alive, whatever HEAD says", async () => {
    for (const path of [
      "/ok",
      "/204",
      "/head405",
      "/head404",
      "/head403",
      "/head500",
      "/headhang",
      "/headreset",
      "/404once",
      "/500once",
      "/429once",
      "/drip",
    ]) {
      await checkState(path, "alive ok");
    }
  });

  it("looks at the page where several addresses answer alike or lead elsewhere, for it may say that there is none", async () => {
    const body = "<!doctype html><title>Seite nicht gefunden</title><p>Hier ist nichts.</p>";
    const { checker } = await checkingWith(fetcher, clock);
    for (const path of ["/soft/a", "/soft/b", "/soft/c", "/soft/none"])
      server.set(path, status(200, { "content-length": String(body.length) }, body));
    server.set("/soft/moved", redirect(301, "/soft/none"));
    server.set("/soft/headless", byMethod(status(405), status(200, {}, body)));
    const verdictAt = async (path: string) => {
      const [verdict] = await checker.check([server.url(path)], settings);
      return `${verdict?.state} ${verdict?.reason}`;
    };
    assert.equal(await verdictAt("/soft/a"), "alive ok");
    assert.equal(await verdictAt("/soft/b"), "suspect saysGone");
    assert.equal(await verdictAt("/soft/moved"), "suspect saysGone");
    assert.equal(await verdictAt("/soft/headless"), "suspect saysGone");
    assert.deepEqual(server.methods("/soft/a"), ["HEAD"]);
    assert.deepEqual(server.methods("/soft/b"), ["HEAD", "GET"]);
  });

  it("calls dead only what is gone twice", async () => {
    await checkState("/404", "dead gone");
    await checkState("/410", "dead gone");
    const gets = server.log.filter((entry) => entry.path === "/404" && entry.method === "GET");
    assert.equal(gets.length, 2);
    assert.ok((gets[1]?.time ?? 0) - (gets[0]?.time ?? 0) >= 3000);
  });

  it("calls blocked what turns programs away", async () => {
    for (const path of ["/401", "/402", "/407"]) await checkState(path, "blocked loginNeeded");
    for (const path of ["/403", "/451", "/999", "/cloudflare", "/challenge503", "/challenge200"])
      await checkState(path, "blocked robotWall");
    for (const path of ["/429", "/429long"]) await checkState(path, "blocked rateLimited");
  });

  it("calls suspect what else failed", async () => {
    for (const path of ["/500", "/503", "/400"]) await checkState(path, "suspect serverError");
    await checkState("/hang", "suspect timeout");
    await checkState("/reset", "suspect reset");
    for (const path of ["/loop", "/loop/a", "/endless"]) await checkState(path, "suspect redirectLoop");
    for (const path of ["/garbage", "/endlessheaders", "/nolocation"]) await checkState(path, "suspect protocol");
    const { checker } = await checkingWith(fetcher, clock);
    const [refused, unknown] = await checker.check(["http://127.0.0.1:1030/", "http://gone.invalid/"], settings);
    assert.equal(`${refused?.state} ${refused?.reason}`, "suspect refused");
    assert.equal(`${unknown?.state} ${unknown?.reason}`, "suspect hostNotFound");
  });

  it("survives servers that mean harm", async () => {
    for (const path of ["/huge", "/endlessbody", "/shortbody", "/bomb", "/badgzip"]) await checkState(path, "alive ok");
  });

  it("reads redirects", async () => {
    server.set("/articles/2004/a.htm", redirect(301, "/articles/2004/a.htm/"));
    server.set("/articles/2004/a.htm/", page("A"));
    await checkState("/articles/2004/a.htm", "alive redirected");
    server.set("/old/a.htm", redirect(301, "/new/a.htm"));
    server.set("/older/a.htm", redirect(308, "/old/a.htm"));
    server.set("/passing/a.htm", redirect(302, "/new/a.htm"));
    server.set("/new/a.htm", page("A"));
    await checkState("/old/a.htm", "moved redirected");
    assert.equal((await verdictOf("/older/a.htm")).finalUrl, server.url("/new/a.htm"));
    await checkState("/passing/a.htm", "alive redirected");
    server.set("/deep/a.htm", redirect(301, "/"));
    await checkState("/deep/a.htm", "suspect redirected");
    server.set("/deep/b.htm", redirect(302, "/404.html"));
    server.set("/404.html", page("Sorry"));
    await checkState("/deep/b.htm", "suspect redirected");
    server.set("/members/a.htm", redirect(302, "/login?return=/members/a.htm"));
    server.set("/login", page("Log in"));
    await checkState("/members/a.htm", "alive redirected");
    server.set("/gone/a.htm", redirect(301, "/404"));
    await checkState("/gone/a.htm", "dead gone");
  });

  it("admits every hop anew", async () => {
    const publicSide: Fetcher = {
      fetch: async (request) => {
        assert.equal(request.url, "http://public.example/x");
        return { kind: "response", status: 302, headers: new Map([["location", server.url("/secret")]]), body: new Uint8Array() };
      },
    };
    const { checker } = await checkingWith(publicSide, clock);
    const [verdict] = await checker.check(["http://public.example/x"], { ...settings, allowPrivateAddresses: false });
    assert.equal(`${verdict?.state} ${verdict?.reason}`, "unchecked private");
    assert.deepEqual(server.methods("/secret"), []);
  });

  it("retries twice and no more, with pauses", async () => {
    await checkRequests("/500?count", "HEAD", "GET", "GET", "GET");
    await checkRequests("/403?count", "HEAD", "GET");
    await checkRequests("/ok?count", "HEAD");
    const times = server.log.filter((entry) => entry.path === "/500?count").map((entry) => entry.time);
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    assert.ok((gaps[1] ?? 0) >= 1000 && (gaps[2] ?? 0) >= 4000, gaps.join(" "));
  });

  it("honours Retry-After up to a minute", async () => {
    server.set("/wait?20", (request, response, before) =>
      status(before === 0 ? 503 : 200, { "retry-after": "20" })(request, response, before),
    );
    server.set("/wait?61", status(503, { "retry-after": "61" }));
    assert.equal((await verdictOf("/wait?20")).state, "alive");
    const [first, second] = server.log.filter((entry) => entry.path === "/wait?20");
    assert.ok((second?.time ?? 0) - (first?.time ?? 0) >= 20_000);
    assert.equal((await verdictOf("/wait?61")).state, "blocked");
    assert.deepEqual(server.methods("/wait?61"), ["HEAD"]);
  });

  it("is polite: one at a time, half a second between", async () => {
    const { checker } = await checkingWith(fetcher, clock);
    const urls = Array.from({ length: 12 }, (_, i) => server.url(`/ok?polite=${i}`));
    await checker.check(urls, settings);
    const entries = server.log.filter((entry) => entry.path.startsWith("/ok?polite"));
    assert.equal(entries.length, 12);
    assert.ok(entries.every((entry) => entry.underWay === 1));
    for (const [i, entry] of entries.entries()) if (i > 0) assert.ok(entry.time - (entries[i - 1]?.time ?? 0) >= 500);
    for (const { headers } of entries)
      assert.deepEqual([headers.cookie, headers.referer, headers["user-agent"]], [undefined, undefined, "Ibid/test"]);
  });

  it("keeps to its limits over many hosts", async () => {
    let underWay = 0;
    let most = 0;
    const slow: Fetcher = {
      fetch: async () => {
        most = Math.max(most, ++underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay--;
        return { kind: "response", status: 200, headers: new Map(), body: new Uint8Array() };
      },
    };
    const { checker } = await checkingWith(slow);
    const urls = Array.from({ length: 400 }, (_, i) => `http://host${i % 100}.example/${i}`);
    const verdicts = await checker.check(urls, { ...settings, concurrency: 7 });
    assert.equal(verdicts.length, 400);
    assert.equal(most, 7);
  });

  it("lets nobody wait for a host that hangs", async () => {
    const other = await startFateServer({ host: "127.0.0.2", now: clock.now, fates: { "/x": hang } });
    const order: string[] = [];
    const { checker } = await checkingWith(fetcher, clock);
    const slow = Array.from({ length: 3 }, (_, i) => other.url(`/x?${i}`));
    const quick = Array.from({ length: 10 }, (_, i) => server.url(`/ok?fair=${i}`));
    await checker.check(
      [...slow, ...quick],
      { ...settings, concurrency: 2, interval: 0 },
      { onVerdict: (verdict) => order.push(verdict.url) },
    );
    await other.close();
    assert.deepEqual(order.slice(0, 10), quick);
  });

  it("asks once for all who want to know", async () => {
    const { checker } = await checkingWith(fetcher, clock);
    const url = server.url("/ok?together");
    const results = await Promise.all([checker.check([url, `${url}#part`], settings), checker.check([url], settings)]);
    assert.deepEqual(
      results.map((verdicts) => verdicts.map((verdict) => verdict.state)),
      [["alive"], ["alive"]],
    );
    assert.deepEqual(server.methods("/ok?together"), ["HEAD"]);
    await checker.check([url], settings);
    assert.deepEqual(server.methods("/ok?together"), ["HEAD"]);
    await checker.check([url], settings, { force: true });
    assert.deepEqual(server.methods("/ok?together"), ["HEAD", "HEAD"]);
  });

  it("stops for one who gives up, not for the others", async () => {
    const { checker } = await checkingWith(fetcher, clock);
    const controller = new AbortController();
    const url = server.url("/hang?abort");
    const given = checker.check([url], settings, { signal: controller.signal });
    const kept = checker.check([url], settings);
    controller.abort(new Error("no longer"));
    await assert.rejects(given, /no longer/);
    assert.equal((await kept)[0]?.state, "suspect");
  });

  it("tells a dead host from a machine without a network", async () => {
    const states = async (answers: Parameters<typeof fetcherOf>[0], urls: readonly string[]) => {
      const { checker, memory } = await checkingWith(fetcherOf(answers));
      const verdicts = await checker.check(urls, settings);
      assert.deepEqual(
        verdicts.filter((verdict) => verdict.state === "unreachable").map((verdict) => memory.get(verdict.url)),
        verdicts.filter((verdict) => verdict.state === "unreachable").map(() => undefined),
      );
      return verdicts.map((verdict) => verdict.state);
    };
    const urls = ["http://a.example/", "http://b.example/", "http://c.example/"];
    assert.deepEqual(await states(() => "hostNotFound", urls), ["unreachable", "unreachable", "unreachable"]);
    assert.deepEqual(await states(() => "offline", ["http://a.example/"]), ["unreachable"]);
    assert.deepEqual(await states(() => "hostNotFound", ["http://a.example/"]), ["unreachable"]);
    const handleSystem = (url: string) => (url === "https://doi.org/" ? 302 : "hostNotFound");
    assert.deepEqual(await states(handleSystem, ["http://a.example/"]), ["suspect"]);
    assert.deepEqual(await states(handleSystem, urls), ["suspect", "suspect", "suspect"]);
    assert.deepEqual(await states((url) => (url.includes("b.example") ? 200 : "hostNotFound"), urls), ["suspect", "alive", "suspect"]);
    assert.deepEqual(await states((url) => (url.includes("b.example") ? 404 : "offline"), urls), ["suspect", "dead", "suspect"]);
  });

  it("answers for what is not asked", async () => {
    const none = fetcherOf(() => 200);
    const { checker } = await checkingWith(none);
    const verdicts = await checker.check(
      ["mailto:ada@example.org", "http://127.0.0.1/", "http://ada:x@x.example/", "no address", "http://x.example/no"],
      {
        ...settings,
        allowPrivateAddresses: false,
        ignore: ["http://x.example/*"],
      },
    );
    assert.deepEqual(
      verdicts.map((verdict) => `${verdict.state} ${verdict.reason}`),
      ["unchecked otherScheme", "unchecked private", "unchecked credentials", "malformed noAddress", "unchecked ignored"],
    );
    assert.deepEqual(none.asked, []);
  });

  describe("of a DOI", () => {
    const doi = "https://doi.org/10.1057/9781137271617_5";
    const record = "https://doi.org/api/handles/10.1057/9781137271617_5?type=URL";
    const known = `{"responseCode":1,"handle":"10.1057/9781137271617_5","values":[{"index":1,"type":"URL","data":{"format":"string","value":"https://publisher.example/5"}}]}`;

    async function checkName(printed: string, answers: (url: string) => readonly [number, string], expected: string, ...urls: string[]) {
      const asked: string[] = [];
      const resolver: Fetcher = {
        fetch: async ({ url }) => {
          asked.push(url);
          const [code, body] = answers(url);
          const headers = new Map(code === 302 ? [["location", "https://publisher.example/"]] : []);
          return { kind: "response", status: code, headers, body: new TextEncoder().encode(body) };
        },
      };
      const { checker } = await checkingWith(resolver);
      const [verdict] = await checker.check([printed], settings);
      assert.equal(`${verdict?.state} ${verdict?.reason}`, expected);
      assert.deepEqual(asked, urls);
      return verdict;
    }

    it("asks the handle system for its record, never the publisher", async () => {
      const verdict = await checkName(doi, () => [200, known], "alive ok", record);
      assert.equal(verdict?.finalUrl, "https://publisher.example/5");
      for (const printed of ["http://dx.doi.org/10.1057/9781137271617_5", "https://www.doi.org/10.1057/9781137271617_5#x"])
        await checkName(printed, () => [200, known], "alive ok", record);
      const handle = "https://hdl.handle.net/2027/mdp.39015";
      await checkName(
        handle,
        () => [200, `{"responseCode":200}`],
        "alive ok",
        "https://hdl.handle.net/api/handles/2027/mdp.39015?type=URL",
      );
    });

    it("calls dead what it says twice that nobody has", async () => {
      await checkName(doi, () => [404, `{"responseCode":100,"handle":"x"}`], "dead gone", record, record);
      let times = 0;
      await checkName(doi, () => (times++ === 0 ? [404, `{"responseCode":100}`] : [200, known]), "alive ok", record, record);
    });

    it("asks for the name itself where that gave no answer of its own", async () => {
      await checkName(doi, (url) => (url === record ? [404, "<title>Not here</title>"] : [302, ""]), "alive redirected", record, doi);
      await checkName(doi, (url) => (url === record ? [403, "{}"] : [302, ""]), "alive redirected", record, doi);
    });
  });

  it("soon stops asking where it found no way out, and needs no pause for what never left", async () => {
    const dois = Array.from({ length: 300 }, (_, number) => `https://doi.org/10.1000/${number}`);
    const none = fetcherOf(() => "hostNotFound");
    const { checker, clock } = await checkingWith(none);
    const start = clock.now();
    const verdicts = await checker.check(dois, settings);
    assert.deepEqual([...new Set(verdicts.map((verdict) => verdict.state))], ["unreachable"]);
    assert.ok(none.asked.length < 20, `${none.asked.length} requests`);
    assert.ok(clock.now() - start < 5000);
  });
});
