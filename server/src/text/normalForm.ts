import type { Span } from "./span.ts";

/**
 * Text without what printing adds to it, with the way back: character i of `text` stood at `starts[i]` to `ends[i]` in the original.
 * `“co­operation”¹` becomes `"cooperation"`: one form for all quotation marks, dashes and spaces, ligatures and ſ in plain letters,
 * letters composed (NFC), soft hyphens, invisible characters and note callouts left out. Case stays; line-end hyphens stay,
 * since only the other text can tell `well-known` from `cooperation`.
 */
export interface NormalForm {
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** `dropped`: stretches that are left out, such as a source's callouts; in text order. */
export function normalForm(text: string, dropped: readonly Span[] = []): NormalForm {
  const form = new FormBuilder(text.length + 16);
  let from = 0;
  for (const gap of dropped) {
    if (gap.start < from || gap.end > text.length) continue;
    appendStretch(form, text, from, gap.start);
    from = gap.end;
  }
  appendStretch(form, text, from, text.length);
  return form.build();
}

export function originalSpanOf(form: NormalForm, within: Span): Span {
  const length = form.text.length;
  const start = form.starts[within.start] ?? form.ends[length - 1] ?? 0;
  if (within.end <= within.start) return { start, end: start };
  return { start, end: form.ends[Math.min(within.end, length) - 1] ?? start };
}

function appendStretch(form: FormBuilder, text: string, from: number, to: number): void {
  let at = from;
  while (at < to) at = isPlain(text, at) ? appendPlain(form, text, at) : appendSpecial(form, text, at, to);
}

/** True for an ASCII character that no combining mark follows. */
const isPlain = (text: string, at: number): boolean => text.charCodeAt(at) < 128 && !(text.charCodeAt(at + 1) >= 0x300);

function appendPlain(form: FormBuilder, text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code <= 32 || code === 127) form.space(at, at + 1);
  else if (code === HYPHEN) form.dash(at, at + 1);
  else if (code === BACKTICK || code === APOSTROPHE) form.singleMark(at, at + 1);
  else form.push(code, at, at + 1);
  return at + 1;
}

function appendSpecial(form: FormBuilder, text: string, at: number, to: number): number {
  const code = text.charCodeAt(at);
  switch (code < 128 ? undefined : kindOf(code)) {
    case "space":
      form.space(at, at + 1);
      return at + 1;
    case "dash":
      form.dash(at, at + 1);
      return at + 1;
    case "doubleMark":
      form.push(DOUBLE_MARK, at, at + 1);
      return at + 1;
    case "singleMark":
      form.singleMark(at, at + 1);
      return at + 1;
    case "invisible":
      return at + 1;
    case "softHyphen":
      return afterSoftHyphen(form, text, at, to);
    case "superscript":
      if (!form.endsLikeCalledWord()) form.push(code, at, at + 1);
      return at + 1;
    case undefined:
      return appendLetter(form, text, at, to);
  }
}

/** A soft hyphen takes the line break behind it along: `coop¬\neration`. */
function afterSoftHyphen(form: FormBuilder, text: string, at: number, to: number): number {
  let next = at + 1;
  while (next < to && isSpaceCode(text.charCodeAt(next))) next++;
  if (next < to && LETTER.test(text.charAt(next))) return next;
  if (text.charCodeAt(at) !== SOFT_HYPHEN) form.push(text.charCodeAt(at), at, at + 1);
  return at + 1;
}

/** A letter with the marks combined with it, composed and spelled out. */
function appendLetter(form: FormBuilder, text: string, at: number, to: number): number {
  let end = at + 1;
  while (end < to && isCombining(text.charCodeAt(end))) end++;
  const code = text.charCodeAt(at);
  const composed = spelledOut(code) ?? (end > at + 1 || code >= 0x300 ? text.slice(at, end).normalize("NFC") : text.charAt(at));
  for (let i = 0; i < composed.length; i++) form.push(composed.charCodeAt(i), at, end);
  return end;
}

const HYPHEN = 0x2d;
const APOSTROPHE = 0x27;
const BACKTICK = 0x60;
const DOUBLE_MARK = 0x22;
const SOFT_HYPHEN = 0xad;
const LETTER = /\p{L}/u;

type SpecialKind = "space" | "dash" | "doubleMark" | "singleMark" | "invisible" | "softHyphen" | "superscript";

const SPECIAL: readonly (readonly [SpecialKind, string])[] = [
  ["space", "\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"],
  ["dash", "‐‑‒–—―⁃−⸺⸻﹘﹣－"],
  ["doubleMark", "“”„‟«»″〝〞〟＂「」『』《》"],
  ["singleMark", "‘’‚‛‹›′´ʼʹ＇"],
  [
    "invisible",
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\ufe0e\ufe0f",
  ],
  // OCR prints ¬ for the hyphen at a line's end.
  ["softHyphen", "\u00ad¬"],
  ["superscript", "¹²³⁰⁴⁵⁶⁷⁸⁹"],
];

const KINDS: ReadonlyMap<number, SpecialKind> = new Map(
  SPECIAL.flatMap(([kind, characters]) => Array.from(characters, (character) => [character.charCodeAt(0), kind] as const)),
);

const kindOf = (code: number): SpecialKind | undefined => KINDS.get(code);

const isSpaceCode = (code: number): boolean => code <= 32 || kindOf(code) === "space";

const isCombining = (code: number): boolean =>
  code >= 0x300 && ((code >= 0x1160 && code <= 0x11ff) || COMBINING.test(String.fromCharCode(code)));

const COMBINING = /\p{M}/u;

const SPELLED_OUT: ReadonlyMap<number, string> = new Map(
  [
    ["ſ", "s"],
    ["ﬀ", "ff"],
    ["ﬁ", "fi"],
    ["ﬂ", "fl"],
    ["ﬃ", "ffi"],
    ["ﬄ", "ffl"],
    ["ﬅ", "st"],
    ["ﬆ", "st"],
  ].map(([ligature = "", letters = ""]) => [ligature.charCodeAt(0), letters] as const),
);

function spelledOut(code: number): string | undefined {
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return SPELLED_OUT.get(code);
}

/** Collects character codes with the stretch of the original that each stands for. */
class FormBuilder {
  #codes: Uint16Array;
  #starts: Int32Array;
  #ends: Int32Array;
  #length = 0;

  constructor(capacity: number) {
    this.#codes = new Uint16Array(capacity);
    this.#starts = new Int32Array(capacity);
    this.#ends = new Int32Array(capacity);
  }

  push(code: number, start: number, end: number): void {
    if (this.#length === this.#codes.length) this.#grow();
    this.#codes[this.#length] = code;
    this.#starts[this.#length] = start;
    this.#ends[this.#length] = end;
    this.#length++;
  }

  /** Spaces in a row are one. */
  space(start: number, end: number): void {
    if (this.#last() === 32) this.#ends[this.#length - 1] = end;
    else this.push(32, start, end);
  }

  /** `--` and `---` are one dash. */
  dash(start: number, end: number): void {
    if (this.#last() === HYPHEN) this.#ends[this.#length - 1] = end;
    else this.push(HYPHEN, start, end);
  }

  /** Two single marks in a row are a double one, as TeX types them. */
  singleMark(start: number, end: number): void {
    if (this.#last() === APOSTROPHE && this.#ends[this.#length - 1] === start) {
      this.#codes[this.#length - 1] = DOUBLE_MARK;
      this.#ends[this.#length - 1] = end;
    } else this.push(APOSTROPHE, start, end);
  }

  /** True behind `partnership` or `partnership."`, where a raised number calls a note; false in `x²`. */
  endsLikeCalledWord(): boolean {
    const last = this.#last();
    if (`"'.,;:!?)]`.includes(String.fromCharCode(last)) && last !== 0) return true;
    const before = this.#codes[this.#length - 2] ?? 0;
    return LETTER.test(String.fromCharCode(last)) && LETTER.test(String.fromCharCode(before));
  }

  build(): NormalForm {
    return {
      text: decode(this.#codes.subarray(0, this.#length)),
      starts: this.#starts.subarray(0, this.#length),
      ends: this.#ends.subarray(0, this.#length),
    };
  }

  #last(): number {
    return this.#length > 0 ? (this.#codes[this.#length - 1] ?? 0) : 0;
  }

  #grow(): void {
    const capacity = this.#codes.length * 2;
    this.#codes = grown(this.#codes, new Uint16Array(capacity));
    this.#starts = grown(this.#starts, new Int32Array(capacity));
    this.#ends = grown(this.#ends, new Int32Array(capacity));
  }
}

function grown<A extends Uint16Array | Int32Array>(from: A, into: A): A {
  into.set(from);
  return into;
}

function decode(codes: Uint16Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < codes.length; at += 8192) pieces.push(String.fromCharCode(...codes.subarray(at, at + 8192)));
  return pieces.join("");
}
