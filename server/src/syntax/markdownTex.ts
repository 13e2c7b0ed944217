/**
 * Raw TeX inside Markdown, as far as Pandoc passes it through unread: commands with their arguments, environments, ConTeXt's `\start…\stop…`.
 */
export interface TexEnvironments {
  /** The end of the environment that begins at an offset; undefined where it is not closed. */
  endOf(begin: number): number | undefined;
  /** The first environment that begins within a range and ends behind it. */
  reaching(from: number, to: number): number | undefined;
}

export function findEnvironments(text: string): TexEnvironments {
  const ends = matchEnvironments(text);
  const begins = [...ends.keys()].sort((one, other) => one - other);
  return {
    endOf: (begin) => ends.get(begin),
    reaching: (from, to) => {
      for (let i = lowerBound(begins, from); i < begins.length && (begins[i] ?? to) < to; i++) {
        const end = ends.get(begins[i] ?? -1);
        if (end !== undefined && end > to) return end;
      }
      return undefined;
    },
  };
}

/**
 * The end of the command at `at`, its arguments included: `\textit{@a}`, `\cite[p. 3]{a}`, `\x {a}`. Undefined where there is no command
 * or an argument is never closed: then Pandoc reads on as text.
 */
export function commandEnd(text: string, at: number, closers: BracketClosers): number | undefined {
  command.lastIndex = at;
  const name = command.exec(text)?.[1];
  if (name === undefined || name === "begin" || name === "end") return undefined;
  let end = command.lastIndex;
  if (name === "verb") return verbEnd(text, end);
  for (let close = closers(end); text[end] === "[" && close !== undefined; close = closers(end)) end = close + 1;
  for (let first = true; ; first = false) {
    const open = skipBlanks(text, end);
    const close = text[open] === "{" ? closers(open) : undefined;
    if (close === undefined) return first && text[open] === "{" ? undefined : end;
    end = close + 1;
  }
}

/** Where the brace or bracket that opens at an offset is closed. */
export type BracketClosers = (open: number) => number | undefined;

/** Matches braces once, when first asked for; a text without TeX never pays for it. */
export function bracketClosers(text: string): BracketClosers {
  let matched: ReadonlyMap<number, number> | undefined;
  return (open) => {
    matched ??= matchBrackets(text);
    return matched.get(open);
  };
}

const command = /\\([A-Za-z]+)\*?/y;

function verbEnd(text: string, at: number): number | undefined {
  const mark = text[at];
  if (mark === undefined || /\s/u.test(mark)) return undefined;
  const close = text.indexOf(mark, at + 1);
  const line = text.indexOf("\n", at + 1);
  return close < 0 || (line >= 0 && line < close) ? undefined : close + 1;
}

function skipBlanks(text: string, at: number): number {
  let to = at;
  while (text[to] === " ") to++;
  return to;
}

function matchBrackets(text: string): ReadonlyMap<number, number> {
  const matched = new Map<number, number>();
  const braces: number[] = [];
  const squares: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 123) braces.push(i);
    else if (code === 91) squares.push(i);
    else if (code === 125) close(braces, i);
    else if (code === 93) close(squares, i);
  }
  return matched;

  function close(open: number[], at: number): void {
    const from = open.pop();
    if (from !== undefined) matched.set(from, at);
  }
}

function matchEnvironments(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  if (!mayBeginEnvironment(text)) return ends;
  const open = new Map<string, number[]>();
  for (const match of text.matchAll(/\\(begin|end)\{([^{}\s]{1,60})\}|\\(start|stop)([a-z]{1,40})/gu)) {
    const name = match[2] === undefined ? `start${match[4] ?? ""}` : match[2];
    const stack = open.get(name) ?? [];
    if (match[1] === "begin" || match[3] === "start") {
      stack.push(match.index);
      open.set(name, stack);
      continue;
    }
    const begin = stack.pop();
    if (begin !== undefined) ends.set(begin, match.index + match[0].length);
  }
  return ends;
}

/** Looks at backslashes only: Markdown has few. */
function mayBeginEnvironment(text: string): boolean {
  for (let at = text.indexOf("\\"); at >= 0; at = text.indexOf("\\", at + 1)) {
    if (text.startsWith("begin{", at + 1) || text.startsWith("start", at + 1)) return true;
  }
  return false;
}

function lowerBound(sorted: readonly number[], least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
