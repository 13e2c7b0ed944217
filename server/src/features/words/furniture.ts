import type { LinkState, LinkVerdict } from "../../links/verdict.ts";
import { counted, joinWords, times } from "./phrases.ts";

/** Why a source can't be read. */
export type SourceFaultWord = "empty" | "scan" | "encrypted" | "damaged" | "excessive" | "tooLarge" | "missing" | "notAFile" | "unreadable";

export const filesUsedWords = {
  bibliographies: "Bibliographies",
  sources: "Sources",
  reading: "being read …",
  noEntry: "no entry in the bibliography",
  cut: "there are more files here than Ibid looks at",
  bySetting: "from your settings",
  byProject: "all bibliographies of this project count, since it names none",
  byItself: "open here",
  byFolder: (folder: string | undefined): string => `in ${folder ?? "this folder"}, since nothing names another`,
  /** Lines are counted from zero. */
  named: (file: string | undefined, line: number): string => `named in ${file === undefined ? "" : `${file}, `}line ${line + 1}`,
  faults: (count: number, line: number, first: string): string =>
    `${counted(count, "fault", "faults")}, ${count === 1 ? "" : "the first "}in line ${line + 1}: ${first}`,
  madeKeys: (count: number): string => `${counted(count, "key", "keys")} made of author and year, since the file gives none`,
  breaksOff: "breaks off in the middle: what stood there before is kept until it is written again",
  writtenBy: (program: string): string => `written anew by ${program} at each change`,
  summary: (entries: number, bibliographies: number, sources: number): string =>
    `${counted(entries, "entry", "entries")} from ${counted(bibliographies, "bibliography", "bibliographies")} and ${counted(sources, "source", "sources")} serve this draft.`,
  serves: (entries: number, drafts: number): string =>
    `${counted(entries, "entry", "entries")}; ${drafts === 0 ? "no draft of this workspace cites" : `${counted(drafts, "draft", "drafts")} of this workspace cite${drafts === 1 ? "s" : ""}`} from it.`,
  nothing: (folders: readonly string[]): string =>
    `No bibliography was found for this draft: nothing names one, and none lies in ${joinWords(folders, "or")}. Put a .bib there, name one in the draft, or choose one in the settings.`,
  noneOfThese: "None of the bibliographies named for this draft could be read.",
  stillReading: "The bibliographies of this draft are still looked for and read.",
  drafts: "Drafts that cite from it",
  document: "Files of the same document",
  style: "Style",
  usualStyle: "Chicago, with notes",
  noStyle: "nothing names another",
  root: "the main file",
  part: "part of it",
  language: (locale: string): string => (locale === "" ? "in its own language" : `language ${locale}`),
  namedBy: (file: string | undefined): string => `named in ${file ?? "this draft"}`,
  cites: (entries: number): string => `cites ${counted(entries, "entry", "entries")} of it`,
  looking: "looking for the files that entries name …",
  notHere: (count: number): string => `${counted(count, "file", "files")} that entries name ${count === 1 ? "is" : "are"} not here`,
  notHereExample: (file: string, key: string): string =>
    `${file}, named by ${key}; looked for at its place and by its name among the sources`,
  sourceFault(fault: SourceFaultWord): string {
    switch (fault) {
      case "empty":
        return "there is no text in it";
      case "scan":
        return "a scan without text";
      case "encrypted":
        return "locked with a password";
      case "damaged":
        return "damaged, or not what its name says";
      case "excessive":
        return "unpacks to more than a document can be";
      case "tooLarge":
        return "too large to be read";
      case "missing":
        return "no longer there";
      case "notAFile":
        return "not a file";
      case "unreadable":
        return "can't be read";
    }
  },
} as const;

export const completionWords = {
  noBibliography: "No bibliography found: put a .bib beside this draft, choose one in the settings or connect Zotero …",
  zoteroRefuses:
    "No bibliography found, and Zotero doesn't let Ibid in: in its settings, under Advanced, allow other applications to communicate with it …",
  missing: (name: string): string => `${name}, which this draft names, is not there …`,
  unreadable: (name: string): string => `${name} can't be read …`,
  noEntries: (name: string): string => `${name} holds no entries yet …`,
  cited: (count: number): string => (count === 0 ? "Not cited in this draft" : `Cited ${times(count)} in this draft`),
} as const;

export const linkReportWords = {
  /** `12 links: 9 alive, 1 gone, 2 not checked.` */
  summary(verdicts: readonly (LinkVerdict | undefined)[]): string {
    if (verdicts.length === 0) return "No links.";
    const counts = new Map<string, number>();
    for (const verdict of verdicts) {
      const word = verdict?.reason === "offline" ? "not checked (offline)" : stateWord(verdict?.state ?? "unchecked");
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    return `${counted(verdicts.length, "link", "links")}: ${[...counts].map(([word, count]) => `${count} ${word}`).join(", ")}.`;
  },
} as const;

export function stateWord(state: LinkState): string {
  switch (state) {
    case "alive":
      return "alive";
    case "moved":
      return "moved";
    case "dead":
      return "gone";
    case "suspect":
      return "failing";
    case "blocked":
      return "not open to programs";
    case "malformed":
      return "misprinted";
    case "unreachable":
    case "unchecked":
      return "not checked";
  }
}

export const statusWords = {
  noBibliography: "No bibliography found",
  readingBibliographies: "Reading bibliographies",
  readingSources: (count: number): string => `Reading ${counted(count, "source", "sources")}`,
  checkingLinks: "Checking links",
  howToGetBibliography: "Put a .bib beside this draft, name one in it, or choose one in the settings",
  fileTrouble: (name: string, missing: boolean): string => `${name} ${missing ? "is not there" : "can't be read"}`,
  styleMissing: "The style isn't known, so references show in Chicago's",
} as const;
