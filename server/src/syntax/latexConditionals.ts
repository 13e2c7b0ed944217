interface Conditional {
  readonly start: number;
  readonly isFalse: boolean;
  elseEnd: number;
}

/**
 * Where each `\iffalse` from `from` on stops hiding: behind its own `\else` or `\fi`. `\iffalse` without a `\fi` hides nothing,
 * since it mostly stands in `\let\ifdraft\iffalse`.
 */
export function falseBranches(text: string, from: number): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: Conditional[] = [];
  const tokens = /%[^\n\r]*|\\(?:[A-Za-z]+|[\s\S])/g;
  tokens.lastIndex = from;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    const end = tokens.lastIndex;
    if (token[0] === "\\fi") close(open.pop(), end, ends);
    else if (token[0] === "\\else") markElse(open.at(-1), end);
    else if (opensConditional(text, token[0], end)) open.push({ start: token.index, isFalse: token[0] === "\\iffalse", elseEnd: -1 });
  }
  return ends;
}

function close(conditional: Conditional | undefined, end: number, ends: Map<number, number>): void {
  if (conditional?.isFalse) ends.set(conditional.start, conditional.elseEnd < 0 ? end : conditional.elseEnd);
}

function markElse(conditional: Conditional | undefined, end: number): void {
  if (conditional !== undefined && conditional.elseEnd < 0) conditional.elseEnd = end;
}

/** `\ifdraft` opens one; `\ifthenelse{…}` and its kin take their branches in braces, `\iff` is an arrow. */
const opensConditional = (text: string, token: string, end: number): boolean =>
  token.startsWith("\\if") && token !== "\\iff" && text[end] !== "{";
