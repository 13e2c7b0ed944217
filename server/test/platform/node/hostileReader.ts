import { serveReads } from "../../../src/platform/node/readerServer.ts";

/** A reader that does what its document's name says, as a broken parser would. */
serveReads(async (input) => {
  const { path, bytes } = input as { readonly path: string; readonly bytes: Uint8Array };
  if (path.includes("hang")) for (;;);
  if (path.includes("slow")) await new Promise((resolve) => setTimeout(resolve, 1e6));
  if (path.includes("allocate")) allocate();
  if (path.includes("heap")) fillHeap();
  if (path.includes("exit")) process.exit(3);
  if (path.includes("throw")) throw new Error("not a document");
  return { path, length: bytes.length, process: process.pid };
});

function allocate(): never {
  const blocks: Uint8Array[] = [];
  for (;;) blocks.push(new Uint8Array(8 * 2 ** 20).fill(blocks.length));
}

function fillHeap(): never {
  const texts: string[][] = [];
  for (;;) texts.push(Array.from({ length: 1000 }, (_, index) => `${index} of ${texts.length}`));
}
