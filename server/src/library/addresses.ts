import type { RawEntry, ValuePart } from "../syntax/bibliography.ts";
import { unescapeVerbatim } from "../syntax/latexText.ts";
import { fieldsNamed } from "../syntax/scannedEntry.ts";
import { type Span, span } from "../text/span.ts";
import type { EntryAddress } from "./entry.ts";

/** The addresses that an entry itself prints: its `url`, that of an archived copy, and those within `howpublished` and `note`. A DOI is no address here. */
export function addressesOf(raw: RawEntry): EntryAddress[] {
  const found: EntryAddress[] = [];
  const fields = addressFields.flatMap((name) => fieldsNamed(raw, name));
  for (const { name, parts } of fields.sort((one, other) => one.nameSpan.start - other.nameSpan.start)) {
    if (name === "url" || name === "archiveurl") for (const part of parts) addWhole(part, found);
    else for (const part of parts) if (part.kind === "text") addWithin(part, found);
  }
  return found;
}

const addressFields: readonly string[] = ["url", "archiveurl", "howpublished", "note", "annote", "addendum"];

/** Those within CSL's members of running text. Only where the member stands in the file as it is held here is its place known. */
export function addressesInMembers(raw: RawEntry): readonly EntryAddress[] {
  const found: EntryAddress[] = [];
  const parts = memberNames.flatMap((name) => fieldsNamed(raw, name)).flatMap((field) => field.parts);
  for (const part of parts) if (part.text.length === part.span.end - part.span.start) addWithin(part, found);
  return found;
}

const memberNames: readonly string[] = ["note", "archive", "archive_location"];

/** The whole of a `url` is its address, also where somebody put `\url{…}` or `<…>` round it. */
function addWhole(part: ValuePart, found: EntryAddress[]): void {
  if (part.kind === "word" && !part.text.includes(":")) return;
  if (/\\(?:url|href)\s*\{/.test(part.text)) {
    addWithin(part, found);
    return;
  }
  const lead = /^[\s{<]*/.exec(part.text)?.[0].length ?? 0;
  let end = part.text.length;
  while (end > lead && /[\s>]/.test(part.text[end - 1] ?? "")) end--;
  if (part.text.startsWith("{") && part.text[end - 1] === "}") end--;
  add(part.text.slice(lead, end), part.span.start + lead, found);
}

/** `\url{…}`, `\href{…}{…}`, and what begins like an address in running text. */
function addWithin(part: ValuePart, found: EntryAddress[]): void {
  const pattern = /\\(?:url|href)\s*\{([^{}]*)\}|https?:\/\/(?:[^\s{}<>"\\]|\\[_%&#$~])+/gi;
  for (const match of part.text.matchAll(pattern)) {
    const braced = match[1];
    if (braced === undefined) {
      const printed = withoutFinalPoint(match[0]);
      add(printed, part.span.start + match.index, found);
    } else if (braced.trim() !== "") {
      const lead = match[0].indexOf("{") + 1 + (braced.length - braced.trimStart().length);
      add(braced.trim(), part.span.start + match.index + lead, found);
    }
  }
}

function add(printed: string, start: number, found: EntryAddress[]): void {
  if (printed === "") return;
  const at: Span = span(start, start + printed.length);
  if (!found.some((address) => address.span.start === at.start)) found.push({ url: unescapeVerbatim(printed), printed, span: at });
}

/** A sentence's point, and a bracket that was opened before the address. */
function withoutFinalPoint(address: string): string {
  let end = address.length;
  while (end > 0 && /[.,;:!?'")\]]/.test(address[end - 1] ?? "")) {
    if (address[end - 1] === ")" && address.slice(0, end).includes("(")) break;
    end--;
  }
  return address.slice(0, end);
}
