import type { DraftSnapshot } from "../../project/snapshot.ts";
import type { Citation } from "../../syntax/facts.ts";
import type { FoundProblem } from "../problem.ts";
import { fixWords } from "../words/problems.ts";

/**
 * `[@key, pp. 12]`: a term for several and one number. The other way round, `[p.~12--15]`, only LaTeX prints as it is typed; citeproc makes
 * it right by itself.
 */
export function locatorProblems({ facts, text }: DraftSnapshot): readonly FoundProblem[] {
  return facts.groups.flatMap(({ citations }) =>
    citations.flatMap((citation) => locatorProblem(citation, text, facts.language === "latex") ?? []),
  );
}

function locatorProblem({ locator, locatorSpan, suffix }: Citation, text: string, isLatex: boolean): FoundProblem | undefined {
  if (locator === undefined || locatorSpan === undefined) return undefined;
  const term = /^(?:[A-Za-z]+|§+|¶+)\.?/.exec(
    text.slice(locatorSpan.start, Math.min(locatorSpan.end, locatorSpan.start + longestTerm)),
  )?.[0];
  const meant = term === undefined ? undefined : meantTerm(term, locator.value, suffix, isLatex);
  if (term === undefined || meant === undefined) return undefined;
  const span = { start: locatorSpan.start, end: locatorSpan.start + term.length };
  return {
    facts: { code: "citation.locator", printed: term, value: locator.value, meant },
    span,
    fixes: [{ title: fixWords.changeTo(meant), edits: [{ span, text: meant }], preferred: true }],
  };
}

const longestTerm = 30;

/** The term that the number asks for; undefined where the one that stands there will do. */
function meantTerm(term: string, value: string, suffix: string, isLatex: boolean): string | undefined {
  const word = term.replace(/\.$/, "").toLowerCase();
  const point = term.endsWith(".") ? "." : "";
  const singular = singulars.get(word);
  if (singular !== undefined) return isOne(value) && suffix === "" ? inCase(singular, term) + point : undefined;
  const plural = isLatex ? plurals.get(word) : undefined;
  return plural !== undefined && isRange(value) ? inCase(plural, term) + point : undefined;
}

/** One number, Arabic or Roman: not `12ff`, `12, 15`, `3-7`. */
const isOne = (value: string): boolean => /^(?:\d{1,6}|[ivxlc]{1,8})$/i.test(value);

const isRange = (value: string): boolean => /^(?:\d{1,6}\s*[-–—]\s*\d{1,6}|[ivxlc]{1,8}\s*[-–—]\s*[ivxlc]{1,8})$/i.test(value);

const inCase = (word: string, model: string): string => (/^\p{Lu}/u.test(model) ? word.charAt(0).toUpperCase() + word.slice(1) : word);

/** English and signs; of other languages most have one form for both. */
const pairs =
  "p pp;l ll;v vv;n nn;vol vols;chap chaps;ch chs;sec secs;col cols;fol fols;fig figs;no nos;para paras;pt pts;bk bks;page pages;line lines;verse verses;note notes;volume volumes;chapter chapters;section sections;column columns;figure figures;paragraph paragraphs;part parts;book books;§ §§;¶ ¶¶".split(
    ";",
  );

const plurals: ReadonlyMap<string, string> = new Map(
  pairs.map((pair): [string, string] => [pair.split(" ")[0] ?? "", pair.split(" ")[1] ?? ""]),
);
const singulars: ReadonlyMap<string, string> = new Map([...plurals].map(([one, several]) => [several, one]));
