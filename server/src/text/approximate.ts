/** Where a pattern comes nearest in a text: how many letters differ (put in, left out or changed), and where that place ends. */
export interface Nearest {
  readonly errors: number;
  /** Behind the last character of the place. */
  readonly end: number;
}

/** A pattern made ready: which of its places hold a letter, 31 places a word. */
interface Pattern {
  readonly length: number;
  readonly rows: number;
  /** By letter and row. */
  readonly masks: ReadonlyMap<number, Int32Array>;
}

/**
 * The place in a text that comes nearest to a pattern, both as numbers of characters. Myers' bit-parallel algorithm in Hyyrö's form for patterns
 * longer than a machine word: the columns of the table of edit distances, held as differences from row to row, a bit each.
 * Costs the text's length times a thirty-first of the pattern's.
 */
export function nearestIn(codes: Uint16Array, pattern: Uint16Array): Nearest {
  return scan(codes, prepared(pattern));
}

const bitsOfRow = 31;

function prepared(pattern: Uint16Array): Pattern {
  const rows = Math.ceil(pattern.length / bitsOfRow);
  const masks = new Map<number, Int32Array>();
  pattern.forEach((code, at) => {
    const mask = masks.get(code) ?? new Int32Array(rows);
    const row = Math.floor(at / bitsOfRow);
    mask[row] = (mask[row] ?? 0) | (1 << (at % bitsOfRow));
    masks.set(code, mask);
  });
  return { length: pattern.length, rows, masks };
}

function scan(codes: Uint16Array, { length, rows, masks }: Pattern): Nearest {
  const rising = new Int32Array(rows).fill(-1);
  const falling = new Int32Array(rows);
  const none = new Int32Array(rows);
  const lastBit = 1 << ((length - 1) % bitsOfRow);
  const fullBit = 1 << (bitsOfRow - 1);
  let errors = length;
  let best = { errors: length, end: 0 };
  for (let at = 0; at < codes.length; at++) {
    const mask = masks.get(codes[at] ?? 0) ?? none;
    // Above the first row nothing differs: the place may begin anywhere.
    let carry = 0;
    for (let row = 0; row < rows; row++) {
      const up = rising[row] ?? 0;
      const down = falling[row] ?? 0;
      const equal = (mask[row] ?? 0) | (carry < 0 ? 1 : 0);
      const vertical = (mask[row] ?? 0) | down;
      const diagonal = (((equal & up) + up) ^ up) | equal;
      const plus = down | ~(diagonal | up);
      const minus = up & diagonal;
      const bit = row === rows - 1 ? lastBit : fullBit;
      const carried = ((plus & bit) !== 0 ? 1 : 0) - ((minus & bit) !== 0 ? 1 : 0);
      const shiftedPlus = (plus << 1) | (carry > 0 ? 1 : 0);
      const shiftedMinus = (minus << 1) | (carry < 0 ? 1 : 0);
      rising[row] = shiftedMinus | ~(vertical | shiftedPlus);
      falling[row] = shiftedPlus & vertical;
      carry = carried;
    }
    errors += carry;
    if (errors < best.errors) best = { errors, end: at + 1 };
  }
  return best;
}
