/** Where two texts differ: `[start, oldEnd)` of the one has become `[start, newEnd)` of the other. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** The smallest stretch that differs; undefined where nothing does. Compares piece by piece, as memory is compared. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  const shorter = Math.min(before.length, after.length);
  const start = sameStart(before, after, shorter);
  if (start === before.length && start === after.length) return undefined;
  const same = sameEnd(before, after, shorter - start);
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}

const piece = 65_536;

function sameStart(one: string, other: string, limit: number): number {
  let same = 0;
  for (let size = piece; size >= 1; size >>= 2) {
    while (same + size <= limit && one.slice(same, same + size) === other.slice(same, same + size)) same += size;
  }
  return same;
}

function sameEnd(one: string, other: string, limit: number): number {
  let same = 0;
  for (let size = piece; size >= 1; size >>= 2) {
    while (
      same + size <= limit &&
      one.slice(endOf(one, same + size), endOf(one, same)) === other.slice(endOf(other, same + size), endOf(other, same))
    )
      same += size;
  }
  return same;
}

const endOf = (text: string, back: number): number => text.length - back;
