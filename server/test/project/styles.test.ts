import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createAdmission } from "../../src/project/admission.ts";
import { type FoundStyle, findStyle } from "../../src/project/styles.ts";
import { InMemoryHost } from "../inMemoryHost.ts";

const files = {
  "/work/own.csl": "<style>own</style>",
  "/work/styles/note.csl": '<style default-locale="de-CH">note</style>',
  "/work/styles/dependent.csl":
    '<style default-locale="fr-FR"><info><link href="http://www.zotero.org/styles/note" rel="independent-parent"/></info></style>',
  "/work/journal.csl": '<style><info><link rel="independent-parent" href="http://www.zotero.org/styles/apa"/></info></style>',
  "/work/a.csl": '<style><info><link rel="independent-parent" href="http://x/styles/b"/></info></style>',
  "/work/b.csl": '<style><info><link rel="independent-parent" href="http://x/styles/a"/></info></style>',
  "/home/ada/Zotero/styles/kept.csl": "<style>kept</style>",
  "/elsewhere/far.csl": "<style>far</style>",
  "/elsewhere/secret.txt": "no style",
};

async function found(name: string, { trusted = true } = {}): Promise<FoundStyle> {
  const host = new InMemoryHost();
  for (const [path, text] of Object.entries(files)) host.write(path, text);
  const readable = (path: string): boolean => path.endsWith(".csl");
  const admission = createAdmission(host.files, { folders: ["/work"], sourceRoots: [], trusted, readable });
  return findStyle({ files: host.files, admission, root: "/work", home: host.home }, name, "/work/chapters/one.md");
}

async function check(name: string, expected: string, options?: { readonly trusted: boolean }): Promise<void> {
  const { style, file } = await found(name, options);
  assert.equal(style.kind === "named" ? style.name : file, expected, name);
}

describe("the style that a name stands for", () => {
  it("is a file in the folders up to the root, with its extension or without", async () => {
    await check("own.csl", "/work/own.csl");
    await check("own", "/work/own.csl");
    await check("../styles/note.csl", "/work/styles/note.csl");
    await check("styles/note", "/work/styles/note.csl");
  });

  it("is a file by its whole path, or in the writer's home", async () => {
    await check("/elsewhere/far.csl", "/elsewhere/far.csl");
    await check("~/Zotero/styles/kept.csl", "/home/ada/Zotero/styles/kept.csl");
    await check("kept", "/home/ada/Zotero/styles/kept.csl");
  });

  it("is nothing outside the workspace where that isn't trusted, nor what is no style", async () => {
    await check("/elsewhere/far.csl", "far", { trusted: false });
    await check("kept", "kept", { trusted: false });
    await check("/elsewhere/secret.txt", "secret.txt");
    await check("//server/share/x.csl", "chicago-notes-bibliography");
  });

  it("is one of the collection by its name or address", async () => {
    await check("apa", "apa");
    await check("https://www.zotero.org/styles/mla", "mla");
    await check("gone.csl", "gone");
    await check("", "chicago-notes-bibliography");
  });

  it("is the parent of a dependent style, beside it or of the collection, in the language of the dependent one", async () => {
    assert.deepEqual(await found("styles/dependent"), {
      style: { kind: "xml", xml: files["/work/styles/note.csl"] },
      file: "/work/styles/dependent.csl",
      parents: ["/work/styles/note.csl"],
      locale: "fr-FR",
    });
    await check("journal.csl", "apa");
  });

  it("is found also where parents go in a circle", async () => await check("a.csl", "a"));

  it("says which language its file asks for", async () => {
    assert.equal((await found("styles/note")).locale, "de-CH");
    assert.equal((await found("own")).locale, "");
  });
});
