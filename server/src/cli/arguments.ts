import { isSettingName, parseSettings, type Settings, unwrapSection, withSetting } from "../config.ts";

/** What was wrong with how the command was called; the message goes to standard error, the exit code is 2. */
export class UsageError extends Error {}

export interface Arguments {
  readonly command: string;
  readonly operands: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Options that take a value; all others are switches. */
const valued: ReadonlySet<string> = new Set(["format", "config", "set", "root", "fail-on", "sources", "in", "storage"]);
const switches: ReadonlySet<string> = new Set(["help", "version", "verbose"]);
/** `--sources a b c`: these take all words up to the next option. */
const many: ReadonlySet<string> = new Set(["sources"]);

export function parseArguments(words: readonly string[]): Arguments {
  const operands: string[] = [];
  const options = new Map<string, string[]>();
  const add = (name: string, value: string): void => void options.set(name, [...(options.get(name) ?? []), value]);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (word === "--") return finish([...operands, ...words.slice(i + 1)], options);
    if (!word.startsWith("--")) {
      operands.push(word === "-h" ? "--help" : word);
      continue;
    }
    const [name = "", inline] = splitOnce(word.slice(2), "=");
    if (switches.has(name)) add(name, "");
    else if (!valued.has(name)) throw new UsageError(`There is no option --${name}.`);
    else if (inline !== undefined) add(name, inline);
    else i = takeValues(words, i, name, add);
  }
  return finish(operands, options);
}

function takeValues(words: readonly string[], at: number, name: string, add: (name: string, value: string) => void): number {
  let i = at;
  do {
    const value = words[i + 1];
    if (value === undefined || value.startsWith("--")) {
      if (i === at) throw new UsageError(`--${name} needs a value.`);
      return i;
    }
    add(name, value);
    i++;
  } while (many.has(name));
  return i;
}

function finish(operands: readonly string[], options: ReadonlyMap<string, readonly string[]>): Arguments {
  const [command = "", ...rest] = operands;
  return { command, operands: rest, options };
}

export const option = (args: Arguments, name: string): string | undefined => args.options.get(name)?.at(-1);

/** Settings of `--config` (the text of that file) with those of `--set` on top. */
export function settingsOf(args: Arguments, config: string | undefined): { settings: Settings; warnings: readonly string[] } {
  let raw: unknown = {};
  if (config !== undefined) raw = unwrapSection(parseJson(config, "The file of --config"));
  for (const assignment of args.options.get("set") ?? []) {
    const [name = "", value] = splitOnce(assignment, "=");
    if (value === undefined) throw new UsageError(`--set ${assignment} has no value: write --set ibid.links.check=never.`);
    if (!isSettingName(name)) throw new UsageError(`There is no setting ${name}.`);
    raw = withSetting(raw, name, jsonOrText(value));
  }
  return parseSettings(raw);
}

/** JSON where it is JSON, else the words as they are. */
function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${what} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}
