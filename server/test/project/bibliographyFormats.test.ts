import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { never, type Opened, openFixture } from "../open.ts";

/** The keys of the draft's library, in order. */
const keysOf = ({ service, main }: Opened): readonly string[] => service.snapshot(main.path)?.library.entries.map(({ key }) => key) ?? [];

/** Writes a file, or takes it away, and waits until that was seen. */
async function change({ host, service, main }: Opened, name: string, text: string | undefined): Promise<void> {
  const path = `/work/${name}`;
  const kind = text === undefined ? "deleted" : host.contents.has(path) ? "changed" : "created";
  if (text === undefined) host.remove(path);
  else host.write(path, text);
  service.filesChanged([{ path, kind }]);
  await service.ready(main.path);
}

const ris = (key: string) => `TY  - BOOK\nID  - ${key}\nTI  - Title of ${key}\nER  - \n`;
const bib = (key: string) => `@book{${key},\n  title = {Title of ${key}},\n}\n`;
const json = (key: string) => `{"id": "${key}", "type": "book", "title": "Title of ${key}"}`;
const enw = (key: string) => `%0 Book\n%F ${key}\n%T Title of ${key}\n\n`;
const yaml = (key: string) => `- id: ${key}\n  type: book\n  title: Title of ${key}\n`;

describe("bibliographies of every format", () => {
  it("serve a draft that names them, together", async () => {
    const opened = await openFixture(
      `%! a.md\n---\nbibliography: [a.bib, b.json, c.yaml, d.ris, e.enw, f.txt]\n---\nSee [@c].\n%! a.bib\n${bib("a")}%! b.json\n[${json("b")}]\n%! c.yaml\nreferences:\n${yaml("c")}%! d.ris\n${ris("d")}%! e.enw\n${enw("e")}%! f.txt\n${ris("f")}`,
    );
    assert.deepEqual(keysOf(opened), ["a", "b", "c", "d", "e", "f"]);
    assert.deepEqual(await opened.service.problems(opened.main.path, never), []);
  });

  it("are found in the folder, but no JSON or YAML that holds something else", async () => {
    const opened = await openFixture(
      `%! a.md\nSee [@c].\n%! c.yaml\n${yaml("c")}%! d.ris\n${ris("d")}%! mkdocs.yml\nsite_name: x\n%! ci.yml\non: push\njobs: {}\n%! data.json\n[{"id": 1, "count": 2}]\n`,
    );
    assert.deepEqual(keysOf(opened), ["c", "d"]);
  });

  it("are known by what they hold where their name says otherwise", async () => {
    const opened = await openFixture(
      `%! a.md\n---\nbibliography: [a.bib, b.bib, c.json]\n---\n%! a.bib\n[${json("a")}]\n%! b.bib\n${ris("b")}%! c.json\n${bib("c")}`,
    );
    assert.deepEqual(keysOf(opened), ["a", "b", "c"]);
  });

  it("are read in any encoding", async () => {
    const text = `TY  - BOOK\nID  - a\nTI  - Überlegungen\nER  - \n`;
    const wide = (littleEndian: boolean, marked: boolean) => {
      const bytes = Buffer.from(`${marked ? "\ufeff" : ""}${text}`, "utf16le");
      return littleEndian ? bytes : bytes.swap16();
    };
    for (const bytes of [
      Buffer.from(text, "utf8"),
      Buffer.from(`\ufeff${text}`, "utf8"),
      Buffer.from(text, "latin1"),
      ...[true, false].flatMap((littleEndian) => [wide(littleEndian, true), wide(littleEndian, false)]),
    ]) {
      const prepare = (host: Opened["host"]) => host.write("/work/refs.ris", new Uint8Array(bytes));
      const { service, main } = await openFixture("%! a.md\n[@a]\n", { prepare });
      assert.equal(service.snapshot(main.path)?.library.find("a")?.title, "Überlegungen");
    }
  });

  it("point at each other where they have the same key", async () => {
    const opened = await openFixture(
      `%! refs.ris\n${ris("a")}%! x.md\n---\nbibliography: [refs.ris, lib.yaml]\n---\n%! lib.yaml\n${yaml("a")}`,
    );
    opened.service.open({ path: "/work/x.md", languageId: "", version: 1, text: "---\nbibliography: [refs.ris, lib.yaml]\n---\n" });
    await opened.service.ready("/work/x.md");
    const [problem] = await opened.service.problems(opened.main.path, never);
    assert.equal(problem?.facts.code, "bibliography.duplicate-key");
    assert.equal(problem?.related?.[0]?.path, "/work/lib.yaml");
  });
});

describe("the references that a draft holds itself", () => {
  const draft = (title: string, text = "See [@a].") => `---\nreferences:\n- id: a\n  type: book\n  title: ${title}\n---\n\n${text}\n`;

  it("are entries of its library, and go before those of files", async () => {
    const { service, main } = await openFixture(`%! a.md\n${draft("One")}%! lib.bib\n${bib("a")}`);
    const entry = service.snapshot(main.path)?.library.find("a");
    assert.equal(entry?.title, "One");
    assert.equal(entry?.path, main.path);
    assert.equal(main.text.slice(entry?.raw.keySpan.start, entry?.raw.keySpan.end), "a");
  });

  it("are read again when they change, and only then", async () => {
    const { service, main } = await openFixture(`%! a.md\n${draft("One")}`);
    const library = () => service.snapshot(main.path)?.library;
    const before = library();
    service.change(main.path, 2, [{ text: draft("One", "See [@a] and more.") }]);
    await service.ready(main.path);
    assert.equal(library(), before);
    service.change(main.path, 3, [{ text: draft("Two") }]);
    await service.ready(main.path);
    assert.equal(library()?.find("a")?.title, "Two");
    service.change(main.path, 4, [{ text: "See [@a].\n" }]);
    await service.ready(main.path);
    assert.equal(library()?.find("a"), undefined);
  });
});

describe("a file that is just being written", () => {
  const formats = [
    ["lib.bib", (keys: readonly string[]) => keys.map(bib).join("\n")],
    ["lib.ris", (keys: readonly string[]) => keys.map(ris).join("\n")],
    ["lib.json", (keys: readonly string[]) => `[\n${keys.map(json).join(",\n")}\n]\n`],
    ["lib.yaml", (keys: readonly string[]) => `references:\n${keys.map(yaml).join("")}`],
    ["lib.enw", (keys: readonly string[]) => keys.map(enw).join("")],
  ] as const;

  it("keeps what stood behind the cut until it is whole", async () => {
    for (const [name, write] of formats) {
      const whole = write(["aa", "bb", "cc", "dd"]);
      const opened = await openFixture(`%! a.md\n---\nbibliography: ${name}\n---\n[@aa]\n%! ${name}\n${whole}`);
      const seen = async (text: string) => {
        await change(opened, name, text);
        return [...keysOf(opened)].sort();
      };
      const next = write(["aa", "bb", "xx", "cc"]);
      assert.deepEqual(await seen(""), ["aa", "bb", "cc", "dd"], name);
      for (const part of [0.2, 0.45]) {
        const found = await seen(next.slice(0, next.indexOf("bb") + Math.round(part * 30)).trimEnd());
        for (const key of ["aa", "bb", "cc", "dd"]) assert.ok(found.includes(key), `${name} ${part}: ${found}`);
      }
      assert.deepEqual(await seen(next), ["aa", "bb", "cc", "xx"], name);
    }
  });

  it("loses what was taken out of it", async () => {
    for (const [name, write] of formats) {
      const opened = await openFixture(`%! a.md\n---\nbibliography: ${name}\n---\n[@aa]\n%! ${name}\n${write(["aa", "bb"])}`);
      await change(opened, name, write(["bb"]));
      assert.deepEqual(keysOf(opened), ["bb"], name);
      await change(opened, name, undefined);
      assert.deepEqual(keysOf(opened), [], name);
      await change(opened, name, write(["cc"]));
      assert.deepEqual(keysOf(opened), ["cc"], name);
    }
  });
});

describe("what is said of a file", () => {
  it("is that its keys were made", async () => {
    const { service, main } = await openFixture(
      "%! a.md\n---\nbibliography: lib.ris\n---\n[@Smith_2012]\n%! lib.ris\nTY  - BOOK\nAU  - Smith, J.\nTI  - T\nPY  - 2012\nER  - \n",
    );
    const { groups } = (await service.filesUsed(main.path)) ?? assert.fail();
    assert.match(groups[0]?.files[0]?.detail ?? "", /1 key made of author and year/);
  });
});
