import type { Settings } from "../config.ts";
import type { Severity } from "../features/problem.ts";
import type { Host } from "../host.ts";
import type { Snapshot } from "../project/snapshot.ts";
import type { Service } from "../service.ts";
import { decodeText } from "../text/encoding.ts";
import { extensionOf, shownPath } from "../text/path.ts";
import { visibleText } from "../text/visible.ts";
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
  /** Files that were asked for and left out, each said: the command then counts as failed. */
  readonly leftOut: Set<string>;
}

/** Bytes; larger files given on the command line are refused. */
const sizeLimit = 256 * 1024 * 1024;

/** 0: nothing of `--fail-on` or worse; 1: something. Wrong use and failures throw. */
export type ExitCode = 0 | 1;

/** Finds the drafts and bibliographies that the words name and opens them, as an editor would. */
export async function openInputs(context: CommandContext): Promise<readonly string[]> {
  const inputs = await inputsOf(
    context,
    context.args.operands,
    (path) => context.service.kindOf(path) !== "other" || context.service.mayHoldEntries(path),
  );
  context.service.setFolders([...new Set(inputs.map((input) => input.root))]);
  const opened: string[] = [];
  for (const { path, isNamed } of inputs) {
    const text = await readText(context, path);
    if (text === undefined) continue;
    const languageId = languageOf(context, path, text, isNamed);
    if (languageId === undefined) continue;
    context.service.open({ path, languageId, version: 1, text });
    opened.push(path);
  }
  await Promise.all(opened.map((path) => context.service.readyWithStyle(path)));
  return opened.filter(
    (path) => context.service.snapshot(path) !== undefined || leaveOut(context, path, "is neither a draft nor a bibliography"),
  );
}

/** A `.json` that was named outright is meant as a bibliography; other files are one if they look like one; what a folder holds besides is nothing. */
function languageOf(context: CommandContext, path: string, text: string, isNamed: boolean): string | undefined {
  if (context.service.kindOf(path) !== "other") return "";
  if (context.service.holdsEntries(path, text) || (isNamed && extensionOf(path) === ".json")) return "csl-json";
  return isNamed ? "" : undefined;
}

export function inputsOf(context: CommandContext, words: readonly string[], accept: (path: string) => boolean): Promise<readonly Input[]> {
  const root = context.args.options.get("root")?.at(-1);
  const isSource = (path: string): boolean => context.service.kindOf(path) !== "bibliography" && context.service.isSource(path);
  return findInputs({ files: context.host.files, folder: context.folder, words, root, settings: context.settings, accept, isSource });
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
  leaveOut(context, path, reasons[kind]);
}

export function leaveOut(context: CommandContext, path: string, why: string): false {
  context.say(`${visibleText(shownPath(path, [context.folder]))} ${why}.`);
  context.leftOut.add(path);
  return false;
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

const grades: readonly Severity[] = ["error", "warning", "information", "hint"];

/** The severities of `--fail-on`: that one and what is graver. */
export function failOn(args: Arguments): ReadonlySet<Severity> {
  const chosen = args.options.get("fail-on")?.at(-1) ?? "warning";
  if (chosen === "never") return new Set();
  const index = (grades as readonly string[]).indexOf(chosen);
  if (index < 0) throw new UsageError(`--fail-on ${chosen} is not one of ${grades.join(", ")}, never.`);
  return new Set(grades.slice(0, index + 1));
}

export const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
