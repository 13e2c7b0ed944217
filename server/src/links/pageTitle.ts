import gone from "../../../data/goneTitles.json" with { type: "json" };
import { decodeText } from "../text/encoding.ts";

/** The title of a web page in lower case, as far as its beginning was read. */
export function pageTitle(body: Uint8Array): string | undefined {
  const page = decodeText(body).text.toLowerCase();
  const start = page.indexOf("<title");
  const open = page.indexOf(">", start);
  const end = page.indexOf("</title", open);
  if (start < 0 || open < 0 || end < 0 || end - open > 500) return undefined;
  return page
    .slice(open + 1, end)
    .replace(/&(?:#39|#x27|rsquo|apos);|’/g, "'")
    .replace(/&nbsp;|&#160;/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * True for the title of a page that stands where another is no more: `Page not found | Northern Institute`. Only a whole part counts, and words that a work may be
 * called by ("Not found") only where nothing else stands beside them.
 */
export function saysGone(title: string): boolean {
  const parts = title
    .split(/\s*[|·•»«›>:!.()]+\s*|\s+[-–—]+\s+/)
    .map((part) => part.replace(/^[\s([]+|[\s)\].,!?]+$/g, ""))
    .filter((part) => part !== "");
  const isPhrase = (part: string): boolean => phrases.has(part) || phrases.has(part.replace(/^(?:404|oops|sorry)[,\s]+/, ""));
  return parts.some(isPhrase) || (parts.length > 0 && parts.every((part) => weak.has(part)));
}

const phrases: ReadonlySet<string> = new Set(gone.phrases);
const weak: ReadonlySet<string> = new Set(gone.weak);
