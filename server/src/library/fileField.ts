/**
 * The paths in a `file` field, as written but for escapes. Zotero has `Full Text:/path/to.pdf:application/pdf;…`, JabRef `:path.pdf:PDF`,
 * Better BibTeX also bare paths; `:`, `;` and `\` inside a path are escaped with `\`, but drive letters often are not.
 */
export function filePaths(value: string): string[] {
  return splitUnescaped(value, ";")
    .map((attachment) => unescapePath(pathOf(attachment.trim())))
    .filter((path) => path !== "");
}

function pathOf(attachment: string): string {
  const parts = joinDrives(splitUnescaped(attachment, ":"));
  const [first = "", second = ""] = parts;
  if (parts.length <= 1) return first;
  if (/^(?:https?|file|zotero)$/i.test(first)) return attachment;
  if (parts.length === 2) return isFileType(second) ? first : second;
  return isFileType(parts.at(-1) ?? "") || parts.length === 3 ? parts.slice(1, -1).join(":") : parts.slice(1).join(":");
}

/** `application/pdf`, `PDF`, `text/html`, or nothing. */
const isFileType = (text: string): boolean =>
  /^(?:(?:application|text|image|audio|video|message)\/[\w.+-]+|[A-Za-z]{0,5})$/.test(text.trim());

/** `C` and `\Users\…` were one path. */
function joinDrives(parts: readonly string[]): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before !== undefined && /^[A-Za-z]$/.test(before) && /^[\\/]/.test(part)) joined[joined.length - 1] = `${before}:${part}`;
    else joined.push(part);
  }
  return joined;
}

function splitUnescaped(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === separator) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** Mendeley writes a backslash as `$\backslash$`, others escape what LaTeX reads otherwise. */
const unescapePath = (path: string): string =>
  path
    .replaceAll("$\\backslash$", "\\\\")
    .replace(/\\([:;\\_&%#${}~])/g, "$1")
    .trim();
