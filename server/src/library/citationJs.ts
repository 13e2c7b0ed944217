import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import type { CslItem } from "../csl/types.ts";
import { biblatexText } from "./biblatexWriter.ts";
import { cleanItem } from "./cleanItem.ts";
import type { FormatAnswer, FormatRequest } from "./formatting.ts";
import { formatReferences, type ReferenceEngine } from "./referenceFormatter.ts";
import { writeRis } from "./risWriter.ts";
import type { CslTree, StyleProvider } from "./styleTree.ts";
import { toCsl } from "./toCsl.ts";

/**
 * Answers what the format worker is asked. Never throws for what an entry or a style holds: an entry that can't be formatted has no reference,
 * a style that can't be used is replaced by Chicago notes, and the answer says so.
 */
export function answerFormatRequest(request: FormatRequest, styles: StyleProvider): FormatAnswer {
  switch (request.kind) {
    case "csl":
      return { kind: "csl", items: request.entries.map(toCsl) };
    case "export":
      return { kind: "export", text: request.format === "ris" ? writeRis(request.items.map(cleanItem)) : writeBiblatex(request.items) };
    case "references":
      return { kind: "references", ...formatReferences(request.entries.map(toCsl), request.style, request.locale, styles, startEngine) };
  }
}

/** citation-js is untyped where its plugins are configured. */
interface BibtexConfig {
  readonly format: { useIdAsLabel: boolean; checkLabel: boolean; asciiOnly: boolean };
}
interface CslConfig {
  readonly styles: { add(name: string, style: CslTree | string): void };
  readonly locales: { add(tag: string, locale: CslTree): void };
  readonly engine: (items: readonly CslItem[], style: string, locale: string, format: "html") => ReferenceEngine;
}

const bibtex = plugins.config.get("@bibtex") as unknown as BibtexConfig;
const csl = plugins.config.get("@csl") as unknown as CslConfig;
Object.assign(bibtex.format, { useIdAsLabel: true, checkLabel: false, asciiOnly: false });

function startEngine(
  items: readonly CslItem[],
  name: string,
  style: CslTree | string,
  locale: string,
  shipped: StyleProvider,
): ReferenceEngine {
  const tree = locale === "" ? undefined : shipped.locale(locale);
  if (tree !== undefined) csl.locales.add(locale, tree);
  csl.styles.add(name, style);
  return csl.engine(items, name, locale, "html");
}

function writeBiblatex(items: readonly CslItem[]): string {
  return items.map((item) => biblatexText(cleanItem(item), toBiblatex)).join("\n");
}

/** An item's fields in BibLaTeX; undefined where citation-js throws. */
function toBiblatex(item: CslItem): { readonly type: string; readonly properties: Readonly<Record<string, string>> } | undefined {
  try {
    const written: unknown = plugins.output.format("biblatex", [item] as never, { format: "object" } as never);
    return (written as { type: string; properties: Record<string, string> }[])[0];
  } catch {
    return undefined;
  }
}
