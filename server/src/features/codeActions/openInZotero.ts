import type { Entry } from "../../library/entry.ts";
import type { Snapshot } from "../../project/snapshot.ts";
import type { Span } from "../../text/span.ts";
import type { CodeAction } from "../codeAction.ts";
import { zoteroWords } from "../words/zotero.ts";

/**
 * The way out for entries of a file that Zotero writes anew at each change: they are changed there. `itemOf` tells Zotero's own address of an entry,
 * where Zotero was asked; else Better BibTeX, which alone writes such files, finds it by its key.
 */
export function zoteroActions(snapshot: Snapshot, place: Span, itemOf: (entry: Entry) => string | undefined): readonly CodeAction[] {
  const entry = entryAt(snapshot, place);
  if (entry === undefined || programOf(snapshot, entry) !== "Zotero") return [];
  const address = itemOf(entry) ?? `zotero://select/items/bbt:${encodeURIComponent(entry.key)}`;
  return [{ title: zoteroWords.openInZotero, kind: "refactor", isPreferred: false, problems: [], work: { kind: "open", address } }];
}

function entryAt(snapshot: Snapshot, place: Span): Entry | undefined {
  const isAt = (span: Span): boolean => span.start <= place.end && place.start <= span.end;
  if (snapshot.kind === "bibliography")
    return snapshot.library.entries.find((entry) => entry.path === snapshot.path && isAt(entry.raw.span));
  const cited = snapshot.facts.groups.flatMap(({ citations }) => citations).find(({ keySpan }) => isAt(keySpan));
  return cited === undefined ? undefined : snapshot.library.find(cited.key);
}

const programOf = ({ bibliographies }: Snapshot, { path }: Entry): string | undefined => {
  const file = bibliographies.find((state) => state.file?.path === path)?.file;
  return file?.kind === "read" ? file.facts.writtenBy : undefined;
};
