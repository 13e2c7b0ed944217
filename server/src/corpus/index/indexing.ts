import type { TextToIndex } from "./buildSegment.ts";
import type { Segment } from "./segment.ts";

/** What the index worker is asked. Segments lie in shared memory, so that neither side copies them. */
export type IndexRequest =
  | { readonly kind: "build"; readonly texts: readonly TextToIndex[] }
  /** `kept`: the documents that shall stay. */
  | { readonly kind: "merge"; readonly segments: readonly Segment[]; readonly kept: ReadonlySet<string> }
  | { readonly kind: "pack"; readonly segment: Segment }
  | { readonly kind: "unpack"; readonly bytes: Uint8Array };

/** A segment; of `pack` the bytes of its file; of `unpack` undefined where the bytes are not a whole segment of this version. */
export type IndexAnswer = Segment | Uint8Array | undefined;
