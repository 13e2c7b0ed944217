import type { Locator } from "../../csl/types.ts";

const roman = "[ivxlcdm]{1,8}";
const page = `(?:\\d{1,6}[a-z]?|${roman}|[A-Z]\\d{1,4}|[ES]\\d{1,4})`;
const range = `${page}(?:\\s?[–—-]\\s?${page})?(?:\\s?ff?\\.?)?`;
const numbers = "\\d{1,6}(?:\\s?[–—-]\\s?\\d{1,6})?(?:\\s?ff?\\.?)?";
const list = `${range}(?:(?:,| and| &| und)\\s?${range})*(?:,? (?:passim|et passim|et seq\\.?))?`;

const labels: readonly (readonly [string, RegExp])[] = [
  ["page", pinned("(?:at )?(?:pp?\\.|pages?|Seiten?|pgs?\\.)", list)],
  // `S. L. Burg` is a name.
  ["page", pinned("S\\.", `${numbers}(?:(?:,| und) ?${numbers})*`)],
  [
    "chapter",
    pinned(
      "(?:chapters?|chaps?\\.|ch\\.|chs\\.|Kap\\.|Kapitel|chap\\.)",
      "[\\dIVXLivx]{1,7}(?:\\s?[–-]\\s?[\\dIVXL]{1,7})?(?:(?:,| and) [\\dIVX]{1,6})*",
    ),
  ],
  [
    "paragraph",
    pinned(
      "(?:paragraphs?|paras?\\.?|¶{1,2}|Abs\\.|Rn\\.|Rz\\.)",
      "\\d{1,4}(?:\\.\\d{1,3})*(?:\\s?[–-]\\s?\\d{1,4})?(?:(?:,| and) \\d{1,4})*",
    ),
  ],
  [
    "section",
    pinned(
      "(?:sections?|secs?\\.?|§{1,2})",
      "(?=\\d|[IVXL]{1,5}(?![\\p{L}]))[\\dIVXL.]{1,8}(?:\\([\\da-z]{1,3}\\))*(?:\\s?[–-]\\s?[\\dIVXL.]{1,8})?",
    ),
  ],
  ["part", pinned("(?:parts?|pt\\.|Teil)", "(?:[IVXL]{1,6}|\\d{1,3})")],
  ["article", pinned("(?:articles?|arts?\\.?|Art\\.)", "\\d{1,4}(?:\\([\\da-z]{1,3}\\))*")],
  ["folio", pinned("(?:fols?\\.|ff?\\.|folio|Bl\\.)", "\\d{1,4}[rv]?(?:\\s?[–-]\\s?\\d{1,4}[rv]?)?")],
  ["column", pinned("(?:cols?\\.|columns?|Sp\\.)", "\\d{1,5}(?:\\s?[–-]\\s?\\d{1,5})?")],
  ["line", pinned("(?:lines?|ll?\\.)", "\\d{1,5}(?:\\s?[–-]\\s?\\d{1,5})?")],
  ["figure", pinned("(?:figures?|figs?\\.)", "\\d{1,3}")],
  ["note", pinned("(?:footnotes?|fn\\.|nn?\\.|notes?|Anm\\.|Fn\\.)", "\\d{1,4}")],
];

const bare =
  /(?:,\s*|:\s*)(?!(?:1[5-9]|20)\d\d,)((?:\d{1,2}:)?\d{1,4}(?:n\d{1,3})?(?:\s?[–-]\s?\d{1,4})?(?:\s?ff?\.?)?(?:,\s?\d{1,4}(?:[–-]\d{1,4})?)*)$/;

export interface FoundLocator {
  readonly locator: Locator;
  readonly start: number;
  readonly end: number;
}

/** The last pinpoint of a reference: `, pp. 16–17`, `, Chapter 9`, `, p. 159ff.`, `para. 25 (Brussels: …)`. */
export function findLocator(text: string): FoundLocator | undefined {
  let last: FoundLocator | undefined;
  for (const [label, pattern] of labels) {
    for (const match of text.matchAll(pattern)) {
      const found = { locator: { label, value: tidy(match[1] ?? "") }, start: match.index, end: match.index + match[0].length };
      if (last === undefined || (found.start > last.start && (label === "page" || last.locator.label !== "page"))) last = found;
      else if (label === "page") last = found;
    }
  }
  return last;
}

/** A page without its word, as short titles and journals have it: `Smith, Russia and NATO, 66`, `44 (1998): 113`. */
export function findBareLocator(text: string): FoundLocator | undefined {
  const match = bare.exec(text);
  const value = match?.[1];
  if (match === null || value === undefined || /^(?:1[5-9]|20)\d\d$/.test(value)) return undefined;
  return { locator: { label: "page", value: tidy(value) }, start: match.index, end: match.index + match[0].length };
}

/** Every place where pages are named: an article's own pages may stand before the pinpoint. */
export function pageRanges(text: string): string[] {
  return labels.flatMap(([label, pattern]) => (label === "page" ? [...text.matchAll(pattern)].map((match) => tidy(match[1] ?? "")) : []));
}

function pinned(words: string, value: string): RegExp {
  return new RegExp(`(?:(?<=[,;:.()\\]"”’\\s])|^)${words}\\s?(${value})(?![\\p{L}\\d])`, "giu");
}

const tidy = (value: string): string => value.replace(/\s*([–—-])\s*/g, "$1").trim();
