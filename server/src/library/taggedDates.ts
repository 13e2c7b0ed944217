import { readDate, readYearAndMonth } from "../csl/dates.ts";
import type { CslDate } from "../csl/types.ts";
import type { Tags } from "./taggedTags.ts";

/** When it appeared: the most exact of DA, Y1 and PY whose year agrees with the others; a DA without a year ("Sep 4") completes that of PY. */
export function issuedOf(tags: Tags): CslDate | undefined {
  const year = taggedDate(tags.first("PY") || tags.first("Y1"));
  const others = tags.all("Y1", "DA").map((value) => taggedDate(value, yearIn(year)));
  const dates = [year, ...others].filter((date) => date !== undefined);
  const same = dates.filter((date) => yearIn(year) === "" || yearIn(date) === yearIn(year));
  return same.sort((one, other) => exactness(other) - exactness(one))[0] ?? dates[0];
}

/** `2012/03/04/`, `2012///Spring`, `2012`, `2012-03-04`, `4 March 2012`; of anything else the words. `year`: where the value names only day and month. */
export function taggedDate(value: string, year = ""): CslDate | undefined {
  const text = value.trim();
  if (text === "") return undefined;
  return readSlashes(text) ?? readWords(text, year) ?? readDate(text);
}

function readSlashes(text: string): CslDate | undefined {
  // Which of the two is the month nobody knows.
  const reversed = /^\d{1,2}\/\d{1,2}\/(\d{4})$/.exec(text);
  if (reversed !== null) return { "date-parts": [[Number(reversed[1])]] };
  const match = /^(-\d{1,4}|\d{3,4})\s*\/\s*(\d{0,2}|[\p{L}.]+)\s*(?:\/\s*(\d{0,2})\s*(?:\/\s*(.*))?)?$/u.exec(text);
  if (match === null) return undefined;
  const [, year = "", month = "", day = "", more = ""] = match;
  // 1999/01 is January; 1998/99 is a range of years.
  if (month.length === 2 && Number(month) > 12 && day === "" && more === "") return readDate(text);
  const start = partsOf(Number(year), month, Number(day));
  const end = /^[-–]\s*(\d.*)$/.exec(more);
  const last = end === null ? undefined : readDate(end[1] ?? "")?.["date-parts"]?.[0];
  const season = seasonOf(more) ?? seasonOf(month);
  if (month === "" && season === undefined && last === undefined) return named(more, year) ?? { "date-parts": [start], ...circaIn(more) };
  return {
    "date-parts": last === undefined ? [start] : [start, last],
    ...(season === undefined ? {} : { season }),
    ...circaIn(more),
  };
}

/** `2012///March 4`. */
const named = (words: string, year: string): CslDate | undefined => (words === "" ? undefined : readWords(words, year));

const circaIn = (words: string): { readonly circa?: true } => (/^(?:c\.|ca\b|circa\b)/i.test(words) ? { circa: true } : {});

function partsOf(year: number, month: string, day: number): readonly number[] {
  const number = /^\d+$/.test(month) ? Number(month) : (readYearAndMonth("2000", month)?.["date-parts"]?.[0]?.[1] ?? 0);
  if (number < 1 || number > 12) return [year];
  return day >= 1 && day <= 31 ? [year, number, day] : [year, number];
}

/** `March 2012`, `Sep 4, 2012`, `Spring 2012`, and without the year what PY says of it. */
function readWords(text: string, year: string): CslDate | undefined {
  if (!/\p{L}/u.test(text)) return undefined;
  const own = /(?<!\d)(\d{4})(?!\d)/.exec(text)?.[1] ?? year;
  if (own === "") return undefined;
  const rest = text
    .replace(own, " ")
    .replace(/(\d)(?:st|nd|rd|th)\b/gi, "$1")
    .trim();
  const season = seasonOf(rest);
  if (season !== undefined) return { "date-parts": [[Number(own)]], season };
  const date = readYearAndMonth(own, rest);
  return date?.["date-parts"]?.[0]?.length === 1 ? undefined : date;
}

function seasonOf(text: string): number | undefined {
  const index = seasons.findIndex((pattern) => pattern.test(text));
  return index < 0 ? undefined : index + 1;
}

const seasons = [/^spring\b/i, /^summer\b/i, /^(?:autumn|fall)\b/i, /^winter\b/i];

const yearIn = (date: CslDate | undefined): string => String(date?.["date-parts"]?.[0]?.[0] ?? "");

const exactness = ({ "date-parts": parts = [], season, circa }: CslDate): number =>
  (parts[0]?.length ?? 0) + (parts.length > 1 ? 0.4 : 0) + (season === undefined ? 0 : 0.5) + (circa === true ? 0.1 : 0);
