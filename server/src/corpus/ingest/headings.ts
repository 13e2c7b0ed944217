import { isSentence, lineKey, wordCount } from "./furniture.ts";

const noteWords = new Set([
  "notes",
  "note",
  "endnotes",
  "footnotes",
  "end notes",
  "foot notes",
  "notes and references",
  "references and notes",
  "notes & references",
  "notes to the text",
  "author's notes",
  "anmerkungen",
  "fußnoten",
  "fussnoten",
  "endnoten",
  "notes de bas de page",
  "notes de fin",
]);

const referenceWords = new Set([
  "references",
  "reference list",
  "bibliography",
  "select bibliography",
  "works cited",
  "literature",
  "literature cited",
  "references cited",
  "sources cited",
  "list of references",
  "literatur",
  "literaturverzeichnis",
  "bibliographie",
  "bibliografie",
  "références",
  "références bibliographiques",
  "quellen",
]);

const abstractWords = new Set(["abstract", "summary", "executive summary", "zusammenfassung", "résumé", "resumen", "riassunto"]);

const sectionWords = new Set([
  ...abstractWords,
  "introduction",
  "conclusion",
  "conclusions",
  "discussion",
  "background",
  "methods",
  "method",
  "results",
  "preface",
  "foreword",
  "prologue",
  "epilogue",
  "acknowledgements",
  "acknowledgments",
  "appendix",
  "einleitung",
  "schluss",
  "fazit",
  "vorwort",
  "conclusion générale",
]);

/** `Notes`, `12. References`, `Notes (97)`. */
export function opensNotes(text: string): "notes" | "references" | undefined {
  if (text.length > 60) return undefined;
  const key = headingKey(text);
  if (noteWords.has(key)) return "notes";
  return referenceWords.has(key) ? "references" : undefined;
}

export const opensAbstract = (text: string): boolean => text.length < 40 && abstractWords.has(headingKey(text));

/** Words or a number in front that only a heading has: `2.1 Background`, `IV. The Summit`, `Conclusion`. */
export function isCertainHeading(text: string): boolean {
  if (!isHeadingShaped(text)) return false;
  return sectionWords.has(headingKey(text)) || opensNotes(text) !== undefined || isNumberedHeading(text);
}

/** Short, one line, no sentence. */
export const isHeadingShaped = (text: string): boolean =>
  text.length <= 200 && wordCount(text) <= 20 && /^["“‘'«(]?[\p{Lu}\p{N}]/u.test(text) && !/[.,;]["”’']?$/.test(text) && !isSentence(text);

const isNumberedHeading = (text: string): boolean =>
  /^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|(?:Chapter|Part|Section|Kapitel|Teil|Chapitre) [\dIVX]{1,5}[.:]?)[ \t]+\p{Lu}/u.test(text);

const headingKey = (text: string): string =>
  lineKey(text)
    .replace(/^(?:\d{1,2}|[ivx]{1,5})[.)]?\s/, "")
    .replace(/\s*\(\d{1,4}\)$/, "");
