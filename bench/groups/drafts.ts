import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Service } from "../../server/src/service.ts";
import { makeBibliography } from "../data/bibliography.ts";
import { makeLatexDraft, makeMarkdownDraft } from "../data/drafts.ts";
import { createRandom } from "../data/random.ts";
import { temporaryFolder } from "../data/workspace.ts";
import { openService, TypedDocument } from "../ibid.ts";
import { type Row, under } from "../row.ts";
import { sample, timed, timingRow } from "../sampling.ts";

const draftLength = 1_000_000;

interface DraftCase {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** What makes the rest of the draft another kind of text when it is typed at the beginning of a line. */
  readonly openers: readonly string[];
}

/** Keystrokes in drafts of 1 MB: from the change to a snapshot whose facts are of the new text. Of Markdown only what changed is read; LaTeX is read from scratch. */
export async function measure(): Promise<readonly Row[]> {
  const folder = temporaryFolder();
  const { text: bibliography, works } = makeBibliography(200);
  writeFileSync(join(folder, "library.bib"), bibliography);
  const markdown = makeMarkdownDraft(draftLength, works);
  const latex = makeLatexDraft(draftLength, works);
  const environments = ["verbatim", "quote", "comment"].map((name) => `\\begin{${name}}\n`);
  return [
    ...(await measureDraft(folder, { name: "Markdown", file: "draft.md", text: markdown, openers: ["```\n", "<!-- ", "---\n"] })),
    ...(await measureDraft(folder, { name: "LaTeX", file: "draft.tex", text: latex, openers: environments })),
  ];
}

async function measureDraft(folder: string, { name, file, text, openers }: DraftCase): Promise<readonly Row[]> {
  const service = openService(folder);
  const document = new TypedDocument(service, join(folder, file), text);
  await service.ready(document.path);
  const typing = await sample(letters(service, document));
  const opening = await sample(blockOpeners(service, document, openers), { samples: 60, warmUp: 6 });
  service.dispose();
  return [
    timingRow(`keystroke in a 1 MB ${name} draft to fresh facts`, typing, {
      budget: under(typing.p99, 15, "ms p99"),
      note: name === "Markdown" ? "paragraphs that stayed the same are kept" : "all read anew",
    }),
    timingRow(`… that re-blocks the rest: ${openers.map((opener) => opener.trim()).join(" ")}`, opening, {
      budget: under(opening.longest, 150, "ms"),
      note: `${Math.round(opening.longest)} ms at most, in one piece`,
    }),
  ];
}

/** Ten letters at one place in the prose, then ten at another. */
function letters(service: Service, document: TypedDocument): (round: number) => number {
  const random = createRandom(17);
  let place = 0;
  return (round) => {
    if (round % 10 === 0) place = document.text.indexOf(" a", random.below(document.text.length - 20_000)) + 2;
    return timedKeystroke(service, document, place++, "e");
  };
}

/** Typed in the first tenth, so that nearly all of the draft is read otherwise; the draft is put back each time. */
function blockOpeners(service: Service, document: TypedDocument, openers: readonly string[]): (round: number) => number {
  const random = createRandom(19);
  const { text } = document;
  return (round) => {
    document.replace(text);
    service.snapshot(document.path);
    const place = text.indexOf("\n\n", random.between(1000, text.length / 10)) + 2;
    return timedKeystroke(service, document, place, openers[round % openers.length] ?? "");
  };
}

function timedKeystroke(service: Service, document: TypedDocument, offset: number, typed: string): number {
  const press = document.keystroke(offset, typed);
  return timed(() => {
    press();
    const snapshot = service.snapshot(document.path);
    if (snapshot?.kind !== "draft" || snapshot.version !== document.version) throw new Error("the facts are not of this version");
  });
}
