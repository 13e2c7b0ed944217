/**
 * A 64-bit fingerprint of a text, in hexadecimal: equal texts have equal ones, and two different texts practically never meet.
 * For cache keys inside this process; not for anything that an attacker gains by forging.
 */
export function contentHash(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x2c1b3c6d ^ text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit, 0x85ebca6b);
    second ^= second >>> 15;
  }
  return hexadecimal(first) + hexadecimal(second ^ (first >>> 13));
}

const hexadecimal = (half: number): string => (half >>> 0).toString(16).padStart(8, "0");
