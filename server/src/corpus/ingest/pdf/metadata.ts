import type { CslItem } from "../../../csl/types.ts";
import { namesIn } from "../htmlMetadata.ts";
import type { PdfDocument } from "./document.ts";
import type { PdfLine } from "./lines.ts";

/** What the file states of itself, as far as it can be believed: many programs put a file's name, or their user's. */
export function statedByFile(pdf: PdfDocument, firstText: string): CslItem {
  const shown = folded(firstText);
  const title = saneTitle(pdf.title) && shown.includes(folded(pdf.title)) ? pdf.title.replace(/\s+/g, " ") : undefined;
  const isShown = pdf.author !== "" && pdf.author.split(/[;,&]| and /).every((name) => shown.includes(folded(name)));
  const author = isShown && /\s/.test(pdf.author.trim()) ? namesIn(pdf.author) : [];
  const doi = /10\.\d{4,9}\/[^\s"<>]+/.exec(pdf.doi)?.[0];
  return {
    ...(title === undefined ? {} : { title }),
    ...(author.length === 0 ? {} : { author }),
    ...(doi === undefined ? {} : { DOI: doi }),
  };
}

const saneTitle = (title: string): boolean =>
  /\p{L}{2,}\s+\S/u.test(title) && !/^microsoft word|^untitled|\.(?:docx?|pdf|indd|tex|rtf|odt|qxd|dvi|html?)\b/i.test(title);

const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "");

/** `Harbour Lights · Author(s): A. Bell · Source: …`: the title stands before the author. */
export function coverWork(lines: readonly PdfLine[], isCover: boolean): CslItem {
  if (!isCover) return {};
  const at = lines.findIndex((line) => /^author\(s\):/i.test(line.text));
  if (at < 1 || at > 4) return {};
  const title = lines
    .slice(0, at)
    .map((line) => line.text)
    .join(" ");
  return title.length < 300 ? { title } : {};
}
