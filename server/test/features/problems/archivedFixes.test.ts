import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FetchAnswer } from "../../../src/host.ts";
import type { InMemoryHost } from "../../inMemoryHost.ts";
import { never, type OpenOptions, openFixture } from "../../open.ts";

const gone = "https://example.org/gone";
const copy = `https://web.archive.org/web/20050321104500/${gone}`;

const response = (status: number, body = "", headers: readonly (readonly [string, string])[] = []): FetchAnswer => ({
  kind: "response",
  status,
  headers: new Map(headers),
  body: new TextEncoder().encode(body),
});

/** An archive that knows the page, whatever moment it is asked for. */
function prepare(host: InMemoryHost): void {
  host.answers.set(gone, response(404));
  const answers = host.fetcher.fetch.bind(host.fetcher);
  const list = JSON.stringify([
    ["timestamp", "original", "statuscode"],
    ["20050321104500", gone, "200"],
  ]);
  host.fetcher.fetch = async (request) => {
    const usual = await answers(request);
    return request.url.startsWith("https://web.archive.org/cdx/") ? response(200, list) : usual;
  };
}

const options: OpenOptions = { settings: { links: { interval: 0 } }, prepare };

/** What the document becomes by the fix whose title begins so. */
async function checkFix(fixture: string, title: string, expected: string): Promise<void> {
  const { service, main } = await openFixture(fixture, options);
  await service.checkLinks([main.path], { force: false, signal: never });
  const at = main.text.indexOf(gone) + 10;
  const actions = await service.codeActions(main.path, { start: at, end: at }, never);
  const action = actions.find((candidate) => candidate.title.startsWith(title));
  assert.ok(action?.work.kind === "edits", actions.map((candidate) => candidate.title).join("\n"));
  let text = main.text;
  const edits = action.work.files[0]?.edits ?? [];
  for (const edit of edits.toSorted((one, other) => other.span.start - one.span.start))
    text = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
  assert.equal(text.trimEnd(), expected.trimEnd());
}

const keep = "Keep the address and add the archived copy of 21 March 2005";
const use = "Use the archived copy of 21 March 2005 instead";

describe("the way back to a page that is gone", () => {
  it("is the archived copy in its place", async () => {
    await checkFix(`%! a.md\nSee <${gone}>.\n`, use, `See <${copy}>.\n`);
    await checkFix(`%! a.tex\n\\url{${gone}}\n`, use, `\\url{${copy}}\n`);
    await checkFix(`%! a.bib\n@online{x, title = {T}, url = {${gone}}}\n`, use, `@online{x, title = {T}, url = {${copy}}}\n`);
  });

  it("or beside it, as the draft's language has it", async () => {
    const beside = ` ([archived 21 March 2005](${copy}))`;
    await checkFix(`%! a.md\nSee <${gone}>.\n`, keep, `See <${gone}>${beside}.\n`);
    await checkFix(`%! a.md\nSee [this](${gone} "title"), too.\n`, keep, `See [this](${gone} "title")${beside}, too.\n`);
    await checkFix(`%! a.md\nSee ${gone} too.\n`, keep, `See ${gone}${beside} too.\n`);
    await checkFix(`%! a.tex\n\\href{${gone}}{here}.\n`, keep, `\\href{${gone}}{here} (archived at \\url{${copy}}).\n`);
    const robust = ` data-originalurl="${gone}" data-versiondate="2005-03-21" data-versionurl="${copy}"`;
    await checkFix(`%! a.md\nSee <a href="${gone}">this</a>.\n`, keep, `See <a href="${gone}"${robust}>this</a>.\n`);
  });

  it("or in the entry, as BibLaTeX has it", async () => {
    const entry = (more: string) => `@online{x,\n  title = {T},\n  date = {2005},\n  url = {${gone}},\n${more}}\n`;
    const archived = `Archived at \\url{${copy}}, 21 March 2005`;
    await checkFix(`%! a.bib\n${entry("")}`, keep, entry(`  addendum = {${archived}},\n`));
    await checkFix(`%! a.bib\n${entry("  addendum = {Draft.},\n")}`, keep, entry(`  addendum = {Draft. ${archived}},\n`));
  });

  it("is given with the report, asked for at the date of access, and once", async () => {
    const entry = `@online{x, title = {T}, date = {1999}, urldate = {2004-05-06}, url = {${gone}}}`;
    const { service, main, host } = await openFixture(`%! a.bib\n${entry}\n`, options);
    for (const force of [false, true]) {
      const reports = await service.checkLinks([main.path], { force, signal: never });
      assert.deepEqual(
        reports.map(({ archived }) => archived?.url),
        [copy],
      );
    }
    const asked = host.requests.filter(({ url }) => url.startsWith("https://web.archive.org/"));
    assert.equal(asked.length, 1);
    assert.match(asked[0]?.url ?? "", /closest=20040506&/);
  });

  it("is looked for nowhere where no archive is named, nor for an address of a private network", async () => {
    const without = { ...options, settings: { links: { interval: 0, archive: "" } } };
    for (const [url, opened] of [
      [gone, without],
      ["http://127.0.0.1:8080/x", { ...options, settings: { links: { interval: 0, allowPrivateAddresses: true } } }],
    ] as const) {
      const { service, main, host } = await openFixture(`%! a.md\n<${url}>\n`, {
        ...opened,
        prepare: (made) => {
          prepare(made);
          made.answers.set(url, response(404));
        },
      });
      const [report] = await service.checkLinks([main.path], { force: false, signal: never });
      assert.equal(report?.verdict?.state, "dead");
      assert.deepEqual(
        host.requests.filter((request) => request.url.includes("archive.org")),
        [],
      );
    }
  });

  it("needs no address where the entry has another way that works", async () => {
    const entry = `@online{x, title = {T}, url = {${gone}}, doi = {10.1000/1}}`;
    const { service, main } = await openFixture(`%! a.bib\n${entry}\n`, {
      ...options,
      prepare: (host) => {
        prepare(host);
        host.answers.set("https://doi.org/api/handles/10.1000/1?type=URL", response(200, `{"responseCode":1}`));
      },
    });
    await service.checkLinks([main.path], { force: false, signal: never });
    const at = main.text.indexOf(gone);
    const titles = (await service.codeActions(main.path, { start: at, end: at }, never)).map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => title.startsWith("Remove")),
      ["Remove the address: doi.org/10.1000/1 leads to this work"],
    );
  });
});
