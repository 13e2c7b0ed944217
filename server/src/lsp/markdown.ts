import type { MarkupContent } from "vscode-languageserver";
import type { RichRun } from "../csl/richText.ts";
import type { HoverParagraph, HoverPart } from "../features/hoverContent.ts";
import { type OpenSourceArguments, openSourceCommand } from "../protocol.ts";
import { visibleText } from "../text/visible.ts";

/** The one builder of Markdown: every word from a document is escaped here, and nowhere is an image or HTML let through. */
export function markupOf(paragraphs: readonly HoverParagraph[], markdown: boolean, place: PlaceOf): MarkupContent {
  if (!markdown) {
    return { kind: "plaintext", value: paragraphs.map((parts) => parts.map((part) => plainPart(part, place)).join("")).join("\n\n") };
  }
  return {
    kind: "markdown",
    value: paragraphs.map((parts) => asProse(parts.map((part) => markdownPart(part, place)).join(""))).join("\n\n"),
  };
}

/** Where a passage of a source or a place of a document stands, as the arguments of the command that opens it; undefined where it can't be opened. */
export type PlaceOf = (part: HoverPart & { readonly kind: "open" | "place" }) => OpenSourceArguments | undefined;

function markdownPart(part: HoverPart, place: PlaceOf): string {
  switch (part.kind) {
    case "text":
      return styled(escapeMarkdown(part.text), styleMarks[part.style ?? "plain"]);
    case "rich":
      return part.rich.map(markdownRun).join("");
    case "open":
    case "place": {
      const target = place(part);
      const label = escapeMarkdown(labelOf(part, target));
      return target === undefined ? label : `[${label}](command:${openSourceCommand}?${encodeURIComponent(JSON.stringify([target]))})`;
    }
    case "web":
      return webLink(part.label, part.url);
  }
}

function plainPart(part: HoverPart, place: PlaceOf): string {
  switch (part.kind) {
    case "text":
      return visibleText(part.style === "struck" ? `[not: ${part.text}]` : part.text);
    case "rich":
      return visibleText(part.rich.map((run) => run.text).join(""));
    case "open":
      return visibleText(`[${part.label}]`);
    case "place":
      return visibleText(labelOf(part, place(part)));
    case "web":
      return visibleText(`${part.label}: ${part.url}`);
  }
}

/** A place is named by its line; where that can't be told it is somewhere in there. */
function labelOf(part: HoverPart & { readonly kind: "open" | "place" }, target: OpenSourceArguments | undefined): string {
  if (part.kind === "open") return part.label;
  return target === undefined ? "…" : part.labelAt(target.range.start.line + 1);
}

const styleMarks = { plain: "", bold: "**", italic: "*", struck: "~~" } as const;

function markdownRun(run: RichRun): string {
  return styled(escapeMarkdown(run.text), `${run.bold === true ? "**" : ""}${run.italic === true ? "*" : ""}`);
}

/** Marks hug the words, for `* word*` is no emphasis; the space stays outside. */
function styled(escaped: string, marks: string): string {
  const [, before = "", words = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(escaped) ?? [];
  return marks === "" || words === "" ? escaped : `${before}${marks}${words}${[...marks].reverse().join("")}${after}`;
}

function webLink(label: string, url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) return escapeMarkdown(label);
  return `[${escapeMarkdown(label)}](<${parsed.href.replaceAll("<", "%3C").replaceAll(">", "%3E")}>)`;
}

/**
 * Escapes whatever Markdown, HTML, math or an editor's icons (`$(bug)`) could make of a text, and joins its lines. Ordinary prose stays as it is,
 * so that plain clients show it readably.
 */
export function escapeMarkdown(text: string): string {
  return visibleText(text)
    .replace(/[\\`*_[\]{}$~|]/g, "\\$&")
    .replace(/!(?=\\\[)/g, "\\!")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replaceAll("<", "&lt;");
}

/** A paragraph that begins like a heading, a list or a quotation is prose all the same. */
const asProse = (paragraph: string): string => paragraph.replace(/^(\s*)(?:(\d+)(?=[.)])|(?=[#>+=-]))/, "$1$2\\");
