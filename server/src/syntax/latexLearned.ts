import type { Span } from "../text/span.ts";
import type { ArgumentRole, ArgumentSlot, CiteCommand, CiteCommands, CommandShape, LearnedCommands } from "./citeCommands.ts";
import { itemsWithin, skipSpaces } from "./latexArguments.ts";
import { readCitationArguments, readEnvironmentArguments, readQuotingArguments } from "./latexCiteArguments.ts";
import type { Definition } from "./latexDefinitionReader.ts";
import type { LatexCommand, LatexSurface } from "./latexSurface.ts";

/** One definition may rest on others that follow it; more than these few turns no document needs. */
const mostTurns = 4;

/** The commands and environments that a document defines itself and that cite or quote, as `\newcommand{\see}[2][]{\cite[#1]{#2}}` does. */
export function learnedCommands(defined: readonly DefinedIn[], known: CiteCommands): LearnedCommands {
  const learned: Lessons = { citing: new Map(), quoting: new Map(), citingEnvironments: new Map(), quotingEnvironments: new Map() };
  for (let turn = 0, before = -1; turn < mostTurns && sizeOf(learned) > before; turn++) {
    before = sizeOf(learned);
    const commands = known.withLearned(learned);
    for (const { surface, definitions } of defined)
      for (const definition of definitions) learn(new Lesson(surface, commands, definition), known, learned);
  }
  return learned;
}

/** What a stretch of a document defines. */
export interface DefinedIn {
  readonly surface: LatexSurface;
  readonly definitions: readonly Definition[];
}

/** The same where they are the same. */
export function signatureOf({ citing, quoting, citingEnvironments, quotingEnvironments }: LearnedCommands): string {
  return JSON.stringify([citing, quoting, citingEnvironments, quotingEnvironments].map((commands) => [...commands]));
}

interface Lessons {
  readonly citing: Map<string, CiteCommand>;
  readonly quoting: Map<string, CommandShape>;
  readonly citingEnvironments: Map<string, CommandShape>;
  readonly quotingEnvironments: Map<string, CommandShape>;
}

const sizeOf = (learned: Lessons): number =>
  learned.citing.size + learned.quoting.size + learned.citingEnvironments.size + learned.quotingEnvironments.size;

function learn(lesson: Lesson, known: CiteCommands, learned: Lessons): void {
  const { name, kind } = lesson.definition;
  if (kind === "environment") {
    if (!lesson.quotesBlock || known.citingEnvironment(name) !== undefined || known.quotingEnvironment(name) !== undefined) return;
    if (lesson.cites) learned.citingEnvironments.set(name, lesson.shape);
    else learned.quotingEnvironments.set(name, lesson.shape);
    return;
  }
  const citing = lesson.citing();
  if (citing !== undefined && isNews(citing, known.citing(name))) learned.citing.set(name, citing);
  else if (citing === undefined && lesson.quotes && known.quoting(name) === undefined) learned.quoting.set(name, lesson.shape);
}

/** A known command that is defined anew mostly takes what it took before. */
const isNews = (citing: CiteCommand, known: CiteCommand | undefined): boolean =>
  known === undefined || bracesOf(citing.shape) !== bracesOf(known.shape);

const bracesOf = ({ head, body, repeats }: CommandShape): string =>
  [...head, ...body].flatMap((slot) => (slot.opening === "{" ? slot.role : [])).join(" ") + (repeats ? "..." : "");

/** What one definition says of the command that it defines: which of its arguments holds keys, notes or quoted words. */
class Lesson {
  readonly definition: Definition;
  readonly #surface: LatexSurface;
  readonly #commands: CiteCommands;
  readonly #roles = new Map<number, ArgumentRole>();
  readonly #modes: CiteCommand[] = [];
  quotesBlock = false;

  constructor(surface: LatexSurface, commands: CiteCommands, definition: Definition) {
    this.definition = definition;
    this.#surface = surface;
    this.#commands = commands;
    for (const body of definition.bodies) for (const command of itemsWithin(surface.usedCommands, body)) this.#use(command);
  }

  get cites(): boolean {
    return [...this.#roles.values()].includes("keys");
  }

  get quotes(): boolean {
    return [...this.#roles.values()].includes("text");
  }

  get shape(): CommandShape {
    const body = this.definition.parameters.flatMap(({ opening }, index): ArgumentSlot[] =>
      opening === "*" ? [] : [{ opening, role: this.#roles.get(index + 1) ?? "other" }],
    );
    return { head: [], body, repeats: false };
  }

  /** With a star of its own the first use is taken for the starred one: `\IfBooleanTF{#1}{\parencite*{#2}}{\parencite{#2}}`. */
  citing(): CiteCommand | undefined {
    const { definition } = this;
    if (definition.like !== undefined) return this.#like(definition.like, definition.like.takesSeveral);
    if (!this.cites) return this.#beginsCitation();
    const first = this.#modes[0];
    const last = this.#modes.at(-1);
    if (first === undefined || last === undefined) return undefined;
    const hasStar = definition.parameters.some(({ opening }) => opening === "*");
    return { shape: this.shape, mode: (hasStar ? last : first).mode, starMode: (hasStar ? first : last).mode };
  }

  /** `\let\ci\cite`; `\DeclareMultiCiteCommand{\cis}{\ci}{; }`. */
  #like(like: { readonly name: string }, takesSeveral: boolean): CiteCommand | undefined {
    const model = this.#commands.citing(like.name);
    if (model === undefined || !takesSeveral) return model;
    return { ...model, shape: { head: bothNotes, body: [...model.shape.head, ...model.shape.body], repeats: true } };
  }

  /** `\newcommand{\ci}{\parencite}`: the arguments follow where the command is used. */
  #beginsCitation(): CiteCommand | undefined {
    const body = this.definition.bodies[0];
    if (body === undefined || this.definition.parameters.length > 0) return undefined;
    const last = [...itemsWithin(this.#surface.usedCommands, body)].at(-1);
    const citing = last && this.#commands.citing(last.name);
    if (last === undefined || citing === undefined) return undefined;
    const rest = this.#surface.text.slice(last.end, Math.min(body.end, last.end + longestRest));
    if (!/^\*?\s*(?:\[[^\]]*\]\s*)?$/.test(rest)) return undefined;
    return rest.startsWith("*") ? { ...citing, mode: citing.starMode } : citing;
  }

  #use(command: LatexCommand): void {
    const { citing, quoting } = { citing: this.#commands.citing(command.name), quoting: this.#commands.quoting(command.name) };
    if (citing !== undefined) this.#citation(command, citing);
    else if (quoting !== undefined) this.#take(readQuotingArguments(this.#surface, command.end, quoting).text?.inner, "text");
    else if (command.name === "begin") this.#environment(command);
  }

  #citation(command: LatexCommand, citing: CiteCommand): void {
    const read = readCitationArguments(this.#surface, command.end, citing.shape);
    if (read === undefined) return;
    const before = this.#roles.size;
    this.#take(read.text?.inner, "text");
    for (const { keys, prenote, postnote } of read.parts) {
      this.#take(keys.inner, "keys");
      this.#take(prenote, "prenote");
      this.#take(postnote, "postnote");
    }
    const mode = read.isStarred ? citing.starMode : citing.mode;
    if (this.#roles.size > before || read.parts.some(({ keys }) => keys.isTemplate)) this.#modes.push({ ...citing, mode });
  }

  #environment(command: LatexCommand): void {
    const citing = this.#commands.citingEnvironment(command.environment ?? "");
    const quoting = this.#commands.quotingEnvironment(command.environment ?? "");
    if (citing === undefined && quoting === undefined) return;
    this.quotesBlock = true;
    if (citing === undefined) {
      this.#take(quoting && readEnvironmentArguments(this.#surface, command.end, quoting).cite, "cite");
      return;
    }
    for (const { keys, prenote, postnote } of readCitationArguments(this.#surface, command.end, citing)?.parts ?? []) {
      this.#take(keys.inner, "keys");
      this.#take(prenote, "prenote");
      this.#take(postnote, "postnote");
    }
  }

  /** The parameters named within: `#2` of `{#2}`, both of `{#1, #3}`. The first role that one is seen in counts. */
  #take(within: Span | undefined, role: ArgumentRole): void {
    if (within === undefined) return;
    const start = skipSpaces(this.#surface, within.start);
    for (const match of this.#surface.text.slice(start, Math.min(within.end, start + longestRest)).matchAll(/(?<!#)#([1-9])/g)) {
      const number = Number(match[1]);
      if (!this.#roles.has(number) || role === "keys") this.#roles.set(number, role);
    }
  }
}

const longestRest = 300;

const bothNotes: readonly ArgumentSlot[] = [
  { opening: "(", role: "prenote" },
  { opening: "(", role: "postnote" },
];
