import assert from "node:assert/strict";
import { readSource } from "../../src/corpus/ingest/ingest.ts";
import { makeSource } from "../../src/corpus/makeSource.ts";
import type { PieceKind, ReadSource, Source } from "../../src/corpus/source.ts";

export async function readPage(name: string, text: string): Promise<ReadSource> {
  const read = await readSource(`/corpus/${name}`, new TextEncoder().encode(text));
  assert.equal(read.kind, "source");
  return read as ReadSource;
}

export const sourceOf = async (name: string, text: string): Promise<Source> => makeSource(`/corpus/${name}`, await readPage(name, text));

/** The words of all pieces of one kind. */
export const wordsOf = (read: ReadSource, kind: PieceKind): string[] =>
  read.pieces.filter((piece) => piece.kind === kind).map((piece) => read.text.slice(piece.span.start, piece.span.end));

/** What a page's text must hold, and must not. */
export function checkText(read: ReadSource, kept: readonly string[], dropped: readonly string[]): void {
  for (const words of kept) assert.ok(read.text.includes(words), `lost: ${words}`);
  for (const words of dropped) assert.ok(!read.text.includes(words), `kept: ${words}`);
}

/** Pieces cover the text but for the separators, in order. */
export function checkPieces(read: ReadSource): void {
  let at = 0;
  for (const [i, piece] of read.pieces.entries()) {
    assert.equal(piece.span.start, i === 0 ? 0 : at + 2);
    assert.ok(i === 0 || read.text.slice(at, piece.span.start) === "\n\n");
    at = piece.span.end;
  }
  assert.equal(at, read.text.length);
}

/** Doubling the input may at most about double the time. The best of several turns counts, since other work disturbs single ones. */
export async function checkGrowth(run: (size: number) => unknown, size: number): Promise<void> {
  const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  await run(size >> 2);
  for (let turn = 0; turn < 5; turn++) {
    for (const [i, count] of [size, size * 2].entries()) {
      const start = performance.now();
      await run(count);
      best[i] = Math.min(best[i] ?? 0, performance.now() - start);
    }
    if ((best[1] ?? 0) < (best[0] ?? 0) * 3) break;
  }
  const [once = 0, twice = 0] = best;
  assert.ok(twice < Math.max(60, once * 3), `${once.toFixed(0)} ms for ${size}, ${twice.toFixed(0)} ms for twice as much`);
}

export async function checkLinear(name: string, make: (size: number) => string, size: number): Promise<void> {
  const encoder = new TextEncoder();
  await checkGrowth((count) => readSource(`/corpus/${name}`, encoder.encode(make(count))), size);
}
