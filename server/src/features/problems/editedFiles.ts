import type { EditedFile } from "../../library/edits/editedFile.ts";
import type { FormatWriter } from "../../library/edits/formatWriter.ts";
import { mergeEntries } from "../../library/edits/mergeEntries.ts";
import { writerFor } from "../../library/edits/writers.ts";
import type { Entry } from "../../library/entry.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { Fix } from "../problem.ts";
import { fixWords } from "../words/problems.ts";

/** Changes of this file by its own format's writer; undefined where the format is only read. */
export function writing({
  path,
  text,
  facts,
}: BibliographySnapshot): { readonly file: EditedFile; readonly writer: FormatWriter } | undefined {
  const writer = writerFor(facts.format);
  return writer === undefined ? undefined : { file: { path, text, facts }, writer };
}

/** The entry goes; never done unasked. */
export function removal(snapshot: BibliographySnapshot, entry: Entry, preferred: boolean): readonly Fix[] {
  const edits: readonly TextEdit[] = removalEdits(snapshot, entry);
  return edits.length === 0 ? [] : [{ title: fixWords.removeEntry(entry.key), edits, preferred }];
}

function removalEdits(snapshot: BibliographySnapshot, entry: Entry): readonly TextEdit[] {
  const own = writing(snapshot);
  return own === undefined ? [] : own.writer.removeEntry(own.file, entry.raw);
}

/** Both entries as one. Only where no draft loses the key that it cites, and no file is touched that another program writes. */
export function merging(snapshot: BibliographySnapshot, keeper: Entry, loser: Entry): readonly Fix[] {
  if (keeper.key !== loser.key && [loser.key, ...loser.aliases].some((key) => snapshot.citations.cites(key))) return [];
  const files = snapshot.bibliographies.flatMap(({ file }): readonly EditedFile[] => (file?.kind === "read" ? [file] : []));
  const [kept, lost] = [keeper, loser].map(({ path }) => files.find((file) => file.path === path));
  if (kept === undefined || lost === undefined) return [];
  const merge = mergeEntries({ file: kept, entry: keeper.raw }, { file: lost, entry: loser.raw }, files);
  if (merge === undefined || merge.files.some(({ path }) => files.some((file) => file.path === path && file.facts.writtenBy !== undefined)))
    return [];
  const own = merge.files.find(({ path }) => path === snapshot.path);
  return [
    {
      title: fixWords.merge(loser.key),
      edits: own?.edits ?? [],
      elsewhere: merge.files.filter((file) => file !== own),
      preferred: false,
    },
  ];
}
