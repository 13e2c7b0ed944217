import type { Span } from "../text/span.ts";
import type { PrintedLink } from "./facts.ts";
import { holdsOffset } from "./latexFlows.ts";
import type { LatexCommand, LatexSurface } from "./latexSurface.ts";
import { findBareUrls, isWebAddress } from "./urls.ts";

/** Addresses in `\url{…}`, `\href{…}{words}` and in running text, in order. `hidden` says where no text runs. */
export function readLinks(surface: LatexSurface, hidden: readonly Span[]): PrintedLink[] {
  const links = surface.commands.flatMap((command) => commandLink(surface, command));
  const body = { start: surface.bodyStart, end: surface.end };
  const isHidden = holdsOffset(hidden.filter((span) => !isEscape(surface.text, span)));
  for (const bare of findBareUrls(surface.text, body, isHidden)) links.push(linkAt(surface, bareAddress(surface.text, bare)));
  return links.sort((one, other) => one.span.start - other.span.start);
}

/** What TeX prints for an address: `\_` is `_`, `\~{}` and `\textasciitilde` are `~`, white space and line ends fall away. */
function unescapeAddress(address: string): string {
  return address
    .replace(/%[ \t]*\r?\n\s*/g, "")
    .replace(/\s+/g, "")
    .replace(/\\(?:textasciitilde|string~)(?:\{\})?|\{\\textasciitilde\}/g, "~")
    .replace(/\\textunderscore(?:\{\})?/g, "_")
    .replace(/\\(?:slash|string|protect)(?:\{\})?/g, (command) => (command.startsWith("\\slash") ? "/" : ""))
    .replace(/\\([_%&#$~^{}])(\{\})?/g, "$1")
    .replace(/\\-|\\\/|\\allowbreak(?:\{\})?/g, "");
}

/** `\_` and its kin, which may stand in an address. */
const isEscape = (text: string, span: Span): boolean => span.end - span.start === 2 && /^\\[_%&#$~]/.test(text.slice(span.start, span.end));

/**
 * A bare address goes on over escapes, `https://example.org/a\_b`, where a Markdown reader sees its end; it ends at a `~` that is a space,
 * but not in `/~name`.
 */
function bareAddress(text: string, found: Span): Span {
  escapedRest.lastIndex = found.end;
  const rest = text[found.end] === "\\" ? (escapedRest.exec(text)?.[0] ?? "").replace(/[.,:;!?'’)\]]+$/, "") : "";
  const address = text.slice(found.start, found.end) + rest;
  const space = address.search(/(?<![/\\])~/);
  return { start: found.start, end: found.start + (space < 0 ? address.length : space) };
}

const escapedRest = /(?:\\[_%&#$](?:\{\})?|\\~\{\}|\{\\textasciitilde\}|\\textasciitilde(?:\{\})?|[^\s<>"“”„«»`{}|^\\]){1,2000}/y;

const addressCommands: ReadonlySet<string> = new Set(["url", "nolinkurl", "href"]);

function commandLink(surface: LatexSurface, command: LatexCommand): PrintedLink[] {
  if (command.raw === undefined || !addressCommands.has(command.name)) return [];
  const link = linkAt(surface, trimmed(surface.text, command.raw));
  return isAddress(link.url) ? [link] : [];
}

function linkAt(surface: LatexSurface, span: Span): PrintedLink {
  const printed = surface.text.slice(span.start, span.end);
  return { printed, span, url: unescapeAddress(printed) };
}

/** An address of the web, maybe mangled; not a file, a place in this document, a mailbox, or what a definition fills in. */
const isAddress = (url: string): boolean => isWebAddress(url) && !/#\d|\\[A-Za-z]/.test(url);

function trimmed(text: string, within: Span): Span {
  let { start, end } = within;
  while (start < end && /\s/.test(text[start] ?? "")) start++;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end--;
  return { start, end };
}
