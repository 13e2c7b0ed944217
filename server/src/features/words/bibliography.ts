import { counted, joinWords, times } from "./phrases.ts";

export const outlineWords = {
  noKey: "(no key)",
} as const;

export const lensWords = {
  /** `cited 3 times`. */
  cited: (count: number): string => `cited ${times(count)}`,
} as const;

export const completionWords = {
  /** What stands in a bibliography besides entries. */
  block(name: string): string {
    if (name === "string") return "A name for words that many entries share: a journal, a publisher.";
    return name === "comment" ? "What no program reads." : "LaTeX that stands before the bibliography.";
  },
  required: (type: string): string => `${type} needs it`,
  inUse: (count: number): string => counted(count, "entry", "entries"),
} as const;

export const bibliographyHoverWords = {
  notCited: "Not cited yet",
  /** `Cited 3 times: `, before the places. */
  cited: (count: number): string => `Cited ${times(count)}: `,
  /** `Source: chapter.html, 24 pages`. */
  source: (file: string, extent: string): string => `Source: ${file}, ${extent}`,
  open: "Open",
  line: (line: number): string => `line ${line}`,
  morePlaces: (count: number): string => `${count} more`,
  moreDrafts: (count: number): string => counted(count, "other draft", "other drafts"),
  /** `Lends its fields to webber2012, smith2013 and 4 others`. */
  lends: (keys: readonly string[], more: number): string =>
    `Lends its fields to ${joinWords([...keys, ...(more > 0 ? [counted(more, "other", "others")] : [])], "and")}`,
  isTemplate: "Fields for other entries to take over; it never prints by itself.",
  noEntry: (key: string): string => `No entry "${key}" in this library.`,
  stringIs: (name: string, value: string): string => `${name} stands for "${value}".`,
  noString: (name: string): string => `Nothing defines "${name}" in this library.`,
} as const;
