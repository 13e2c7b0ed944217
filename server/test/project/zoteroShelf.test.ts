import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { after, beforeEach, describe, it } from "node:test";
import { parseSettings } from "../../src/config.ts";
import type { Host } from "../../src/host.ts";
import { searchLibrary } from "../../src/library/search.ts";
import { zoteroAddress } from "../../src/library/zoteroItem.ts";
import { createFetcher } from "../../src/platform/node/fetcher.ts";
import { type ZoteroCondition, ZoteroShelf } from "../../src/project/zoteroShelf.ts";
import { InMemoryHost } from "../inMemoryHost.ts";
import { bookNumber, refusing, startZotero, type ZoteroFate, type ZoteroServer } from "../online/zoteroServer.ts";

const fetcher = createFetcher({ userAgent: "Ibid/test", proxy: { http: undefined, https: undefined, noProxy: [] } });

const webber = {
  key: "WEBB2012",
  itemType: "bookSection",
  title: "NATO-Russia Relations",
  bookTitle: "NATO's Post-Cold War Trajectory",
  creators: [{ creatorType: "author", firstName: "Mark", lastName: "Webber" }],
  date: "2012",
  citationKey: "webber2012",
};

/** A writer's machine with one Zotero, and the shelf of one session. */
class Desk {
  readonly zotero: ZoteroServer;
  readonly memory = new InMemoryHost();
  readonly host: Host = { ...this.memory, home: this.memory.home, fetcher };
  shelf = new ZoteroShelf(this.host);

  constructor(zotero: ZoteroServer) {
    this.zotero = zotero;
  }

  settings(more: Readonly<Record<string, unknown>> = {}) {
    return parseSettings({ "zotero.url": this.zotero.origin, ...more }).settings;
  }

  /** Somebody is interested, half a minute after the last time. */
  async ask(settings = this.settings(), trusted = true): Promise<ZoteroCondition> {
    await new Promise<void>((resolve) => this.host.clock.after(31_000, resolve));
    this.shelf.consider(settings, trusted);
    await this.shelf.settled();
    return this.shelf.state.condition;
  }

  newSession(): void {
    this.shelf.dispose();
    this.shelf = new ZoteroShelf(this.host);
  }

  get titles(): readonly string[] {
    return this.shelf.state.library.entries.map((entry) => entry.title);
  }
}

let desk: Desk;
const desks: Desk[] = [];

async function sit(items: Parameters<typeof startZotero>[0]): Promise<Desk> {
  desk = new Desk(await startZotero(items));
  desks.push(desk);
  return desk;
}

after(async () => {
  for (const { shelf, zotero } of desks) {
    shelf.dispose();
    await zotero.close();
  }
});

const fate =
  (status: number, headers: Record<string, string>, body: string): ZoteroFate =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);

describe("what Zotero holds", () => {
  it("is read whole, without notes, loose files and what was thrown away", async () => {
    await sit([
      webber,
      { key: "NOTE0001", itemType: "note", note: "<p>Mine</p>" },
      { key: "FILE0001", itemType: "attachment", title: "loose.pdf", linkMode: "imported_file" },
      { key: "PART0001", itemType: "attachment", title: "part.pdf", parentItem: "WEBB2012" },
      { key: "GONE0001", itemType: "book", title: "Thrown Away", deleted: 1 },
    ]);
    assert.deepEqual(await desk.ask(), { kind: "ready" });
    const [entry] = desk.shelf.state.library.entries;
    assert.deepEqual(desk.titles, ["NATO-Russia Relations"]);
    assert.deepEqual(
      [entry?.key, entry?.authors, entry?.year, entry?.container, entry && zoteroAddress(entry.raw)],
      ["webber2012", [{ family: "Webber", given: "Mark" }], "2012", "NATO's Post-Cold War Trajectory", "users/0/items/WEBB2012"],
    );
  });

  it("is asked for as Zotero wants to be asked", async () => {
    await sit([webber]);
    await desk.ask();
    const [headers] = desk.zotero.headers;
    assert.deepEqual(
      [headers?.["zotero-allowed-request"], headers?.["zotero-api-version"], headers?.["user-agent"]],
      ["1", "3", "Ibid/test"],
    );
    assert.match(desk.zotero.log[0] ?? "", /^\/api\/users\/0\/items\/top\?format=json&/);
  });

  for (const [where, item, key] of [
    ["the field of Zotero 8", { citationKey: "own2001", extra: "Citation Key: other" }, "own2001"],
    ["Extra, as Better BibTeX has it", { extra: "tex.ids: x\nCitation Key: extra2001\nmore" }, "extra2001"],
    ["Extra in small letters", { extra: "citation key: small2001" }, "small2001"],
    ["nowhere", { citationKey: "", extra: "" }, "0/AAAA0001"],
  ] as const) {
    it(`has its citation key from ${where}`, async () => {
      await sit([bookNumber(1, item)]);
      await desk.ask();
      assert.equal(desk.shelf.state.library.entries[0]?.key, key);
    });
  }

  it("has the citation keys that Better BibTeX keeps to itself", async () => {
    await sit([bookNumber(1), bookNumber(2, { citationKey: "own2001" }), bookNumber(3)]);
    desk.zotero.citationKeys = { AAAA0001: 'bbt"2001', AAAA0002: "other" };
    await desk.ask();
    const keys = () => desk.shelf.state.library.entries.map(({ key }) => key);
    assert.deepEqual(keys(), ['bbt"2001', "own2001", "0/AAAA0003"]);
    desk.zotero.citationKeys = { AAAA0003: "later2001" };
    desk.zotero.put(bookNumber(3, { title: "Changed" }));
    await desk.ask();
    assert.deepEqual(keys(), ['bbt"2001', "own2001", "later2001"]);
  });

  it("is asked for Better BibTeX's keys but once where that is not installed", async () => {
    await sit(Array.from({ length: 600 }, (_, index) => bookNumber(index)));
    await desk.ask();
    assert.equal(desk.zotero.log.filter((path) => path.includes("better-bibtex")).length, 1);
  });

  it("comes in pages", async () => {
    await sit(Array.from({ length: 1203 }, (_, index) => bookNumber(index)));
    assert.deepEqual(await desk.ask(), { kind: "ready" });
    assert.equal(new Set(desk.titles).size, 1203);
    const pages = desk.zotero.log.filter((path) => path.includes("/items/top?"));
    assert.equal(pages.length, 5);
    assert.ok(pages.every((path) => /limit=250/.test(path)));
  });

  it("is that of group libraries too", async () => {
    await sit([webber]);
    desk.zotero.groups.push({ id: 77, name: "Reading Group" });
    desk.zotero.put(bookNumber(3), "groups/77");
    await desk.ask();
    assert.deepEqual(
      desk.shelf.state.library.entries.map((entry) => zoteroAddress(entry.raw)),
      ["users/0/items/WEBB2012", "groups/77/items/AAAA0003"],
    );
  });

  it("is searched as the writer's own library is", async () => {
    await sit([webber, bookNumber(1), bookNumber(2)]);
    await desk.ask();
    assert.deepEqual(
      searchLibrary(desk.shelf.state.library, "russia webber", { limit: 5 }).map(({ entry }) => entry.key),
      ["webber2012"],
    );
  });

  it("stays out of other people's language: dates as Zotero understood them", async () => {
    await sit([]);
    desk.zotero.setFate((request, response) =>
      request.url?.includes("/items/top")
        ? response
            .writeHead(200, { "total-results": "1" })
            .end(
              JSON.stringify([
                { key: "DATE0001", meta: { parsedDate: "2012-03-05" }, data: { itemType: "book", title: "T", date: "5. März 2012" } },
              ]),
            )
        : undefined,
    );
    await desk.ask();
    assert.deepEqual(desk.shelf.state.library.entries[0]?.issued?.["date-parts"], [[2012, 3, 5]]);
  });
});

describe("what changes in Zotero", () => {
  beforeEach(async () => {
    await sit(Array.from({ length: 600 }, (_, index) => bookNumber(index)));
    await desk.ask();
  });

  const asked = async (): Promise<readonly string[]> => {
    const before = desk.zotero.log.length;
    await desk.ask();
    return desk.zotero.log.slice(before).filter((path) => path.includes("/items"));
  };

  it("is not asked for again at once", async () => {
    const before = desk.zotero.log.length;
    desk.shelf.consider(desk.settings(), true);
    await desk.shelf.settled();
    assert.equal(desk.zotero.log.length, before);
  });

  it("costs one small page where nothing changed", async () => {
    const library = desk.shelf.state.library;
    assert.deepEqual(await asked(), ["/api/users/0/items/top?format=json&sort=dateModified&direction=desc&start=0&limit=25"]);
    assert.equal(desk.shelf.state.library, library);
  });

  it("is seen although no synchronisation has counted it", async () => {
    desk.zotero.put(webber);
    desk.zotero.put(bookNumber(5, { title: "Another Title" }));
    assert.equal((await asked()).length, 1);
    assert.ok(desk.titles.includes("NATO-Russia Relations") && desk.titles.includes("Another Title"));
    assert.equal(desk.titles.length, 601);
  });

  it("is seen where much changed", async () => {
    for (let number = 0; number < 80; number++) desk.zotero.put(bookNumber(number, { title: `Changed ${number}` }));
    assert.equal((await asked()).length, 4);
    assert.equal(desk.titles.filter((title) => title.startsWith("Changed")).length, 80);
  });

  it("is seen by its version where a synchronisation brought it", async () => {
    desk.zotero.version = 12;
    desk.zotero.put(bookNumber(7, { title: "From Elsewhere" }));
    assert.ok((await asked()).some((path) => /since=0/.test(path)));
    assert.ok(desk.titles.includes("From Elsewhere"));
  });

  it("goes, thrown away or erased", async () => {
    desk.zotero.put(bookNumber(8, { deleted: 1 }));
    desk.zotero.erase("AAAA0009");
    await asked();
    assert.equal(desk.titles.length, 598);
    assert.ok(!desk.titles.includes("Number 8 of a Long Series"));
  });

  it("is another Zotero's library where it says so", async () => {
    const other = await startZotero([webber]);
    other.serverId = "B";
    desk.zotero.serverId = "A";
    await asked();
    desk.zotero.serverId = "B";
    for (let number = 0; number < 600; number++) desk.zotero.erase(bookNumber(number).key);
    desk.zotero.put(webber);
    await asked();
    assert.deepEqual(desk.titles, ["NATO-Russia Relations"]);
    await other.close();
  });

  it("changes nothing when the pages are cut off in the middle", async () => {
    desk.zotero.put(webber);
    desk.zotero.setFate((_request, response) => {
      response.socket?.destroy();
      return response;
    });
    assert.deepEqual(await desk.ask(), { kind: "fault", fault: "failing" });
    assert.equal(desk.titles.length, 600);
    desk.zotero.setFate(undefined);
    assert.deepEqual(await desk.ask(), { kind: "ready" });
    assert.equal(desk.titles.length, 601);
  });
});

describe("what Zotero said last", () => {
  it("is there in the next session before Zotero is asked, and says of when it is", async () => {
    await sit([webber, ...Array.from({ length: 900 }, (_, index) => bookNumber(index))]);
    await desk.ask();
    const asOf = desk.shelf.state.asOf;
    await desk.zotero.close();
    desk.newSession();
    assert.deepEqual(await desk.ask(), { kind: "fault", fault: "absent" });
    assert.equal(desk.titles.length, 901);
    assert.equal(desk.shelf.state.asOf, asOf);
  });

  it("is brought up to date and not read anew", async () => {
    await sit(Array.from({ length: 900 }, (_, index) => bookNumber(index)));
    await desk.ask();
    desk.newSession();
    desk.zotero.put(webber);
    const before = desk.zotero.log.length;
    await desk.ask();
    assert.equal(desk.zotero.log.slice(before).filter((path) => path.includes("/items")).length, 1);
    assert.equal(desk.titles.length, 901);
    desk.newSession();
    await desk.ask();
    assert.equal(desk.titles.length, 901);
  });

  it("is read anew where the store lost or spoilt it", async () => {
    await sit(Array.from({ length: 900 }, (_, index) => bookNumber(index)));
    await desk.ask();
    const name = `zotero/${desk.zotero.origin.replace("http://", "").replace(":", "-")}/1.json`;
    assert.ok((await desk.host.store.read(name)) !== undefined);
    await desk.host.store.write(name, new TextEncoder().encode('{"keys":["X"],"stamps":["1"]}\n[{"id":"x"}]'));
    desk.newSession();
    assert.deepEqual(await desk.ask(), { kind: "ready" });
    assert.equal(desk.titles.length, 900);
  });
});

describe("a Zotero that gives no good answer", () => {
  const faults: readonly (readonly [string, ZoteroFate, string])[] = [
    ["does not let other programs in", refusing, "refusing"],
    ["is too old to have the API", fate(404, { "content-type": "text/plain" }, "No endpoint found"), "old"],
    ["fails", fate(500, { "zotero-api-version": "3" }, "oops"), "failing"],
    ["sends half an answer", fate(200, { "zotero-api-version": "3" }, '[{"key": "AAAA0001", "data": {"itemT'), "failing"],
    ["is another program's page", fate(200, { "content-type": "text/html" }, "<!doctype html><title>Grafana</title>"), "stranger"],
    ["is another program's JSON", fate(200, { "content-type": "application/json" }, '{"status": "ok"}'), "stranger"],
    ["leads elsewhere", fate(302, { location: "http://127.0.0.1:9/api/users/0/items" }, ""), "stranger"],
    ["never lets it in again", fate(401, {}, ""), "failing"],
  ];
  for (const [what, becomes, expected] of faults) {
    it(`and ${what} is known for what it is`, async () => {
      await sit([webber]);
      desk.zotero.setFate(becomes);
      assert.deepEqual(await desk.ask(), { kind: "fault", fault: expected });
      assert.equal(desk.titles.length, 0);
      desk.zotero.setFate(undefined);
      assert.deepEqual(await desk.ask(), { kind: "ready" });
      assert.equal(desk.titles.length, 1);
    });
  }

  it("and does not run is silence", async () => {
    await sit([]);
    await desk.zotero.close();
    assert.deepEqual(await desk.ask(), { kind: "fault", fault: "absent" });
  });

  it("and hangs is asked no second time meanwhile, and is let go when the session ends", async () => {
    await sit([webber]);
    const { promise: arrived, resolve } = Promise.withResolvers<ServerResponse>();
    desk.zotero.setFate((_request, response) => {
      resolve(response);
      return response;
    });
    desk.shelf.consider(desk.settings(), true);
    const response = await arrived;
    const closed = new Promise((done) => response.on("close", done));
    desk.shelf.consider(desk.settings(), true);
    assert.equal(desk.zotero.log.length, 1);
    desk.shelf.dispose();
    await closed;
    await desk.shelf.settled();
  });

  it("and hides some broken items among others loses only those", async () => {
    await sit([]);
    const page = [
      null,
      7,
      {},
      { key: "short" },
      { key: "AAAA0001", data: { itemType: "book", title: "Whole" } },
      { key: "BBBB0001", data: 3 },
    ];
    desk.zotero.setFate((request, response) =>
      request.url?.includes("/items/top") ? response.writeHead(200).end(JSON.stringify(page)) : undefined,
    );
    assert.deepEqual(await desk.ask(), { kind: "ready" });
    assert.deepEqual(desk.titles, ["Whole"]);
  });

  it("and knows no `start` does not keep us for ever", async () => {
    await sit([]);
    const page = Array.from({ length: 250 }, (_, number) => ({ key: bookNumber(number).key, data: bookNumber(number) }));
    desk.zotero.setFate((request, response) =>
      request.url?.includes("/items/top") ? response.writeHead(200, { "total-results": "900" }).end(JSON.stringify(page)) : undefined,
    );
    assert.deepEqual(await desk.ask(), { kind: "ready" });
    assert.equal(desk.titles.length, 250);
  });

  it("and loses items between two pages is read until nothing is missing", async () => {
    await sit(Array.from({ length: 600 }, (_, index) => bookNumber(index)));
    desk.zotero.setFate((request) => {
      if (request.url?.includes("start=250")) for (const number of [1, 2, 3]) desk.zotero.erase(bookNumber(number).key);
      return undefined;
    });
    await desk.ask();
    assert.equal(desk.titles.filter((title) => !/^Number [123] of/.test(title)).length, 597);
    await desk.ask();
    assert.equal(desk.titles.length, 597);
  });

  it("and is restarted in the middle of the first reading keeps what was read, and goes on later", async () => {
    await sit(Array.from({ length: 600 }, (_, index) => bookNumber(index)));
    let hasFallen = false;
    desk.zotero.setFate((request, response) => {
      if (hasFallen || !request.url?.includes("start=500")) return undefined;
      hasFallen = true;
      response.socket?.destroy();
      return response;
    });
    assert.deepEqual(await desk.ask(), { kind: "fault", fault: "failing" });
    assert.equal(desk.titles.length, 500);
    assert.deepEqual(await desk.ask(), { kind: "ready" });
    assert.equal(desk.titles.length, 600);
  });
});

describe("the door to Zotero", () => {
  const checkAsked = async (
    settings: Readonly<Record<string, unknown>>,
    trusted: boolean,
    expected: ZoteroCondition["kind"],
  ): Promise<void> => {
    await sit([webber]);
    const condition = await desk.ask(desk.settings(settings), trusted);
    assert.equal(condition.kind, expected);
    assert.equal(desk.zotero.log.length > 0, expected === "ready");
  };

  it("is shut in a workspace that is not trusted", () => checkAsked({}, false, "off"));
  it("is shut where the setting is empty", () => checkAsked({ "zotero.url": "" }, true, "off"));
  it("leads to no other machine", () => checkAsked({ "zotero.url": "http://192.168.0.7:23119" }, true, "elsewhere"));
  it("leads to no name that may be anywhere", () => checkAsked({ "zotero.url": "http://zotero.example.org:23119" }, true, "elsewhere"));
  it("takes no user's name", () => checkAsked({ "zotero.url": "http://ada:secret@127.0.0.1:23119" }, true, "elsewhere"));
  it("takes no other scheme", () => checkAsked({ "zotero.url": "file:///etc/passwd" }, true, "elsewhere"));

  it("leads to another machine of the writer's where private addresses are allowed, under a name that Zotero answers to", async () => {
    const memory = new InMemoryHost();
    const shelf = new ZoteroShelf(memory);
    const settings = { "zotero.url": "http://172.20.0.1:23119", "links.allowPrivateAddresses": true };
    shelf.consider(parseSettings(settings).settings, true);
    await shelf.settled();
    const [request] = memory.requests;
    assert.match(request?.url ?? "", /^http:\/\/172\.20\.0\.1:23119\/api\/users\/0\/items\/top\?/);
    assert.equal(request?.headers?.host, "localhost:23119");
  });

  it("shuts when trust goes, and what was behind it is gone", async () => {
    await sit([webber]);
    await desk.ask();
    assert.deepEqual(await desk.ask(desk.settings(), false), { kind: "off" });
    assert.equal(desk.titles.length, 0);
  });
});
