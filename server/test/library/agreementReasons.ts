import type { CslItem } from "../../src/csl/types.ts";
import type { FormatEntry } from "../../src/library/formatting.ts";

/** One field in which our reading is not Pandoc's. */
export interface Compared {
  readonly entry: FormatEntry;
  readonly field: string;
  readonly ours: string;
  readonly pandoc: string;
  readonly item: CslItem;
}

/** The first of the known reasons that explains a difference. */
export const reasonOf = (compared: Compared): string | undefined => reasons.find(([, explains]) => explains(compared))?.[0];

const has = (entry: FormatEntry, ...names: readonly string[]): boolean =>
  entry.kind === "biblatex" && names.some((name) => (entry.fields[name] ?? "") !== "");

const latexOf = (entry: FormatEntry): string => (entry.kind === "biblatex" ? Object.values(entry.fields).join("\n") : "");

const typeOf = (entry: FormatEntry): string => (entry.kind === "biblatex" ? entry.type : "");

/** The keys of the only sets among the collections, in biblatex's own examples. */
const isSet = (entry: FormatEntry): boolean => entry.kind === "biblatex" && ["set", "stdmodel"].includes(entry.key);

const isDate = (field: string): boolean => field === "issued" || field === "accessed" || field.endsWith("-date");

/** True where all letters of `part` stand in `whole`, in order. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole) if (letter === part[at]) at += letter.length;
  return at >= part.length;
}

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "");

/** Each is a sentence that says who is right, with the test for it. The order counts. */
const reasons: readonly (readonly [string, (compared: Compared) => boolean])[] = [
  // Dates.
  [
    "Ours: Pandoc writes a season as month 21 to 24; CSL has a field for it.",
    ({ field, ours, pandoc }) => isDate(field) && (/"season"/.test(ours) || /,2[1-4]\]/.test(pandoc)),
  ],
  [
    "Ours: dates that are no EDTF (5/22/1906, 1995--1996, no date) are read or kept as words; Pandoc has none.",
    ({ field, ours, pandoc }) => isDate(field) && ours !== "" && (pandoc === "" || pandoc === '{"date-parts":[]}'),
  ],
  [
    "Ours: a date with ? is uncertain, which CSL calls circa; Pandoc forgets it.",
    ({ field, ours, pandoc }) => isDate(field) && ours === pandoc.replace("{", '{"circa":true,'),
  ],
  [
    "Ours, as biber: an entry with a year of its own takes no date from its parent.",
    ({ field, entry }) => field === "issued" && has(entry, "crossref", "year") && has(entry, "year"),
  ],
  // What Pandoc leaves out.
  [
    "Ours: a set is what its first member is; Pandoc's is empty.",
    ({ entry, pandoc }) => pandoc === "" && has(entry, "title") && isSet(entry),
  ],
  [
    "Ours: an article without pages has an eid in their place.",
    ({ field, entry, pandoc }) => field === "page" && pandoc === "" && has(entry, "eid"),
  ],
  ["Ours: an issue needs no number beside it.", ({ field, entry, pandoc }) => field === "issue" && pandoc === "" && has(entry, "issue")],
  ["Ours: a periodical's note is a note too.", ({ field, pandoc }) => field === "note" && pandoc === ""],
  [
    "Ours: CSL's volume-title is also that of a special issue (specification 1.0.2).",
    ({ field, entry, pandoc }) => field === "volume-title" && pandoc === "" && has(entry, "issuetitle"),
  ],
  [
    "Ours: what films, songs, web pages and parts of plain books appeared in is a container too.",
    ({ field, entry, pandoc }) => field === "container-title" && pandoc === "" && has(entry, "booktitle", "maintitle"),
  ],
  ["Ours: the language of a work is known by `language` too.", ({ field, pandoc }) => field === "language" && pandoc === ""],
  [
    "Ours: an addition to a journal's title is part of it.",
    ({ field, entry }) => field === "container-title" && has(entry, "journaltitleaddon"),
  ],
  ["Ours: CSL has a name for compilers.", ({ field, item }) => (field === "editor" || field === "compiler") && item.compiler !== undefined],
  // What Pandoc reads otherwise.
  ["Ours: a DOI is not its address.", ({ field, ours, pandoc }) => field === "DOI" && pandoc.endsWith(ours) && ours !== ""],
  [
    "Ours: a place to break a word is no letter of it.",
    ({ pandoc, ours }) => pandoc.includes("\u00ad") && letters(pandoc) === letters(ours),
  ],
  [
    "Ours: a book within a book is a chapter, so that the volume prints; Pandoc's book hides it.",
    ({ field, entry }) => field === "type" && typeOf(entry) === "bookinbook",
  ],
  [
    "Ours: the main title is one thing, the subtitle of the volume another; Pandoc puts them together.",
    ({ field, entry, pandoc, ours }) => field === "container-title" && has(entry, "maintitle") && pandoc.startsWith(ours) && ours !== "",
  ],
  [
    "Ours: LaTeX that Pandoc doesn't know takes its argument with it there, and stays here.",
    ({ entry, ours, pandoc }) => latexOf(entry).includes("\\") && isWithin(letters(pandoc), letters(ours)),
  ],
  [
    "Ours: a comma too many at the end of a name makes no suffix of the given name.",
    ({ ours, pandoc }) => pandoc.replaceAll("suffix", "given") === ours,
  ],
  ["Ours: a kind of work is text, not LaTeX.", ({ field, pandoc }) => field === "genre" && /[\\~]/.test(pandoc)],
  ["Ours: an accent stands on an i with its dot.", ({ pandoc, ours }) => pandoc.replace(/ı(?=\p{M})/gu, "i").normalize("NFC") === ours],
  ["Ours: mathematics as text, not as LaTeX.", ({ pandoc }) => pandoc.includes("$")],
  ["Ours: quotation marks as they are written.", ({ ours, pandoc }) => letters(ours) === letters(pandoc) && /[‘’“”"]/.test(ours + pandoc)],
  ["Ours: the title of a volume is no short form of the whole.", ({ field, ours }) => field === "title-short" && ours === ""],
];
