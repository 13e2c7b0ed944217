import { buildSegment } from "../corpus/index/buildSegment.ts";
import type { IndexAnswer, IndexRequest } from "../corpus/index/indexing.ts";
import { mergeSegments } from "../corpus/index/mergeSegments.ts";
import { packSegment, unpackSegment } from "../corpus/index/segmentFile.ts";

/** What the index worker does with a message. */
export async function answerIndex(message: unknown): Promise<IndexAnswer> {
  const request = message as IndexRequest;
  switch (request.kind) {
    case "build":
      return buildSegment(request.texts);
    case "merge":
      return mergeSegments(request.segments, (id) => request.kept.has(id));
    case "pack":
      return packSegment(request.segment);
    case "unpack":
      return unpackSegment(request.bytes);
  }
}
