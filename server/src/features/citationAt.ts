import type { DraftSnapshot } from "../project/snapshot.ts";
import type { Citation } from "../syntax/facts.ts";
import { type Span, span, touches } from "../text/span.ts";

/** The citation whose key the cursor stands on, or on whose mark: `-@` and `@{` are part of it to whoever points there. */
export function citationAt({ facts, text }: DraftSnapshot, offset: number): Citation | undefined {
  const citations = facts.groups.flatMap((group) => group.citations);
  return (
    citations.find(({ keySpan }) => touches(keySpan, offset)) ?? citations.find(({ keySpan }) => touches(markedKey(text, keySpan), offset))
  );
}

/** With `@`, `-@` or `@{` before the key. */
function markedKey(text: string, key: Span): Span {
  const mark = /-?@\{?$/.exec(text.slice(Math.max(0, key.start - 3), key.start));
  return span(key.start - (mark?.[0].length ?? 0), key.end);
}
