import { readSource } from "../corpus/ingest/ingest.ts";

/** What the reader process does with a message. */
export function answerRead(message: unknown): Promise<unknown> {
  const { path, bytes } = message as { readonly path: string; readonly bytes: Uint8Array };
  return readSource(path, bytes);
}
