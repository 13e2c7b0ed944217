import { findDate } from "../corpus/references/dates.ts";
import { readDate } from "../csl/dates.ts";
import type { CslDate } from "../csl/types.ts";
import type { Entry } from "../library/entry.ts";
import type { RawField } from "../syntax/bibliography.ts";
import { fieldsNamed } from "../syntax/scannedEntry.ts";

/** When the writer saw the page that an entry names, as archives count (`20050321`): its date of access, else its own date; "" where it has none. */
export function momentOfEntry(entry: Entry): string {
  return momentOfDate(accessDate(entry)) || momentOfDate(entry.issued);
}

/** Of a year its middle, of a month its middle. */
function momentOfDate(date: CslDate | undefined): string {
  const [year, month, day] = date?.["date-parts"]?.[0] ?? [];
  if (year === undefined || year < 1990 || year > 9999) return "";
  return `${year}${twoDigits(month ?? 7)}${twoDigits(day ?? (month === undefined ? 1 : 15))}`;
}

const twoDigits = (number: number): string => String(number).padStart(2, "0");

function accessDate({ raw }: Entry): CslDate | undefined {
  const [named] = ["urldate", "Y2", "lastchecked"].flatMap((name) => fieldsNamed(raw, name));
  if (named !== undefined) return readDate(textOf(named));
  const [accessed] = fieldsNamed(raw, "accessed");
  const parts = /"date-parts"\s*:\s*\[\s*\[([^\]]{1,40})\]/.exec(accessed === undefined ? "" : textOf(accessed))?.[1];
  if (parts !== undefined) return { "date-parts": [parts.split(",").map((part) => Number(part.replace(/\D/g, "")))] };
  return ["note", "howpublished", "addendum"]
    .flatMap((name) => fieldsNamed(raw, name))
    .map(dateInNote)
    .find((date) => date !== undefined);
}

/** `Accessed: 3 May 2004`. */
function dateInNote(field: RawField): CslDate | undefined {
  const words = /\b(?:accessed|retrieved|visited|viewed|zugriff|abgerufen|consulté)\b[^0-9]{0,24}(.{0,40})/i.exec(textOf(field))?.[0];
  return words === undefined ? undefined : findDate(words)?.date;
}

const textOf = (field: RawField): string => field.parts.map((part) => part.text).join("");
