import type { InnerCallout } from "./pageBlock.ts";

/**
 * A paragraph's words without Markdown's signs: `**bold**`, `[text](address)`, `<span>`, `\*`. A footnote's mark `[^12]` is shown as
 * a page shows it, as the number alone.
 */
export function plainMarkdown(source: string): { readonly text: string; readonly callouts: readonly InnerCallout[] } {
  const parts: string[] = [];
  const callouts: InnerCallout[] = [];
  let length = 0;
  const write = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  const pattern =
    /\\([!-/:-@[-`{-~])|\[\^([^\]\s]{1,60})\]|!\[[^\]]{0,300}\]\([^()\s]{0,2000}[^()]{0,200}\)|\]\([^()\s]{0,2000}(?:\s"[^"]{0,200}")?\)|\]\[[^\]]{0,100}\]|<\/?[a-zA-Z][^<>]{0,300}>|<(https?:[^<>\s]{1,2000})>|&(?:amp|lt|gt|quot|nbsp|#39|mdash|ndash);|`+|[*_~]+|\[|\s+/g;
  let from = 0;
  for (const match of source.matchAll(pattern)) {
    write(source.slice(from, match.index));
    from = match.index + match[0].length;
    const [all, escaped, note, address] = match;
    if (escaped !== undefined) write(escaped);
    else if (note !== undefined) {
      const number = Number(note);
      if (Number.isInteger(number) && number > 0) callouts.push({ number, span: { start: length, end: length + note.length } });
      if (/^\d+$/.test(note)) write(note);
    } else if (address !== undefined) write(address);
    else write(signOf(all, source, match.index));
  }
  write(source.slice(from));
  const joined = parts.join("");
  const text = joined.trim();
  const shift = joined.length - joined.trimStart().length;
  return {
    text,
    callouts: callouts.map((callout) => ({
      number: callout.number,
      span: { start: callout.span.start - shift, end: callout.span.end - shift },
    })),
  };
}

const entities: ReadonlyMap<string, string> = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&nbsp;", "\u00a0"],
  ["&#39;", "'"],
  ["&mdash;", "—"],
  ["&ndash;", "–"],
]);

function signOf(sign: string, source: string, at: number): string {
  if (/^\s/.test(sign)) return source.charAt(at - 1) === "-" && sign.includes("\n") ? "\n" : " ";
  if (sign.startsWith("&")) return entities.get(sign) ?? sign;
  if (sign === "[") return isLinkStart(source, at) ? "" : "[";
  if (/^[_*~]/.test(sign)) return isEmphasis(source, at, sign.length) ? "" : sign;
  return "";
}

/** A bracket that a link's address follows; the editor's `[sic]` stays. */
function isLinkStart(source: string, at: number): boolean {
  const end = source.slice(at + 1, at + 400).search(/\]/);
  return end >= 0 && /^\](?:\(|\[)/.test(source.slice(at + 1 + end, at + 3 + end));
}

/** `*` between blanks multiplies, `_` inside a word is part of it. */
function isEmphasis(source: string, at: number, length: number): boolean {
  const before = source.charAt(at - 1);
  const after = source.charAt(at + length);
  if ((before === "" || /\s/.test(before)) && (after === "" || /\s/.test(after))) return false;
  return source.charAt(at) === "*" || !(/[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after));
}
