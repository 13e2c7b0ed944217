import type { Span } from "../text/span.ts";
import type { PrintedLink } from "./facts.ts";
import { hiddenBy, type Inlines } from "./markdownInlines.ts";
import { findBareUrls, isWebAddress } from "./urls.ts";

/** The web addresses of one leaf, in offsets of its text: link and image targets, autolinks, HTML attributes, and those that stand bare. */
export function linksOfLeaf(inlines: Inlines): PrintedLink[] {
  const { text } = inlines;
  if (!mayHoldAddress(inlines)) return [];
  const places: Span[] = inlines.addresses.filter(({ start, end }) => isWebAddress(text.slice(start, end)));
  for (const inline of inlines.opaque) if (inline.kind === "tag") places.push(...addressesInTag(text, inline.start, inline.end));
  if (bare.test(text)) places.push(...bareUrls(inlines));
  places.sort((one, other) => one.start - other.start);
  return places.map((span) => createLink(text.slice(span.start, span.end), span));
}

/** `href="…"` and `src="…"` of a tag, where they lead into the web. */
export function addressesInTag(text: string, from: number, to: number): Span[] {
  const found: Span[] = [];
  for (const match of text.slice(from, to).matchAll(/\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/giu)) {
    const address = match[1] ?? match[2] ?? match[3] ?? "";
    const end = from + match.index + match[0].length - (match[3] === undefined ? 1 : 0);
    if (isWebAddress(address)) found.push({ start: end - address.length, end });
  }
  return found;
}

export function createLink(printed: string, span: Span): PrintedLink {
  return { printed, span, url: unescaped(printed) };
}

const mayHoldAddress = ({ text, opaque, addresses }: Inlines): boolean => opaque.length > 0 || addresses.length > 0 || bare.test(text);

/** An address may hold escapes; in code, formulas and other addresses there is none. */
function bareUrls({ text, opaque }: Inlines): readonly Span[] {
  return findBareUrls(text, { start: 0, end: text.length }, hiddenBy(opaque.filter((inline) => inline.kind !== "escape")));
}

const bare = /www\.|:\/|\/\//iu;

/** Markdown's own escapes undone: a backslash before a mark, `&amp;`. */
const unescaped = (printed: string): string => printed.replace(/\\([!-/:-@[-`{-~])/gu, "$1").replaceAll("&amp;", "&");
