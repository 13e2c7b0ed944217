import type { LabelModel } from "./labeller.ts";

/** The model's file: arrays of little-endian numbers in base64. */
export interface PackedModel {
  readonly labels: readonly string[];
  readonly scale: number;
  /** Sorted 32-bit hashes. */
  readonly features: string;
  /** How many weights each feature has, in bytes. */
  readonly counts: string;
  /** The label of each weight, and the weight, in bytes. */
  readonly of: string;
  readonly weights: string;
  /** 16-bit. */
  readonly transitions: string;
}

export function unpacked(packed: PackedModel): LabelModel {
  const counts = bytesOf(packed.counts);
  const starts = new Uint32Array(counts.length + 1);
  for (const [i, count] of counts.entries()) starts[i + 1] = (starts[i] ?? 0) + count;
  return {
    labels: packed.labels,
    scale: packed.scale,
    features: new Int32Array(bytesOf(packed.features).buffer),
    starts,
    of: bytesOf(packed.of),
    weights: new Int8Array(bytesOf(packed.weights).buffer),
    transitions: new Int16Array(bytesOf(packed.transitions).buffer),
  };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
