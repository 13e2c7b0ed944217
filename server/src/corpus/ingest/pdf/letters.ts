import type { Span } from "../../../text/span.ts";
import type { PdfLine } from "./lines.ts";

/**
 * What TeX's fonts without a table of their own give for ligatures, quotation marks and dashes: the codes of its encodings,
 * which no text uses otherwise (T1: 0x10 to 0x1F; OT1: 0x0B to 0x0F).
 */
const texCodes: ReadonlyMap<string, string> = new Map([
  ["\u000b", "ff"],
  ["\u000c", "fi"],
  ["\u000d", "fl"],
  ["\u000e", "ffi"],
  ["\u000f", "ffl"],
  ["\u0010", "“"],
  ["\u0011", "”"],
  ["\u0012", "„"],
  ["\u0013", "«"],
  ["\u0014", "»"],
  ["\u0015", "–"],
  ["\u0016", "—"],
  ["\u001b", "ff"],
  ["\u001c", "fi"],
  ["\u001d", "fl"],
  ["\u001e", "ffi"],
  ["\u001f", "ffl"],
]);

/** The letters of an item in plain characters; what stands for no letter is left out, a lost one stays U+FFFD for `restoreLetters`. */
export function plainLetters(text: string): string {
  return text
    .replace(/\p{Cc}/gu, (code) => texCodes.get(code) ?? plainControl(code))
    .replace(/\p{Co}/gu, "\ufffd")
    .replace(/\s/g, " ");
}

/** Blanks stay blanks; a code that some font's table lacks is a lost letter below 0x20 and nothing above. */
function plainControl(code: string): string {
  if (/\s/.test(code)) return " ";
  return code < " " && code > "\u0008" ? "\ufffd" : "";
}

const ligatures = ["fi", "ff", "fl", "ffi", "ffl", "Th", "tt", "ti", "ft", "fj"];

/** `di�cult` is `difficult` where the document, or the language, has that word and no other that fits. */
export function restoreLetters(text: string, words: ReadonlySet<string>): string {
  if (!text.includes("\ufffd")) return text;
  return text.replace(/[\p{L}\ufffd]*\ufffd[\p{L}\ufffd]*/gu, (word) => {
    if (word.length < 3 || word.split("\ufffd").length > 2) return word;
    const fitting = ligatures
      .map((letters) => word.replace("\ufffd", letters))
      .filter((whole) => words.has(whole.toLowerCase()) || common.has(whole.toLowerCase()));
    return fitting.length === 1 ? (fitting[0] ?? word) : word;
  });
}

/** The words of a document that are whole. */
export function wholeWords(texts: Iterable<string>): ReadonlySet<string> {
  const words = new Set<string>();
  for (const text of texts)
    for (const match of text.matchAll(/(?<![\p{L}\ufffd])\p{L}{3,}(?![\p{L}\ufffd])/gu)) words.add(match[0].toLowerCase());
  return words;
}

const common: ReadonlySet<string> = new Set(
  "first find found five final figure field fifth fifty fiction file fill film financial finance fine fire firm fish fit fixed defined definition specific scientific significant significance official office officer difficult difficulty different difference effect effects effective effort efforts affair affairs offer offered suffer suffered sufficient efficient coefficient staff off conflict conflicts reflect reflected influence influential flow floor fly flag flat flight benefit benefits benefited profit profits confidence confident configuration confirm confirmed identified identify classified classification traffic artificial beneficial superficial satisfied justified modified unified ratified ratification affect affected affiliated diffusion indifferent inflation inflict baffled shuffle waffle".split(
    " ",
  ),
);

/** Lines with the letters restored that their fonts lost. */
export function restoredLines(pages: readonly (readonly PdfLine[])[]): readonly (readonly PdfLine[])[] {
  if (!pages.some((lines) => lines.some((line) => line.text.includes("\ufffd")))) return pages;
  const words = wholeWords(pages.flatMap((lines) => lines.map((line) => line.text)));
  return pages.map((lines) => lines.map((line) => restoredLine(line, words)));
}

/** Raised letters keep their place: what lies between them is restored piece by piece. */
function restoredLine(line: PdfLine, words: ReadonlySet<string>): PdfLine {
  if (!line.text.includes("\ufffd")) return line;
  let text = "";
  let from = 0;
  const raised: Span[] = [];
  for (const span of line.raised) {
    text += restoreLetters(line.text.slice(from, span.start), words);
    raised.push({ start: text.length, end: text.length + span.end - span.start });
    text += line.text.slice(span.start, span.end);
    from = span.end;
  }
  return { ...line, text: text + restoreLetters(line.text.slice(from), words), raised };
}
