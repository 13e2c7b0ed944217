import type { Entry } from "../../library/entry.ts";
import type { DraftSnapshot } from "../../project/snapshot.ts";
import type { SourceFault, SourceFile } from "../../project/sourceFiles.ts";
import { baseName } from "../../text/path.ts";
import type { FoundProblem } from "../problem.ts";
import type { SourceFaultWord } from "../words/furniture.ts";

/** Sources of cited works that can't be read: said once each, where the draft first cites the work. */
export function unreadableSourceProblems(snapshot: DraftSnapshot): readonly FoundProblem[] {
  const faults = faultsByName(snapshot.sources);
  if (faults.size === 0) return [];
  const said = new Set<string>();
  return snapshot.facts.groups.flatMap((group) =>
    group.citations.flatMap((citation): FoundProblem[] => {
      const entry = snapshot.library.find(citation.key);
      const fault = entry === undefined || isReadElsewhere(snapshot, entry) ? undefined : faultOf(faults, entry);
      if (fault === undefined || said.has(fault.path)) return [];
      said.add(fault.path);
      const because = sourceFaultWord(fault.fault);
      return [{ facts: { code: "source.unreadable", document: baseName(fault.path), because }, span: citation.keySpan }];
    }),
  );
}

export const sourceFaultWord = (fault: SourceFault): SourceFaultWord => (fault.kind === "failed" ? "unreadable" : fault.kind);

type FaultyFile = Extract<SourceFile, { kind: "fault" }>;

/** By file name, with and without its extension. */
function faultsByName(files: readonly SourceFile[]): ReadonlyMap<string, FaultyFile> {
  const faults = new Map<string, FaultyFile>();
  for (const file of files) {
    // A file that has gone is no longer a source; the overview tells of those that entries name in vain.
    if (file.kind !== "fault" || file.fault.kind === "missing") continue;
    const name = baseName(file.path);
    for (const key of [name, name.replace(/\.[^.]+$/, "")]) if (!faults.has(key)) faults.set(key, file);
  }
  return faults;
}

const isReadElsewhere = ({ entrySources }: DraftSnapshot, entry: Entry): boolean => entrySources.sourcesOf(entry).length > 0;

function faultOf(faults: ReadonlyMap<string, FaultyFile>, entry: Entry): FaultyFile | undefined {
  const named = entry.files.map((file) => faults.get(baseName(file.replaceAll("\\", "/"))));
  return named.find((file) => file !== undefined) ?? faults.get(entry.key);
}
