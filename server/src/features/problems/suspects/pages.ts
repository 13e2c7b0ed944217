import { type Suspicion, suspicion } from "./suspicion.ts";

/** `233--41` is short for 233–241 and `12-1` a page of a twelfth part; `233--21` and `233--211` run backwards. */
export function suspectPages(value: string): Suspicion | undefined {
  const label = /^\s*pp?\.\s*(?=\d)/.exec(value);
  if (label !== null) return suspicion({ kind: "pagesLabelled" }, value.trim(), value.slice(label[0].length).trim(), true);
  for (const range of value.matchAll(/(?<![\w.-])(\d+)(\s*(?:-{1,3}|[‐-―−])\s*)(\d+)(?![\w.-])/g)) {
    const [words, first = "", dash = "", last = ""] = range;
    if (!isReversed(first, last)) continue;
    return suspicion({ kind: "pagesReversed", first, last }, words, `${last}${dash}${first}`);
  }
  return undefined;
}

function isReversed(first: string, last: string): boolean {
  if (last.length < 2 && first.length > 1) return false;
  const whole = last.length < first.length ? first.slice(0, first.length - last.length) + last : last;
  return Number(whole) < Number(first);
}
