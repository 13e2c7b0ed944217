import { autolinkAt, commentEnd, tagAt } from "./markdownHtml.ts";
import { attributesEnd, codeSpans, linkTarget, mathEnd } from "./markdownSpans.ts";
import { bracketClosers, commandEnd, findEnvironments, type TexEnvironments } from "./markdownTex.ts";
import { codePointBefore, isWordCharacter, keyAt, mayBeginKey } from "./pandocCitation.ts";

/** A piece of inline text that is more than letters. Offsets are those of the leaf's text. */
export type Inline = OpaqueInline | KeyInline | SeparatorInline | BracketInline;

export interface OpaqueInline {
  readonly kind: "code" | "math" | "tag" | "comment" | "tex" | "escape" | "autolink" | "noteCall" | "target" | "attributes";
  readonly start: number;
  readonly end: number;
}

/** `@key`, `-@key`: `start` is at the mark, the key itself stands between `keyStart` and `keyEnd`. */
export interface KeyInline {
  readonly kind: "key";
  readonly start: number;
  readonly end: number;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly suppressed: boolean;
}

/** A `;` within brackets. */
export interface SeparatorInline {
  readonly kind: "separator";
  readonly start: number;
  readonly end: number;
}

/** `[…]` with what stands directly inside; `link`: a target or attributes follow it. */
export interface BracketInline {
  readonly kind: "bracket";
  readonly form: "plain" | "link" | "image" | "note";
  /** Of `[`, or of the `!` or `^` before it. */
  readonly start: number;
  /** Behind `]`. */
  readonly end: number;
  readonly children: readonly Inline[];
}

export interface Inlines {
  readonly text: string;
  readonly children: readonly Inline[];
  /** All that is opaque, in order, whatever brackets it stands in. */
  readonly opaque: readonly OpaqueInline[];
  readonly addresses: readonly { readonly start: number; readonly end: number }[];
}

/** Reads one leaf from left to right; nothing reaches beyond it. */
export function readInlines(text: string): Inlines {
  if (markupFrom(text, 0) === text.length) return { text, children: none, opaque: none, addresses: none };
  const scanner = new InlineScanner(text);
  while (scanner.at < text.length) scanner.step();
  return scanner.finish();
}

/** A test for offsets within sorted pieces, for askers that go from left to right or jump about. */
export function hiddenBy(pieces: readonly OpaqueInline[]): (index: number) => boolean {
  return (index) => {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pieces[middle]?.end ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return (pieces[low]?.start ?? Number.POSITIVE_INFINITY) <= index;
  };
}

interface Frame {
  readonly start: number;
  readonly form: "plain" | "image" | "note";
  readonly children: Inline[];
}

/** Deeper brackets are read as plain characters. */
const deepestBracket = 100;

class InlineScanner {
  at = 0;
  readonly #text: string;
  readonly #frames: Frame[] = [{ start: 0, form: "plain", children: [] }];
  readonly #opaque: OpaqueInline[] = [];
  readonly #addresses: { readonly start: number; readonly end: number }[] = [];
  readonly #codeEnd: (at: number) => number | undefined;
  readonly #closers: (open: number) => number | undefined;
  readonly #lastComment: number;
  #environments: TexEnvironments | undefined;
  #tokenEnd = 0;
  #emphasisEnd = -1;
  readonly #emphases: { readonly "*": number[]; readonly _: number[] } = { "*": [], _: [] };
  #failedTargets = 0;

  constructor(text: string) {
    this.#text = text;
    this.#codeEnd = codeSpans(text);
    this.#closers = bracketClosers(text);
    this.#lastComment = text.includes("<!--") ? text.lastIndexOf("-->") + 3 : 0;
  }

  /** Passes over what is only letters, then reads what begins there. */
  step(): void {
    this.at = markupFrom(this.#text, this.at);
    const read = readersByCharacter[this.#text.charCodeAt(this.at)];
    if (read === undefined || !read(this)) this.at++;
  }

  finish(): Inlines {
    const children = this.#frames.length === 1 ? (this.#frames[0]?.children ?? []) : this.#frames.flatMap((frame) => frame.children);
    return { text: this.#text, children, opaque: this.#opaque, addresses: this.#addresses };
  }

  backslash(): boolean {
    const next = this.#text[this.at + 1];
    if (next === undefined || next === "\n") return false;
    if (!isWordCharacter(this.#text.charCodeAt(this.at + 1))) return this.#take("escape", this.at + 2);
    return this.#take("tex", this.#environmentEnd() ?? commandEnd(this.#text, this.at, this.#closers));
  }

  code(): boolean {
    return this.#take("code", this.#codeEnd(this.at)) && this.#takeAttributes();
  }

  math(): boolean {
    return this.#take("math", mathEnd(this.#text, this.at));
  }

  angle(): boolean {
    const autolink = autolinkAt(this.#text, this.at);
    if (autolink !== undefined) {
      if (!autolink.mail) this.#addresses.push({ start: this.at + 1, end: autolink.end - 1 });
      return this.#take("autolink", autolink.end);
    }
    if (this.at + 4 < this.#lastComment && this.#take("comment", commentEnd(this.#text, this.at, this.#lastComment))) return true;
    return this.#take("tag", tagAt(this.#text, this.at, this.#text.length)?.end);
  }

  key(): boolean {
    const key = keyAt(this.#text, this.at);
    const suppressed = key !== undefined && this.#isSuppressed();
    const start = suppressed ? this.at - 1 : this.at;
    if (key === undefined || (!suppressed && !mayBeginKey(this.#text, start, this.#tokenEnd, this.#emphasisEnd))) return this.#passLabel();
    const end = this.#text[this.at + 1] === "{" ? key.end + 1 : key.end;
    this.#add({ kind: "key", start, end, keyStart: key.start, keyEnd: key.end, suppressed });
    return true;
  }

  /** Of `ada@home@key` Pandoc takes `@home` for the label of an example: behind it a key may begin again. */
  #passLabel(): boolean {
    exampleLabel.lastIndex = this.at;
    exampleLabel.test(this.#text);
    this.at = exampleLabel.lastIndex;
    this.#tokenEnd = this.at;
    return true;
  }

  /** Between quotation marks a `;` separates nothing: `[@key, "a; b"]`. */
  separator(): boolean {
    const frame = this.#frames.length > 1 ? this.#frames.at(-1) : undefined;
    if (frame !== undefined && !isQuoted(this.#text, frame, this.at))
      frame.children.push({ kind: "separator", start: this.at, end: this.at + 1 });
    return false;
  }

  open(): boolean {
    noteCall.lastIndex = this.at;
    if (noteCall.test(this.#text)) return this.#take("noteCall", noteCall.lastIndex);
    if (this.#frames.length > deepestBracket) return false;
    const before = this.at > this.#tokenEnd ? this.#text[this.at - 1] : undefined;
    const form = before === "!" ? "image" : before === "^" && !endsSuperscript(this.#text, this.at - 1) ? "note" : "plain";
    this.#frames.push({ start: form === "plain" ? this.at : this.at - 1, form, children: [] });
    this.#tokenEnd = this.at + 1;
    return false;
  }

  close(): boolean {
    const frame = this.#frames.length > 1 ? this.#frames.pop() : undefined;
    if (frame === undefined) return false;
    const end = this.at + 1;
    const target = frame.form === "note" ? undefined : this.#targetAt(end);
    const attributes = frame.form === "note" ? undefined : spanAttributesEnd(this.#text, target?.end ?? end);
    const linked = frame.form === "plain" && (target ?? attributes) !== undefined;
    this.#add({ kind: "bracket", form: linked ? "link" : frame.form, start: frame.start, end, children: frame.children });
    if (target !== undefined) {
      this.#addresses.push(target.address);
      this.#take("target", target.end);
    }
    if (attributes !== undefined) this.#take("attributes", attributes);
    return true;
  }

  /** `*` and `_` matter only in so far as no key begins right behind an emphasis. */
  emphasis(): boolean {
    const mark = this.#text[this.at] === "*" ? "*" : "_";
    let end = this.at;
    while (this.#text[end] === mark) end++;
    const open = this.#emphases[mark];
    const size = end - this.at;
    const wordFollows = isWordCharacter(this.#text.codePointAt(end) ?? 0);
    if (mark === "*" || !wordFollows) {
      if (closeEmphasis(open, size)) this.#emphasisEnd = end;
      else if (size < 4 && !isSpaceAt(this.#text, end)) open.push(size);
    } else if (size < 4 && !isWordCharacter(codePointBefore(this.#text, this.at))) open.push(size);
    this.at = end;
    return true;
  }

  #add(inline: Inline): void {
    this.#frames.at(-1)?.children.push(inline);
    this.at = inline.end;
    this.#tokenEnd = inline.end;
  }

  #take(kind: OpaqueInline["kind"], end: number | undefined): boolean {
    if (end === undefined) return false;
    const opaque: OpaqueInline = { kind, start: this.at, end };
    this.#opaque.push(opaque);
    this.#add(opaque);
    return true;
  }

  #takeAttributes(): boolean {
    this.#take("attributes", attributesEnd(this.#text, this.at));
    return true;
  }

  #environmentEnd(): number | undefined {
    if (!this.#text.startsWith("\\begin{", this.at) && !this.#text.startsWith("\\start", this.at)) return undefined;
    this.#environments ??= findEnvironments(this.#text);
    return this.#environments.endOf(this.at);
  }

  #targetAt(at: number): ReturnType<typeof linkTarget> {
    if (this.#text[at] !== "(" || this.#failedTargets > mostFailedTargets) return undefined;
    const target = linkTarget(this.#text, at);
    if (target === undefined) this.#failedTargets++;
    return target;
  }

  /** The hyphen of `-@key`: not that of `a-@key`, nor the end of a dash. */
  #isSuppressed(): boolean {
    let start = this.at;
    while (start > this.#tokenEnd && this.#text[start - 1] === "-") start--;
    const hyphens = this.at - start;
    if (hyphens % 3 !== 1) return false;
    return hyphens > 1 || mayBeginKey(this.#text, start, this.#tokenEnd, this.#emphasisEnd);
  }
}

/** `{=html}` is for code alone. */
const spanAttributesEnd = (text: string, at: number): number | undefined => (text[at + 1] === "=" ? undefined : attributesEnd(text, at));

/** True between straight quotation marks that open behind the bracket and close before the next bracket. */
function isQuoted(text: string, { start, children }: Frame, at: number): boolean {
  let unclosed = "";
  for (let i = Math.max(start + 1, at - longestQuoted); i < at; i++) {
    const mark = text[i];
    if (mark === "\\") i++;
    if ((mark !== '"' && mark !== "'") || mark === unclosed || isSpaceAt(text, i + 1)) continue;
    if (isWordCharacter(codePointBefore(text, i)) && !endsKey(children, i)) continue;
    const close = quotationEnd(text, i + 1, mark);
    if (close > at) return true;
    // One that never closes is asked for but once, so that many of them cost little.
    if (close < 0) unclosed = mark;
    i = Math.max(i, close);
  }
  return false;
}

/** Where the mark stands that closes a quotation, or -1: an apostrophe within a word closes nothing. */
function quotationEnd(text: string, from: number, mark: string): number {
  for (let i = from; i < Math.min(text.length, from + longestQuoted); i++) {
    const character = text[i];
    if (character === "[" || character === "]") return -1;
    if (character === "\\") i++;
    else if (character === mark && (mark === '"' || !isWordCharacter(text.codePointAt(i + 1) ?? 0))) return i;
  }
  return -1;
}

function endsKey(children: readonly Inline[], at: number): boolean {
  for (let i = children.length - 1; i >= 0; i--) {
    const child = children[i];
    if (child === undefined || child.end < at) return false;
    if (child.end === at) return child.kind === "key";
  }
  return false;
}

/** Within brackets nobody quotes more. */
const longestQuoted = 300;

/** One mark closes one, two close two, three close both; else the run opens an emphasis of its own. */
function closeEmphasis(open: number[], size: number): boolean {
  const top = open.at(-1);
  if (top === undefined || (top !== size && size < 3 && top < 3)) return false;
  open.pop();
  if (top === 3 && size < 3) open.push(3 - size);
  else if (top < 3 && size === 3 && open.at(-1) === 3 - top) open.pop();
  return true;
}

/** True for the second `^` of `x^2^`; that of `[^1]` counts for nothing. */
function endsSuperscript(text: string, at: number): boolean {
  let odd = false;
  for (let i = at - 1; i >= Math.max(0, at - 40); i--) {
    const character = text[i];
    if (character === " " || character === "\n") return odd;
    if (character === "^" && text[i - 1] !== "\\" && text[i - 1] !== "[" && text[i + 1] !== "[") odd = !odd;
  }
  return odd;
}

/** A text with more broken links than this is hostile. */
const mostFailedTargets = 100;

const noteCall = /\[\^[^\s\]]{1,200}\]/y;

const exampleLabel = /@(?:[\p{L}\p{N}]|[_-](?=[\p{L}\p{N}]))*/uy;

const isSpaceAt = (text: string, at: number): boolean => at >= text.length || /\s/u.test(text[at] ?? "");

/** Each reader says whether it has moved on. */
const readersByCharacter: readonly (((scanner: InlineScanner) => boolean) | undefined)[] = tableOf({
  "\\": (scanner) => scanner.backslash(),
  "`": (scanner) => scanner.code(),
  $: (scanner) => scanner.math(),
  "<": (scanner) => scanner.angle(),
  "@": (scanner) => scanner.key(),
  ";": (scanner) => scanner.separator(),
  "[": (scanner) => scanner.open(),
  "]": (scanner) => scanner.close(),
  "*": (scanner) => scanner.emphasis(),
  _: (scanner) => scanner.emphasis(),
});

function tableOf<Value>(byCharacter: Readonly<Record<string, Value>>): readonly (Value | undefined)[] {
  const table = new Array<Value | undefined>(128).fill(undefined);
  for (const [character, value] of Object.entries(byCharacter)) table[character.charCodeAt(0)] = value;
  return table;
}

const isReader = Uint8Array.from(readersByCharacter, (read) => (read === undefined ? 0 : 1));

/** The next place where more than letters may stand, or the end. */
function markupFrom(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128 && isReader[code] === 1) return at;
  }
  return text.length;
}

const none: readonly never[] = [];
