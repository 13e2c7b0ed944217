import { type DecodedText, decodeText } from "../../text/encoding.ts";

const searched = 4_096;

/** A marked-up file's text: as its bytes show, else in the encoding that its head states (`<meta charset=windows-1251>`, `<?xml encoding="iso-8859-2"?>`). */
export function decodeMarkup(bytes: Uint8Array): DecodedText {
  const plain = decodeText(bytes);
  const stated = statedDecoder(bytes);
  // What is valid UTF-8 is UTF-8, whatever it says, but for encodings that hide behind ASCII.
  if (stated === undefined || (plain.encoding !== "latin-1" && stated.encoding !== "iso-2022-jp")) return plain;
  return { text: stated.decode(bytes), encoding: "latin-1" };
}

function statedDecoder(bytes: Uint8Array): InstanceType<typeof TextDecoder> | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, searched));
  const label = /(?:charset\s{0,5}=\s{0,5}["']?|<\?xml[^>]{0,100}encoding\s{0,5}=\s{0,5}["'])([\w:.-]{2,30})/i.exec(head)?.[1];
  if (label === undefined || /^utf-?(?:8|16)/i.test(label)) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    // A name that no browser knows either.
    return undefined;
  }
}
