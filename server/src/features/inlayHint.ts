import { shortWork } from "../library/shortReference.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import { overlaps, type Span } from "../text/span.ts";

/** Words that are shown in the draft, and do not stand in it. */
export interface InlayHint {
  readonly offset: number;
  /** `Webber et al. 2012`. */
  readonly label: string;
}

/** Behind each key within a stretch the work that it stands for; nothing unless the writer asked for it. */
export function inlayHints({ settings, facts, library, text }: DraftSnapshot, within: Span): readonly InlayHint[] {
  if (!settings.inlayHints) return [];
  const hints = new Map<number, string>();
  for (const { citations } of facts.groups.filter(({ span }) => overlaps(span, within))) {
    for (const { key, keySpan } of citations) {
      const entry = library.find(key);
      if (entry === undefined || text.slice(keySpan.start, keySpan.end) !== key) continue;
      hints.set(keySpan.end + (text.slice(keySpan.start - 2, keySpan.start) === "@{" ? 1 : 0), shortWork(entry));
    }
  }
  return [...hints].map(([offset, label]) => ({ offset, label }));
}
