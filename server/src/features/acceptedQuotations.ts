import type { AcceptedVerdict } from "../project/accepted.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import { isWithin } from "../text/path.ts";
import { type FileEdits, insertion } from "../text/textEdit.ts";

/** A verdict as it is bound: to the draft's words and to the source's passage, spaces apart. */
export function verdictToAccept(
  snapshot: DraftSnapshot,
  verdict: { readonly code: string; readonly words: string; readonly source: string; readonly passage: string },
): AcceptedVerdict {
  const { root } = snapshot;
  const source = isWithin(root, verdict.source) ? verdict.source.slice(root.length + 1) : verdict.source;
  return { code: verdict.code, words: plain(verdict.words), source, passage: plain(verdict.passage) };
}

export const isAccepted = ({ accepted }: DraftSnapshot, { code, words, source, passage }: AcceptedVerdict): boolean =>
  accepted.verdicts.some(
    (one) => one.code === code && plain(one.words) === words && one.source === source && plain(one.passage) === passage,
  );

/** One more verdict in the file, which is made where there is none; undefined where it holds something that we can't add to. */
export function acceptance({ accepted }: DraftSnapshot, verdict: AcceptedVerdict): FileEdits | undefined {
  const { path, text } = accepted;
  const record = JSON.stringify(verdict, undefined, 2).replaceAll("\n", "\n    ");
  if (path === "") return undefined;
  const whole = `{\n  "accepted": [\n    ${record}\n  ]\n}\n`;
  if (text === undefined) return { path, basis: "", edits: [insertion(0, whole)], creates: true };
  if (text.trim() === "") return { path, basis: text, edits: [insertion(text.length, whole)] };
  const close = text.lastIndexOf("]");
  const before = text.slice(0, close).trimEnd();
  if (close < 0 || !/^\s*\{\s*"accepted"\s*:\s*\[/.test(text) || !/[[}]$/.test(before)) return undefined;
  const added = before.endsWith("}")
    ? `,\n    ${record}`
    : `\n    ${record}${text.slice(before.length, close).includes("\n") ? "" : "\n  "}`;
  return { path, basis: text, edits: [insertion(before.length, added)] };
}

const plain = (words: string): string => words.replace(/\s+/g, " ").trim();
