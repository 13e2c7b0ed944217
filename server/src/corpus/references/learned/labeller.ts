import { featuresOf } from "./features.ts";
import { jointBehind } from "./tokenClass.ts";

/** What the trainer writes: the features that count, with their weights, in hundredths. */
export interface LabelModel {
  readonly labels: readonly string[];
  /** Sorted feature hashes. */
  readonly features: Int32Array;
  /** Where each feature's weights begin in `of` and `weights`; one more than features. */
  readonly starts: Uint32Array;
  /** The label of each weight. */
  readonly of: Uint8Array;
  readonly weights: Int8Array;
  /** By joint, label before (the last: the start), label. */
  readonly transitions: Int16Array;
  readonly scale: number;
}

/** Gives each token of a reference its label: the best sequence under the model (Viterbi). */
export type Labeller = (tokens: readonly string[]) => readonly string[];

export function labellerOf(model: LabelModel): Labeller {
  const index = new FeatureIndex(model.features);
  const steps = Float64Array.from(model.transitions, (step) => step / 100);
  return (tokens) => (tokens.length === 0 ? [] : bestPath(model, steps, emissions(model, index, tokens), tokens));
}

/** Places of features by hash: a table with open addresses, which is asked about a thousand times a reference. */
class FeatureIndex {
  readonly #keys: Int32Array;
  /** One more than the place; 0 is free. */
  readonly #places: Int32Array;
  readonly #mask: number;

  constructor(features: Int32Array) {
    this.#mask = 2 ** Math.ceil(Math.log2(features.length * 2 + 2)) - 1;
    this.#keys = new Int32Array(this.#mask + 1);
    this.#places = new Int32Array(this.#mask + 1);
    for (const [i, feature] of features.entries()) {
      let at = feature & this.#mask;
      while (this.#places[at] !== 0) at = (at + 1) & this.#mask;
      this.#keys[at] = feature;
      this.#places[at] = i + 1;
    }
  }

  /** -1 where there is none. */
  get(feature: number): number {
    let at = feature & this.#mask;
    for (let place = this.#places[at]; place !== 0 && place !== undefined; place = this.#places[at]) {
      if (this.#keys[at] === feature) return place - 1;
      at = (at + 1) & this.#mask;
    }
    return -1;
  }
}

function emissions(model: LabelModel, index: FeatureIndex, tokens: readonly string[]): Float64Array {
  const { starts, of, weights, scale } = model;
  const size = model.labels.length;
  const sums = new Int32Array(tokens.length * size);
  for (const [at, features] of featuresOf(tokens).entries()) {
    for (const feature of features) {
      const known = index.get(feature);
      if (known < 0) continue;
      const end = starts[known + 1] ?? 0;
      for (let k = starts[known] ?? 0; k < end; k++) {
        const label = at * size + (of[k] ?? 0);
        sums[label] = (sums[label] ?? 0) + (weights[k] ?? 0);
      }
    }
  }
  return Float64Array.from(sums, (sum) => sum * scale);
}

function bestPath(model: LabelModel, steps: Float64Array, scores: Float64Array, tokens: readonly string[]): string[] {
  const size = model.labels.length;
  const back = new Uint8Array(tokens.length * size);
  let before = scores.slice(0, size);
  for (let label = 0; label < size; label++) before[label] = (before[label] ?? 0) + (steps[size * size + label] ?? 0);
  for (let at = 1; at < tokens.length; at++) {
    const next = scores.slice(at * size, at * size + size);
    const from = jointBehind(tokens[at - 1] ?? "") * (size + 1) * size;
    for (let label = 0; label < size; label++) {
      let best = Number.NEGATIVE_INFINITY;
      for (let one = 0, step = from + label; one < size; one++, step += size) {
        const score = (before[one] ?? 0) + (steps[step] ?? 0);
        if (score <= best) continue;
        best = score;
        back[at * size + label] = one;
      }
      next[label] = (next[label] ?? 0) + best;
    }
    before = next;
  }
  return walkBack(model, back, before, tokens.length);
}

function walkBack(model: LabelModel, back: Uint8Array, scores: Float64Array, length: number): string[] {
  const size = model.labels.length;
  let label = scores.indexOf(Math.max(...scores));
  const labels: string[] = [];
  for (let at = length - 1; at >= 0; at--) {
    labels.push(model.labels[label] ?? "");
    label = back[at * size + label] ?? 0;
  }
  return labels.reverse();
}
