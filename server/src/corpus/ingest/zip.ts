import { Unzip, UnzipInflate } from "fflate";
import type { ReadFault } from "../source.ts";
import { decodeMarkup } from "./statedEncoding.ts";

const mostEntries = 2_000;
const mostBytes = 200 * 1024 * 1024;
const mostOfPart = 20 * 1024 * 1024;
/** Packed bytes that are unpacked at once: a thousand times as much may come of them. */
const step = 16 * 1024;

/** The parts of an archive by name; only the wanted ones are unpacked. */
export type ZipParts = ReadonlyMap<string, Uint8Array>;

/**
 * Unpacks an archive while counting, so that a small file can't fill the memory: its entries, the bytes of each part and of all together.
 * Names that climb out of it (`../`, absolute ones) are passed over.
 */
export function readZip(bytes: Uint8Array, wants: (name: string) => boolean): ZipParts | ReadFault {
  if (!isZip(bytes)) return isOldOffice(bytes) ? { kind: "encrypted" } : { kind: "damaged" };
  if (((bytes[6] ?? 0) & 1) === 1) return { kind: "encrypted" };
  const unpacker = new Unpacker(wants);
  try {
    const fault = unpacker.run(bytes);
    return fault ?? unpacker.parts();
  } catch (error) {
    // The library throws what it finds wrong in the bytes.
    return error instanceof RangeError ? { kind: "excessive" } : { kind: "damaged" };
  }
}

export const partText = (parts: ZipParts, name: string): string => decodeMarkup(parts.get(name) ?? new Uint8Array()).text;

class Unpacker {
  readonly #chunks = new Map<string, Uint8Array[]>();
  readonly #whole = new Set<string>();
  readonly #wants: (name: string) => boolean;
  #entries = 0;
  #bytes = 0;
  #tooMuch = false;
  #broken = false;

  constructor(wants: (name: string) => boolean) {
    this.#wants = wants;
  }

  run(bytes: Uint8Array): ReadFault | undefined {
    const unzip = new Unzip((file) => {
      if (++this.#entries > mostEntries) this.#tooMuch = true;
      if (this.#tooMuch || !staysInside(file.name) || !this.#wants(file.name) || this.#chunks.has(file.name)) return;
      const chunks: Uint8Array[] = [];
      let size = 0;
      this.#chunks.set(file.name, chunks);
      file.ondata = (error, chunk, final) => {
        if (error !== null) this.#broken = true;
        size += chunk?.length ?? 0;
        this.#bytes += chunk?.length ?? 0;
        if (size > mostOfPart || this.#bytes > mostBytes) this.#tooMuch = true;
        else if (chunk !== undefined) chunks.push(chunk);
        if (final) this.#whole.add(file.name);
      };
      file.start();
    });
    unzip.register(UnzipInflate);
    for (let at = 0; at < bytes.length && !this.#tooMuch && !this.#broken; at += step)
      unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length);
    if (this.#tooMuch) return { kind: "excessive" };
    return this.#broken || this.#whole.size < this.#chunks.size ? { kind: "damaged" } : undefined;
  }

  parts(): ZipParts {
    return new Map([...this.#chunks].map(([name, chunks]) => [name, joined(chunks)]));
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** What office programs wrap a document in that has a password (and what they wrote before 2007). */
const isOldOffice = (bytes: Uint8Array): boolean => [0xd0, 0xcf, 0x11, 0xe0].every((byte, at) => bytes[at] === byte);

const staysInside = (name: string): boolean =>
  name.length < 1_000 && !/^(?:[/\\]|[A-Za-z]:)/.test(name) && !name.split(/[/\\]/).includes("..");
