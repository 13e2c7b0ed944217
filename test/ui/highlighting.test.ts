import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { before, describe, it } from "node:test";
import { inRoot } from "../../scripts/project.mjs";
import { vscodeHost } from "../../scripts/vscodeHost.mjs";

/** What VS Code's own tokenizer makes of a line: pieces of text, each with its scopes. */
type Tokenize = (line: string) => readonly { readonly text: string; readonly scopes: readonly string[] }[];

describe("highlighting of citations in Markdown", () => {
  let tokenize: Tokenize;

  before(async () => {
    tokenize = await tokenizer();
  });

  it("colours keys in brackets and in the running text", () => {
    checkKeys("so [see @smith2006, p. 12; -@jones:90.b] and @doe_99 says", ["smith2006", "jones:90.b", "doe_99"]);
    checkKeys("- @{10.1000/a b}, as -@k1 has it", ["10.1000/a b", "k1"]);
  });

  it("colours locators in brackets", () => {
    checkPieces("[@a, pp. 12-14; @b, ch. iv]", "constant.numeric.locator", ["12-14", "iv"]);
  });

  it("leaves addresses, links and code alone", () => {
    checkKeys("write to ada@example.org or <ada@example.org>", []);
    checkKeys("[ada@home](http://example.org/@ada) and `[@code]`", []);
  });

  function checkKeys(line: string, keys: readonly string[]): void {
    checkPieces(line, "constant.other.reference.citation", keys);
  }

  function checkPieces(line: string, scope: string, expected: readonly string[]): void {
    const found = tokenize(line).filter(({ scopes }) => scopes.some((each) => each.startsWith(scope)));
    assert.deepEqual(
      found.map(({ text }) => text),
      expected,
      line,
    );
  }
});

interface TextMate {
  readonly INITIAL: unknown;
  readonly Registry: new (options: object) => { loadGrammar(scope: string): Promise<Grammar> };
  parseRawGrammar(text: string, file: string): unknown;
}

interface Grammar {
  tokenizeLine(line: string, state: unknown): { readonly tokens: readonly { startIndex: number; endIndex: number; scopes: string[] }[] };
}

interface Oniguruma {
  readonly OnigScanner: new (patterns: readonly string[]) => object;
  readonly OnigString: new (text: string) => object;
  loadWASM(bytes: Uint8Array): Promise<void>;
}

async function tokenizer(): Promise<Tokenize> {
  const { serverMain } = await vscodeHost();
  const vscode = path.resolve(path.dirname(serverMain), "..");
  const load = createRequire(serverMain);
  const textMate: TextMate = load("vscode-textmate");
  const files = new Map([
    ["text.html.markdown", path.join(vscode, "extensions/markdown-basics/syntaxes/markdown.tmLanguage.json")],
    ["markdown.citation.ibid", inRoot("syntaxes/citations.markdown.json")],
  ]);
  const registry = new textMate.Registry({
    onigLib: oniguruma(load),
    getInjections: (scope: string) => (scope === "text.html.markdown" ? ["markdown.citation.ibid"] : []),
    loadGrammar: async (scope: string) => {
      const file = files.get(scope);
      return file === undefined ? null : textMate.parseRawGrammar(readFileSync(file, "utf8"), file);
    },
  });
  const grammar = await registry.loadGrammar("text.html.markdown");
  return (line) =>
    grammar
      .tokenizeLine(line, textMate.INITIAL)
      .tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
}

async function oniguruma(load: NodeJS.Require): Promise<object> {
  const library: Oniguruma = load("vscode-oniguruma");
  await library.loadWASM(readFileSync(load.resolve("vscode-oniguruma/release/onig.wasm")));
  return {
    createOnigScanner: (patterns: readonly string[]) => new library.OnigScanner(patterns),
    createOnigString: (text: string) => new library.OnigString(text),
  };
}
