import { existsSync } from "node:fs";
import path from "node:path";
import model from "../../data/referenceModel.json" with { type: "json" };
import { anyStyle, isHeldOut } from "../../scripts/train/data.ts";
import { Spans } from "../../scripts/train/score.ts";
import { learnedLabeller } from "../../server/src/corpus/references/learned/learnedLabeller.ts";
import { readReferences } from "../../server/src/corpus/references/references.ts";
import { labelledDocuments } from "../../server/test/corpus/references/labelled/labelledNotes.ts";
import { f1, NoteScore } from "../../server/test/corpus/references/labelled/scoreNotes.ts";
import { atLeast, type Row, under } from "../row.ts";

/** How notes that were labelled by hand are read: what is found, its fields and types, and where short forms lead. */
export function measure(): Promise<readonly Row[]> {
  const documents = labelledDocuments();
  const score = new NoteScore();
  for (const { notes, listed, style } of documents)
    score.add({ notes, listed, style }, readReferences(plain(notes, listed), learnedLabeller));
  const share = (right: number, wanted: number): number => (100 * right) / wanted;
  const { short } = score;
  const row = (what: string, value: number, least: number, note?: string): Row => ({
    what,
    unit: "%",
    value,
    budget: atLeast(value, least, "%"),
    ...(note === undefined ? {} : { note }),
  });
  return Promise.resolve([
    row("references found, F1", 100 * f1(score.found), 95, `${score.found.wanted} references in ${documents.length} house styles`),
    row("fields, micro F1", 100 * f1(score.fields), 93, `${score.fields.wanted} fields`),
    row("types", share(score.types.right, score.types.wanted), 85),
    row("whole references right", share(score.whole.right, score.whole.wanted), 75),
    row("short forms resolved", share(short.right, short.wanted), 95, `${short.wanted} short forms`),
    {
      what: "short forms that lead to a wrong work",
      unit: "%",
      value: share(short.given - short.right, short.wanted),
      budget: under(share(short.given - short.right, short.wanted), 2, "%"),
    },
    ...trainingRows(),
    timeRow(),
  ]);
}

/** The learned labeller on strings that it was not trained on; needs the training data, which is not part of the project. */
function trainingRows(): Row[] {
  const file = path.join(
    process.env.IBID_TRAINING ?? path.join(import.meta.dirname, "..", "..", "..", "shared", "data"),
    "anystyle-core.xml",
  );
  const rows: Row[] = [];
  if (existsSync(file)) {
    const held = anyStyle(file).filter(isHeldOut);
    const spans = new Spans();
    for (const { tokens, labels } of held) spans.add(learnedLabeller(tokens), labels);
    const value = 100 * f1(spans.all);
    rows.push({
      what: "AnyStyle, held-out tenth: span F1",
      unit: "%",
      value,
      budget: atLeast(value, 94, "%"),
      note: `${held.length} references`,
    });
  }
  const linkedBooks = new Map(Object.entries(model.figures)).get("linkedBooks");
  if (linkedBooks !== undefined)
    rows.push({
      what: "LinkedBooks, held-out tenth: span F1",
      unit: "%",
      value: 100 * linkedBooks,
      budget: atLeast(100 * linkedBooks, 80, "%"),
      note: "as the trainer measured it: the same learner with that set’s labels, a random tenth of its references",
    });
  return rows;
}

const plain = (notes: readonly { readonly number: number; readonly raw: string }[], listed: boolean) =>
  notes.map(({ number, raw }) => ({ number, noteNumber: number, raw, listed }));

function timeRow(): Row {
  const documents = labelledDocuments();
  const references = documents.flatMap(({ notes }) => notes.flatMap((note) => note.references)).length;
  const samples = Array.from({ length: 40 }, () => {
    const start = performance.now();
    for (const { notes, listed } of documents) readReferences(plain(notes, listed), learnedLabeller);
    return (performance.now() - start) / references;
  }).sort((one, other) => one - other);
  const value = samples[20] ?? 0;
  return { what: "one reference", unit: "ms", value, p95: samples[38] ?? 0, samples: samples.length, budget: under(value, 1, "ms") };
}
