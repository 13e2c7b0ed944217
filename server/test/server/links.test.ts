import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { skip } from "./built.ts";
import { Client } from "./client.ts";
import { startFate } from "./fate.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

/** Loopback servers may be asked, without a pause between. */
const asked = { links: { allowPrivateAddresses: true, interval: 0, timeout: 2 }, severity: { entry: "off" } };

const bib = (origin: string): string => `@online{gone, author = {Okafor, Ada}, title = {Gone}, date = {2001}, url = {${origin}/404}}
@online{there, author = {Okafor, Ada}, title = {There}, date = {2002}, url = {${origin}/ok}}
@online{uncited, author = {Okafor, Ada}, title = {Uncited}, date = {2003}, url = {${origin}/uncited404}}
`;
const markdown = (origin: string): string =>
  `---\nbibliography: library.bib\n---\n\nSee <${origin}/404>, ${origin}/ok and [@gone; @there].\n`;
const latex = (origin: string): string =>
  `\\addbibresource{library.bib}\nSee \\url{${origin}/404} and \\href{${origin}/ok}{here} \\autocite{gone}.\n`;

function files(origin: string): Record<string, string> {
  return { "library.bib": bib(origin), "draft.md": markdown(origin), "draft.tex": latex(origin) };
}

function openAll(client: Client, workspace: Workspace): void {
  for (const name of ["draft.md", "draft.tex", "library.bib"]) client.open(workspace.uri(name), workspace.read(name));
}

describe("links", { skip, concurrency: true }, () => {
  it("that are gone are marked in Markdown, LaTeX and the bibliography alike, asked for once for all of them", async () => {
    const fate = await startFate();
    const workspace = makeWorkspace(files(fate.origin));
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: asked });
    openAll(client, workspace);
    for (const name of ["draft.md", "draft.tex", "library.bib"]) {
      const uri = workspace.uri(name);
      const [problem] = await client.problemsAre(uri, ["link.dead"]);
      assert.equal(problem && client.words(uri, problem.range), `${fate.origin}/404`);
      assert.equal(problem?.severity, 2);
      assert.match(await client.hover(uri, `${fate.origin}/4|04`), /^Gone since \d+ \w+ \d{4}/);
    }
    assert.match(await client.hover(workspace.uri("draft.md"), `${fate.origin}/o|k`), /answers/);
    // Once, and once more to be sure that it is gone.
    assert.deepEqual(fate.methods("/404").filter((method) => method === "GET").length, 2);
    assert.deepEqual(fate.methods("/uncited404"), [], "what no draft cites is not asked for");
  });

  it("are remembered by the next session, which asks nobody", async () => {
    const fate = await startFate();
    const workspace = makeWorkspace({ "draft.md": `See <${fate.origin}/404>.\n` });
    const uri = workspace.uri("draft.md");
    for (const session of ["first", "second"]) {
      const requests = fate.log.length;
      const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: asked });
      client.open(uri, workspace.read("draft.md"));
      await client.problemsAre(uri, ["link.dead"]);
      if (session === "second") assert.equal(fate.log.length, requests);
      await client.stop();
    }
  });

  it("are asked for on opening and saving, never while typing", async () => {
    const fate = await startFate();
    const workspace = makeWorkspace({ "draft.md": `See <${fate.origin}/410>.\n` });
    const uri = workspace.uri("draft.md");
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: asked });
    client.open(uri, workspace.read("draft.md"));
    await client.problemsAre(uri, ["link.dead"]);
    client.edit(uri, "See", `And <${fate.origin}/404>. See`);
    await client.problemsAre(uri, ["link.dead"]);
    assert.deepEqual(fate.methods("/404"), []);
    client.save(uri);
    await client.problemsAre(uri, ["link.dead", "link.dead"]);
  });

  it("that the settings come to leave out are no problem any more", async () => {
    const fate = await startFate();
    const workspace = makeWorkspace({ "draft.md": `See <${fate.origin}/404>.\n` });
    const uri = workspace.uri("draft.md");
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: asked, configuration: true });
    client.open(uri, workspace.read("draft.md"));
    await client.problemsAre(uri, ["link.dead"]);
    client.settingsOf = () => ({ links: { ...asked.links, ignore: [`${fate.origin}/**`] } });
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.problemsAre(uri, []);
    assert.match(await client.hover(uri, "/4|04>"), /settings leave this address out/);
  });

  it("on this machine and in the local network are not asked for unless that is allowed", async () => {
    const fate = await startFate();
    const workspace = makeWorkspace({ "draft.md": `See <${fate.origin}/404>.\n` });
    const uri = workspace.uri("draft.md");
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: { links: { interval: 0 } } });
    client.open(uri, workspace.read("draft.md"));
    const { summary } = await client.request<{ summary: string }>("ibid/checkLinks", { uri });
    assert.equal(summary, "1 link: 1 not checked.");
    assert.match(await client.hover(uri, "/4|04"), /private network/);
    assert.deepEqual(fate.log, []);
  });

  it("on command are all asked for again", async () => {
    const fate = await startFate();
    const workspace = makeWorkspace({ "draft.md": `See <${fate.origin}/404> and <${fate.origin}/ok>.\n` });
    const uri = workspace.uri("draft.md");
    const client = await Client.start({
      folders: [workspace.folder],
      storage: workspace.storage,
      settings: { links: { ...asked.links, check: "onCommand" } },
    });
    client.open(uri, workspace.read("draft.md"));
    await client.problemsAre(uri, []);
    assert.deepEqual(fate.log, []);
    const first = await client.request<{ summary: string }>("ibid/checkLinks", { uri });
    assert.equal(first.summary, "2 links: 1 gone, 1 alive.");
    await client.problemsAre(uri, ["link.dead"]);
    const requests = fate.methods("/ok").length;
    await client.request("ibid/checkLinks", {});
    assert.ok(fate.methods("/ok").length > requests);
  });

  it("to servers that hang, reset, send one round for ever or send without end hold nothing up", async () => {
    const fate = await startFate();
    const workspace = makeWorkspace({
      ...files(fate.origin),
      "bad.md": ["hang", "reset", "loop", "endless", "huge", "endlessheaders", "garbage", "bomb"]
        .map((path) => `<${fate.origin}/${path}>\n`)
        .join("\n"),
    });
    const client = await Client.start({
      folders: [workspace.folder],
      storage: workspace.storage,
      settings: { links: { ...asked.links, perHost: 16 } },
    });
    client.open(workspace.uri("bad.md"), workspace.read("bad.md"));
    await client.until(() => fate.log.some((entry) => entry.path === "/hang"), "the hanging server is asked");
    // The hanging server still holds its request while all else goes on.
    const uri = workspace.uri("draft.md");
    client.open(uri, workspace.read("draft.md"));
    await client.until(async () => (await client.completion(uri, "[@go|ne")).length > 0, "completion");
    await client.problemsAre(uri, ["link.dead"]);
    const found = await client.problemsWhen(workspace.uri("bad.md"), (problems) => problems.length >= 5, "the faults of the others");
    assert.ok(found.every((problem) => problem.code === "link.suspect"));
  });
});

describe("without trust", { skip, concurrency: true }, () => {
  it("no request leaves, everything else works, and trust given later lifts it", async () => {
    const fate = await startFate();
    const workspace = makeWorkspace({
      ...files(fate.origin),
      "sources/there.txt": "There\n\nAda Okafor\n\n2002\n\nThe lamps were lit at four, and nobody asked why.\n",
    });
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: asked, trusted: false });
    const uri = workspace.uri("draft.md");
    const text = `${workspace.read("draft.md")}\n"The lamps were lit at five, and nobody asked why" [@there]. And [@nobody].\n`;
    client.open(uri, text);
    await client.problemsAre(uri, ["quotation.altered", "citation.undefined"]);
    assert.deepEqual(
      (await client.completion(uri, "[@go|ne")).map((item) => item.label),
      ["gone"],
    );
    assert.match(await client.hover(uri, "[@th|ere]."), /Okafor/);
    assert.match(await client.hover(uri, "/4|04>"), /isn't trusted/);
    const { summary } = await client.request<{ summary: string }>("ibid/checkLinks", { uri });
    assert.match(summary, /not checked/);
    client.save(uri);
    assert.deepEqual(fate.log, []);
    client.notify("ibid/trustGranted", null);
    await client.problemsAre(uri, ["link.dead", "quotation.altered", "citation.undefined"]);
  });

  it("no path outside the folder is read", async () => {
    const outside = makeWorkspace({
      "secret.bib": "@book{secret, title = {Not for you}}\n",
      "secret.txt": "What is written here is not for everyone to read.\n",
    });
    const library = `@book{inside, title = {Inside}, file = {${outside.path("secret.txt")}}}\n`;
    const draft = `---\nbibliography: [library.bib, ${outside.path("secret.bib")}]\n---\n\n"What is written here is not for anyone to read" [@inside]. [@secret]\n`;
    const workspace = makeWorkspace({ "library.bib": library, "draft.md": draft });
    const settings = { links: { check: "never" }, sources: [outside.folder], bibliographies: [outside.path("secret.bib")] };
    const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings, trusted: false });
    const uri = workspace.uri("draft.md");
    client.open(uri, draft);
    const [refused] = await client.problemsAre(uri, ["bibliography.unreadable"]);
    assert.match(String(refused?.message), /lies outside this workspace/);
    assert.deepEqual(
      (await client.completion(uri, "[@in|side")).map((item) => item.label),
      ["inside"],
    );
    client.notify("ibid/trustGranted", null);
    await client.problemsAre(uri, ["quotation.altered"]);
  });
});
