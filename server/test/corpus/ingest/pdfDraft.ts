/** A line of a made PDF: its words, where it stands (points from the page's lower left corner) and how large it is. */
export interface DraftLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly bold?: boolean;
  readonly turned?: boolean;
}

export interface DraftPdf {
  readonly pages: readonly (readonly DraftLine[])[];
  /** The body of the catalog's page labels: `0 << /S /r >> 3 << /S /D /St 67 >>`. */
  readonly labels?: string;
  readonly info?: string;
  /** Rectangles marked on the first page: left, bottom, right, top. */
  readonly highlights?: readonly (readonly [number, number, number, number])[];
}

/** A PDF file with these lines, in Helvetica. */
export function makePdf(draft: DraftPdf): Uint8Array {
  const objects: string[] = [];
  const kids = draft.pages.map((_, i) => `${5 + i * 2} 0 R`).join(" ");
  const labels = draft.labels === undefined ? "" : `/PageLabels << /Nums [${draft.labels}] >>`;
  objects.push(`<< /Type /Catalog /Pages 2 0 R ${labels} >>`);
  objects.push(`<< /Type /Pages /Count ${draft.pages.length} /Kids [${kids}] >>`);
  objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
  for (const [i, lines] of draft.pages.entries()) {
    const annotations = i > 0 || draft.highlights === undefined ? "" : `/Annots [${draft.highlights.map(highlight).join(" ")}]`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${6 + i * 2} 0 R ${annotations} >>`,
    );
    const content = lines.map(drawn).join("\n");
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  return written(objects, draft.info ?? "");
}

/** A paragraph as lines of a width, the first one indented. */
export function draftParagraph(
  text: string,
  place: { readonly x: number; readonly y: number; readonly letters: number; readonly size?: number; readonly indent?: number },
): DraftLine[] {
  const size = place.size ?? 10;
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1] ?? "";
    if (last !== "" && last.length + word.length + 1 > place.letters) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.map((line, i) => ({ text: line, x: place.x + (i === 0 ? (place.indent ?? 0) : 0), y: place.y - i * size * 1.2, size }));
}

/** The bytes of any objects as a file with its table. */
export function written(objects: readonly string[], info: string): Uint8Array {
  let text = "%PDF-1.4\n";
  const offsets: number[] = [];
  for (const [i, body] of [...objects, `<< ${info} >>`].entries()) {
    offsets.push(text.length);
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R /Info ${offsets.length} 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function drawn(line: DraftLine): string {
  const matrix = line.turned === true ? "0 1 -1 0" : "1 0 0 1";
  const text = line.text.replace(/[\\()]/g, "\\$&");
  return `BT /${line.bold === true ? "F2" : "F1"} ${line.size ?? 10} Tf ${matrix} ${line.x} ${line.y} Tm (${text}) Tj ET`;
}

const highlight = ([left, bottom, right, top]: readonly [number, number, number, number]): string =>
  `<< /Type /Annot /Subtype /Highlight /Rect [${left} ${bottom} ${right} ${top}] /QuadPoints [${left} ${top} ${right} ${top} ${left} ${bottom} ${right} ${bottom}] >>`;
