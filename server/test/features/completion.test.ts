import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseSettings } from "../../src/config.ts";
import { createService } from "../../src/service.ts";
import { openFixture } from "../open.ts";

const bibliography = `
%! refs.bib
@book{webber2012, author={Webber, Mark and Sperling, James and Smith, Martin A.}, title={Relations in Doubt}, date={2012}}
@article{brandt1999, author={Brandt, Ilse}, title={Two Tiers}, date={1999}}
@article{sperling1999, author={Sperling, James}, title={Two Tiers or Two Speeds?}, date={1999}}
`;

/** The keys offered at the cursor, best first; undefined where nothing is. */
async function offered(draft: string, refs = bibliography): Promise<readonly string[] | undefined> {
  const { service, main } = await openFixture(draft + refs);
  return (await service.completion(main.path, main.cursor ?? 0))?.items.map((item) => item.key);
}

async function checkHint(text: string, hint: string | undefined): Promise<void> {
  const { service, main } = await openFixture(text);
  assert.equal((await service.completion(main.path, main.cursor ?? 0))?.hint, hint);
}

/** What accepting the first item makes of the line. */
async function accepted(draft: string): Promise<string> {
  const { service, main } = await openFixture(draft + bibliography);
  const list = await service.completion(main.path, main.cursor ?? 0);
  if (list === undefined) throw new Error("nothing is offered");
  return `${main.text.slice(0, list.replace.start)}${list.items[0]?.key}${main.text.slice(list.replace.end)}`.trimEnd();
}

describe("completion", () => {
  it("finds an entry by its second author", async () => {
    assert.deepEqual(await offered("%! a.md\nSee [@sperl\n           |\n"), ["webber2012", "sperling1999"]);
  });

  it("takes several words in brackets", async () => {
    assert.deepEqual(await offered("%! a.md\nSee [@sperling 1999\n                   |\n"), ["sperling1999"]);
  });

  it("works in LaTeX, behind other keys", async () => {
    assert.deepEqual(await offered("%! a.tex\n\\cite{webber2012,tiers\n                     |\n"), ["brandt1999", "sperling1999"]);
  });

  it("replaces the whole key under the cursor", async () => {
    assert.equal(await accepted("%! a.md\nSee [@web2011, p. 3].\n         |\n"), "See [@webber2012, p. 3].");
  });

  for (const draft of ["Write to ada@sperl\n                  |", "`[@sperl`\n       |", "See sperl\n         |"]) {
    it(`offers nothing in ${JSON.stringify(draft.split("\n")[0])}`, async () => {
      assert.equal(await offered(`%! a.md\n${draft}\n`), undefined);
    });
  }

  it("says why where there is no bibliography", async () => {
    const { service, main } = await openFixture("%! a.md\nSee [@we\n        |\n");
    const list = await service.completion(main.path, main.cursor ?? 0);
    assert.deepEqual(list?.items, []);
    assert.match(list?.hint ?? "", /^No bibliography found/);
  });

  it("offers at most fifty, and says nothing of what has no key", async () => {
    const entries = Array.from({ length: 80 }, (_, i) => `@book{book${i}, title={Same Title}}`).join("\n");
    const { service, main } = await openFixture(`%! a.md\n[@same\n      |\n%! b.bib\n@book{, title={Same Title}}\n${entries}\n`);
    const keys = (await service.completion(main.path, main.cursor ?? 0))?.items.map((item) => item.key) ?? [];
    assert.equal(keys.length, 50);
    assert.ok(!keys.includes(""));
  });

  it("says which file to look at where the bibliography has nothing to offer", async () => {
    await checkHint("%! a.md\n---\nbibliography: gone.bib\n---\n[@we\n    |\n", "gone.bib, which this draft names, is not there …");
    await checkHint("%! a.md\n[@we\n    |\n%! refs.bib\n% nothing yet\n", "refs.bib holds no entries yet …");
    await checkHint(`%! a.md\n[@we\n    |\n${bibliography}`, undefined);
  });

  it("shows authors, year, title and container", async () => {
    const { service, main } = await openFixture(
      "%! a.md\n[@hob\n     |\n%! refs.bib\n@incollection{h83, author={Hobsbawm, Eric}, title={Inventing Traditions}, booktitle={The Invention of Tradition}, date={1983}}\n",
    );
    const [item] = (await service.completion(main.path, main.cursor ?? 0))?.items ?? [];
    assert.deepEqual(item, {
      key: "h83",
      work: "Hobsbawm 1983",
      title: "Inventing Traditions",
      heading: "Hobsbawm 1983 · The Invention of Tradition",
      line: "Hobsbawm 1983 · Inventing Traditions · The Invention of Tradition",
    });
  });

  it("inserts the alias that was typed out, else the key", async () => {
    const refs = "%! refs.bib\n@book{said1978, ids={orientalism, said78}, author={Said, Edward}, title={Orientalism}}\n";
    assert.deepEqual(await offered(`%! a.md\n[@said78\n        |\n${refs}`, ""), ["said78"]);
    assert.deepEqual(await offered(`%! a.md\n[@orientalis\n            |\n${refs}`, ""), ["said1978"]);
  });

  it("offers a key that two entries bear once, as the entry that counts", async () => {
    const { service, main } = await openFixture(
      "%! a.md\n[@twice\n       |\n%! refs.bib\n@book{twice, title={First}}\n@book{twice, title={Second}}\n",
    );
    assert.deepEqual(
      (await service.completion(main.path, main.cursor ?? 0))?.items.map(({ key, title }) => [key, title]),
      [["twice", "First"]],
    );
  });

  it("lifts what this draft cites, then what was cited lately in the project, also in an earlier session", async () => {
    const refs = "%! refs.bib\n@book{one, title={Same}}\n@book{two, title={Same}}\n@book{three, title={Same}}\n";
    const { service, main, host } = await openFixture(`%! a.md\nHere [@three] [@same\n                   |\n${refs}`);
    const keys = async (asked: typeof service) => (await asked.completion(main.path, main.cursor ?? 0))?.items.map(({ key }) => key);
    assert.deepEqual(await keys(service), ["three", "one", "two"]);
    service.open({ path: "/work/b.md", languageId: "markdown", version: 1, text: "Now [@" });
    await service.ready("/work/b.md");
    await service.completion("/work/b.md", 6);
    service.change("/work/b.md", 2, [{ text: "Now [@two]." }]);
    service.save("/work/b.md");
    assert.deepEqual(await keys(service), ["three", "two", "one"]);
    const later = createService(host, { settingsFor: async () => parseSettings({ links: { check: "never" } }).settings });
    later.setFolders(["/work"]);
    later.open({ path: main.path, languageId: "", version: 1, text: main.text });
    await later.ready(main.path);
    assert.deepEqual(await keys(later), ["three", "two", "one"]);
  });

  it("sees what is typed into an open bibliography", async () => {
    const { service, main, host } = await openFixture("%! a.md\nSee [@lind\n          |\n%! refs.bib\n@book{webber2012, title={Doubt}}\n");
    const path = "/work/refs.bib";
    service.open({ path, languageId: "bibtex", version: 1, text: "@book{webber2012, title={Doubt}}" });
    service.change(path, 2, [{ text: "@book{lindqvist2011, title={A Table for Two}}" }]);
    await service.ready(path);
    await service.ready(main.path);
    assert.deepEqual(
      (await service.completion(main.path, main.cursor ?? 0))?.items.map((item) => item.key),
      ["lindqvist2011"],
    );
    assert.deepEqual(host.messages, []);
  });
});
