import { readFileSync } from "node:fs";

/** A quotation held against one source, with what must come of it. */
export interface VerdictCase {
  readonly source: LabelledSource;
  /** The kind of change: `negation`, `ellipsis`, `ocr`. */
  readonly kind: string;
  /** `spelling` is altered in nothing but spelling. */
  readonly expected: "verbatim" | "typographic" | "marked" | "altered" | "spelling" | "none";
  readonly quotation: string;
  /** As `clear > little`; undefined where the case says nothing about them. */
  readonly differences: readonly string[] | undefined;
}

export interface LabelledSource {
  readonly name: string;
  readonly language: string;
  /** `clean`, `ocr`, `web`, `hyphenated`, `old`, `british`. */
  readonly quality: string;
  readonly text: string;
}

/**
 * Reads a file of labelled cases: `# name language quality`, the source's text, a blank line, then a case a line as
 * `kind | expected | quotation | differences`, the differences parted by semicolons. The text ends where the first case begins.
 */
export function readVerdictCases(file: string): readonly VerdictCase[] {
  return readFileSync(new URL(file, import.meta.url), "utf8")
    .split(/^# /m)
    .slice(1)
    .flatMap(casesOfSource);
}

function casesOfSource(written: string): readonly VerdictCase[] {
  const [header = "", ...lines] = written.split("\n");
  const [name = "", language = "", quality = ""] = header.split(" ");
  const first = lines.findIndex((line) => caseLine.test(line));
  const source = { name, language, quality, text: lines.slice(0, first).join("\n").trim() };
  return lines.slice(first).flatMap((line) => (caseLine.test(line) ? [caseOf(source, line)] : []));
}

const caseLine = /^[a-z]+ \| (?:verbatim|typographic|marked|altered|spelling|none) \| /;

function caseOf(source: LabelledSource, line: string): VerdictCase {
  const [kind = "", expected = "", quotation = "", differences] = line.split(" | ");
  return {
    source,
    kind,
    expected: expected as VerdictCase["expected"],
    quotation,
    differences: differences?.replaceAll("\\n", "\n").split("; "),
  };
}
