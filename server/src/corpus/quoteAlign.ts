import type { PreparedSource } from "./preparedSource.ts";
import type { QuotedWord, QuotePart, QuoteToken } from "./quoteParts.ts";
import { isMisreading, scanErrorsOf } from "./scanErrors.ts";
import { fusedEquals } from "./spelling.ts";

/**
 * One step along a quotation and its source: tokens [token, token + tokens) stand against words [word, word + words).
 * `same`: a word for its equal. `joined`: one word for two that make it up. `bracket`: whatever the writer's bracket stands for.
 * `different`: one for another, or one for none.
 */
export interface Step {
  readonly kind: "same" | "joined" | "bracket" | "different";
  readonly token: number;
  readonly tokens: number;
  readonly word: number;
  readonly words: number;
}

/** A part of a quotation with its words looked up: -1 for brackets, cut words and words that the source doesn't have. */
export interface LookedUp {
  readonly part: QuotePart;
  readonly ids: Int32Array;
}

export interface Window {
  readonly from: number;
  readonly to: number;
}

export function lookUp(prepared: PreparedSource, part: QuotePart): LookedUp {
  const ids = Int32Array.from(part.tokens, (token) =>
    token.kind === "word" && !token.certain ? (prepared.vocabulary.get(token.form) ?? -1) : -1,
  );
  return { part, ids };
}

/** Every token against its word, where all of them are the same in a row. */
export function stepsInARow(count: number, word: number): readonly Step[] {
  return Array.from({ length: count }, (_, i): Step => ({ kind: "same", token: i, tokens: 1, word: word + i, words: 1 }));
}

/** The cheapest way through tokens [tokens.from, tokens.to) and a window of the source; open ends leave words of the window aside for nothing. */
export function align(
  prepared: PreparedSource,
  looked: LookedUp,
  tokens: Window,
  window: Window,
  open: { readonly start: boolean; readonly end: boolean },
): { readonly steps: readonly Step[]; readonly cost: number } {
  if (tokens.to === tokens.from && (open.start || open.end)) return { steps: [], cost: 0 };
  const grid = fillGrid(prepared, looked, tokens, window, open.start);
  const column = open.end ? cheapestColumn(grid) : grid.width - 1;
  return {
    steps: walkBack(prepared, looked, grid, { token: tokens.from, word: window.from, rows: tokens.to - tokens.from, column }, open.start),
    cost: grid.last[column] ?? FAR,
  };
}

// Costs are in hundredths of a changed word. Leaving words out costs by the block, so that a dropped clause doesn't cost what stands behind it.
const CHANGED = 100;
const CHANGED_ALIKE = 90;
const ADDED = 110;
const LEFT_FIRST = 70;
const LEFT_NEXT = 6;
const JOINED = 10;
const CUT_WORD = 5;
const REPLACED = 1;
const FAR = 1e9;

/** How many words of the source one bracket may stand for. */
const MOST_REPLACED = 12;

const MOVE_PAIR = 1;
const MOVE_ADDED = 2;
const MOVE_ONE_FOR_TWO = 3;
const MOVE_TWO_FOR_ONE = 4;
const MOVE_LEFT = 5;
const MOVE_BRACKET = 6;
/** Beside a move: the word before was left out too. */
const LEFT_GOES_ON = 8;

interface Grid {
  readonly width: number;
  /** A row a token, and one above; for a bracket the number of replaced words stands in the upper four bits. */
  readonly moves: Uint8Array;
  readonly last: Int32Array;
}

type Row = Int32Array;

function fillGrid(prepared: PreparedSource, looked: LookedUp, tokens: Window, window: Window, openStart: boolean): Grid {
  const width = window.to - window.from + 1;
  const height = tokens.to - tokens.from;
  const moves = new Uint8Array((height + 1) * width);
  let above: Row = new Int32Array(width);
  let twoAbove: Row = new Int32Array(width).fill(FAR);
  if (!openStart) leaveAll(above, moves);
  for (let i = 1; i <= height; i++) {
    const place = tokens.from + i - 1;
    const row: Row = new Int32Array(width);
    const rowMoves = moves.subarray(i * width, (i + 1) * width);
    const token = looked.part.tokens[place];
    if (token?.kind === "bracket") fillBracketRow(prepared, token.remark ? token.forms : undefined, window, above, row, rowMoves);
    else if (token) {
      const before = i > 1 ? wordAt(looked.part.tokens, place - 1) : undefined;
      fillWordRow({ prepared, token, id: looked.ids[place] ?? -1, before, window, twoAbove, above, row, rowMoves });
    }
    twoAbove = above;
    above = row;
  }
  return { width, moves, last: above };
}

function leaveAll(row: Row, moves: Uint8Array): void {
  for (let j = 1; j < row.length; j++) {
    row[j] = LEFT_FIRST + (j - 1) * LEFT_NEXT;
    moves[j] = MOVE_LEFT | (j > 1 ? LEFT_GOES_ON : 0);
  }
}

interface WordRow {
  readonly prepared: PreparedSource;
  readonly token: QuotedWord;
  readonly id: number;
  /** The word before, where it may be the first half of one of the source's. */
  readonly before: QuotedWord | undefined;
  readonly window: Window;
  readonly twoAbove: Row;
  readonly above: Row;
  readonly row: Row;
  readonly rowMoves: Uint8Array;
}

function fillWordRow({ prepared, token, id, before, window, twoAbove, above, row, rowMoves }: WordRow): void {
  row[0] = at(above, 0) + ADDED;
  rowMoves[0] = MOVE_ADDED;
  let left = FAR;
  for (let j = 1; j < row.length; j++) {
    const word = window.from + j - 1;
    let best = at(above, j) + ADDED;
    let move = MOVE_ADDED;
    const pair = at(above, j - 1) + pairCost(prepared, token, id, word);
    if (pair <= best) {
      best = pair;
      move = MOVE_PAIR;
    }
    if (j > 1 && at(above, j - 2) + JOINED < best && isOneForTwo(prepared, token, word)) {
      best = at(above, j - 2) + JOINED;
      move = MOVE_ONE_FOR_TWO;
    }
    if (before && at(twoAbove, j - 1) + JOINED < best && isTwoForOne(prepared, before, token, word)) {
      best = at(twoAbove, j - 1) + JOINED;
      move = MOVE_TWO_FOR_ONE;
    }
    const begun = at(row, j - 1) + LEFT_FIRST;
    const goesOn = left + LEFT_NEXT < begun ? LEFT_GOES_ON : 0;
    left = goesOn ? left + LEFT_NEXT : begun;
    row[j] = Math.min(best, left);
    rowMoves[j] = (left < best ? MOVE_LEFT : move) | goesOn;
  }
}

const at = (row: Row, index: number): number => row[index] ?? FAR;

/** A remark such as `[sic]` stands for nothing, or for the source's own `[sic]`. */
function fillBracketRow(
  prepared: PreparedSource,
  remark: readonly string[] | undefined,
  window: Window,
  above: Row,
  row: Row,
  rowMoves: Uint8Array,
): void {
  for (let j = 0; j < row.length; j++) {
    let best = above[j] ?? FAR;
    let replaced = 0;
    for (let k = 1; k <= Math.min(j, MOST_REPLACED); k++) {
      const cost = (above[j - k] ?? FAR) + k * REPLACED;
      if (cost < best && (!remark || isSame(prepared, remark, window.from + j - k, k))) {
        best = cost;
        replaced = k;
      }
    }
    row[j] = best;
    rowMoves[j] = MOVE_BRACKET | (replaced << 4);
  }
}

const isSame = (prepared: PreparedSource, forms: readonly string[], word: number, count: number): boolean =>
  forms.length === count && forms.every((form, i) => form === prepared.forms[prepared.words[word + i] ?? -1]);

function pairCost(prepared: PreparedSource, token: QuotedWord, id: number, word: number): number {
  const other = prepared.words[word] ?? -1;
  if (id >= 0 && id === other) return 0;
  if (token.certain && fitsCutWord(token, prepared.forms[other] ?? "")) return CUT_WORD;
  if (isMisreading(scanErrorsOf(prepared.source), token.form, prepared.forms[other] ?? "")) return CUT_WORD;
  return isAlike(prepared, token.form, other) ? CHANGED_ALIKE : CHANGED;
}

/** Cheap: it only helps to choose which of several words was changed. */
function isAlike(prepared: PreparedSource, form: string, other: number): boolean {
  if (Math.abs((prepared.lengths[other] ?? 0) - form.length) > 3) return false;
  const printed = prepared.forms[other] ?? "";
  return printed.charCodeAt(0) === form.charCodeAt(0) || printed.charCodeAt(printed.length - 1) === form.charCodeAt(form.length - 1);
}

/** `the[y]` for `the` or `these`, `[T]he` for `the`: what stands outside the bracket must be there. */
export function fitsCutWord(token: QuotedWord, form: string): boolean {
  if (!token.certain) return false;
  const { head, tail } = token.certain;
  const spare = form.length - head.length - tail.length;
  return spare >= 0 && spare <= token.form.length - head.length - tail.length + 5 && form.startsWith(head) && form.endsWith(tail);
}

function isOneForTwo(prepared: PreparedSource, token: QuotedWord, word: number): boolean {
  const first = prepared.words[word - 1] ?? -1;
  const second = prepared.words[word] ?? -1;
  if (token.form === "%") return isPerCent(prepared.forms[first], prepared.forms[second]);
  const lost = token.form.length - (prepared.lengths[first] ?? 0) - (prepared.lengths[second] ?? 0);
  return lost >= 0 && lost <= 3 && fusedEquals(token.form, prepared.forms[first] ?? "", prepared.forms[second] ?? "");
}

function isTwoForOne(prepared: PreparedSource, before: QuotedWord, token: QuotedWord, word: number): boolean {
  const fused = prepared.words[word] ?? -1;
  if (prepared.forms[fused] === "%") return isPerCent(before.form, token.form);
  if (before.form.length + token.form.length !== prepared.lengths[fused]) return false;
  return before.form + token.form === prepared.forms[fused];
}

/** `4.5 per cent` for `4.5%`. */
const isPerCent = (first: string | undefined, second: string | undefined): boolean => first === "per" && second === "cent";

function wordAt(tokens: readonly QuoteToken[], at: number): QuotedWord | undefined {
  const token = tokens[at];
  return token?.kind === "word" ? token : undefined;
}

function cheapestColumn(grid: Grid): number {
  let best = 0;
  for (let j = 1; j < grid.width; j++) if ((grid.last[j] ?? FAR) < (grid.last[best] ?? FAR)) best = j;
  return best;
}

interface Corner {
  readonly token: number;
  readonly word: number;
  readonly rows: number;
  readonly column: number;
}

function walkBack(prepared: PreparedSource, looked: LookedUp, grid: Grid, corner: Corner, openStart: boolean): readonly Step[] {
  const steps: Step[] = [];
  let i = corner.rows;
  let j = corner.column;
  let leaving = false;
  while (i > 0 || (j > 0 && !openStart)) {
    const packed = grid.moves[i * grid.width + j] ?? 0;
    const move: number = leaving ? MOVE_LEFT : packed & 7;
    leaving = move === MOVE_LEFT && (packed & LEFT_GOES_ON) !== 0;
    const [taken, passed] = move === MOVE_BRACKET ? [1, packed >> 4] : (STRIDES[move] ?? [1, 0]);
    i -= taken;
    j -= passed;
    const place = { token: corner.token + i, tokens: taken, word: corner.word + j, words: passed };
    steps.push({ kind: stepKind(prepared, looked, move, place), ...place });
  }
  return steps.reverse();
}

const STRIDES: readonly (readonly [number, number])[] = [
  [1, 0],
  [1, 1],
  [1, 0],
  [1, 2],
  [2, 1],
  [0, 1],
];

function stepKind(
  prepared: PreparedSource,
  looked: LookedUp,
  move: number,
  at: { readonly token: number; readonly word: number },
): Step["kind"] {
  if (move === MOVE_BRACKET) return "bracket";
  if (move === MOVE_ONE_FOR_TWO || move === MOVE_TWO_FOR_ONE) return "joined";
  const token = wordAt(looked.part.tokens, at.token);
  const same = move === MOVE_PAIR && token && pairCost(prepared, token, looked.ids[at.token] ?? -1, at.word) <= CUT_WORD;
  return same ? "same" : "different";
}
