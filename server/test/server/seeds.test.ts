import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Client } from "./client.ts";
import { makeSeedWorkspace, skip } from "./seedWorkspace.ts";

describe("writing with two saved pages", { skip }, async () => {
  const workspace = makeSeedWorkspace();
  const [faithful, other, about] = workspace.sentences;
  const [draft, tex] = [workspace.uri("draft.md"), workspace.uri("draft.tex")];
  const client = await Client.start({ folders: [workspace.folder], storage: workspace.storage, settings: { links: { check: "never" } } });
  client.open(draft, markdownDraft(faithful, oneWordChanged(other), about));
  client.open(tex, latexDraft(faithful, oneWordChanged(other)));

  const finds: readonly string[] = ["[@sperling|]", "[@sperling 2012|]", "[@2012 sperl|]", "[@Smith traj|]"];
  for (const place of finds) {
    it(`finds the chapter by ${place}`, async () => {
      const typed = place.replace("|", "");
      client.edit(draft, "[@]", typed);
      await client.problemsWhen(draft, (problems) => problems.length > 0, "something said about the draft");
      const [first] = await client.completion(draft, place);
      client.edit(draft, typed, "[@]");
      assert.equal(first?.label, "webber2012");
      assert.match(first?.detail ?? "", /Webber, Sperling & Smith 2012/);
    });
  }

  it("finds it in LaTeX too", async () => {
    client.edit(tex, "\\autocite{}", "\\autocite{sperling 2012}");
    const [first] = await client.completion(tex, "\\autocite{sperling 2012|}");
    client.edit(tex, "\\autocite{sperling 2012}", "\\autocite{}");
    assert.equal(first?.label, "webber2012");
  });

  it("shows the reference beside the list", async () => {
    const [first] = await client.completion(draft, "[@|]");
    assert.ok(first !== undefined);
    assert.match(await client.documentation(first), /NATO/);
  });

  it("marks the quotation with one word changed, at that word, and not its faithful neighbour", async () => {
    const problems = await client.problemsAre(draft, ["quotation.altered"]);
    assert.deepEqual(
      problems.map((problem) => client.words(draft, problem.range)),
      ["lamplight"],
    );
    assert.match(String(problems[0]?.message), /^"\w+", not "lamplight": Anthony 2012/);
  });

  it("marks it in LaTeX too, beside the empty citation", async () => {
    const problems = await client.problemsAre(tex, ["quotation.altered", "citation.empty"]);
    assert.equal(problems[0] && client.words(tex, problems[0].range), "lamplight");
  });

  it("shows, over the citation after a quotation, the sentence that it comes from", async () => {
    await client.problemsAre(draft, ["quotation.altered"]);
    const hover = await client.hover(draft, "[@anth|ony2012, faithful]");
    assert.match(plain(hover), /Anthony/);
    assert.ok(plain(hover).includes(plain(faithful)), hover);
  });

  it("shows, over a citation, the passage that the draft's sentence is about", async () => {
    await client.problemsAre(draft, ["quotation.altered"]);
    const hover = await client.hover(draft, "[@anth|ony2012, about]");
    assert.ok(plain(hover).includes(plain(about)), hover);
  });

  it("says over a quotation that it is word for word, and where", async () => {
    await client.problemsAre(draft, ["quotation.altered"]);
    const hover = await client.hover(draft, `“${faithful.slice(0, 8)}|${faithful.slice(8, 20)}`);
    assert.match(hover, /^✓ Word for word in \*\*Anthony 2012\*\*/);
    assert.match(hover, /\(command:ibid\.openSource\?/);
  });

  it("says over the altered one what the source has", async () => {
    await client.problemsAre(draft, ["quotation.altered"]);
    assert.match(await client.hover(draft, "lamp|light"), /^✗ \*\*Anthony 2012\*\*.*~~lamplight~~ \*\*\w+\*\*/);
  });

  it("puts the source's word back and touches nothing else", async () => {
    await client.problemsAre(draft, ["quotation.altered"]);
    const [fix] = await client.actions(draft, "lamp|light");
    assert.ok(fix?.isPreferred);
    assert.equal(client.textAfter(draft, fix), markdownDraft(faithful, other, about));
  });
});

/** One word in the middle becomes another that the source doesn't have. */
function oneWordChanged(sentence: string): string {
  const words = sentence.split(" ");
  const middle = words.findIndex((word, index) => index >= 4 && /^[a-z]{6,}$/.test(word));
  return words.with(middle, "lamplight").join(" ");
}

const markdownDraft = (faithful: string, altered: string, about: string): string => `---
bibliography: references.bib
---

As the article has it, “${faithful}” [@anthony2012, faithful]. It goes on: “${altered}” [@anthony2012].

${about.replace(/^(\w+) and (\w+)/, "Only when").replace(/\.$/, "")} [@anthony2012, about].

Here the next citation goes: [@].
`;

const latexDraft = (faithful: string, altered: string): string => `\\documentclass{article}
\\addbibresource{references.bib}
\\begin{document}
He says \\enquote{${faithful}} \\autocite{anthony2012}, and \`\`${altered}'' \\autocite{anthony2012}. \\autocite{}
\\end{document}
`;

const plain = (markdown: string): string => markdown.replace(/[\\*]/g, "");
