import { writeFileSync } from "node:fs";
import path from "node:path";
import { labellerOf } from "../../server/src/corpus/references/learned/labeller.ts";
import { unpacked } from "../../server/src/corpus/references/learned/packedModel.ts";
import { Crf, type Labelled, type Training } from "./crf.ts";
import { anyStyle, has, isHeldOut, linkedBooks } from "./data.ts";
import { packed } from "./model.ts";
import { ownNotes } from "./notes.ts";
import { recombined } from "./recombine.ts";
import { f1, Spans } from "./score.ts";

const root = path.join(import.meta.dirname, "..", "..");
const shared = process.env.IBID_TRAINING ?? path.join(root, "..", "shared", "data");
const how: Training = { epochs: 5, rate: 0.1, sparsity: 1.5e-3, least: 5, dropout: 0.25, averaged: 3 };

/** Trains on AnyStyle's references but a held-out tenth, and on our own labelled notes; writes `data/referenceModel.json` with what it reached. */
export function train(options: readonly string[]): void {
  const file = path.join(shared, "anystyle-core.xml");
  if (!has(file)) {
    console.log(`No training data at ${shared}: nothing was trained.`);
    return;
  }
  const all = anyStyle(file);
  const without = options.find((option) => option.startsWith("--without="))?.slice(10) ?? "";
  const output = options.find((option) => option.startsWith("--output="))?.slice(9) ?? path.join(root, "data", "referenceModel.json");
  const own = ownNotes(without);
  const learned = all.filter((_, i) => !isHeldOut(_, i));
  const crf = trained([...learned, ...recombined(learned, 2), ...own, ...recombined(own, 3)], how);
  const held = all.filter(isHeldOut);
  console.log(`AnyStyle, held-out tenth (${held.length}), before packing: ${told(score((one) => crf.decode(one), held))}`);
  const figures: Record<string, number> = {};
  if (options.includes("--linked-books")) figures.linkedBooks = linkedBooksFigure();
  let least = 0.05;
  while (JSON.stringify(packed(crf, figures, least)).length > largest) least += 0.01;
  const model = packed(crf, figures, least);
  const shipped = labellerOf(unpacked(model));
  const reached = score((one) => [...shipped(one.tokens)], held);
  console.log(`AnyStyle, held-out tenth, as packed (weights from ${least.toFixed(2)}): ${told(reached)}`);
  const text = JSON.stringify({ ...model, figures: { ...figures, anyStyle: round(f1(reached.all)) } });
  writeFileSync(output, `${text}\n`);
  console.log(`${output}: ${Math.round(text.length / 1000)} kB`);
}

const largest = 1_450_000;
const told = (spans: Spans): string => `span F1 ${f1(spans.all).toFixed(4)}, whole ${(spans.whole / spans.count).toFixed(3)}`;

function trained(data: readonly Labelled[], training: Training): Crf {
  const crf = new Crf(data, training.least);
  crf.train(data, training, (epoch) => console.log(`round ${epoch + 1} of ${training.epochs} over ${data.length} references`));
  return crf;
}

/** The same learner on LinkedBooks' own labels, measured on a held-out tenth; its words without a label (`o`) count for nothing. */
function linkedBooksFigure(): number {
  const file = path.join(shared, "linkedbooks-train.conll.gz");
  const all = linkedBooks(file);
  const crf = trained(
    all.filter((_, i) => !isHeldOut(_, i)),
    { ...how, epochs: 4, averaged: 2, least: 2, sparsity: 1e-4, dropout: 0.2 },
  );
  const figure = f1(score((one) => crf.decode(one), all.filter(isHeldOut), "o").all);
  console.log(`LinkedBooks, held-out tenth: span F1 ${figure.toFixed(4)}`);
  return round(figure);
}

function score(read: (one: Labelled) => readonly string[], held: readonly Labelled[], ignored = ""): Spans {
  const spans = new Spans();
  for (const one of held) spans.add(read(one), one.labels, ignored);
  return spans;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

train(process.argv.slice(2));
