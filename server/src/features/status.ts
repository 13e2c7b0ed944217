import type { Snapshot } from "../project/snapshot.ts";
import { baseName } from "../text/path.ts";
import type { Problem } from "./problem.ts";
import { statusWords } from "./words/furniture.ts";
import { counted } from "./words/phrases.ts";
import { zoteroWords } from "./words/zotero.ts";

/** The line of the status item: `1,204 entries · 38 sources · 2 problems`. */
export interface Status {
  readonly text: string;
  readonly detail: string;
  readonly busy: boolean;
  readonly attention: boolean;
}

/** What the snapshot doesn't know. */
export interface Elsewhere {
  /** Links are being asked for. */
  readonly asking: boolean;
  /** What there is to say of Zotero; "" for nothing. */
  readonly zotero: string;
}

export function status(snapshot: Snapshot, problems: readonly Problem[], { asking, zotero }: Elsewhere): Status {
  const busyWith = whatIsRead(snapshot, asking);
  const fault = whatIsWrong(snapshot);
  const sources = snapshot.sources.filter((source) => source.kind === "read").length;
  const parts = [
    counted(snapshot.library.entries.length, "entry", "entries"),
    counted(sources, "source", "sources"),
    ...(problems.length > 0 ? [counted(problems.length, "problem", "problems")] : []),
  ];
  const empty = snapshot.libraryReady && snapshot.bibliographies.length === 0;
  return {
    text: empty ? statusWords.noBibliography : parts.join(" · "),
    detail: busyWith ?? fault ?? (zotero === "" ? "" : `${zoteroWords.group}: ${zotero}`),
    busy: busyWith !== undefined,
    attention: fault !== undefined,
  };
}

function whatIsRead(snapshot: Snapshot, asking: boolean): string | undefined {
  if (!snapshot.libraryReady) return statusWords.readingBibliographies;
  const waiting = snapshot.sources.filter((source) => source.kind === "waiting").length;
  if (waiting > 0) return statusWords.readingSources(waiting);
  return asking ? statusWords.checkingLinks : undefined;
}

function whatIsWrong(snapshot: Snapshot): string | undefined {
  if (!snapshot.libraryReady) return undefined;
  if (snapshot.bibliographies.length === 0) return statusWords.howToGetBibliography;
  const missing = snapshot.bibliographies.find(({ use }) => use.kind !== "found" && use.by !== "setting");
  if (missing?.use.named !== undefined) return statusWords.fileTrouble(missing.use.named.name, missing.use.kind === "missing");
  const unreadable = snapshot.bibliographies.find(({ file }) => file?.kind === "fault");
  if (unreadable?.file !== undefined) return statusWords.fileTrouble(baseName(unreadable.file.path), false);
  return snapshot.styleMissing ? statusWords.styleMissing : undefined;
}
