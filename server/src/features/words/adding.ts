import { joinWords } from "./phrases.ts";

/** What is said when entries are added. */
export const adding = {
  added: (keys: readonly string[], file: string, work: string | undefined): string =>
    `${work ?? `${keys.length} works`} ${keys.length === 1 ? "is" : "are"} now in ${file} as ${joinWords(keys, "and")}.`,
  known: (keys: readonly string[], file: string): string => `This is already in ${file}, as ${joinWords(keys, "and")}.`,
  nothing: "No entry could be read from this: paste BibTeX, RIS or CSL-JSON, or a DOI.",
  choose: "Which file shall take it?",
  noFile: "This draft has no bibliography yet: choose where its entries shall stand.",
  secondFile: (file: string, program: string): string =>
    `${program} writes ${file} anew at each change: choose a second file for entries of your own.`,
  writtenBy: (file: string, program: string): string =>
    `${program} writes ${file} anew at each change: add the entry in ${program}, or choose another file.`,
  unchangeable: (file: string): string => `${file} can't be changed here: it can't be read, or is not in UTF-8. Save it as UTF-8 first.`,
  format: (file: string): string => `${file} is in a format that can't be added to.`,
  untrusted: "Ibid asks nobody in a workspace that is not trusted: trust it, or paste the entry as BibTeX.",
  offline: "Looking up DOIs is switched off (setting ibid.online): switch it on, or paste the entry as BibTeX.",
  unknownDoi: (doi: string): string => `Nobody has registered the DOI ${doi}: is it whole?`,
  doiFailed: (doi: string): string => `The record of ${doi} can't be had just now: try again later, or paste the entry as BibTeX.`,
  label: "Add to the bibliography",
  notApplied: (file: string): string => `${file} could not be changed just now: please ask once more.`,
  notOpen: "Open a draft or a bibliography first: then Ibid knows where the entry belongs.",
} as const;

/** `14 DOIs: 12 match, 1 belongs to another work, 1 is registered nowhere.` */
export function doiSummary(report: DoiCounts): string {
  if (report.asked === 0) return "No entry here has a DOI.";
  const parts = [
    report.matching === 0 ? "" : `${report.matching} ${report.matching === 1 ? "matches" : "match"}`,
    report.otherWorks === 0 ? "" : `${report.otherWorks} ${report.otherWorks === 1 ? "belongs" : "belong"} to another work`,
    report.unknown === 0 ? "" : `${report.unknown} ${report.unknown === 1 ? "is" : "are"} registered nowhere`,
    report.failed === 0 ? "" : `${report.failed} can't be looked up just now`,
  ].filter((part) => part !== "");
  return `${report.asked === 1 ? "1 DOI" : `${report.asked} DOIs`}: ${parts.join(", ")}.`;
}

interface DoiCounts {
  readonly asked: number;
  readonly matching: number;
  readonly otherWorks: number;
  readonly unknown: number;
  readonly failed: number;
}
