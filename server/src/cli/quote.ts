import type { QuoteMatch } from "../corpus/quoteVerdict.ts";
import type { Source } from "../corpus/source.ts";
import { joinPath } from "../text/path.ts";
import { UsageError } from "./arguments.ts";
import { type CommandContext, type ExitCode, formatOf, inputsOf, json } from "./context.ts";

/** `ibid quote TEXT --sources PATH… [--in SOURCE]`: where the words stand, best first, and how they differ. */
export async function quote(context: CommandContext): Promise<ExitCode> {
  formatOf(context.args, ["json"], "json");
  const [text, ...others] = context.args.operands;
  if (text === undefined || others.length > 0) throw new UsageError("Give the quotation as one argument, in quotation marks.");
  const sources = await readSources(context);
  const matches = await context.service.findQuotation(sources, text);
  context.print(json({ matches: await Promise.all(matches.map((match) => row(context, sources, match))) }));
  return 0;
}

async function readSources(context: CommandContext): Promise<readonly Source[]> {
  const words = context.args.options.get("sources") ?? [];
  const only = context.args.options.get("in")?.at(-1);
  if (words.length === 0 && only === undefined) throw new UsageError("Say where to look: --sources PATH…");
  const paths =
    only !== undefined
      ? [joinPath(context.folder, only)]
      : (await inputsOf(context, words, context.service.isSource)).map((input) => input.path);
  const sources: Source[] = [];
  for (const path of paths) {
    const file = await context.service.readSource(path);
    if (file.kind === "read") sources.push(file.source);
    else context.say(`${path} can't be read as a source${file.kind === "fault" ? ` (${file.fault.kind})` : ""}.`);
  }
  return sources;
}

async function row(context: CommandContext, sources: readonly Source[], match: QuoteMatch) {
  const source = sources.find((candidate) => candidate.path === match.path);
  const range = source === undefined ? undefined : await context.service.places.rangeOf(source, match.span);
  return {
    source: match.path,
    verdict: match.verdict,
    score: match.score,
    text: match.text,
    range: range ?? null,
    page: match.page ?? null,
    section: match.section,
    note: match.note ?? null,
    differences: match.differences.map(({ kind, quoted, printed, spellingOnly }) => ({ kind, quoted, printed, spellingOnly })),
  };
}
