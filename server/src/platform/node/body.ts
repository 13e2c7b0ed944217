import type { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/**
 * At most `limit` bytes of a body, inflated where it was packed although we asked for it plain. What comes behind is never read:
 * the connection is cut. A body that breaks off, lies about its length or is badly packed gives what came of it.
 */
export async function readBody(body: Readable, encoding: string, limit: number): Promise<Uint8Array> {
  const inflater = inflaterFor(encoding);
  const chunks: Buffer[] = [];
  let length = 0;
  let packed = 0;
  try {
    if (inflater) {
      body.on("data", (chunk: Buffer) => {
        packed += chunk.length;
        // Packing makes nothing longer, so what takes more bytes packed than plain is a trick.
        if (packed > limit + 4096) inflater.end();
      });
      body.on("error", (error) => inflater.destroy(error));
      body.pipe(inflater);
    }
    for await (const chunk of inflater ?? body) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes);
      length += bytes.length;
      if (length >= limit) break;
    }
  } catch {
    // The answer's head has arrived and says what is asked; the body is only looked at for signs of a wall.
  } finally {
    inflater?.destroy();
    body.destroy();
  }
  return new Uint8Array(Buffer.concat(chunks, Math.min(length, limit)));
}

function inflaterFor(encoding: string): Transform | undefined {
  switch (encoding.trim().toLowerCase()) {
    case "gzip":
    case "x-gzip":
      return createGunzip({ chunkSize: 16 * 1024 });
    case "deflate":
      return createInflate({ chunkSize: 16 * 1024 });
    case "br":
      return createBrotliDecompress({ chunkSize: 16 * 1024 });
  }
  return undefined;
}
