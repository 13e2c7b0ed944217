/** The settings of section `ibid`, complete and readonly. `package.json` says the same to VS Code; a test holds the two together. */
export interface Settings {
  readonly bibliographies: readonly string[];
  readonly sources: readonly string[];
  readonly style: string;
  readonly locale: string;
  readonly citations: { readonly commands: Readonly<Record<string, string>> };
  readonly quotations: { readonly check: boolean; readonly minimumWords: number; readonly copiedWords: boolean };
  readonly links: {
    readonly check: LinkCheckMode;
    readonly ignore: readonly string[];
    /** Seconds a request may take in all. */
    readonly timeout: number;
    /** Seconds between two requests to one host. */
    readonly interval: number;
    readonly concurrency: number;
    readonly perHost: number;
    /** Days that an *alive* verdict stays fresh. */
    readonly maxAge: number;
    readonly allowPrivateAddresses: boolean;
    readonly archive: string;
  };
  readonly online: boolean;
  readonly zotero: { readonly url: string };
  readonly inlayHints: boolean;
  /** Problem code, or its part before the point, to severity. */
  readonly severity: Readonly<Record<string, SeverityChoice>>;
  readonly storage: string;
}

export type LinkCheckMode = "automatic" | "onCommand" | "never";
export type SeverityChoice = "error" | "warning" | "information" | "hint" | "off";

/** `machine`: a workspace cannot set it; `resource`: per file, and restricted until the workspace is trusted; `window`: harmless. */
export type SettingScope = "machine" | "resource" | "window";

export interface SettingDefinition {
  readonly scope: SettingScope;
  readonly default: unknown;
  readonly accepts: (value: unknown) => boolean;
}

const linkModes: readonly unknown[] = ["automatic", "onCommand", "never"];
const severities: readonly unknown[] = ["error", "warning", "information", "hint", "off"];

const isText = (value: unknown): boolean => typeof value === "string";
const isSwitch = (value: unknown): boolean => typeof value === "boolean";
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isRecordOf =
  (accepts: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    isObject(value) && Object.values(value).every(accepts);
const isNumber =
  (from: number, to: number) =>
  (value: unknown): boolean =>
    typeof value === "number" && value >= from && value <= to;
const isCount =
  (from: number, to: number) =>
  (value: unknown): boolean =>
    Number.isInteger(value) && isNumber(from, to)(value);

const setting = (scope: SettingScope, standard: unknown, accepts: (value: unknown) => boolean): SettingDefinition => ({
  scope,
  default: standard,
  accepts,
});

/** Every setting by its name below `ibid.`; the order is that of the settings page. */
export const settingDefinitions: ReadonlyMap<string, SettingDefinition> = new Map([
  ["bibliographies", setting("resource", [], isTexts)],
  ["sources", setting("resource", ["sources", "corpus"], isTexts)],
  ["style", setting("resource", "", isText)],
  ["locale", setting("resource", "", isText)],
  ["citations.commands", setting("window", {}, isRecordOf(isText))],
  ["quotations.check", setting("window", true, isSwitch)],
  ["quotations.minimumWords", setting("window", 4, isCount(1, 1000))],
  ["quotations.copiedWords", setting("window", false, isSwitch)],
  ["links.check", setting("resource", "automatic", (value) => linkModes.includes(value))],
  ["links.ignore", setting("resource", [], isTexts)],
  ["links.timeout", setting("machine", 15, isNumber(0.1, 600))],
  ["links.interval", setting("machine", 0.5, isNumber(0, 600))],
  ["links.concurrency", setting("machine", 16, isCount(1, 256))],
  ["links.perHost", setting("machine", 1, isCount(1, 64))],
  ["links.maxAge", setting("machine", 14, isNumber(0, 3650))],
  ["links.allowPrivateAddresses", setting("machine", false, isSwitch)],
  ["links.archive", setting("machine", "https://web.archive.org", isText)],
  ["online", setting("resource", true, isSwitch)],
  ["zotero.url", setting("machine", "http://127.0.0.1:23119", isText)],
  ["inlayHints", setting("window", false, isSwitch)],
  [
    "severity",
    setting(
      "window",
      {},
      isRecordOf((value) => severities.includes(value)),
    ),
  ],
  ["storage", setting("machine", "", isText)],
]);

export interface ParsedSettings {
  readonly settings: Settings;
  /** One line about each value that could not be used; for the log. */
  readonly warnings: readonly string[];
}

/** Takes anything: a missing or odd value falls back to its default. Both `links.check` and `links: {check}` are understood. */
export function parseSettings(value: unknown): ParsedSettings {
  const warnings: string[] = [];
  const result: Record<string, unknown> = {};
  for (const [name, definition] of settingDefinitions) put(result, name, readSetting(value, name, definition, warnings));
  return { settings: result as unknown as Settings, warnings };
}

export const defaultSettings: Settings = parseSettings(undefined).settings;

/** A copy of raw settings with one value set: `ibid.links.check` to `never`, for the command line's `--set`. */
export function withSetting(raw: unknown, name: string, value: unknown): unknown {
  const copy: Record<string, unknown> = isObject(raw) ? structuredClone(raw) : {};
  const short = shortName(name);
  // A dotted name would win over the nested one.
  delete copy[short];
  put(copy, short, value);
  return copy;
}

/** Whether there is a setting of that name, with or without `ibid.` before it; of `severity` and `citations.commands` also parts. */
export function isSettingName(name: string): boolean {
  const short = shortName(name);
  return settingDefinitions.has(short) || /^(?:severity|citations\.commands)\../.test(short);
}

const shortName = (name: string): string => name.replace(/^ibid\./, "");

/** The section's value, whether given bare or wrapped in `ibid`. */
export function unwrapSection(value: unknown): unknown {
  return isObject(value) && isObject(value.ibid) ? value.ibid : value;
}

function readSetting(raw: unknown, name: string, definition: SettingDefinition, warnings: string[]): unknown {
  const value = lookUp(raw, name);
  if (value === undefined || value === null) return definition.default;
  if (definition.accepts(value)) return value;
  warnings.push(`The setting ibid.${name} is ${describe(value)}, which it cannot be; its default ${describe(definition.default)} is used.`);
  return definition.default;
}

function lookUp(raw: unknown, name: string): unknown {
  if (!isObject(raw)) return undefined;
  if (Object.hasOwn(raw, name)) return raw[name];
  let value: unknown = raw;
  for (const part of name.split(".")) value = isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  return value;
}

function put(target: Record<string, unknown>, name: string, value: unknown): void {
  const parts = name.split(".");
  const last = parts.pop() ?? name;
  let place = target;
  for (const part of parts) {
    if (part === "__proto__") return;
    const next = Object.hasOwn(place, part) ? place[part] : undefined;
    const inner: Record<string, unknown> = isObject(next) ? next : {};
    place[part] = inner;
    place = inner;
  }
  if (last !== "__proto__") place[last] = value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const describe = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? typeof value;
