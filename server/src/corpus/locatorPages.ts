/**
 * Whether a page locator as writers print it names a printed page: `104`, `249–50`, `159ff.`, `3, 5`, `xii–xv`, `2:104`.
 * Undefined where the locator can't be read as pages.
 */
export function namesPage(locator: string, label: string): boolean | undefined {
  const page = pageNumber(label.trim());
  const ranges = locator.split(/[,;&]|\bund\b|\band\b|\bet\b/).flatMap((part) => pageRange(part.trim()) ?? []);
  if (page === undefined || ranges.length === 0) return undefined;
  if (ranges.some((range) => range.series === page.series && range.from <= page.number && page.number <= range.to)) return true;
  // Leaves (`3v`) and pages with letters are counted apart: which of the plain pages they are, nobody says.
  return ranges.some((range) => isPlain(range.series) !== isPlain(page.series)) ? undefined : false;
}

const isPlain = (series: string): boolean => series === "#" || series === "roman";

interface PageNumber {
  /** Roman pages are counted apart from Arabic ones, and so are those with a letter (`A12`, `3v`). */
  readonly series: string;
  readonly number: number;
}

interface PageRange {
  readonly series: string;
  readonly from: number;
  readonly to: number;
}

/** Two of a range, with a volume before (`2:104`) and what follows it behind (`f.`, `ff.`). */
function pageRange(part: string): PageRange | undefined {
  const match = /^(?:[a-z]{1,4}\.\s*)?(?:[0-9]+\s*:\s*)?([0-9a-z*]+)\s*(?:[-‐‑‒–—]+\s*([0-9a-z*]+))?\s*(ff?|sqq?)?\.?$/i.exec(
    withoutNote(part),
  );
  if (!match) return undefined;
  const printed = /^([0-9]+)(ff?|sqq?)$/i.exec(match[1] ?? "");
  const first = printed?.[1] ?? match[1] ?? "";
  const from = pageNumber(first);
  if (!from) return undefined;
  const end = match[2] === undefined ? undefined : pageNumber(completed(first, match[2]));
  const following = printed?.[2] ?? match[3] ?? "";
  return { series: from.series, from: from.number, to: (end?.number ?? from.number) + pagesFollowing(following) };
}

/** `104n3`, `104 n. 3`: a note at the foot of page 104. */
const withoutNote = (part: string): string => part.replace(/(?<=\d)\s*nn?\.?\s*\d*$/i, "");

/** `249–50` ends on 250. */
const completed = (first: string, last: string): string =>
  /^\d+$/.test(last) && last.length < first.length ? first.slice(0, first.length - last.length) + last : last;

/** `f.` is one page more; how many `ff.` are, nobody says. */
const pagesFollowing = (sign: string): number => (sign === "" ? 0 : /^(?:ff|sqq)/i.test(sign) ? 20 : 1);

function pageNumber(label: string): PageNumber | undefined {
  if (/^[ivxlcdm]+$/i.test(label)) return { series: "roman", number: romanNumber(label.toLowerCase()) };
  const match = /^([a-z*]{0,3})(\d{1,6})([a-z*]?)$/i.exec(label);
  return match ? { series: `${match[1]}#${match[3]}`.toLowerCase(), number: Number(match[2]) } : undefined;
}

function romanNumber(digits: string): number {
  const values = Array.from(digits, (digit) => ROMAN.get(digit) ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

const ROMAN: ReadonlyMap<string, number> = new Map([
  ["i", 1],
  ["v", 5],
  ["x", 10],
  ["l", 50],
  ["c", 100],
  ["d", 500],
  ["m", 1000],
]);
