import { readDate } from "../csl/dates.ts";
import type { CslItem } from "../csl/types.ts";
import type { RawEntry } from "../syntax/bibliography.ts";
import { parseJson } from "../syntax/jsonScanner.ts";
import { dateFields, nameFields } from "./cleanItem.ts";

/**
 * An item of CSL-YAML as CSL-JSON has it. Pandoc reads its texts as Markdown; dates may be EDTF (`2012-09`, `1999/2001`), maps (`year: 2012`) or lists
 * of such maps, as Better BibTeX writes them; a name may stand for a list of one.
 */
export function yamlItem(raw: RawEntry): CslItem {
  const members = raw.fields.flatMap(({ name, parts }): [string, unknown][] => {
    const value = parseJson(parts[0]?.text ?? "");
    if (name === "id" || value === undefined) return [];
    if (dateFields.has(name)) return [[name, dateOf(value)]];
    if (nameFields.has(name)) return [[name, namesOf(value)]];
    return [[name, verbatim.has(name) ? value : textOf(value)]];
  });
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

const verbatim: ReadonlySet<string> = new Set(["type", "URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "citation-key", "language"]);

function textOf(value: unknown): unknown {
  if (typeof value === "string") return markdownToCsl(value);
  if (!Array.isArray(value)) return undefined;
  const words = value.filter((word) => typeof word === "string");
  return words.length === 0 ? undefined : words.map(markdownToCsl).join(", ");
}

function namesOf(value: unknown): unknown {
  return (Array.isArray(value) ? value : [value]).map((name: unknown) => {
    if (!isRecord(name)) return name;
    const parts = Object.entries(name).map(([part, text]) => [part, Array.isArray(text) ? text.join(" ") : text]);
    return Object.fromEntries(parts.map(([part, text]) => [part, typeof text === "string" ? markdownToCsl(text) : text]));
  });
}

function dateOf(value: unknown): unknown {
  if (typeof value === "string") return readDate(value);
  const points = (Array.isArray(value) ? value : [value]).filter(isRecord);
  const [first] = points;
  if (first === undefined) return undefined;
  if (first["date-parts"] !== undefined) return { ...first, "date-parts": partsOf(first["date-parts"]) };
  if (typeof first.raw === "string") return readDate(first.raw);
  const parts = points.map((point) => numbersOf([point.year, point.month, point.day])).filter((point) => point.length > 0);
  return {
    ...(parts.length > 0 ? { "date-parts": parts.slice(0, 2) } : {}),
    ...(first.season === undefined ? {} : { season: Number(first.season) }),
    ...(points.some(({ circa }) => circa === "true" || circa === "1") ? { circa: true } : {}),
    ...(typeof first.literal === "string" ? { literal: first.literal } : {}),
  };
}

/** `[[2012, 9]]`, or `[2012, 9]` as it is often written. */
function partsOf(value: unknown): readonly (readonly number[])[] {
  if (!Array.isArray(value)) return [];
  return value.every(Array.isArray) ? value.map(numbersOf) : [numbersOf(value)];
}

function numbersOf(values: readonly unknown[]): readonly number[] {
  const numbers = values.map((value) => (value === undefined || value === "" ? Number.NaN : Number(value)));
  const end = numbers.findIndex((number) => !Number.isInteger(number));
  return end < 0 ? numbers : numbers.slice(0, end);
}

/** Emphasis, small capitals, case, scripts, dashes; `\*` is a star. Quotation marks stay as typed. */
export function markdownToCsl(text: string): string {
  if (!/[*_~^[\\]|--/.test(text)) return text.trim();
  const kept: string[] = [];
  const hidden = text.replace(/\\([!-/:-@[-`{-~])/g, (_, sign: string) => `\uE000${kept.push(sign) - 1}\uE001`);
  return hidden
    .replace(/---/g, "—")
    .replace(/--/g, "–")
    .replace(/\[([^[\]]{1,400})\]\{\.nocase\}/g, '<span class="nocase">$1</span>')
    .replace(/\[([^[\]]{1,400})\]\{\.smallcaps\}/g, '<span style="font-variant:small-caps;">$1</span>')
    .replace(/\*\*(?=\S)([^*]{1,400}?)\*\*/g, "<b>$1</b>")
    .replace(/\*(?=\S)([^*]{1,400}?)\*/g, "<i>$1</i>")
    .replace(/(?<![\p{L}\p{N}_])_(?=\S)([^_]{1,400}?)_(?![\p{L}\p{N}_])/gu, "<i>$1</i>")
    .replace(/\^([^\s^]{1,80})\^/g, "<sup>$1</sup>")
    .replace(/~([^\s~]{1,80})~/g, "<sub>$1</sub>")
    .replace(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? "")
    .trim();
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
