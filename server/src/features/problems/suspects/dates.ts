import { type Suspicion, suspicion } from "./suspicion.ts";

/** Works are announced a few years ahead, no more. */
const yearsAhead = 5;

/** BibTeX's `year`: "n.d.", "in press", "c. 1850", "1995--1996" and the like are as they should be. */
export function suspectYear(value: string, thisYear: number): Suspicion | undefined {
  const year = value.replace(/[{}]/g, "").trim();
  if (/^\d{5,}$/.test(year)) return suspicion({ kind: "yearOdd", year }, year);
  if (/^\d{1,2}$/.test(year)) return suspicion({ kind: "yearOdd", year }, year);
  return /^\d{4}$/.test(year) ? aheadOf(year, thisYear) : undefined;
}

/** biblatex's `date`: EDTF, ISO 8601-2, level 1. */
export function suspectDate(value: string, thisYear: number): Suspicion | undefined {
  const date = value.replace(/[{}]/g, "").trim();
  if (date === "") return undefined;
  if (!date.split("/").every(isEdtf) || date.split("/").length > 2)
    return suspicion({ kind: "dateUnreadable", value: date }, date, inEdtf(date));
  const years = [...date.matchAll(/(?:^|\/)(\d{4})(?!\d)/g)].map(([, year = ""]) => year);
  return years.map((year) => aheadOf(year, thisYear)).find((found) => found !== undefined);
}

/** A number that no calendar has; names of months are many. */
export function suspectMonth(value: string): Suspicion | undefined {
  const month = value.trim();
  return /^\d+$/.test(month) && (Number(month) < 1 || Number(month) > 12)
    ? suspicion({ kind: "monthUnknown", value: month }, month)
    : undefined;
}

function aheadOf(year: string, thisYear: number): Suspicion | undefined {
  return Number(year) > thisYear + yearsAhead ? suspicion({ kind: "yearAhead", year }, year) : undefined;
}

function isEdtf(text: string): boolean {
  const date = text.trim();
  if (date === "" || date === ".." || date.toLowerCase() === "open" || date.toLowerCase() === "unknown") return true;
  const match =
    /^(?:-?\d{4}|y-?\d{5,}|\d{3}[Xu]|\d{2}(?:XX|uu)|XXXX)(?:-(\d\d|XX|uu))?(?:-(\d\d|XX|uu))?(?:[T ][\d:.Z+-]+)?[?~%]{0,2}$/i.exec(date);
  if (match === null) return false;
  const [, month = "01", day = "01"] = match;
  const monthNumber = Number(month);
  const isMonth = Number.isNaN(monthNumber) || (monthNumber >= 1 && monthNumber <= 12) || (monthNumber >= 21 && monthNumber <= 41);
  return isMonth && !(Number(day) < 1 || Number(day) > daysOf(monthNumber));
}

const daysOf = (month: number): number => (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31);

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** What somebody who writes `12 May 2020`, `2020-5`, `c. 1850` or `1999--2001` means; undefined where it may be two things (`3/4/2020`). */
function inEdtf(date: string): string | undefined {
  const loose = /^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?$/.exec(date);
  if (loose !== null) return checked([loose[1], loose[2], loose[3]]);
  const monthFirst = /^(?:([\p{L}]{3,9})\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?)?,?\s+)(\d{4})$/u.exec(date);
  if (monthFirst !== null) return checked([monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]]);
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th|\.)?\s+([\p{L}]{3,9})\.?,?\s+(\d{4})$/u.exec(date);
  if (dayFirst !== null) return checked([dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]]);
  const range = /^(\d{4})\s*(?:--?-?|–|—)\s*(\d{4})$/.exec(date);
  if (range !== null) return Number(range[1]) < Number(range[2]) ? `${range[1]}/${range[2]}` : undefined;
  const open = /^(\d{4}(?:-\d\d)?)-$/.exec(date);
  if (open !== null) return date.length === 5 ? `${open[1]}/` : open[1];
  const circa = /^(?:c\.?|ca\.?|circa)\s*(\d{4})$/i.exec(date);
  return circa === null ? undefined : `${circa[1]}~`;
}

function monthNumber(name = ""): string {
  return String(monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}

function checked(parts: readonly (string | undefined)[]): string | undefined {
  const date = parts.filter((part) => part !== undefined).map((part) => part.padStart(2, "0"));
  return isEdtf(date.join("-")) ? date.join("-") : undefined;
}
