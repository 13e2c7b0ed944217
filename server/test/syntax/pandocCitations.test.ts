import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readMarkdown } from "../../src/syntax/markdown.ts";
import answers from "./data/pandocCitations.json" with { type: "json" };
import { pandocCitations } from "./pandocOracle.ts";

/** Pandoc prints a note where it is called and sorts metadata: there only the sets can be compared. */
const isReordered = (markdown: string): boolean => /\[\^|^---|^%/mu.test(markdown);

const inOrder = (markdown: string, citations: readonly string[]): readonly string[] =>
  isReordered(markdown) ? citations.toSorted() : citations;

function ourCitations(markdown: string): string[] {
  const citations = readMarkdown(markdown).groups.flatMap((group) => group.citations);
  citations.sort((one, other) => one.keySpan.start - other.keySpan.start);
  return citations.map(({ key, mode, keySpan }) => {
    assert.equal(markdown.slice(keySpan.start, keySpan.end), key);
    return `${key} ${mode === "nocite" ? "authorInText" : mode}`;
  });
}

function checkAnswer(markdown: string, citations: readonly string[]): void {
  assert.deepEqual(inOrder(markdown, ourCitations(markdown)), inOrder(markdown, citations), markdown);
}

describe("citations as Pandoc reads them", () => {
  for (const { markdown, citations } of answers) it(JSON.stringify(markdown), () => checkAnswer(markdown, citations));
});

describe("the kept answers", () => {
  it("are still Pandoc's own", async () => {
    for (const { markdown, citations } of answers) assert.deepEqual(await pandocCitations(markdown), citations, markdown);
  });
});

const key = fc.constantFrom("webber2012", "smith:2006", "a_b", "doi:10.1057/x.y-z", "{any_key;s}", "ü1", "x.y", "1999a");
const word = fc.constantFrom(
  "so",
  "the",
  "state's",
  "p. 3",
  "chap. 4",
  "a@b.org",
  "(sic)",
  "…",
  "U.S.",
  "-",
  "5",
  "*not*",
  "_so_",
  "**x**",
  '"said"',
  "é",
  "\\@x",
);
const prose = fc.array(word, { maxLength: 3 }).map((words) => words.join(" "));
const cited = fc
  .tuple(prose, fc.constantFrom("", "-"), key, fc.constantFrom("", ", p. 3", ", pp. 12-15 passim", " and on", "{p. 3}"))
  .map(([before, hyphen, of, behind]) => `${before}${before === "" ? "" : " "}${hyphen}@${of}${behind}`);
const bracket = fc
  .array(fc.oneof({ weight: 6, arbitrary: cited }, { weight: 1, arbitrary: prose }), { minLength: 1, maxLength: 3 })
  .map((parts) => `[${parts.join("; ")}]`);
const inText = fc
  .tuple(fc.constantFrom("", "-"), key, fc.constantFrom("", " [p. 3]", "[p. 3]", " [see @other]", ",", "'s", ".", ";"))
  .map((parts) => [parts[0], "@", parts[1], parts[2]].join(""));
const markup = fc.constantFrom(
  "`@code`",
  "``@co`de``",
  "$@math$",
  "$5",
  "<span a='@no'>",
  "</span>",
  "<https://x.org/@no>",
  "<!-- @no -->",
  "\\emph{@no}",
  "[text @in](https://x.org/@no)",
  "![](x.png)",
  '[x]{.c k="@no"}',
  "^[note @in]",
  "[plain]",
  "[@a](u)",
  "a < b",
  "https://x.org/page",
);
const inline = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: word },
      { weight: 2, arbitrary: bracket },
      { weight: 2, arbitrary: inText },
      { weight: 2, arbitrary: markup },
    ),
    { minLength: 1, maxLength: 7 },
  )
  .chain((parts) =>
    fc.array(fc.constantFrom(" ", "\n"), { minLength: parts.length, maxLength: parts.length }).map((gaps) =>
      parts
        .map((part, i) => part + gaps[i])
        .join("")
        .trim(),
    ),
  );
const indented = (by: string) => (text: string) => text.replaceAll("\n", `\n${by}`);
const oneLine = (text: string): string => text.replaceAll("\n", " ");
const block = fc.oneof(
  { weight: 4, arbitrary: inline },
  inline.map((text) => `> ${indented("> ")(text)}`),
  inline.map((text) => `> ${text}`),
  inline.map((text) => `- x ${indented("  ")(text)}`),
  inline.map((text) => `1. x\n\n   ${indented("   ")(text)}`),
  inline.map((text) => `# ${oneLine(text)}`),
  inline.map((text) => `~~~\n${text}\n~~~`),
  inline.map((text) => `    ${indented("    ")(text)}`),
  inline.map((text) => `::: note\n${text}\n:::`),
  inline.map((text) => `<div>\n\n${text}\n\n</div>`),
  inline.map((text) => `| a | b |\n|---|---|\n| ${oneLine(text)} | x |`),
  inline.map((text) => `Term\n\n:   ${indented("    ")(text)}`),
  key.map((label) => `(@${label}) an example`),
  key.map((label) => `@${label}. an example`),
);
const text = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => `${blocks.join("\n\n")}\n`);

describe("generated texts", () => {
  it("hold for us what they hold for Pandoc", async () => {
    const check = fc.asyncProperty(text, async (markdown) => {
      const citations = await pandocCitations(markdown);
      if (citations !== undefined) checkAnswer(markdown, citations);
    });
    await fc.assert(check, { numRuns: 600, seed: Number(process.env.IBID_SEED ?? 20) });
  });
});
