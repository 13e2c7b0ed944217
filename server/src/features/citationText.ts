import type { DraftSnapshot } from "../project/snapshot.ts";
import type { TextEdit } from "../text/textEdit.ts";
import { citingContext } from "./completion.ts";

/** Works cited where the cursor stands, as the draft cites: `[@a; @b]`, `\autocite{a,b}`; inside a citation the keys alone, in place of what is typed. */
export function citationText(snapshot: DraftSnapshot, offset: number, keys: readonly string[]): TextEdit {
  return snapshot.facts.language === "latex" ? inLatex(snapshot, offset, keys) : inMarkdown(snapshot, offset, keys);
}

function inLatex(snapshot: DraftSnapshot, offset: number, keys: readonly string[]): TextEdit {
  const context = citingContext(snapshot, offset);
  if (context !== undefined) return { span: context.insert, text: keys.join(",") };
  return { span: { start: offset, end: offset }, text: `\\${usualCommand(snapshot)}{${keys.join(",")}}` };
}

/** The command that the draft cites with most often, else what its packages understand. */
function usualCommand({ facts }: DraftSnapshot): string {
  const counts = new Map<string, number>();
  for (const { command, citations } of facts.groups)
    if (command !== undefined && citations.some(({ mode }) => mode === "normal")) counts.set(command, (counts.get(command) ?? 0) + 1);
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? ((facts.settings.packages ?? []).some((name) => /biblatex/.test(name)) ? "autocite" : "cite");
}

function inMarkdown(snapshot: DraftSnapshot, offset: number, keys: readonly string[]): TextEdit {
  const context = citingContext(snapshot, offset);
  const cited = keys.map(keyWritten).join("; @");
  if (context === undefined) {
    const before = snapshot.text.slice(0, offset).at(-1) ?? "\n";
    return { span: { start: offset, end: offset }, text: `${/[\s([{—–]/.test(before) ? "" : " "}[@${cited}]` };
  }
  const isInBrackets = "group" in context && context.group;
  if (isInBrackets || keys.length === 1) return { span: context.insert, text: cited };
  return { span: { start: context.insert.start - 1, end: context.insert.end }, text: `[@${cited}]` };
}

/** Pandoc takes other characters in a key only within braces. */
export const keyWritten = (key: string): string => (/^[\p{L}\p{N}_](?:[:.#$%&+?<>~/-]?[\p{L}\p{N}_])*$/u.test(key) ? key : `{${key}}`);
