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
  /** By letter, `rows` words each; first those of a letter that the pattern doesn't hold. */
  readonly masks: Int32Array;
  /** Where a letter's words begin in `masks`. */
  readonly placeOf: (code: number) => number;
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
  const common = new Uint16Array(256);
  const others = new Map<number, number>();
  const placeOf = (code: number): number => (code < 256 ? (common[code] ?? 0) : (others.get(code) ?? 0));
  const masks = new Int32Array((pattern.length + 1) * rows);
  let next = rows;
  pattern.forEach((code, at) => {
    if (placeOf(code) === 0) {
      if (code < 256) common[code] = next;
      else others.set(code, next);
      next += rows;
    }
    const place = placeOf(code) + Math.floor(at / bitsOfRow);
    masks[place] = (masks[place] ?? 0) | (1 << (at % bitsOfRow));
  });
  return { length: pattern.length, rows, masks, placeOf };
}

function scan(codes: Uint16Array, { length, rows, masks, placeOf }: Pattern): Nearest {
  const rising = new Int32Array(rows).fill(-1);
  const falling = new Int32Array(rows);
  const lastBit = 1 << ((length - 1) % bitsOfRow);
  const fullBit = 1 << (bitsOfRow - 1);
  let errors = length;
  let best = { errors: length, end: 0 };
  for (let at = 0; at < codes.length; at++) {
    const place = placeOf(codes[at] ?? 0);
    // Above the first row nothing differs: the place may begin anywhere.
    let carry = 0;
    for (let row = 0; row < rows; row++) {
      const up = rising[row] ?? 0;
      const down = falling[row] ?? 0;
      const mask = masks[place + row] ?? 0;
      const equal = mask | (carry < 0 ? 1 : 0);
      const vertical = mask | down;
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
