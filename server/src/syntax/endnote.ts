import { span } from "../text/span.ts";
import type { BibliographyFacts } from "./bibliography.ts";
import type { BibliographyReading } from "./bibtex.ts";
import { startTaggedRecords, type Tag, type TaggedFormat } from "./taggedRecords.ts";

/**
 * Reads EndNote's tagged format (.enw; its elder is Refer): lines such as `%A Smith, John`; a record begins with `%0`, or, in files without it,
 * after an empty line. Lines without a tag go on with the value above.
 */
export function readEndnote(text: string): BibliographyFacts {
  const reading = startEndnote(text);
  reading.advance(() => true);
  return reading.facts();
}

export const startEndnote = (text: string): BibliographyReading => startTaggedRecords(text, endnote);

const endnote: TaggedFormat = {
  format: "endnote",
  endsSilently: true,
  tags: {
    type: "%0",
    key: "%F",
    authors: ["%A"],
    years: ["%D"],
    titles: ["%T", "%B"],
  },
  tagOf({ text, start, end }): Tag | undefined {
    tagPattern.lastIndex = start;
    const match = tagPattern.exec(text);
    if (match === null || start + match[0].length > end) return undefined;
    const [whole, blanks = "", name = ""] = match;
    const nameStart = start + blanks.length;
    return { name, nameSpan: span(nameStart, nameStart + 2), valueStart: start + whole.length };
  },
  roleOf(tag, record) {
    if (tag === "%0") return "begin";
    return record?.isAfterBlank === true && !record.has("%0") ? "begin" : "field";
  },
};

const tagPattern = /([ \t\ufeff]*)(%[0-9A-Z!@#$&()*+<=>?[\]^~{|}:/,.;])(?: |\t|$|(?=[\r\n]))/my;
