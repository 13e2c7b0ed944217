import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { importsBelow, importsOf } from "./architecture/imports.ts";
import { breach } from "./architecture/table.ts";

const sources = join(import.meta.dirname, "../src");
const client = join(import.meta.dirname, "../../client/src");

const breachesIn = (file: string, text: string): readonly string[] =>
  importsOf(join(sources, file), text, sources).flatMap((found) => breach(found) ?? []);

describe("the import table", () => {
  it("is kept by every file of the server", () => {
    assert.deepEqual(
      importsBelow(sources).flatMap((found) => breach(found) ?? []),
      [],
    );
  });

  const planted: readonly [string, string, string][] = [
    ["a lower layer that looks up", "text/planted.ts", 'import { readMarkdown } from "../syntax/markdown.ts";'],
    ["library that knows the corpus", "library/planted.ts", 'import type { Source } from "../corpus/source.ts";'],
    ["a feature that asks the world", "features/planted.ts", 'import type { Host } from "../host.ts";'],
    ["a feature that holds state", "features/planted.ts", 'import { Workspace } from "../project/workspace.ts";'],
    ["lsp that calls a layer", "lsp/planted.ts", 'import { searchLibrary } from "../library/search.ts";'],
    ["Node's modules in the core", "project/planted.ts", 'import { readFile } from "node:fs/promises";'],
    ["a connection in a feature", "features/planted.ts", 'import { DiagnosticSeverity } from "vscode-languageserver";'],
    ["VS Code in the server", "service.ts", 'import * as vscode from "vscode";'],
    ["a dynamic import", "syntax/planted.ts", 'const fs = await import("node:fs");'],
    ["a re-export", "csl/planted.ts", 'export { readLatex } from "../syntax/latex.ts";'],
  ];
  for (const [name, file, text] of planted) {
    it(`refuses ${name}`, () => assert.equal(breachesIn(file, text).length, 1));
  }

  it("lets lsp speak of any layer's types", () => {
    assert.deepEqual(breachesIn("lsp/planted.ts", 'import type { Problem } from "../features/problem.ts";'), []);
  });

  it("lets the client import the protocol only", () => {
    const outside = importsBelow(client).filter(({ target }) => target.startsWith("..") && !target.endsWith("server/src/protocol.ts"));
    assert.deepEqual(outside, []);
  });
});
