import type { Settings } from "../config.ts";
import type { Host } from "../host.ts";
import type { Snapshot } from "../project/snapshot.ts";
import type { Service } from "../service.ts";
import { decodeText } from "../text/encoding.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { findInputs, type Input } from "./inputs.ts";

/** What a command of the command line has to work with. */
export interface CommandContext {
  readonly host: Host;
  readonly service: Service;
  readonly settings: Settings;
  readonly args: Arguments;
  /** The folder that relative paths relate to. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Standard output. */
  print(text: string): void;
  /** Standard error: messages for people. */
  say(text: string): void;
}

/** Bytes; larger files given on the command line are refused. */
const sizeLimit = 256 * 1024 * 1024;

/** 0: nothing of `--fail-on` or worse; 1: something. Wrong use and failures throw. */
export type ExitCode = 0 | 1;

/** Finds what the words name and opens it, as an editor would. */
export async function openInputs(context: CommandContext, accept: (path: string) => boolean): Promise<readonly string[]> {
  const inputs = await inputsOf(context, context.args.operands, accept);
  context.service.setFolders([...new Set(inputs.map((input) => input.root))]);
  const opened: string[] = [];
  for (const { path } of inputs) {
    const text = await readText(context, path);
    if (text === undefined) continue;
    context.service.open({ path, languageId: "", version: 1, text });
    opened.push(path);
  }
  await Promise.all(opened.map((path) => context.service.ready(path)));
  return opened;
}

export function inputsOf(context: CommandContext, words: readonly string[], accept: (path: string) => boolean): Promise<readonly Input[]> {
  const root = context.args.options.get("root")?.at(-1);
  return findInputs({ files: context.host.files, folder: context.folder, words, root, settings: context.settings, accept });
}

/** The text of a file; what can't be read is said and left out. */
export async function readText(context: CommandContext, path: string): Promise<string | undefined> {
  const content = await context.host.files.read(path, sizeLimit, context.signal);
  if (content.kind !== "content") return refuse(context, path, content.kind);
  const { text, encoding } = decodeText(content.bytes);
  return encoding === "binary" ? refuse(context, path, "binary") : text;
}

function refuse(context: CommandContext, path: string, kind: "missing" | "unreadable" | "notAFile" | "tooLarge" | "binary"): undefined {
  const reasons = {
    missing: "is not there",
    unreadable: "can't be read",
    notAFile: "is not a file",
    tooLarge: "is too large to be read",
    binary: "is not a text file",
  };
  context.say(`${path} ${reasons[kind]}.`);
}

export function snapshotsOf(context: CommandContext, paths: readonly string[]): readonly Snapshot[] {
  return paths.flatMap((path) => context.service.snapshot(path) ?? []);
}

export function formatOf<Format extends string>(args: Arguments, formats: readonly Format[], usual: Format): Format {
  const chosen = args.options.get("format")?.at(-1) ?? usual;
  const known = formats.find((format) => format === chosen);
  if (known === undefined) throw new UsageError(`--format ${chosen} is not one of ${formats.join(", ")}.`);
  return known;
}

export const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
