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
  const match = /^(-?\d{1,4})\s*\/\s*(\d{0,2}|[\p{L}.]+)\s*(?:\/\s*(\d{0,2})\s*(?:\/\s*(.*))?)?$/u.exec(text);
  if (match === null) return undefined;
  const [, year = "", month = "", day = "", more = ""] = match;
  // 1999/01 is January; 1998/99 is a range of years.
  if (month.length === 2 && Number(month) > 12 && day === "" && more === "") return readDate(text);
  const date = readYearAndMonth(String(Number(year)), day === "" || Number(day) === 0 ? month : `${monthWord(month)} ${Number(day)}`);
  const season = seasonOf(more) ?? seasonOf(month);
  if (date === undefined || month !== "" || more === "") return season === undefined ? date : { ...date, season };
  return season === undefined ? (readWords(more, year) ?? date) : { ...date, season };
}

/** A number alone could be a day. */
const monthWord = (month: string): string => (/^\d+$/.test(month) ? (monthNames[Number(month) - 1] ?? "") : month);

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

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

const exactness = (date: CslDate): number => (date["date-parts"]?.[0]?.length ?? 0) + (date.season === undefined ? 0 : 0.5);
