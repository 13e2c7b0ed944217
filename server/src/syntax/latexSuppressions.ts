import type { Suppression } from "./facts.ts";
import { firstFrom } from "./latexArguments.ts";
import type { LatexSurface } from "./latexSurface.ts";
import { suppressionCodes } from "./suppressions.ts";

/** `% ibid-ignore link.dead` holds for its own line and the paragraph that follows, or goes on, on the next line with words. */
export function readSuppressions(surface: LatexSurface): Suppression[] {
  return surface.comments.flatMap((comment) => {
    const codes = suppressionCodes(surface.text.slice(comment.start + 1, Math.min(comment.end, comment.start + longestComment)));
    if (codes === undefined) return [];
    return [{ codes, span: { start: lineStart(surface.text, comment.start), end: nextParagraphEnd(surface, comment.end) } }];
  });
}

const longestComment = 500;

function lineStart(text: string, from: number): number {
  let at = from;
  while (at > 0 && text[at - 1] !== "\n" && text[at - 1] !== "\r") at--;
  return at;
}

/** The end of the paragraph that stands behind a comment; blank lines right behind it are passed over. */
function nextParagraphEnd(surface: LatexSurface, from: number): number {
  const { blankLines } = surface;
  let index = firstFrom(blankLines, from);
  const isOwnEnd = blankLines[index]?.start === from;
  if (isOwnEnd) index++;
  return blankLines[index]?.start ?? surface.end;
}
