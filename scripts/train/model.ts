import type { PackedModel } from "../../server/src/corpus/references/learned/packedModel.ts";
import { jointKinds } from "../../server/src/corpus/references/learned/tokenClass.ts";
import type { Crf } from "./crf.ts";

/** The model as it is kept: sorted feature hashes, and for each its labels and weights, in base64. Weights below `least` count as nothing. */
export function packed(
  crf: Crf,
  figures: Readonly<Record<string, number>>,
  least: number,
): PackedModel & { readonly figures: Readonly<Record<string, number>> } {
  const size = crf.labels.length;
  const strongest = crf.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = strongest / 127;
  const rows = [...crf.ids]
    .map(([feature, id]) => ({ feature, weights: [...crf.weights.subarray(id * size, id * size + size)] }))
    .map(({ feature, weights }) => ({
      feature,
      kept: weights.flatMap((weight, label) => (Math.abs(weight) < least ? [] : [{ label, weight: Math.round(weight / scale) }])),
    }))
    .filter(({ kept }) => kept.some(({ weight }) => weight !== 0))
    .sort((one, other) => one.feature - other.feature);
  const kept = rows.flatMap((row) => row.kept.filter(({ weight }) => weight !== 0));
  const block = (size + 1) * size;
  const transitions = Int16Array.from({ length: jointKinds * block }, (_, k) =>
    Math.round(100 * ((crf.transitions[k % block] as number) + (crf.transitions[block + k] as number))),
  );
  return {
    figures,
    labels: crf.labels,
    scale,
    features: base64(Int32Array.from(rows, (row) => row.feature)),
    counts: base64(Uint8Array.from(rows, (row) => row.kept.filter(({ weight }) => weight !== 0).length)),
    of: base64(Uint8Array.from(kept, ({ label }) => label)),
    weights: base64(Int8Array.from(kept, ({ weight }) => weight)),
    transitions: base64(transitions),
  };
}

const base64 = (array: Int32Array | Uint8Array | Int8Array | Int16Array): string =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");
