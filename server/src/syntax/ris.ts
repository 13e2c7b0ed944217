import { span } from "../text/span.ts";
import type { BibliographyFacts } from "./bibliography.ts";
import type { BibliographyReading } from "./bibtex.ts";
import { startTaggedRecords, type Tag, type TaggedFormat } from "./taggedRecords.ts";

/**
 * Reads RIS (the format of Research Information Systems as reference managers and publishers write it): lines of a two-letter tag, two blanks, a hyphen
 * and a value; a record goes from TY to ER. Small letters, missing blanks and a missing ER are forgiven; lines without a tag go on with the value above.
 */
export function readRis(text: string): BibliographyFacts {
  const reading = startRis(text);
  reading.advance(() => true);
  return reading.facts();
}

export const startRis = (text: string): BibliographyReading => startTaggedRecords(text, ris);

const ris: TaggedFormat = {
  format: "ris",
  endsSilently: false,
  tags: {
    type: "TY",
    key: "ID",
    authors: ["AU", "A1"],
    years: ["PY", "Y1"],
    titles: ["TI", "T1", "CT", "BT"],
  },
  tagOf({ text, start, end }, record): Tag | undefined {
    const strict = matchAt(strictTag, text, start);
    const match = strict ?? matchAt(looseTag, text, start);
    if (match === null || match.index + match[0].length > end) return undefined;
    const [whole, blanks = "", written = ""] = match;
    const name = written.toUpperCase();
    if (strict === null && !isLooseTag(name, text, start + whole.length, end, record?.isLoose)) return undefined;
    const nameStart = start + blanks.length;
    return { name, nameSpan: span(nameStart, nameStart + 2), valueStart: start + whole.length };
  },
  roleOf: (tag) => (tag === "TY" ? "begin" : tag === "ER" ? "end" : "field"),
};

/** `AU  - Smith` as the format has it. */
const strictTag = /([ \t\ufeff]*)([A-Z][A-Z0-9]) {2}-(?: |$|(?=[\r\n\t]))/my;
/** `au-Smith`, `AU - Smith`, `AU   –  Smith`: believed only of tags that there are, in records that begin like that. */
const looseTag = /([ \t\ufeff]*)([A-Za-z][A-Za-z0-9])[ \t]{0,4}[-–—](?![-–—])/my;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function isLooseTag(name: string, text: string, valueStart: number, end: number, inLoose: boolean | undefined): boolean {
  if (name === "TY") return /^\s*[A-Za-z]{2,7}\s*$/.test(text.slice(valueStart, Math.min(end, valueStart + 40)));
  if (name === "ER") return text.slice(valueStart, Math.min(end, valueStart + 40)).trim() === "";
  return inLoose === true && knownTags.has(name);
}

const knownTags: ReadonlySet<string> = new Set(
  (
    "A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CR CT CY DA DB DI DO DP ED EP ET ID IS J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK " +
    "LP M1 M2 M3 N1 N2 NO NV OP PB PP PY RD RI RN RP SE SN SP ST T1 T2 T3 TA TI TT U1 U2 U3 U4 U5 UR VL VO Y1 Y2"
  ).split(" "),
);
