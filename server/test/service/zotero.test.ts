import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { answerFormatRequest } from "../../src/library/citationJs.ts";
import type { FormatRequest } from "../../src/library/formatting.ts";
import { createFetcher } from "../../src/platform/node/fetcher.ts";
import { applyEdits } from "../applyEdits.ts";
import type { InMemoryHost } from "../inMemoryHost.ts";
import { bookNumber, refusing, startZotero, type ZoteroFate, type ZoteroServer } from "../online/zoteroServer.ts";
import { never, type Opened, openFixture } from "../open.ts";

const fetcher = createFetcher({ userAgent: "Ibid/test", proxy: { http: undefined, https: undefined, noProxy: [] } });

const styles = { style: () => undefined, locale: () => undefined, locales: [] };

/** Formats where it is asked, without a thread. */
const runner: InMemoryHost["runner"] = {
  run: async (_task, input) => answerFormatRequest(input as FormatRequest, styles),
  dispose: async () => undefined,
};

const webber = {
  key: "WEBB2012",
  itemType: "bookSection",
  title: "NATO-Russia Relations",
  bookTitle: "NATO's Post-Cold War Trajectory",
  creators: [{ creatorType: "author", firstName: "Mark", lastName: "Webber" }],
  date: "2012",
  DOI: "10.1057/9781137330307_5",
  citationKey: "webber2012",
};

/** A draft that is just citing. */
const citing = (typed: string): string => `%! draft.md\nSee [@${typed}].\n${" ".repeat(6 + typed.length)}|\n`;

const adler = "@book{adler2001,\n  author = {Adler, Anna},\n  title = {Quiet Harbours},\n  date = {2001},\n}\n";

interface Desk extends Opened {
  readonly zotero: ZoteroServer;
}

const zoteros: ZoteroServer[] = [];
after(() => Promise.all(zoteros.map((zotero) => zotero.close())));

/** A draft beside a Zotero that has been read. */
async function sit(text: string, items: Parameters<typeof startZotero>[0], fate?: ZoteroFate): Promise<Desk> {
  const zotero = await startZotero(items);
  zoteros.push(zotero);
  zotero.setFate(fate);
  const settings = { links: { check: "never" }, zotero: { url: zotero.origin } };
  const opened = await openFixture(text, { settings, prepare: (host) => Object.assign(host, { fetcher, runner }) });
  await opened.service.zotero.search(opened.main.path, "", 1);
  await opened.service.zotero.ready();
  return { ...opened, zotero };
}

const offered = async ({ service, main }: Opened): Promise<readonly string[]> => {
  const list = await service.completion(main.path, main.cursor ?? 0);
  return list?.items.map(({ key, zotero }) => (zotero === undefined ? key : `${key} (${zotero})`)) ?? [];
};

describe("completion beside a Zotero", () => {
  const draft = (typed: string, bibliography = adler): string => `${citing(typed)}%! refs.bib\n${bibliography}`;

  it("offers what stands only there, after the library's own", async () => {
    assert.deepEqual(await offered(await sit(draft(""), [webber])), ["adler2001", "webber2012 (users/0/items/WEBB2012)"]);
  });

  it("finds it by any words", async () => {
    assert.deepEqual(await offered(await sit(draft("russia webb"), [webber, bookNumber(1)])), ["webber2012 (users/0/items/WEBB2012)"]);
  });

  it("says where it stands", async () => {
    const desk = await sit(draft("webber"), [webber]);
    const list = await desk.service.completion(desk.main.path, desk.main.cursor ?? 0);
    assert.equal(list?.items[0]?.line, "Webber 2012 · NATO-Russia Relations · NATO's Post-Cold War Trajectory · in Zotero");
    const details = await desk.service.completionDetails(desk.main.path, "webber2012", "users/0/items/WEBB2012", never);
    assert.match(JSON.stringify(details), /added to the bibliography of this draft/);
  });

  for (const [by, own] of [
    ["its key", "@misc{webber2012, title = {Otherwise}}"],
    ["its DOI", "@misc{w12, title = {NATO-Russia relations}, doi = {10.1057/9781137330307_5}}"],
    ["author, title and year", "@incollection{w12, author = {Webber, M.}, title = {{NATO}-Russia Relations}, date = {2012}}"],
  ] as const) {
    it(`leaves out what the library has already, known by ${by}`, async () => {
      const found = await offered(await sit(draft("", own), [webber]));
      assert.equal(found.length, 1);
      assert.ok(!found[0]?.includes("users/0"));
    });
  }

  it("gives a key as the library's are made where Zotero has none", async () => {
    const own = adler.replace("adler2001", "Adler_2001") + adler.replaceAll("Adler", "Boyd").replace("adler2001", "Boyd_2001");
    assert.deepEqual(await offered(await sit(draft("writer", own), [bookNumber(3)])), ["Writer3_2001 (users/0/items/AAAA0003)"]);
  });

  it("offers Zotero's alone where there is no bibliography yet", async () => {
    assert.deepEqual(await offered(await sit(citing(""), [webber])), ["webber2012 (users/0/items/WEBB2012)"]);
  });

  it("says which file is missing even so", async () => {
    const desk = await sit(`%! draft.md\n---\nbibliography: refs.bib\n---\n\nSee [@].\n      |\n`, [webber]);
    const list = await desk.service.completion(desk.main.path, desk.main.cursor ?? 0);
    assert.deepEqual([list?.hint, list?.items.length], ["refs.bib, which this draft names, is not there …", 1]);
  });

  it("says how to let us in where there is no bibliography and Zotero refuses", async () => {
    const desk = await sit(citing(""), [webber], refusing);
    const list = await desk.service.completion(desk.main.path, desk.main.cursor ?? 0);
    assert.match(list?.hint ?? "", /^No bibliography found, and Zotero doesn't let Ibid in: .* under Advanced/);
  });

  it("keeps rows for Zotero's where the library fills the list", async () => {
    const many = Array.from({ length: 60 }, (_, index) => `@book{series${index}, title = {Series ${index}}, date = {2001}}`).join("\n");
    const found = await offered(
      await sit(
        draft("series", many),
        Array.from({ length: 30 }, (_, index) => bookNumber(index)),
      ),
    );
    assert.equal(found.length, 50);
    assert.equal(found.filter((row) => row.includes("users/0")).length, 10);
  });

  it("is what it was where Zotero does not let us in", async () => {
    assert.deepEqual(await offered(await sit(draft(""), [webber], refusing)), ["adler2001"]);
  });

  it("has nothing of Zotero in a workspace that is not trusted", async () => {
    const zotero = await startZotero([webber]);
    zoteros.push(zotero);
    const settings = { zotero: { url: zotero.origin } };
    const opened = await openFixture(draft(""), { settings, trusted: false, prepare: (host) => Object.assign(host, { fetcher, runner }) });
    assert.deepEqual(await offered(opened), ["adler2001"]);
    assert.equal((await opened.service.zotero.search(opened.main.path, "", 5)).rows.length, 0);
    assert.deepEqual(zotero.log, []);
  });
});

describe("what is chosen of Zotero", () => {
  const text = `${citing("adler2001")}%! refs.bib\n${adler}`;
  const pick = { item: "users/0/items/WEBB2012" };

  it("is added in the file's own layout", async () => {
    const { service, main } = await sit(text, [webber, bookNumber(4)]);
    const picks = [{ item: "users/0/items/WEBB2012", key: "webber2012" }, { item: "users/0/items/AAAA0004" }];
    const report = await service.zotero.add(main.path, picks, { target: undefined, signal: never });
    assert.ok(report.kind === "added");
    assert.deepEqual(
      [report.keys, report.message],
      [["webber2012", "writer42001"], "2 works are now in refs.bib as webber2012 and writer42001."],
    );
    assert.equal(
      applyEdits(adler, report.files[0]?.edits ?? []).slice(adler.length - 1),
      `

@inbook{webber2012,
  author = {Webber, Mark},
  title = {NATO-Russia Relations},
  booktitle = {NATO's Post-Cold War Trajectory},
  date = {2012},
  doi = {10.1057/9781137330307_5},
}

@book{writer42001,
  author = {Writer4, Ada},
  title = {Number 4 of a Long Series},
  date = {2001},
}
`,
    );
  });

  it("is what the library has already where it has it", async () => {
    const { service, main } = await sit(text, [bookNumber(1, { title: "Quiet Harbours", citationKey: "adler2001" })]);
    const report = await service.zotero.add(main.path, [{ item: "users/0/items/AAAA0001" }], { target: undefined, signal: never });
    assert.deepEqual([report.kind, report.message], ["known", "This is already in refs.bib, as adler2001."]);
  });

  it("that Zotero has no more is said", async () => {
    const { service, main } = await sit(text, [webber]);
    const report = await service.zotero.add(main.path, [{ item: "users/0/items/NONE0000" }], { target: undefined, signal: never });
    assert.equal(report.kind, "refused");
  });

  it("never goes into a file that another program writes", async () => {
    const written = `% Exported by Zotero\n${adler}`;
    const { service, main } = await sit(`${citing("adler2001")}%! refs.bib\n${written}`, [webber]);
    const report = await service.zotero.add(main.path, [pick], { target: undefined, signal: never });
    assert.deepEqual(
      [report.kind, report.message],
      ["choose", "Zotero writes refs.bib anew at each change: choose a second file for entries of your own."],
    );
  });

  it("is changed in Zotero where Zotero writes the file", async () => {
    const written = `%! refs.bib\n${adler}% == BibLaTeX quality report for adler2001:\n`;
    const ask = async (text: string, items: Parameters<typeof startZotero>[0]) => {
      const { service, main } = await sit(text, items);
      const at = main.cursor ?? main.text.indexOf("adler2001");
      const actions = await service.codeActions(main.path, { start: at, end: at }, never);
      return actions.filter(({ title }) => title === "Open in Zotero").map(({ work }) => work);
    };
    const held = [bookNumber(1, { citationKey: "adler2001" })];
    assert.deepEqual(await ask(citing("adler2001") + written, held), [{ kind: "open", address: "zotero://select/library/items/AAAA0001" }]);
    assert.deepEqual(await ask(written, []), [{ kind: "open", address: "zotero://select/items/bbt:adler2001" }]);
    assert.deepEqual(await ask(text, held), []);
  });

  it("is opened in Zotero by its address there", async () => {
    const { service } = await sit(text, []);
    const addresses = ["users/0/items/WEBB2012", "groups/77/items/AAAA0001", "javascript:alert(1)", "users/0/items/../x"];
    assert.deepEqual(
      addresses.map((item) => service.zotero.addressToOpen(item)),
      ["zotero://select/library/items/WEBB2012", "zotero://select/groups/77/items/AAAA0001", undefined, undefined],
    );
  });
});

describe("files that Zotero has for what is cited", () => {
  const paper = "Quiet Harbours\n\nBy Anna Adler\n\nHarbours are quiet where nobody looks for them in the long winter months.\n";
  const item = bookNumber(1, {
    title: "Quiet Harbours",
    creators: [{ creatorType: "author", firstName: "Anna", lastName: "Adler" }],
    citationKey: "adler2001",
  });
  const attachment = (key: string, more: Readonly<Record<string, unknown>> = {}) => ({
    key,
    itemType: "attachment",
    parentItem: item.key,
    linkMode: "imported_file",
    contentType: "text/plain",
    ...more,
  });
  const file = "/home/ada/Zotero/storage/FILE0001/a b.txt";

  async function open(
    own: string,
    more: { readonly trusted?: boolean; readonly attachment?: Readonly<Record<string, unknown>>; readonly at?: string },
  ) {
    const zotero = await startZotero([item, attachment("FILE0001", more.attachment)]);
    zoteros.push(zotero);
    zotero.files.set("FILE0001", more.at ?? "file:///home/ada/Zotero/storage/FILE0001/a%20b.txt");
    const opened = await openFixture(`${citing("adler2001")}%! refs.bib\n${own}`, {
      settings: { links: { check: "never" }, zotero: { url: zotero.origin } },
      trusted: more.trusted ?? true,
      prepare: (host) => {
        Object.assign(host, { fetcher });
        host.write(file, paper);
        host.write("/etc/secret", "secret");
      },
    });
    const { service, main } = opened;
    for (let round = 0; round < 3; round++) {
      await service.zotero.search(main.path, "", 1);
      await service.zotero.ready();
      await service.ready(main.path);
    }
    return { ...opened, zotero };
  }

  const sourcesOf = ({ service, main }: Opened): readonly string[] => {
    const snapshot = service.snapshot(main.path);
    const entry = snapshot?.library.find("adler2001");
    return entry === undefined ? [] : (snapshot?.entrySources.sourcesOf(entry).map(({ path }) => path) ?? []);
  };

  it("are its sources", async () => {
    const opened = await open(adler, {});
    assert.deepEqual(sourcesOf(opened), [file]);
    const snapshot = opened.service.snapshot(opened.main.path);
    const source = snapshot?.corpus.at(file);
    assert.ok(source);
    assert.deepEqual(
      snapshot?.entrySources.entriesOf(source).map(({ key }) => key),
      ["adler2001"],
    );
  });

  it("are remembered for a session in which Zotero does not run", async () => {
    const first = await open(adler, {});
    await first.zotero.close();
    const settings = { links: { check: "never" }, zotero: { url: first.zotero.origin } };
    const text = `${citing("adler2001")}%! refs.bib\n${adler}`;
    const prepare = (host: InMemoryHost): void => {
      Object.assign(host, { fetcher, store: first.host.store });
      host.write(file, paper);
    };
    const opened = await openFixture(text, { settings, prepare });
    for (let round = 0; round < 3; round++) {
      await opened.service.zotero.search(opened.main.path, "", 1);
      await opened.service.zotero.ready();
      await opened.service.ready(opened.main.path);
    }
    assert.deepEqual(sourcesOf(opened), [file]);
  });

  it("are not asked for where the entry names its own", async () => {
    const opened = await open(adler.replace("date", "file = {own.txt},\n  date"), {});
    assert.deepEqual(
      opened.zotero.log.filter((path) => path.includes("children")),
      [],
    );
  });

  it("are not taken for those of another work with the same key", async () => {
    assert.deepEqual(sourcesOf(await open(adler.replace("Quiet Harbours", "Loud Ports"), {})), []);
  });

  for (const [what, more] of [
    ["a page on the web", { attachment: { linkMode: "linked_url" } }],
    ["thrown away", { attachment: { deleted: 1 } }],
    ["on another machine", { at: "file://server/share/a.txt" }],
    ["no document", { at: "file:///etc/secret" }],
    ["no address of a file", { at: "http://127.0.0.1/a.txt" }],
    ["not there", { at: "file:///home/ada/none.txt" }],
    ["no address at all", { at: "file:///%E0%A4%A.txt" }],
    ["Zotero's in a workspace that is not trusted", { trusted: false }],
  ] as const) {
    it(`are none where they are ${what}`, async () => assert.deepEqual(sourcesOf(await open(adler, more)), []));
  }
});

describe("what is said of Zotero", () => {
  const text = `${citing("adler2001")}%! refs.bib\n${adler}`;
  const overview = async ({ service, main }: Opened) =>
    (await service.filesUsed(main.path))?.groups.find(({ title }) => title === "Zotero")?.files[0];

  it("is how much it holds and when it said so, in the overview and the status", async () => {
    const desk = await sit(text, [webber, bookNumber(1)]);
    assert.match((await overview(desk))?.detail ?? "", /^2 items, as of \d\d:\d\d$/);
    assert.match((await desk.service.status(desk.main.path, never))?.detail ?? "", /^Zotero: 2 items, as of \d\d:\d\d$/);
  });

  it("is how to let us in, in Zotero's own words", async () => {
    const desk = await sit(text, [], refusing);
    const line = await overview(desk);
    assert.match(
      line?.detail ?? "",
      /doesn't let other programs in.*under Advanced.*"Allow other applications on this computer to communicate with Zotero"/,
    );
    assert.equal(line?.problem, true);
    assert.match((await desk.service.status(desk.main.path, never))?.detail ?? "", /doesn't let other programs in/);
  });

  it("is nothing where it does not run", async () => {
    const zotero = await startZotero([]);
    await zotero.close();
    const settings = { zotero: { url: zotero.origin } };
    const opened = await openFixture(text, { settings, prepare: (host) => Object.assign(host, { fetcher, runner }) });
    const { line, rows } = await opened.service.zotero.search(opened.main.path, "", 5);
    assert.deepEqual([line, rows], ["Zotero does not answer: start it, and ask once more.", []]);
    assert.equal(await overview(opened), undefined);
    assert.equal((await opened.service.status(opened.main.path, never))?.detail, "");
  });
});
