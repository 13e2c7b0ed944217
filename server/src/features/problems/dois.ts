import { familyName } from "../../csl/names.ts";
import type { CslItem } from "../../csl/types.ts";
import type { Entry } from "../../library/entry.ts";
import { isOtherWork } from "../../library/otherWork.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import type { FoundProblem } from "../problem.ts";

/** Entries whose DOI is that of another work, as its record says. Only what somebody had asked for is known; nothing is said once entry or DOI are mended. */
export function doiProblems({ path, library, doiRecords }: BibliographySnapshot): readonly FoundProblem[] {
  if (doiRecords.size === 0) return [];
  return library.entries.flatMap((entry) => {
    const record = entry.path === path ? doiRecords.get(entry.doi.toLowerCase()) : undefined;
    if (record === undefined || !isOtherWork(entry, record)) return [];
    return [{ facts: { code: "bibliography.doi-mismatch", doi: entry.doi, work: workOf(record) }, span: placeOf(entry) }];
  });
}

function placeOf({ raw }: Entry): FoundProblem["span"] {
  const [field] = ["doi", "DOI", "url", "URL"].flatMap((name) => fieldsNamed(raw, name));
  return field?.parts[0]?.span ?? field?.valueSpan ?? raw.keySpan;
}

/** "Goldgeier and McFaul, Power and Purpose" */
function workOf(record: CslItem): string {
  const names = (record.author ?? record.editor ?? []).map(familyName).filter((name) => name !== "");
  const [first = "", second = ""] = names;
  const who = names.length > 2 ? `${first} et al.` : names.length === 2 ? `${first} and ${second}` : first;
  const title = (record.title ?? "").replace(/<[^<>]{1,20}>/g, "").split(/[:.?!](?:\s|$)/, 1)[0] ?? "";
  return [who, title].filter((part) => part !== "").join(", ");
}
