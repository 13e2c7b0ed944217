import type { Note } from "./urlRepair.ts";

/**
 * LaTeX's and HTML's ways to write a character that means something to them: `a\_b` is `a_b`, `\~{}ada` is `~ada`, `?a=1&amp;b=2` is `?a=1&b=2`.
 * A backslash that is none of these was meant as a slash.
 */
export function undoEscapes(url: string, note: Note): string {
  const plain = url.replace(latexEscape, (found) => {
    note({ kind: "escape", found });
    return characterOf(found);
  });
  const slashed = plain.replace(/\\/g, () => {
    note({ kind: "slashes" });
    return "/";
  });
  return slashed.replace(/&(?:amp;|#38;|#x26;)+/gi, (found) => {
    note({ kind: "escape", found });
    return "&";
  });
}

const latexEscape =
  /\{?\\(?:textasciitilde|sim|textunderscore|texttildelow|slash|allowbreak|string|hspace\{0pt\}|discretionary\{-?\}\{\}\{\})(?:\{\}|(?![A-Za-z]))\}?|\$\\sim\$|\\~(?:\{\s?\})?|\{\\([_%#&$~])\}|\\[_%#&${}=+.-](?:\{\})?/g;

function characterOf(found: string): string {
  if (/sim|tilde/.test(found)) return "~";
  if (found.includes("textunderscore")) return "_";
  if (found.includes("slash")) return "/";
  if (/[a-z]/.test(found)) return "";
  const character = /[_%#&$~{}=+.-]/.exec(found.startsWith("{") ? found.slice(1) : found)?.[0] ?? "";
  // `\-` allows a break and prints nothing.
  return character === "-" ? "" : character;
}
