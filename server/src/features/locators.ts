/** Whether a printed locator covers a printed page: `12`, `12–15`, `12-5` (to 15), `3, 5`, `159ff.`, `xiv`. */
export function locatorCovers(value: string, page: string): boolean {
  const wanted = pageNumber(page);
  if (wanted === undefined) return true;
  const ranges = value.split(/[,;&]|\band\b/).flatMap((part) => rangeOf(part.trim()) ?? []);
  // A locator that we can't read accuses nobody.
  if (ranges.length === 0) return true;
  return ranges.some((range) => range.roman === wanted.roman && range.from <= wanted.number && wanted.number <= range.to);
}

interface PageNumber {
  readonly number: number;
  readonly roman: boolean;
}

interface PageRange {
  readonly from: number;
  readonly to: number;
  readonly roman: boolean;
}

function rangeOf(part: string): PageRange | undefined {
  const match = /^(?:pp?\.?\s*)?([0-9]+|[ivxlcdm]+)\s*(?:[-‐‑‒–—]+\s*([0-9]+|[ivxlcdm]+))?\s*(ff?\.?|sq{1,2}\.?)?$/i.exec(part);
  const start = pageNumber(match?.[1] ?? "");
  if (match === null || start === undefined) return undefined;
  const end = match[2] === undefined ? undefined : pageNumber(completed(match[1] ?? "", match[2]));
  return { from: start.number, to: (end ?? start).number + following(match[3]), roman: start.roman };
}

/** `249–50` means 249 to 250. */
function completed(start: string, end: string): string {
  return /^\d+$/.test(end) && end.length < start.length ? start.slice(0, start.length - end.length) + end : end;
}

/** "f." is the next page; "ff." leaves open how many, so it is taken generously. */
function following(sign: string | undefined): number {
  if (sign === undefined) return 0;
  return /^(ff|sqq)/i.test(sign) ? 20 : 1;
}

function pageNumber(label: string): PageNumber | undefined {
  if (/^\d+$/.test(label)) return { number: Number(label), roman: false };
  if (/^[ivxlcdm]+$/i.test(label)) return { number: romanNumber(label.toLowerCase()), roman: true };
  return undefined;
}

const romanDigits: ReadonlyMap<string, number> = new Map([
  ["i", 1],
  ["v", 5],
  ["x", 10],
  ["l", 50],
  ["c", 100],
  ["d", 500],
  ["m", 1000],
]);

function romanNumber(digits: string): number {
  const values = [...digits].map((digit) => romanDigits.get(digit) ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}
