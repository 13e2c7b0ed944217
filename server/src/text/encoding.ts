export interface DecodedText {
  /** Without a byte order mark; "" for `binary`. */
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "latin-1" | "binary";
}

/**
 * A file's text, whatever program wrote it: UTF-8 with or without mark, UTF-16 by its mark or its zero bytes, else Windows-1252 (which holds Latin-1).
 * A stray NUL leaves a text file a text file; `binary` is what is clearly none.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const wide = wideEncodingOf(bytes);
  if (wide !== undefined) return { text: new TextDecoder(wide).decode(bytes), encoding: wide };
  if (looksBinary(bytes)) return { text: "", encoding: "binary" };
  const strict = decodeStrictly(bytes) ?? decodeCutOff(bytes);
  if (strict !== undefined) return { text: strict, encoding: "utf-8" };
  if (isMostlyUtf8(bytes)) return { text: new TextDecoder("utf-8").decode(bytes), encoding: "utf-8" };
  return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "latin-1" };
}

const sampleLength = 65_536;

function wideEncodingOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const pairs = Math.min(bytes.length, sampleLength) >> 1;
  if (pairs < 2) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) even++;
    if (bytes[2 * i + 1] === 0) odd++;
  }
  // Spaces, digits and Latin letters have a zero as their high byte, in any script's text a good part.
  if (odd > pairs * 0.4 && even < pairs * 0.05) return "utf-16le";
  if (even > pairs * 0.4 && odd < pairs * 0.05) return "utf-16be";
  return undefined;
}

function looksBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, sampleLength);
  if (startsWithPdfMark(bytes)) return true;
  let control = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 27) control++;
  }
  return control > length * 0.05;
}

/** A PDF begins with text and goes on with compressed bytes. */
const startsWithPdfMark = (bytes: Uint8Array): boolean => [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, at) => bytes[at] === byte);

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // That the decoder refuses is the answer: these bytes are not UTF-8.
    return undefined;
  }
}

/** A file that is still being written may end in the middle of a character; where all else is ASCII, it is more likely Latin-1's last letter. */
function decodeCutOff(bytes: Uint8Array): string | undefined {
  for (let missing = 1; missing <= 3 && missing < bytes.length; missing++) {
    const byte = bytes[bytes.length - missing] ?? 0;
    if (byte >= 0xc2 && byte < 0xf5) {
      const text = decodeStrictly(bytes.subarray(0, bytes.length - missing));
      return text !== undefined && text.length < bytes.length - missing ? text : undefined;
    }
    if (byte < 0x80 || byte >= 0xf5) return undefined;
  }
  return undefined;
}

/** One bad byte among many good sequences: pasted from elsewhere into a UTF-8 file. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) bad++;
    else if (length > 1) good++;
    i += Math.max(1, length);
  }
  return good > bad * 4;
}

/** Bytes of the UTF-8 sequence that begins here; 0 where none does. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
