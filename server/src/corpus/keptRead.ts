import type { ReadFault, ReadSource, SourcePiece } from "./source.ts";

/** What was read of a document as bytes for the disk: JSON. */
export const packRead = (read: ReadSource | ReadFault): Uint8Array => new TextEncoder().encode(JSON.stringify(read));

/** The same as it was before `packRead`: JSON leaves out what is undefined, and repeats what was shared. */
export function unpackRead(bytes: Uint8Array): ReadSource | ReadFault {
  const read = JSON.parse(new TextDecoder().decode(bytes)) as ReadSource | ReadFault;
  if (read.kind !== "source") return read;
  let section = "";
  const pieces = read.pieces.map((piece): SourcePiece => {
    if (piece.section !== section) section = piece.section;
    return { ...piece, section, number: piece.number };
  });
  return { ...read, pieces, metadata: { ...read.metadata, address: read.metadata.address } };
}
