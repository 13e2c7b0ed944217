/** Where spans of inline Markdown end that hold no Markdown themselves. All bounded, so that what is never closed costs little. */

/** Code is closed by a run of exactly as many backticks; runs are looked up, since a text may hold many that never close. */
export function codeSpans(text: string): (at: number) => number | undefined {
  let runs: ReadonlyMap<number, readonly number[]> | undefined;
  let after = 0;
  return (at) => {
    runs ??= backtickRuns(text);
    if (after <= at) for (after = at; text[after] === "`"; ) after++;
    const size = after - at;
    const close = firstFrom(runs.get(size) ?? [], after);
    return close === undefined ? undefined : close + size;
  };
}

/** `$x$` and `$$x$$`: no space just inside, no digit behind, as Pandoc has it so that prices are no formulas. */
export function mathEnd(text: string, at: number): number | undefined {
  if (text[at + 1] === "$") {
    const close = text.indexOf("$$", at + 2);
    if (close > at + 2) return close + 2;
  }
  if (at + 1 >= text.length || isSpace(text[at + 1])) return undefined;
  for (let i = text[at + 1] === "\\" ? at + 3 : at + 2; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "$") return isSpace(text[i - 1]) || /\d/u.test(text[i + 1] ?? "") ? undefined : i + 1;
  }
  return undefined;
}

/** `{#id .class key="value"}`, `{=html}`; undefined where the braces hold anything else. */
export function attributesEnd(text: string, at: number): number | undefined {
  if (text[at] !== "{") return undefined;
  const close = attributesClose(text, at);
  return close !== undefined && attributes.test(text.slice(at + 1, close)) ? close + 1 : undefined;
}

export interface LinkTarget {
  readonly end: number;
  readonly address: { readonly start: number; readonly end: number };
}

/** `(https://… "title")`: parentheses in the address balance, or it stands in `<…>`. */
export function linkTarget(text: string, open: number): LinkTarget | undefined {
  const limit = Math.min(text.length, open + longestTarget);
  const start = skipSpaces(text, open + 1);
  if (text[start] === "<") {
    const close = text.indexOf(">", start);
    if (close < 0 || close >= limit) return undefined;
    const end = targetEnd(text, close + 1, limit);
    return end === undefined ? undefined : { end, address: { start: start + 1, end: close } };
  }
  return bareTarget(text, start, limit);
}

const longestTarget = 4000;

function bareTarget(text: string, start: number, limit: number): LinkTarget | undefined {
  let depth = 0;
  for (let i = start; i < limit; i++) {
    const character = text[i];
    if (character === "\\") i++;
    else if (character === "(") depth++;
    else if (character === ")" && depth-- === 0) return { end: i + 1, address: { start, end: trimmed(text, start, i) } };
    else if (isSpace(character) && isTitleStart(text, i)) {
      const end = targetEnd(text, i, limit);
      if (end !== undefined) return { end, address: { start, end: i } };
    }
  }
  return undefined;
}

/** Behind an optional title and the closing parenthesis. */
function targetEnd(text: string, from: number, limit: number): number | undefined {
  let at = skipSpaces(text, from);
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    at = titleClose(text, at, limit);
    if (at < 0) return undefined;
  }
  at = skipSpaces(text, at);
  return text[at] === ")" ? at + 1 : undefined;
}

/** A title may hold its own quotation mark: it ends at the one before the parenthesis. */
function titleClose(text: string, open: number, limit: number): number {
  const quote = text[open] ?? "";
  for (let close = text.indexOf(quote, open + 1); close >= 0 && close < limit; close = text.indexOf(quote, close + 1)) {
    if (text[skipSpaces(text, close + 1)] === ")") return close + 1;
  }
  return -1;
}

function isTitleStart(text: string, at: number): boolean {
  const next = text[skipSpaces(text, at)];
  return next === '"' || next === "'";
}

function trimmed(text: string, start: number, end: number): number {
  let to = end;
  while (to > start && isSpace(text[to - 1])) to--;
  return to;
}

function skipSpaces(text: string, at: number): number {
  let to = at;
  while (isSpace(text[to])) to++;
  return to;
}

const isSpace = (character: string | undefined): boolean =>
  character === " " || character === "\n" || character === "\t" || character === "\r";

/** The closing brace, not counting those in quoted values. */
function attributesClose(text: string, open: number): number | undefined {
  const limit = Math.min(text.length, open + 1000);
  for (let i = open + 1; i < limit; i++) {
    const character = text[i];
    if (character === "}") return i;
    if (character === "{") return undefined;
    if (character === '"' || character === "'") {
      const close = text.indexOf(character, i + 1);
      if (close < 0 || close >= limit) return undefined;
      i = close;
    }
  }
  return undefined;
}

const attributes =
  /^\s*(?:=[\w-]+|(?:(?:[#.][\p{L}][\p{L}\p{N}_:.-]*|[\p{L}][\p{L}\p{N}_:.-]*=(?:"[^"]*"|'[^']*'|[^\s"'}]*)|-)(?:\s+|$|(?=[#.])))*)\s*$/u;

function backtickRuns(text: string): ReadonlyMap<number, readonly number[]> {
  const runs = new Map<number, number[]>();
  for (let i = text.indexOf("`"); i >= 0; i = text.indexOf("`", i)) {
    const start = i;
    while (text[i] === "`") i++;
    const same = runs.get(i - start);
    if (same === undefined) runs.set(i - start, [start]);
    else same.push(start);
  }
  return runs;
}

function firstFrom(sorted: readonly number[], least: number): number | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}
