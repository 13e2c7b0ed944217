/** A 32-bit hash of a word (FNV-1a over UTF-16 units). */
export function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash | 0;
}

/** One hash of two, in which order counts. */
export function mix(hash: number, other: number): number {
  let mixed = Math.imul(hash ^ Math.imul(other, 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0xc2b2ae35) ^ (mixed >>> 13);
}
