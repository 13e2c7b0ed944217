import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import type { CslItem } from "../csl/types.ts";
import { biblatexText } from "./biblatexWriter.ts";
import { type Fields, plainValue, prepareFields } from "./citationJsFields.ts";
import { repairItem } from "./citationJsRepairs.ts";
import { cleanItem } from "./cleanItem.ts";
import type { FormatAnswer, FormatEntry, FormatRequest } from "./formatting.ts";
import { formatReferences, type ReferenceEngine } from "./referenceFormatter.ts";
import { writeRis } from "./risWriter.ts";
import type { CslTree, StyleProvider } from "./styleTree.ts";

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

/** An entry as CSL-JSON, with its key as `id`. Whatever a field holds, the entry is kept. */
export function toCsl(entry: FormatEntry): CslItem {
  if (entry.kind === "csl") return cleanItem(entry.item);
  const fields: Fields = new Map(Object.entries(entry.fields).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const type = entry.type.toLowerCase();
  const item = convertTolerantly(type, prepareFields(fields, isKnownCommand));
  return repairItem(item, entry.key, type, fields);
}

/** citation-js is untyped where its plugins are configured. */
interface BibtexConfig {
  readonly constants: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
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

const knownCommands: ReadonlySet<string> = new Set(
  ["commands", "mathCommands", "diacritics", "argumentCommands", "formattingEnvs", "formattingCommands", "mathScriptFormatting"]
    .flatMap((table) => Object.keys(bibtex.constants[table] ?? {}))
    .concat("begin", "end"),
);

const isKnownCommand = (command: string): boolean => knownCommands.has(command);

/** Where citation-js stops, the fields that it stops at are given to it as plain words; where it still stops, those fields are left out. */
function convertTolerantly(type: string, fields: ReadonlyMap<string, string>): CslItem {
  const whole = convert(type, fields);
  if (whole !== undefined) return whole;
  const readable = [...fields].flatMap(([name, value]): [string, string][] => {
    if (convert(type, new Map([[name, value]])) !== undefined) return [[name, value]];
    const words = plainValue(value);
    return convert(type, new Map([[name, words]])) === undefined ? [] : [[name, words]];
  });
  return convert(type, new Map(readable)) ?? { title: plainValue(fields.get("title") ?? "") };
}

/** undefined where citation-js throws, as it does for LaTeX that it can't read. */
function convert(type: string, fields: ReadonlyMap<string, string>): CslItem | undefined {
  const entry = { type, label: "entry", properties: Object.fromEntries(fields) };
  try {
    const options = { forceType: "@biblatex/entries+list", generateGraph: false } as Parameters<typeof plugins.input.chain>[1];
    return plugins.input.chain([entry], options)[0] as CslItem | undefined;
  } catch {
    return undefined;
  }
}

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
