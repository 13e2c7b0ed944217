import type { Host } from "../host.ts";
import { createService } from "../service.ts";
import { joinPath, normalizePath } from "../text/path.ts";
import { type Arguments, option, parseArguments, settingsOf, UsageError } from "./arguments.ts";
import { check } from "./check.ts";
import { citations } from "./citations.ts";
import type { CommandContext, ExitCode } from "./context.ts";
import { library } from "./library.ts";
import { links } from "./links.ts";
import { quote } from "./quote.ts";
import { references } from "./references.ts";
import { usage } from "./words.ts";

export interface CommandLine {
  /** Without the program's own name. */
  readonly words: readonly string[];
  readonly folder: string;
  readonly version: string;
  readonly createHost: (options: { readonly storage: string; readonly verbose: boolean }) => Host;
  readonly print: (text: string) => void;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

const commands: ReadonlyMap<string, (context: CommandContext) => Promise<ExitCode>> = new Map([
  ["check", check],
  ["citations", citations],
  ["library", library],
  ["references", references],
  ["quote", quote],
  ["links", links],
]);

/** Runs one command and gives the exit code: 2 for wrong use and failure. */
export async function run(line: CommandLine): Promise<0 | 1 | 2> {
  try {
    const args = parseArguments(line.words);
    if (args.options.has("version")) return told(line, `${line.version}\n`);
    if (args.options.has("help") || args.operands.includes("--help") || args.command === "--help") return told(line, usage);
    const command = commands.get(args.command);
    if (command === undefined) throw new UsageError(args.command === "" ? usage : `There is no command ${args.command}.\n\n${usage}`);
    return await runCommand(line, args, command);
  } catch (error) {
    line.say(
      error instanceof UsageError ? error.message : `ibid: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return 2;
  }
}

async function runCommand(
  line: CommandLine,
  args: Arguments,
  command: (context: CommandContext) => Promise<ExitCode>,
): Promise<ExitCode | 2> {
  const folder = normalizePath(line.folder);
  const verbose = args.options.has("verbose");
  const preliminary = settingsOf(args, undefined).settings;
  const host = line.createHost({ storage: option(args, "storage") ?? preliminary.storage, verbose });
  const config = option(args, "config");
  const { settings, warnings } = settingsOf(args, config === undefined ? undefined : await readConfig(host, joinPath(folder, config)));
  for (const warning of warnings) line.say(warning);
  const service = createService(host, { settingsFor: () => Promise.resolve(settings) });
  try {
    const leftOut = new Set<string>();
    const code = await command({ host, service, settings, args, folder, signal: line.signal, print: line.print, say: line.say, leftOut });
    return leftOut.size > 0 ? 2 : code;
  } finally {
    await service.kept();
    service.dispose();
  }
}

async function readConfig(host: Host, path: string): Promise<string> {
  const content = await host.files.read(path, 1024 * 1024);
  if (content.kind !== "content") throw new UsageError(`The file of --config, ${path}, can't be read.`);
  return new TextDecoder().decode(content.bytes);
}

function told(line: CommandLine, text: string): 0 {
  line.print(text);
  return 0;
}
