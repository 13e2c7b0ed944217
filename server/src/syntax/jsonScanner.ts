/** Small steps over JSON that may be half written, hand written or broken. Comments count as white space. */

export interface JsonString {
  /** Of its first character, behind the quotation mark. */
  readonly start: number;
  readonly end: number;
  /** Behind the closing quotation mark, or where the line ends without one. */
  readonly resume: number;
  readonly isClosed: boolean;
}

export interface JsonStretch {
  readonly end: number;
  readonly isClosed: boolean;
}

export function skipJsonBlank(text: string, at: number): number {
  let next = at;
  for (;;) {
    while (next < text.length && (text.charCodeAt(next) <= 32 || text.charCodeAt(next) === 0xfeff)) next++;
    const behind = behindComment(text, next);
    if (behind === next) return next;
    next = behind;
  }
}

export function scanJsonString(text: string, open: number): JsonString {
  for (let at = open + 1; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === '"') return { start: open + 1, end: at, resume: at + 1, isClosed: true };
    else if (character === "\n") return { start: open + 1, end: at, resume: at, isClosed: false };
  }
  return { start: open + 1, end: text.length, resume: text.length, isClosed: false };
}

/**
 * The end of the value that begins at `at`. A bracket of another kind than the open one closes what is missing in between,
 * and where `breaksOff` says that something new begins at a `{`, the value ends before it.
 */
export function scanJsonValue(text: string, at: number, breaksOff: (open: number) => boolean = never): JsonStretch {
  const first = text[at];
  if (first === '"') {
    const string = scanJsonString(text, at);
    return { end: string.resume, isClosed: string.isClosed };
  }
  return first === "{" || first === "[" ? scanNested(text, at, breaksOff) : { end: scanLiteral(text, at), isClosed: true };
}

/** JSON text as a value; comments and trailing commas are forgiven. Undefined where it can't be read. */
export function parseJson(text: string): unknown {
  return parseStrictly(text) ?? parseStrictly(withoutExtras(text));
}

function behindComment(text: string, at: number): number {
  if (text[at] !== "/") return at;
  const end = text[at + 1] === "/" ? text.indexOf("\n", at) : text[at + 1] === "*" ? text.indexOf("*/", at + 2) + 2 : at;
  return end > at + 1 || end === at ? end : text.length;
}

function scanNested(text: string, open: number, breaksOff: (open: number) => boolean): JsonStretch {
  const expected: string[] = [];
  let isComplete = true;
  for (let at = open; at < text.length; ) {
    const character = text[at] ?? "";
    if (character === "{" && at > open && breaksOff(at)) return { end: at, isClosed: false };
    if (character === "{") expected.push("}");
    else if (character === "[") expected.push("]");
    else if (character === "}" || character === "]") {
      const level = expected.lastIndexOf(character);
      if (level < 0) return { end: at, isClosed: false };
      if (level < expected.length - 1) isComplete = false;
      expected.length = level;
      if (level === 0) return { end: at + 1, isClosed: isComplete };
    }
    at = character === '"' ? scanJsonString(text, at).resume : at + 1;
  }
  return { end: text.length, isClosed: false };
}

function scanLiteral(text: string, at: number): number {
  let end = at;
  while (end < text.length && !/[\s,:{}[\]"]/.test(text[end] ?? "")) end++;
  return end;
}

function parseStrictly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // That it is not JSON is the answer.
    return undefined;
  }
}

/** Comments become a space and commas before a closing bracket nothing; strings stay as they are. */
function withoutExtras(text: string): string {
  const kept: string[] = [];
  for (let at = 0; at < text.length; ) {
    const next = skipJsonBlank(text, at);
    if (next > at) kept.push(" ");
    const character = text[next];
    at = next + 1;
    if (character === '"') {
      at = scanJsonString(text, next).resume;
      kept.push(text.slice(next, at));
    } else if (character === "," && /[\]}]/.test(text[skipJsonBlank(text, at)] ?? "")) kept.push(" ");
    else if (character !== undefined) kept.push(character);
  }
  return kept.join("");
}

const never = (): boolean => false;
