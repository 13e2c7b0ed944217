import table from "../../../data/citeCommands.json" with { type: "json" };
import type { CitationMode } from "./facts.ts";

/** How a command takes its arguments. `*[pre][post]{keys}` is a star, a run of two notes, and keys. */
export interface CommandShape {
  /** Up to the first bracket or brace that `...` repeats: the notes of the whole group. */
  readonly head: readonly ArgumentSlot[];
  readonly body: readonly ArgumentSlot[];
  readonly repeats: boolean;
}

export interface ArgumentSlot {
  /** `*{` is amsrefs' note behind the keys, `\cite{a}*{p. 3}`. */
  readonly opening: "{" | "[" | "(" | "<" | "*{";
  readonly role: ArgumentRole;
}

/** `text` is a quotation's; `cite` holds commands that cite (csquotes); `other` is passed over. */
export type ArgumentRole = "prenote" | "postnote" | "keys" | "text" | "cite" | "other";

export interface CiteCommand {
  readonly shape: CommandShape;
  readonly mode: CitationMode;
  /** The mode with a star: biblatex's `\parencite*` leaves out the author. */
  readonly starMode: CitationMode;
}

/** Which commands cite and which quote. Built once a set of commands, then asked for every command of a document. */
export interface CiteCommands {
  citing(command: string): CiteCommand | undefined;
  citingEnvironment(environment: string): CommandShape | undefined;
  /** Commands that quote without keys of their own: `\enquote`. */
  quoting(command: string): CommandShape | undefined;
  quotingEnvironment(environment: string): CommandShape | undefined;
  /** The same, with what a document defines; its words count before ours. */
  withLearned(learned: LearnedCommands): CiteCommands;
  /** The same, as these packages (`jurabib.sty`) have them where they differ. */
  withPackages(packages: readonly string[]): CiteCommands;
  /** The same, with names that end in these letters too, as multibib's `\newcites{prim}{…}` makes `\citeprim` and `\citepprim`. */
  withEndings(endings: readonly string[]): CiteCommands;
}

/** Commands and environments that a document defines itself. */
export interface LearnedCommands {
  readonly citing: ReadonlyMap<string, CiteCommand>;
  readonly quoting: ReadonlyMap<string, CommandShape>;
  readonly citingEnvironments: ReadonlyMap<string, CommandShape>;
  readonly quotingEnvironments: ReadonlyMap<string, CommandShape>;
}

/** Whether a package (`jurabib.sty`) makes something else of commands that others have too. */
export const changesCommands = (packageFile: string): boolean => table.citingWithPackage.some(({ from }) => `${from}.sty` === packageFile);

/**
 * The well-known commands and the writer's own: name (with or without backslash) and shape, such as `*[][]{keys}` or `[]{-}[]{key}`.
 * A shape without keys stands for the usual `*[][]{keys}`.
 */
export function citeCommands(extraCommands: Readonly<Record<string, string>> = {}): CiteCommands {
  const extra = Object.entries(extraCommands);
  if (extra.length === 0) return wellKnown;
  const citing = new Map(wellKnownCommands.citing);
  for (const [writtenName, shape] of extra) {
    const name = writtenName.trim().replace(/^\\+/, "").replace(/\*$/, "");
    if (/^[A-Za-z]+$/.test(name)) citing.set(name, extraCommand(shape, citing.get(name)));
  }
  return commandsOf({ ...wellKnownCommands, citing }, []);
}

/**
 * Reads `*<pre>(mpre)(mpost)[pre][post]{keys}...`. In a run of nameless brackets the last is the postnote and the one before it the prenote;
 * where the run before the keys has but one and an earlier run has another, that is the prenote.
 */
function parseShape(written: string): CommandShape {
  const slots = nameRuns(
    [
      ...written
        .trimStart()
        .replace(/^\*/, "")
        .matchAll(/(\*\{|[{[(<])([^{}[\]()<>]{0,40})[}\])>]/g),
    ].map(slotOf),
  );
  const repeats = written.trimEnd().endsWith("...");
  const headLength = repeats ? slots.findIndex((slot) => slot.opening === "[" || slot.opening === "{") : 0;
  return { head: slots.slice(0, Math.max(headLength, 0)), body: slots.slice(Math.max(headLength, 0)), repeats };
}

type Named = { readonly opening: ArgumentSlot["opening"]; readonly role: ArgumentRole | undefined };

const roles: ReadonlyMap<string, ArgumentRole | undefined> = new Map<string, ArgumentRole | undefined>([
  ["", undefined],
  ["pre", "prenote"],
  ["prenote", "prenote"],
  ["mpre", "prenote"],
  ["post", "postnote"],
  ["postnote", "postnote"],
  ["mpost", "postnote"],
  ["pages", "postnote"],
  ["keys", "keys"],
  ["key", "keys"],
  ["text", "text"],
  ["cite", "cite"],
]);

function slotOf(match: RegExpExecArray): Named {
  const opening = match[1] === "[" ? "[" : match[1] === "(" ? "(" : match[1] === "<" ? "<" : match[1] === "*{" ? "*{" : "{";
  const name = (match[2] ?? "").trim();
  const role = roles.has(name) ? roles.get(name) : "other";
  return { opening, role: role === undefined && opening === "{" ? "other" : role };
}

function nameRuns(slots: readonly Named[]): ArgumentSlot[] {
  const keysAt = slots.findIndex((slot) => slot.role === "keys");
  const names: ("prenote" | "postnote")[] = ["postnote", "prenote"];
  const named = slots.map((slot): ArgumentSlot => ({ opening: slot.opening, role: slot.role ?? "other" }));
  for (let index = keysAt - 1; index >= 0; index--) {
    const slot = slots[index];
    const name = slot?.role === undefined ? names.shift() : undefined;
    if (slot !== undefined && name !== undefined) named[index] = { opening: slot.opening, role: name };
  }
  return named;
}

interface Family {
  readonly shape: string;
  readonly commands: string;
  readonly mode?: string;
  readonly starMode?: string;
}

const wellKnownCommands: LearnedCommands = {
  citing: new Map(table.citing.flatMap(namedCommands)),
  quoting: shapesOf(table.quoting),
  citingEnvironments: shapesOf(table.citingEnvironments),
  quotingEnvironments: shapesOf(table.quotingEnvironments),
};

const wellKnown = commandsOf(wellKnownCommands, []);

function namedCommands(family: Family): [string, CiteCommand][] {
  const mode = modeOf(family.mode);
  const command = { shape: parseShape(family.shape), mode, starMode: family.starMode === undefined ? mode : modeOf(family.starMode) };
  return family.commands.split(" ").map((name) => [name, command]);
}

function shapesOf(families: readonly Family[]): ReadonlyMap<string, CommandShape> {
  return new Map(
    families.flatMap((family) => family.commands.split(" ").map((name): [string, CommandShape] => [name, parseShape(family.shape)])),
  );
}

function modeOf(name: string | undefined): CitationMode {
  return name === "authorInText" || name === "suppressAuthor" || name === "nocite" ? name : "normal";
}

/** A name that is known already keeps its mode. */
function extraCommand(writtenShape: unknown, known: CiteCommand | undefined): CiteCommand {
  const shape = parseShape(typeof writtenShape === "string" ? writtenShape : "");
  const hasKeys = shape.body.some((slot) => slot.role === "keys");
  return { shape: hasKeys ? shape : usualShape, mode: known?.mode ?? "normal", starMode: known?.starMode ?? "normal" };
}

const usualShape = parseShape("*[][]{keys}");

function commandsOf(known: LearnedCommands, endings: readonly string[]): CiteCommands {
  const { citing, quoting, citingEnvironments, quotingEnvironments } = known;
  const commands: CiteCommands = {
    citing: (command) => citing.get(command) ?? withoutEnding(citing, command, endings),
    citingEnvironment: (environment) => citingEnvironments.get(environment),
    quoting: (command) => quoting.get(command),
    quotingEnvironment: (environment) => quotingEnvironments.get(environment),
    withLearned: (learned) => (countOf(learned) === 0 ? commands : commandsOf(bothOf(known, learned), endings)),
    withPackages: (packages) => {
      const families = table.citingWithPackage.filter(({ from }) => packages.includes(`${from}.sty`));
      return families.length === 0
        ? commands
        : commandsOf({ ...known, citing: new Map([...citing, ...families.flatMap(namedCommands)]) }, endings);
    },
    withEndings: (more) => (more.length === 0 ? commands : commandsOf(known, [...endings, ...more])),
  };
  return commands;
}

const countOf = ({ citing, quoting, citingEnvironments, quotingEnvironments }: LearnedCommands): number =>
  citing.size + quoting.size + citingEnvironments.size + quotingEnvironments.size;

const bothOf = (one: LearnedCommands, other: LearnedCommands): LearnedCommands => ({
  citing: new Map([...one.citing, ...other.citing]),
  quoting: new Map([...one.quoting, ...other.quoting]),
  citingEnvironments: new Map([...one.citingEnvironments, ...other.citingEnvironments]),
  quotingEnvironments: new Map([...one.quotingEnvironments, ...other.quotingEnvironments]),
});

function withoutEnding(citing: ReadonlyMap<string, CiteCommand>, command: string, endings: readonly string[]): CiteCommand | undefined {
  const ending = endings.find((each) => command.endsWith(each) && citing.has(command.slice(0, -each.length)));
  return ending === undefined ? undefined : citing.get(command.slice(0, -ending.length));
}
