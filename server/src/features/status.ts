import type { Snapshot } from "../project/snapshot.ts";
import { baseName } from "../text/path.ts";
import type { Problem } from "./problem.ts";
import { counted } from "./words.ts";

/** The line of the status item: `1,204 entries · 38 sources · 2 problems`. */
export interface Status {
  readonly text: string;
  readonly detail: string;
  readonly busy: boolean;
  readonly attention: boolean;
}

export function status(snapshot: Snapshot, problems: readonly Problem[], linksUnderWay: number): Status {
  const busyWith = whatIsRead(snapshot, linksUnderWay);
  const fault = whatIsWrong(snapshot);
  const sources = snapshot.sources.filter((source) => source.kind === "read").length;
  const parts = [
    counted(snapshot.library.entries.length, "entry", "entries"),
    counted(sources, "source", "sources"),
    ...(problems.length > 0 ? [counted(problems.length, "problem", "problems")] : []),
  ];
  const empty = snapshot.libraryReady && snapshot.bibliographies.length === 0;
  return {
    text: empty ? "No bibliography found" : parts.join(" · "),
    detail: busyWith ?? fault ?? "",
    busy: busyWith !== undefined,
    attention: fault !== undefined,
  };
}

function whatIsRead(snapshot: Snapshot, linksUnderWay: number): string | undefined {
  if (!snapshot.libraryReady) return "Reading bibliographies";
  const waiting = snapshot.sources.filter((source) => source.kind === "waiting").length;
  if (waiting > 0) return `Reading ${counted(waiting, "source", "sources")}`;
  return linksUnderWay > 0 ? `Checking ${counted(linksUnderWay, "link", "links")}` : undefined;
}

function whatIsWrong(snapshot: Snapshot): string | undefined {
  if (!snapshot.libraryReady) return undefined;
  if (snapshot.bibliographies.length === 0) return "Put a .bib beside this draft, name one in it, or choose one in the settings";
  const missing = snapshot.bibliographies.find(({ use }) => use.kind !== "found");
  if (missing?.use.named !== undefined) return `${missing.use.named.name} is not there`;
  const unreadable = snapshot.bibliographies.find(({ file }) => file?.kind === "fault");
  return unreadable?.file === undefined ? undefined : `${baseName(unreadable.file.path)} can't be read`;
}
