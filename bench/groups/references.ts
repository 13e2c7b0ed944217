import { readReferences } from "../../server/src/corpus/references/references.ts";
import { labelledDocuments } from "../../server/test/corpus/references/labelled/labelledNotes.ts";
import { f1, NoteScore } from "../../server/test/corpus/references/labelled/scoreNotes.ts";
import { atLeast, type Row, under } from "../row.ts";

/** How notes that were labelled by hand are read: what is found, its fields and types, and where short forms lead. */
export function measure(): Promise<readonly Row[]> {
  const documents = labelledDocuments();
  const score = new NoteScore();
  for (const { notes, listed, style } of documents) score.add({ notes, listed, style }, readReferences(plain(notes, listed)));
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
    timeRow(),
  ]);
}

const plain = (notes: readonly { readonly number: number; readonly raw: string }[], listed: boolean) =>
  notes.map(({ number, raw }) => ({ number, noteNumber: number, raw, listed }));

function timeRow(): Row {
  const documents = labelledDocuments();
  const references = documents.flatMap(({ notes }) => notes.flatMap((note) => note.references)).length;
  const samples = Array.from({ length: 40 }, () => {
    const start = performance.now();
    for (const { notes, listed } of documents) readReferences(plain(notes, listed));
    return (performance.now() - start) / references;
  }).sort((one, other) => one - other);
  const value = samples[20] ?? 0;
  return { what: "one reference", unit: "ms", value, p95: samples[38] ?? 0, samples: samples.length, budget: under(value, 1, "ms") };
}
