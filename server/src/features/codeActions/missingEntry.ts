import type { NewWork } from "../../library/edits/work.ts";
import { writerFor } from "../../library/edits/writers.ts";
import type { EntryFile } from "../../project/entryFiles.ts";
import type { DraftSnapshot, Snapshot } from "../../project/snapshot.ts";
import { shownPath } from "../../text/path.ts";
import type { FileEdits } from "../../text/textEdit.ts";
import type { CodeAction } from "../codeAction.ts";
import type { Problem } from "../problem.ts";
import { codeActionWords } from "../words/codeActions.ts";

/** For a key that no bibliography has: an entry to be filled in, in the first file of the draft that may be changed. */
export function missingEntryActions(snapshot: Snapshot, problems: readonly Problem[]): readonly CodeAction[] {
  if (snapshot.kind !== "draft") return [];
  return problems.flatMap((problem) => {
    const key = problem.facts.code === "citation.undefined" ? problem.facts.key : "";
    const file = /^[^\s,{}"\\#%~=()@]+$/.test(key) ? fileToFill(snapshot) : undefined;
    if (file === undefined) return [];
    const title = codeActionWords.createEntry(key, shownPath(file.path, snapshot.folders));
    return [
      { title, kind: "quickfix", isPreferred: false, problems: [problem], work: { kind: "later", files: () => withStub(file, key) } },
    ];
  });
}

type ReadFile = EntryFile & { readonly kind: "read" };

const fileToFill = (snapshot: DraftSnapshot): ReadFile | undefined =>
  snapshot.bibliographies
    .flatMap(({ file }) => (file?.kind === "read" ? [file] : []))
    .find(({ facts }) => facts.writtenBy === undefined && writerFor(facts.format) !== undefined);

function withStub({ path, text, facts }: ReadFile, key: string): readonly FileEdits[] {
  const edits = writerFor(facts.format)?.addEntries({ path, text, facts }, [{ key, work: stub }], { dialect: "biblatex" });
  return edits === undefined ? [] : [{ path, basis: text, edits }];
}

/** What nearly every work has; the writer fills it in. */
const stub: NewWork = {
  biblatex: {
    type: "misc",
    fields: new Map([
      ["author", ""],
      ["title", ""],
      ["date", ""],
    ]),
  },
  csl: { type: "document", title: "" },
};
