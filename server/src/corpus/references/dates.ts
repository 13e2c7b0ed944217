import type { CslDate } from "../../csl/types.ts";
import type { Span } from "../../text/span.ts";

export interface FoundDate {
  readonly date: CslDate;
  readonly span: Span;
  /** Day and month are named: a newspaper's date. */
  readonly hasDay: boolean;
}

const months = [
  ["january", "jan", "januar", "janvier", "jänner"],
  ["february", "feb", "februar", "février"],
  ["march", "mar", "märz", "mars"],
  ["april", "apr", "avril"],
  ["may", "mai"],
  ["june", "jun", "juni", "juin"],
  ["july", "jul", "juli", "juillet"],
  ["august", "aug", "août"],
  ["september", "sept", "sep", "septembre"],
  ["october", "oct", "oktober", "octobre", "okt"],
  ["november", "nov", "novembre"],
  ["december", "dec", "dezember", "décembre", "dez"],
];

const seasons = [["spring"], ["summer"], ["autumn", "fall"], ["winter"]];

const monthNumbers = numbered(months);
const seasonNumbers = numbered(seasons);
const monthWord = `(?:${[...monthNumbers.keys()].sort((a, b) => b.length - a.length).join("|")})\\.?`;
const seasonWord = `(?:${[...seasonNumbers.keys()].join("|")})`;
const year = "(?:1[4-9]|20)\\d\\d";
const edge = "(?<![\\p{L}\\p{N}])";

const shapes: readonly { readonly pattern: RegExp; readonly read: (groups: readonly string[]) => CslDate }[] = [
  // 12 May 2012; 12.–14. Mai 2012
  {
    pattern: new RegExp(`${edge}(\\d{1,2})(?:st|nd|rd|th|\\.)?(?:[–-]\\d{1,2}\\.?)? (?:of )?(${monthWord}),? (${year})(?!\\d)`, "iu"),
    read: ([day, month, at]) => parts(at, monthNumbers.get(wordKey(month)), day),
  },
  // May 12, 2012
  {
    pattern: new RegExp(`${edge}(${monthWord}) (\\d{1,2})(?:st|nd|rd|th)?(?:[–-]\\d{1,2})?,? (${year})(?!\\d)`, "iu"),
    read: ([month, day, at]) => parts(at, monthNumbers.get(wordKey(month)), day),
  },
  // 2012, May 12 (APA)
  {
    pattern: new RegExp(`${edge}(${year}), (${monthWord}) (\\d{1,2})(?!\\d)`, "iu"),
    read: ([at, month, day]) => parts(at, monthNumbers.get(wordKey(month)), day),
  },
  // 2012-05-12, 2012/5/12
  {
    pattern: new RegExp(`${edge}(${year})[-/](\\d{1,2})[-/](\\d{1,2})(?!\\d)`, "u"),
    read: ([at, month, day]) => parts(at, Number(month), day),
  },
  // 12.5.2012
  {
    pattern: new RegExp(`${edge}(\\d{1,2})\\.(\\d{1,2})\\.(${year})(?!\\d)`, "u"),
    read: ([day, month, at]) => parts(at, Number(month), day),
  },
  // March/April 1994, Mar.–Apr. 1994, May 2012
  {
    pattern: new RegExp(`${edge}(${monthWord})(?: ?[/–-] ?${monthWord})?,? (${year})(?!\\d)`, "iu"),
    read: ([month, at]) => parts(at, monthNumbers.get(wordKey(month))),
  },
  // Spring 2001, Winter 2000/01
  {
    pattern: new RegExp(`${edge}(${seasonWord})(?:/${seasonWord})?,? (${year})(?:[/–-]\\d{2,4})?(?!\\d)`, "iu"),
    read: ([season, at]) => ({ "date-parts": [[Number(at)]], season: seasonNumbers.get(wordKey(season)) ?? 1 }),
  },
  // 1999–2001, 1999/2000, 2012a
  {
    pattern: new RegExp(`(?<![\\p{N}/]|\\p{L}-|\\d[–-]|\\d\\()(${year})(?:[–/-](${year}|\\d\\d)(?!\\d))?(?![\\p{N}]|[–-]\\d|/\\d)`, "u"),
    read: ([from, to]) => ({ "date-parts": to === undefined ? [[Number(from)]] : [[Number(from)], [fullYear(Number(from), to)]] }),
  },
];

/** The first date of the most telling shape: a day before a month before a year alone. Text is expected to be short. */
export function findDate(text: string): FoundDate | undefined {
  for (const [rank, shape] of shapes.entries()) {
    const match = shape.pattern.exec(text);
    if (match === null) continue;
    const date = shape.read(match.slice(1).map((group) => group ?? undefined) as readonly string[]);
    return { date, span: { start: match.index, end: match.index + match[0].length }, hasDay: rank < 5 };
  }
  return undefined;
}

function parts(at: string | undefined, month?: number, day?: string): CslDate {
  const list = [Number(at)];
  if (month !== undefined && month >= 1 && month <= 12) {
    list.push(month);
    if (day !== undefined && Number(day) >= 1 && Number(day) <= 31) list.push(Number(day));
  }
  return { "date-parts": [list] };
}

const fullYear = (from: number, to: string): number => (to.length === 4 ? Number(to) : Math.floor(from / 100) * 100 + Number(to));

const wordKey = (word: string | undefined): string => (word ?? "").toLowerCase().replace(".", "");

function numbered(rows: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap((words, row) => words.map((word): [string, number] => [word, row + 1])));
}
