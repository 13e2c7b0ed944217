import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import { type Span, span } from "../text/span.ts";
import type { RawEntry, RawField, SyntaxFault } from "./bibliography.ts";
import { innerSpan, yamlDocument } from "./yamlMap.ts";

export interface YamlItem {
  readonly entry: RawEntry;
  readonly faults: readonly SyntaxFault[];
}

/**
 * One item of a CSL-YAML list, from its dash on: `- id: smith2012` and the lines below it. What YAML can't read as a whole is read member by member,
 * and only those members are lost that can't be read by themselves. Undefined where it is no map.
 */
export function readYamlItem(text: string, within: Span): YamlItem | undefined {
  const source = text.slice(within.start, within.end);
  const document = yamlDocument(source);
  const map = document === undefined ? undefined : itemMap(document.contents as Node | null);
  const isWhole = document !== undefined && document.errors.length === 0;
  if (isWhole && map === undefined) return undefined;
  const read =
    isWhole && map !== undefined ? { fields: fieldsOf(map, source, within.start, document), faults: [] } : readMembers(text, within);
  return read.fields.length === 0 ? undefined : assemble(read.fields, read.faults, within, text);
}

/** The item of a flow sequence that was read already: `[{id: a}, {id: b}]`. */
export function yamlItemOf(node: YAMLMap, document: Document, text: string, within: Span): YamlItem {
  const [start = 0, end = 0] = node.range ?? [];
  const fields = fieldsOf(node, text.slice(within.start, within.end), within.start, document);
  return assemble(fields, [], span(within.start + start, within.start + end), text);
}

function assemble(fields: readonly RawField[], faults: readonly SyntaxFault[], within: Span, text: string): YamlItem {
  const scalar = (name: string): string => {
    const value: unknown = JSON.parse(fields.find((field) => field.name === name)?.parts[0]?.text ?? "null");
    return typeof value === "string" ? value.trim() : "";
  };
  const id = fields.find((field) => field.name === "id");
  const key = scalar("id");
  const keySpan = id?.valueSpan ?? span(within.start, Math.min(within.end, within.start + 1));
  const entry: RawEntry = { key, keySpan: unquoted(keySpan, text), type: scalar("type"), span: trimmed(within, text), fields };
  const noKey: readonly SyntaxFault[] = key === "" ? [{ kind: "missingKey", span: keySpan, subject: entry.type, key: undefined }] : [];
  return { entry, faults: [...noKey, ...faults.map((fault) => ({ ...fault, key: key === "" ? undefined : key }))] };
}

function unquoted(of: Span, text: string): Span {
  const first = text[of.start];
  const isQuoted = (first === '"' || first === "'") && of.end - of.start > 1 && text[of.end - 1] === first;
  return isQuoted ? span(of.start + 1, of.end - 1) : of;
}

function trimmed(within: Span, text: string): Span {
  let { start, end } = within;
  while (start < end && (text.charCodeAt(start) <= 32 || text.charCodeAt(start) === 0xfeff)) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return span(start, end);
}

/** `- id: a`, or without its dash. */
function itemMap(node: Node | null | undefined): YAMLMap | undefined {
  const item = isSeq(node) ? node.items[0] : node;
  return isMap(item) ? (item as YAMLMap) : undefined;
}

function fieldsOf(map: YAMLMap, source: string, shift: number, document: Document): readonly RawField[] {
  return map.items.flatMap((pair) => fieldOf(pair, source, shift, document) ?? []);
}

function fieldOf({ key, value }: Pair, source: string, shift: number, document: Document): RawField | undefined {
  if (!isScalar(key)) return undefined;
  const named = innerSpan(key, source);
  const node = value as Node | null | undefined;
  const plain = plainValue(node, document, 0);
  if (named === undefined || plain === undefined || !node?.range) return undefined;
  const [start, end] = node.range;
  const valueSpan = span(start + shift, end + shift);
  return {
    name: String(key.value),
    nameSpan: span(named.start + shift, named.end + shift),
    valueSpan,
    parts: [{ kind: "text", text: JSON.stringify(plain), span: valueSpan }],
  };
}

/** Texts, lists and maps. Numbers stay as written: `012` and `1.10` are no sums. */
function plainValue(node: Node | null | undefined, document: Document, depth: number): unknown {
  if (depth > deepest) return undefined;
  if (isAlias(node)) return plainValue(node.resolve(document), document, depth + 1);
  if (isScalar(node)) return typeof node.value === "string" && !isNull(node) ? node.value : undefined;
  if (isSeq(node)) return node.items.map((item) => plainValue(item as Node, document, depth + 1)).filter((item) => item !== undefined);
  if (!isMap(node)) return undefined;
  const members = node.items.flatMap((pair): [string, unknown][] => {
    const value = plainValue(pair.value as Node, document, depth + 1);
    return isScalar(pair.key) && value !== undefined ? [[String(pair.key.value), value]] : [];
  });
  return Object.fromEntries(members);
}

/** Aliases may point in a circle; no item of CSL nests so deep. */
const deepest = 8;

const isNull = ({ type, value }: { readonly type?: unknown; readonly value: unknown }): boolean =>
  type === "PLAIN" && (value === "" || value === "~" || value === "null");

/** `  title: …` with the deeper lines below it, each by itself. */
function readMembers(text: string, within: Span): { readonly fields: readonly RawField[]; readonly faults: readonly SyntaxFault[] } {
  const fields: RawField[] = [];
  const faults: SyntaxFault[] = [];
  for (const member of membersOf(text, within)) {
    const source = text.slice(member.start, member.end);
    const document = yamlDocument(source);
    const map = document === undefined ? undefined : itemMap(document.contents as Node | null);
    const isWhole = document !== undefined && document.errors.length === 0 && (map !== undefined || source.trim() === "");
    const hurt = isWhole ? undefined : plainMember(text, member);
    const found =
      hurt !== undefined ? [hurt] : map === undefined || document === undefined ? [] : fieldsOf(map, source, member.start, document);
    fields.push(...found);
    if (isWhole) continue;
    const at = Math.min(document?.errors[0]?.pos[0] ?? 0, Math.max(0, source.trimEnd().length - 1));
    faults.push({ kind: "notYaml", span: span(member.start + at, member.start + at + 1), subject: found[0]?.name ?? "", key: undefined });
  }
  return { fields, faults };
}

/** `title: Power: a history`, as people write by hand: what stands on the line is meant. */
function plainMember(text: string, member: Span): RawField | undefined {
  if (member.end - member.start > longestLine) return undefined;
  const match = /^["']?([A-Za-z][\w-]*)["']?[ \t]*:[ \t]+["']?([^\n\r]*?)["']?\s*$/.exec(text.slice(member.start, member.end));
  const [, name = "", value = ""] = match ?? [];
  if (match === null || value === "" || /^[[{|>&*!%@`]/.test(value)) return undefined;
  const nameStart = text.indexOf(name, member.start);
  const start = text.indexOf(value, nameStart + name.length);
  const valueSpan = span(start, start + value.length);
  const parts = [{ kind: "text", text: JSON.stringify(value), span: valueSpan }] as const;
  return { name, nameSpan: span(nameStart, nameStart + name.length), valueSpan, parts };
}

const longestLine = 4000;

/** Lines that are indented like the first member begin one; the first stands behind the dash. */
function membersOf(text: string, within: Span): readonly Span[] {
  const dash = /^[ \t\ufeff]*-?[ \t]*/.exec(text.slice(within.start, Math.min(within.end, within.start + 200)))?.[0].length ?? 0;
  const starts = [within.start + dash];
  const lines = /^[ \t]*/gm;
  lines.lastIndex = within.start + 1;
  for (let match = lines.exec(text); match !== null && match.index < within.end; match = lines.exec(text)) {
    const at = match.index + match[0].length;
    if (match[0].length <= dash && /^["']?[A-Za-z][\w-]*["']?[ \t]*:/.test(text.slice(at, at + 80)) && at > within.start + dash)
      starts.push(at);
    if (lines.lastIndex === match.index) lines.lastIndex++;
  }
  return starts.map((start, index) => span(start, starts[index + 1] ?? within.end));
}
