import type { Span } from "./span.ts";

/** The sentences of a text, white space at their edges left out. Points of abbreviations, initials and small numbers end none. */
export function sentencesOf(text: string): readonly Span[] {
  const sentences: Span[] = [];
  let start = 0;
  for (const end of sentenceEnds(text)) {
    const within = trimmed(text, start, end);
    if (within.end > within.start) sentences.push(within);
    start = end;
  }
  return sentences;
}

function* sentenceEnds(text: string): Generator<number> {
  TERMINATOR.lastIndex = 0;
  for (let hit = TERMINATOR.exec(text); hit !== null; hit = TERMINATOR.exec(text)) {
    const end = hit.index + hit[0].length;
    if (hit[0].charAt(0) === "\n" || isIdeographic(hit[0]) || endsSentence(text, hit.index, end)) yield end;
  }
  yield text.length;
}

/** A run of terminators with the marks that close behind them (`?”)`), a blank line, or an ideographic full stop. */
const TERMINATOR = /\n[ \t]*\n|[。！？][」』”’）]*|[.!?…]+["'”’»›)\]]*/g;

const isIdeographic = (terminator: string): boolean => "。！？".includes(terminator.charAt(0));

function endsSentence(text: string, at: number, end: number): boolean {
  const next = nextVisible(text, end);
  if (next === undefined) return true;
  if (next.at === end || LOWER_CASE.test(next.character)) return false;
  return text.charAt(at) !== "." || !isAbbreviated(text, at);
}

function nextVisible(text: string, from: number): { readonly at: number; readonly character: string } | undefined {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at < text.length ? { at, character: text.charAt(at) } : undefined;
}

const LOWER_CASE = /[\p{Ll},;:–—-]/u;

/** `p.`, `Mr.`, `U.S.`, `J.`, `3.` */
function isAbbreviated(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && at - start < 14 && /[\p{L}\p{N}.]/u.test(text.charAt(start - 1))) start--;
  const word = text.slice(start, at);
  if (/^\p{N}{1,2}$/u.test(word)) return true;
  if (/^(?:\p{L}\.)*\p{Lu}$/u.test(word) || /^(?:\p{L}{1,2}\.)+\p{L}{1,2}$/u.test(word)) return true;
  return ABBREVIATIONS.has(word.toLowerCase());
}

const ABBREVIATIONS: ReadonlySet<string> = new Set(
  [
    "p pp vol vols no nos nr fig figs ch chap chaps sec sect art arts ed eds trans tr cf viz vs v al ca c approx fol fols ff f n nn note para paras col cols",
    "mr mrs ms dr prof st sr jr gen col lt capt sgt adm sen rep gov pres rev hon inc ltd co corp dept univ assn est",
    "jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e eg ie op cit loc ibid ibidem id repr rev suppl ser pt pts bk ms mss",
    "bd bde hg hrsg aufl ausg jg jh jhs abs anm abb vgl bzw usw evtl ggf sog bspw bes insb kap zit s st str tel nr geb gest u z d a o i dr dipl",
    "mm mme mlle t éd dir coll chap env av apr",
  ]
    .join(" ")
    .split(" "),
);

function trimmed(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  return { start, end };
}
