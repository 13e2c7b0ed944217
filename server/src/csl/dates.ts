import type { CslDate } from "./types.ts";

/**
 * biblatex's `date`: EDTF (ISO 8601-2, level 1): `2020-05-17`, `1999/2001`, `1999/`, `/1999`, `1850~`, `199X`, `2004-22` (summer), `-0043`.
 * What is not EDTF is read like `year`. An open end is a second date [0], as citeproc has it.
 */
export function readDate(value: string): CslDate | undefined {
  const text = value.trim();
  if (text === "") return undefined;
  const slash = text.indexOf("/");
  if (slash < 0) return readPoint(text) ?? readYear(text);
  const from = text.slice(0, slash).trim();
  const to = text.slice(slash + 1).trim();
  return readInterval(from, to) ?? readYear(text);
}

/** BibTeX's `year` and `month`: numbers, names ("Jan.", "January~1"), "in press", "1995--1996", "c. 1850". */
export function readYearAndMonth(year: string, month: string): CslDate | undefined {
  const date = readYear(year.trim());
  const parts = date?.["date-parts"];
  if (date === undefined || parts?.length !== 1 || parts[0]?.length !== 1) return date;
  const [monthNumber, day] = readMonth(month);
  if (monthNumber === undefined) return date;
  const [yearNumber = 0] = parts[0];
  return { ...date, "date-parts": [day === undefined ? [yearNumber, monthNumber] : [yearNumber, monthNumber, day]] };
}

/** "2012", "1999–2001", "1999–", "c. 1850", "44 BCE"; of dates in words the words, where they are few. */
export function yearOf(date: CslDate | undefined): string {
  if (date === undefined) return "";
  const [from, to] = date["date-parts"] ?? [];
  const first = from?.[0];
  if (first === undefined || Number.isNaN(first)) return yearInWords(date);
  const circa = date.circa === true ? "c. " : "";
  const last = to?.[0];
  if (last === undefined || last === first) return circa + printYear(first);
  if (first === 0) return `${circa}–${printYear(last)}`;
  return last === 0 ? `${circa}${printYear(first)}–` : `${circa}${printYear(first)}–${printYear(last)}`;
}

/** The year to sort by; undefined where there is none. */
export function firstYear(date: CslDate | undefined): number | undefined {
  const year = date?.["date-parts"]?.[0]?.[0];
  return typeof year === "number" && Number.isFinite(year) && year !== 0 ? year : undefined;
}

const printYear = (year: number): string => (year < 0 ? `${-year} BCE` : String(year));

function yearInWords(date: CslDate): string {
  const words = date.literal ?? date.raw ?? "";
  const year = /\b\d{4}\b/.exec(words);
  if (words.length <= 24) return words;
  return year === null ? "" : year[0];
}

interface Point {
  readonly from: readonly number[];
  /** Where the point is a stretch: 199X. */
  readonly to?: readonly number[];
  readonly season?: number;
  readonly circa: boolean;
}

function readPoint(text: string): CslDate | undefined {
  const point = pointOf(text);
  if (point === undefined) return undefined;
  return {
    "date-parts": point.to === undefined ? [point.from] : [point.from, point.to],
    ...(point.season === undefined ? {} : { season: point.season }),
    ...(point.circa ? { circa: true } : {}),
  };
}

function readInterval(from: string, to: string): CslDate | undefined {
  const start = isOpen(from) ? undefined : pointOf(from);
  const end = isOpen(to) ? undefined : pointOf(to);
  if ((start === undefined && !isOpen(from)) || (end === undefined && !isOpen(to))) return undefined;
  if (start === undefined && end === undefined) return undefined;
  const circa = start?.circa === true || end?.circa === true ? { circa: true } : {};
  return { "date-parts": [start?.from ?? [0], end?.to ?? end?.from ?? [0]], ...circa };
}

const isOpen = (text: string): boolean => text === "" || text === ".." || text.toLowerCase() === "unknown" || text.toLowerCase() === "open";

/** Year, month and day of one EDTF date; its time of day is dropped. */
function pointOf(text: string): Point | undefined {
  const match = /^(-?)(\d{4}|\d{3}[Xxu]|\d{2}(?:XX|xx|uu))(?:-(\d{1,2}|XX))?(?:-(\d{1,2}|XX)?)?(?:[T ][\d:.Z+-]*)?([?~%]*)$/.exec(text);
  if (match === null) return undefined;
  const [, sign, digits = "", month, day, doubt = ""] = match;
  const circa = doubt !== "";
  if (/\D/.test(digits)) {
    return { from: [Number(digits.replace(/\D/g, "0"))], to: [Number(digits.replace(/\D/g, "9"))], circa };
  }
  const year = historicalYear(sign === "-" ? -Number(digits) : Number(digits));
  return { ...monthAndDay(year, numberOf(month), numberOf(day)), circa };
}

/** EDTF counts a year 0; CSL, as people do, goes from 1 BCE to 1 CE. */
const historicalYear = (year: number): number => (year <= 0 ? year - 1 : year);

const numberOf = (digits: string | undefined): number => (digits === undefined || digits === "XX" ? 0 : Number(digits));

function monthAndDay(year: number, month: number, day: number): Pick<Point, "from" | "season"> {
  if (month >= 21 && month <= 24) return { from: [year], season: month - 20 };
  if (month < 1 || month > 12) return { from: [year] };
  return day >= 1 && day <= 31 ? { from: [year, month, day] } : { from: [year, month] };
}

function readYear(text: string): CslDate | undefined {
  if (text === "") return undefined;
  return readPlainYear(text) ?? readYearRange(text) ?? readPoint(text) ?? { literal: text };
}

/** "2012", "[1850]", "c. 1850", "ca 1850", "1850?", "2020a", "(1999)", "1850~", "44 BC". */
function readPlainYear(text: string): CslDate | undefined {
  if (text.length === 4 && Number(text) >= 1000) return { "date-parts": [[Number(text)]] };
  const match = /^[[(]?(c\.?|ca\.?|circa|um)?\s*(\d{3,4})([a-z])?\s*([?~%]*)[\])]?$/i.exec(text);
  if (match !== null) {
    const circa = match[1] !== undefined || match[4] !== "";
    return { "date-parts": [[Number(match[2])]], ...(circa ? { circa: true } : {}) };
  }
  const before = /^(\d{1,4})\s*(?:BC|BCE|v\. ?Chr\.)$/i.exec(text);
  return before === null ? undefined : { "date-parts": [[-Number(before[1])]] };
}

/** "1995--1996", "1995–96", "1995-1996", "1995/96". A single hyphen and two digits that could be a month are not a range. */
function readYearRange(text: string): CslDate | undefined {
  const match = /^(\d{4})\s*(-{1,3}|–|—|\/)\s*(\d{2}|\d{4})?$/.exec(text);
  if (match === null) return undefined;
  const [, from = "", mark = "", end = "0"] = match;
  if (mark === "-" && end.length === 2 && (Number(end) <= 12 || (Number(end) >= 21 && Number(end) <= 41))) return undefined;
  const to = end.length === 2 ? Number(from.slice(0, 2) + end) : Number(end);
  return { "date-parts": [[Number(from)], [to]] };
}

const monthNames: ReadonlyMap<string, number> = new Map(
  [
    ["jan", "january", "januar", "jänner", "janvier", "enero", "gennaio"],
    ["feb", "february", "februar", "février", "fevrier", "febrero", "febbraio"],
    ["mar", "march", "märz", "mars", "marzo"],
    ["apr", "april", "avril", "abril", "aprile"],
    ["may", "mai", "mayo", "maggio"],
    ["jun", "june", "juni", "juin", "junio", "giugno"],
    ["jul", "july", "juli", "juillet", "julio", "luglio"],
    ["aug", "august", "août", "aout", "agosto"],
    ["sep", "sept", "september", "septembre", "septiembre", "settembre"],
    ["oct", "october", "okt", "oktober", "octobre", "octubre", "ottobre"],
    ["nov", "november", "novembre", "noviembre"],
    ["dec", "december", "dez", "dezember", "décembre", "decembre", "diciembre", "dicembre"],
  ].flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

/** "5", "may", "Jan.", "January 1", "1 January"; of "Mai/Juni" the first. */
function readMonth(text: string): readonly [month?: number, day?: number] {
  let month: number | undefined;
  let day: number | undefined;
  for (const word of text
    .toLowerCase()
    .split(/[\s~.,/–—-]+/)
    .slice(0, 6)) {
    const named = monthNames.get(word);
    const number = /^\d{1,2}$/.test(word) ? Number(word) : undefined;
    if (named !== undefined) month ??= named;
    else if (number !== undefined && number >= 1 && number <= 31) day ??= number;
  }
  if (month === undefined) return day !== undefined && day <= 12 ? [day] : [];
  return day === undefined ? [month] : [month, day];
}
