import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type DecodedText, decodeText } from "../../src/text/encoding.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

function wide(text: string, order: "le" | "be", mark: boolean): Uint8Array {
  const units = mark ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(units.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < units.length; i++) view.setUint16(2 * i, units.charCodeAt(i), order === "le");
  return bytes;
}

function checkDecoded(bytes: Uint8Array, text: string, encoding: DecodedText["encoding"]): void {
  assert.deepEqual(decodeText(bytes), { text, encoding });
}

const entry = "@book{müller,\n  title = {Über}\n}\n";

describe("decodeText", () => {
  it("reads UTF-8 with and without mark", () => {
    checkDecoded(utf8(entry), entry, "utf-8");
    checkDecoded(utf8(`\ufeff${entry}`), entry, "utf-8");
    checkDecoded(new Uint8Array(), "", "utf-8");
  });
  it("reads UTF-16 by its mark", () => {
    checkDecoded(wide(entry, "le", true), entry, "utf-16le");
    checkDecoded(wide(entry, "be", true), entry, "utf-16be");
  });
  it("reads UTF-16 by its zero bytes", () => {
    checkDecoded(wide(entry, "le", false), entry, "utf-16le");
    checkDecoded(wide(entry, "be", false), entry, "utf-16be");
  });
  it("takes what is no UTF-8 for Windows-1252", () => {
    checkDecoded(latin1(entry), entry, "latin-1");
    checkDecoded(Uint8Array.of(0x93, 0x4e, 0x94, 0x20, 0x80), "“N” €", "latin-1");
  });
  it("forgives a file cut off in the middle of a character", () => checkDecoded(utf8("äbcü").subarray(0, 5), "äbc", "utf-8"));
  it("forgives a bad byte in a file that is UTF-8 else", () => {
    const bytes = Uint8Array.from([...utf8("äöüÄÖÜß"), 0xfc]);
    checkDecoded(bytes, "äöüÄÖÜß\ufffd", "utf-8");
  });
  it("keeps a text file with a stray NUL", () => assert.equal(decodeText(utf8(`${entry}\0`)).encoding, "utf-8"));
  it("knows what is no text", () => {
    checkDecoded(
      Uint8Array.from({ length: 400 }, (_, i) => (i * 37) % 32),
      "",
      "binary",
    );
    checkDecoded(utf8("%PDF-1.7 and so on"), "", "binary");
  });
  it("never throws", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => assert.equal(typeof decodeText(bytes).text, "string")));
  });
});
