import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeBibliography } from "../data/bibliography.ts";
import { makeLatexDraft, makeMarkdownDraft } from "../data/drafts.ts";
import { createRandom } from "../data/random.ts";
import { temporaryFolder } from "../data/workspace.ts";
import { openService, TypedDocument } from "../ibid.ts";
import { type Row, under } from "../row.ts";
import { sample, type Timing, timed, timingRow } from "../sampling.ts";

const draftLength = 1_000_000;

interface DraftCase {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** What makes the rest of the document another kind of text when it is typed at the beginning of a line. */
  readonly openers: readonly string[];
}

/** Keystrokes in drafts of 1 MB: from the change to a snapshot whose facts are of the new text. Today they are read from scratch. */
export async function measure(): Promise<readonly Row[]> {
  const folder = temporaryFolder();
  const { text: bibliography, works } = makeBibliography(200);
  writeFileSync(join(folder, "library.bib"), bibliography);
  const cases: readonly DraftCase[] = [
    { name: "Markdown", file: "draft.md", text: makeMarkdownDraft(draftLength, works), openers: ["```\n", "<!-- ", "---\n"] },
    { name: "LaTeX", file: "draft.tex", text: makeLatexDraft(draftLength, works), openers: ["\\begin{verbatim}\n", "\\begin{quote}\n", "\\begin{comment}\n"] },
  ];
  const rows: Row[] = [];
  for (const draft of cases) rows.push(...(await measureDraft(folder, draft)));
  return rows;
}

async function measureDraft(folder: string, { name, file, text, openers }: DraftCase): Promise<readonly Row[]> {
  const typing = await typeIn(folder, file, text, inWords);
  const opening = await typeIn(folder, file, text, atLineStarts(openers), 30);
  return [
    timingRow(`keystroke in a 1 MB ${name} draft to fresh facts`, typing, {
      budget: under(typing.p99, 15, "ms p99"),
      note: "all read anew",
    }),
    timingRow(`… that re-blocks the rest of it (${openers.map((opener) => opener.trim()).join(" ")})`, opening, {
      budget: under(opening.longest, 150, "ms"),
      note: `the slowest took ${Math.round(opening.longest)} ms`,
    }),
  ];
}

type Typing = (text: string, round: number) => { readonly at: number; readonly typed: string };

const random = createRandom(17);

/** Ten letters at one place in the prose, then at another. */
const inWords: Typing = (text, round) => {
  if (round % 10 === 0 || wordPlace >= text.length) wordPlace = text.indexOf(" a", random.below(text.length - 20_000)) + 2;
  return { at: wordPlace++, typed: "e" };
};

let wordPlace = 0;

/** Somewhere in the first tenth, so that nearly all of the draft is another kind of text behind it; taken back by starting afresh each time. */
const atLineStarts =
  (openers: readonly string[]): Typing =>
  (text, round) => ({ at: text.indexOf("\n\n", random.between(1000, text.length / 10)) + 2, typed: openers[round % openers.length] ?? "" });

async function typeIn(folder: string, file: string, text: string, typing: Typing, samples = 400): Promise<Timing> {
  const service = openService(folder);
  const path = join(folder, file);
  let document = new TypedDocument(service, path, text);
  await service.ready(path);
  const timing = await sample(
    (round) => {
      if (samples < 400) document = reopened(document, text);
      const { at, typed } = typing(document.text, round);
      const press = document.keystroke(at, typed);
      return timed(() => {
        press();
        const snapshot = service.snapshot(path);
        if (snapshot?.kind !== "draft" || snapshot.version !== document.version) throw new Error("the facts are not of this version");
        if (snapshot.facts.blocks.length === 0) throw new Error("nothing was read");
      });
    },
    { samples },
  );
  service.dispose();
  return timing;

  function reopened(before: TypedDocument, original: string): TypedDocument {
    service.close(before.path);
    const again = new TypedDocument(service, path, original);
    service.snapshot(path);
    return again;
  }
}
