import type { Files } from "../host.ts";
import { decodeText } from "../text/encoding.ts";

/** What the writer accepted as it is, kept in `.ibid/accepted.json` beside the drafts, so that it is shared and can be taken back. */
export interface Accepted {
  readonly path: string;
  /** Undefined where there is no such file. */
  readonly text: string | undefined;
  readonly verdicts: readonly AcceptedVerdict[];
}

/** Holds as long as both the draft's words and the source's passage are what they were. */
export interface AcceptedVerdict {
  readonly code: string;
  /** The quotation as it prints. */
  readonly words: string;
  /** The source's path from the root; "" where none has the words. */
  readonly source: string;
  readonly passage: string;
}

export const nothingAccepted: Accepted = { path: "", text: undefined, verdicts: [] };

const longestFile = 4_000_000;

export const acceptedPath = (root: string): string => `${root}/.ibid/accepted.json`;

export async function readAccepted(files: Files, root: string): Promise<Accepted> {
  const path = acceptedPath(root);
  const content = root === "" ? undefined : await files.read(path, longestFile);
  if (content?.kind !== "content") return { path, text: undefined, verdicts: [] };
  const { text } = decodeText(content.bytes);
  return { path, text, verdicts: acceptedVerdicts(text) };
}

/** `{"accepted": [{code, words, source, passage}]}`; what is not of this shape is left out. */
export function acceptedVerdicts(text: string): readonly AcceptedVerdict[] {
  const list = member(parsed(text), "accepted");
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown) => {
    const [code, words, source, passage] = ["code", "words", "source", "passage"].map((name) => member(each, name));
    const complete = typeof code === "string" && typeof words === "string" && typeof source === "string" && typeof passage === "string";
    return complete ? [{ code, words, source, passage }] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody is writing in it, or it is no file of ours: nothing is accepted.
    return undefined;
  }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
