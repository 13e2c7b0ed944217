import { featuresOf } from "../../server/src/corpus/references/learned/features.ts";
import { jointBehind, jointKinds } from "../../server/src/corpus/references/learned/tokenClass.ts";

/** A string of words and what each of them is. */
export interface Labelled {
  readonly tokens: readonly string[];
  readonly labels: readonly string[];
}

export interface Training {
  readonly epochs: number;
  /** The first step's length, which shrinks as a weight is moved. */
  readonly rate: number;
  /** How strongly weights are drawn to nothing: what remains is what the model must hold. */
  readonly sparsity: number;
  /** Features seen less often are left out. */
  readonly least: number;
  /** The share of a token's features that a step leaves out, so that none is relied on alone. */
  readonly dropout: number;
  /** The weights are the mean of what they were at the end of this many last rounds. */
  readonly averaged: number;
}

interface Item {
  readonly features: readonly Int32Array[];
  readonly labels: Int32Array;
  readonly joints: Uint8Array;
}

/**
 * A linear-chain conditional random field, trained by AdaGrad with an L1 pull. Transitions depend on the mark between two tokens.
 * Everything runs in a fixed order from a fixed seed, so that the same data gives the same weights.
 */
export class Crf {
  readonly labels: string[];
  readonly ids = new Map<number, number>();
  /** By feature, then label. */
  readonly weights: Float64Array;
  /** By joint (0 counts for all, then one more than its kind), label before (the last: the start), label. */
  readonly transitions: Float64Array;
  readonly #weightSums: Float64Array;
  readonly #transitionSums: Float64Array;
  #random = 1;

  constructor(data: readonly Labelled[], least: number) {
    this.labels = [...new Set(data.flatMap((one) => one.labels))].sort();
    const counts = new Map<number, number>();
    for (const one of data)
      for (const features of featuresOf(one.tokens)) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    for (const [feature, count] of counts) if (count >= least) this.ids.set(feature, this.ids.size);
    const size = this.labels.length;
    this.weights = new Float64Array(this.ids.size * size);
    this.#weightSums = new Float64Array(this.weights.length);
    this.transitions = new Float64Array((jointKinds + 1) * (size + 1) * size);
    this.#transitionSums = new Float64Array(this.transitions.length);
  }

  train(data: readonly Labelled[], how: Training, told: (epoch: number) => void = () => {}): void {
    const items = data.map((one) => this.item(one));
    const sums = new Float64Array(this.weights.length);
    const transitionSums = new Float64Array(this.transitions.length);
    for (let epoch = 0; epoch < how.epochs; epoch++) {
      for (let i = items.length - 1; i > 0; i--) {
        const other = Math.floor(this.#next() * (i + 1));
        const [one, two] = [items[i] as Item, items[other] as Item];
        [items[i], items[other]] = [two, one];
      }
      for (const item of items) if (item.labels.length > 0) this.#step(item, how);
      if (epoch >= how.epochs - how.averaged) {
        for (let k = 0; k < sums.length; k++) (sums[k] as number) += this.weights[k] as number;
        for (let k = 0; k < transitionSums.length; k++) (transitionSums[k] as number) += this.transitions[k] as number;
      }
      told(epoch);
    }
    if (how.averaged === 0) return;
    this.weights.set(sums.map((sum) => sum / how.averaged));
    this.transitions.set(transitionSums.map((sum) => sum / how.averaged));
  }

  item(one: Labelled): Item {
    const index = new Map(this.labels.map((label, i) => [label, i]));
    return {
      features: featuresOf(one.tokens).map((features) => features.map((feature) => this.ids.get(feature) ?? -1).filter((id) => id >= 0)),
      labels: Int32Array.from(one.labels, (label) => index.get(label) ?? 0),
      joints: Uint8Array.from(one.tokens, jointBehind),
    };
  }

  #next(): number {
    this.#random = (Math.imul(this.#random, 1664525) + 1013904223) >>> 0;
    return this.#random / 4294967296;
  }

  #step(item: Item, how: Training): void {
    const kept = how.dropout === 0 ? item.features : item.features.map((features) => features.filter(() => this.#next() >= how.dropout));
    const lattice = new Lattice(this, item, kept);
    const size = this.labels.length;
    const block = (size + 1) * size;
    const move = (values: Float64Array, sums: Float64Array, k: number, gradient: number): void => {
      if (gradient > -1e-6 && gradient < 1e-6) return;
      const sum = (sums[k] as number) + gradient * gradient;
      sums[k] = sum;
      const step = how.rate / Math.sqrt(sum + 1e-8);
      const moved = (values[k] as number) + step * gradient;
      const pull = step * how.sparsity;
      values[k] = moved > pull ? moved - pull : moved < -pull ? moved + pull : 0;
    };
    const gradients = lattice.transitionGradients();
    for (const [t, ids] of kept.entries()) {
      const difference = lattice.labelGradient(t);
      for (const id of ids) for (let y = 0; y < size; y++) move(this.weights, this.#weightSums, id * size + y, difference[y] as number);
    }
    for (const [joint, gradient] of gradients)
      for (let k = 0; k < block; k++) {
        move(this.transitions, this.#transitionSums, k, gradient[k] as number);
        move(this.transitions, this.#transitionSums, (joint + 1) * block + k, gradient[k] as number);
      }
  }

  decode(one: Labelled): string[] {
    const item = this.item(one);
    const size = this.labels.length;
    const length = item.labels.length;
    const block = (size + 1) * size;
    const back = new Int32Array(length * size);
    let scores = new Float64Array(size);
    for (let t = 0; t < length; t++) {
      const next = new Float64Array(size);
      const from = ((t === 0 ? 0 : (item.joints[t - 1] as number)) + 1) * block;
      for (let y = 0; y < size; y++) {
        let [best, bestBefore] = [Number.NEGATIVE_INFINITY, 0];
        if (t === 0) best = (this.transitions[size * size + y] as number) + (this.transitions[from + size * size + y] as number);
        else
          for (let p = 0; p < size; p++) {
            const score =
              (scores[p] as number) + (this.transitions[p * size + y] as number) + (this.transitions[from + p * size + y] as number);
            if (score > best) [best, bestBefore] = [score, p];
          }
        for (const id of item.features[t] ?? []) best += this.weights[id * size + y] as number;
        next[y] = best;
        back[t * size + y] = bestBefore;
      }
      scores = next;
    }
    let label = scores.indexOf(Math.max(...scores));
    const labels: string[] = new Array(length);
    for (let t = length - 1; t >= 0; t--) {
      labels[t] = this.labels[label] ?? "";
      label = back[t * size + label] as number;
    }
    return labels;
  }
}

/** All ways to label one reference, weighed: forward and backward sums, scaled at each token so that they neither vanish nor overflow. */
class Lattice {
  readonly #size: number;
  readonly #item: Item;
  readonly #crf: Crf;
  readonly #emission: Float64Array;
  readonly #forward: Float64Array;
  readonly #backward: Float64Array;
  readonly #scale: Float64Array;
  readonly #factors = new Map<number, Float64Array>();

  constructor(crf: Crf, item: Item, kept: readonly Int32Array[]) {
    const length = item.labels.length;
    this.#size = crf.labels.length;
    [this.#crf, this.#item] = [crf, item];
    this.#emission = this.#emissions(kept);
    this.#forward = new Float64Array(length * this.#size);
    this.#backward = new Float64Array(length * this.#size);
    this.#scale = new Float64Array(length);
    this.#sumForward();
    this.#sumBackward();
  }

  /** How far the model's belief in each label of a token is from the truth. */
  labelGradient(t: number): Float64Array {
    const size = this.#size;
    const gradient = new Float64Array(size);
    for (let y = 0; y < size; y++) gradient[y] = -(this.#forward[t * size + y] as number) * (this.#backward[t * size + y] as number);
    (gradient[this.#item.labels[t] as number] as number) += 1;
    return gradient;
  }

  /** The same for pairs of labels, by the joint between them. */
  transitionGradients(): Map<number, Float64Array> {
    const gradients = new Map<number, Float64Array>();
    for (let t = 0; t < this.#item.labels.length; t++) {
      const joint = this.#jointBefore(t);
      const gradient = gradients.get(joint) ?? new Float64Array((this.#size + 1) * this.#size);
      gradients.set(joint, gradient);
      this.#addPairs(t, this.#factorsOf(joint), gradient);
    }
    return gradients;
  }

  #addPairs(t: number, factor: Float64Array, gradient: Float64Array): void {
    const size = this.#size;
    const truth = this.#item.labels[t] as number;
    if (t === 0) {
      for (let y = 0; y < size; y++) (gradient[size * size + y] as number) -= (this.#forward[y] as number) * (this.#backward[y] as number);
      (gradient[size * size + truth] as number) += 1;
      return;
    }
    for (let p = 0; p < size; p++) {
      const reached = (this.#forward[(t - 1) * size + p] as number) / (this.#scale[t] as number);
      if (reached < 1e-9) continue;
      for (let y = 0; y < size; y++)
        (gradient[p * size + y] as number) -=
          reached * (factor[p * size + y] as number) * (this.#emission[t * size + y] as number) * (this.#backward[t * size + y] as number);
    }
    (gradient[(this.#item.labels[t - 1] as number) * size + truth] as number) += 1;
  }

  #jointBefore(t: number): number {
    return t === 0 ? 0 : (this.#item.joints[t - 1] as number);
  }

  #emissions(kept: readonly Int32Array[]): Float64Array {
    const size = this.#size;
    const emission = new Float64Array(kept.length * size);
    for (const [t, ids] of kept.entries()) {
      const at = t * size;
      for (const id of ids) for (let y = 0; y < size; y++) (emission[at + y] as number) += this.#crf.weights[id * size + y] as number;
      let most = Number.NEGATIVE_INFINITY;
      for (let y = 0; y < size; y++) most = Math.max(most, emission[at + y] as number);
      for (let y = 0; y < size; y++) emission[at + y] = Math.exp((emission[at + y] as number) - most);
    }
    return emission;
  }

  #factorsOf(joint: number): Float64Array {
    const known = this.#factors.get(joint);
    if (known !== undefined) return known;
    const block = (this.#size + 1) * this.#size;
    const { transitions } = this.#crf;
    const factor = new Float64Array(block);
    for (let k = 0; k < block; k++) factor[k] = Math.exp((transitions[k] as number) + (transitions[(joint + 1) * block + k] as number));
    this.#factors.set(joint, factor);
    return factor;
  }

  #sumForward(): void {
    const size = this.#size;
    for (let t = 0; t < this.#scale.length; t++) {
      const factor = this.#factorsOf(this.#jointBefore(t));
      let sum = 0;
      for (let y = 0; y < size; y++) {
        let reached = 0;
        if (t === 0) reached = factor[size * size + y] as number;
        else for (let p = 0; p < size; p++) reached += (this.#forward[(t - 1) * size + p] as number) * (factor[p * size + y] as number);
        reached *= this.#emission[t * size + y] as number;
        this.#forward[t * size + y] = reached;
        sum += reached;
      }
      this.#scale[t] = sum;
      for (let y = 0; y < size; y++) this.#forward[t * size + y] = (this.#forward[t * size + y] as number) / sum;
    }
  }

  #sumBackward(): void {
    const size = this.#size;
    const last = this.#scale.length - 1;
    for (let y = 0; y < size; y++) this.#backward[last * size + y] = 1;
    for (let t = last - 1; t >= 0; t--) {
      const factor = this.#factorsOf(this.#item.joints[t] as number);
      for (let p = 0; p < size; p++) {
        let sum = 0;
        for (let y = 0; y < size; y++)
          sum +=
            (factor[p * size + y] as number) *
            (this.#emission[(t + 1) * size + y] as number) *
            (this.#backward[(t + 1) * size + y] as number);
        this.#backward[t * size + p] = sum / (this.#scale[t + 1] as number);
      }
    }
  }
}
