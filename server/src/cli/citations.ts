import type { DraftFacts } from "../syntax/facts.ts";
import { Lines } from "../text/lines.ts";
import { type CommandContext, type ExitCode, formatOf, inputsOf, json, leaveOut, readText } from "./context.ts";

/** `ibid citations PATH…`: what drafts cite; of LaTeX with what the other files of their document define. No bibliography is looked at. */
export async function citations(context: CommandContext): Promise<ExitCode> {
  formatOf(context.args, ["json"], "json");
  const documents = [];
  const kindOf = (path: string) => context.service.kindOf(path);
  const isDraft = (path: string): boolean => kindOf(path) === "markdown" || kindOf(path) === "latex";
  for (const { path, root } of await inputsOf(context, context.args.operands, isDraft)) {
    const text =
      kindOf(path) === "bibliography" ? leaveOut(context, path, "is a bibliography, not a draft") : await readText(context, path);
    if (typeof text !== "string") continue;
    documents.push(documentOf(path, text, await context.service.readDraft(path, text, context.settings, root)));
  }
  context.print(json({ documents }));
  return 0;
}

function documentOf(path: string, text: string, facts: DraftFacts) {
  const lines = new Lines(text);
  const rows = facts.groups.flatMap((group, index) =>
    group.citations.map((citation) => ({
      group: index,
      key: citation.key,
      mode: citation.mode,
      prefix: citation.prefix,
      suffix: citation.suffix,
      locator: citation.locator ?? null,
      range: lines.rangeOf(citation.keySpan),
      command: group.command ?? null,
    })),
  );
  return { path, language: facts.language, citations: rows };
}
