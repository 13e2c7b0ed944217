import type { KeySource } from "./keySource.ts";

/** One part of a key: who, when or what. */
export interface KeyPart {
  readonly subject: "author" | "year" | "title" | "text";
  /** Says which part it is: equal names write equal texts. */
  readonly name: string;
  /** "" where the work has nothing for it. */
  readonly write: (source: KeySource) => string;
}

/** `DBLP:`, `-`, `_`. */
export const textPart = (text: string): KeyPart => ({ subject: "text", name: `"${text}"`, write: () => text });

type Spelling = readonly [name: string, spell: (text: string) => string];

const spellings: readonly Spelling[] = [
  ["lower", (text) => text.toLowerCase()],
  ["written", (text) => text],
  ["capital", (text) => text.slice(0, 1).toUpperCase() + text.slice(1)],
  ["upper", (text) => text.toUpperCase()],
];

const joints = ["", "-", "_", ".", "+", ":"];

/** All parts that keys are made of, the plainest first: of two that explain a file's keys equally well the earlier counts. */
export const keyParts: readonly KeyPart[] = [...authorParts(), ...yearParts(), ...titleParts()];

function authorParts(): readonly KeyPart[] {
  const namers: (readonly [string, (families: readonly string[]) => readonly string[], string])[] = [
    ["first", (families) => families.slice(0, 1), ""],
    ...[3, 4].map(
      (length) =>
        [`first${length}`, (families: readonly string[]) => families.slice(0, 1).map((name) => name.slice(0, length)), ""] as const,
    ),
    ...joints.map((joint) => [`all${joint}`, (families: readonly string[]) => families.slice(0, 8), joint] as const),
    ...["EtAl", "etal", "ea"].flatMap((others) =>
      joints.map((joint) => [`${others}${joint}`, (families: readonly string[]) => withOthers(families, others), joint] as const),
    ),
    ...["EtAl", "etal", "ea"].flatMap((others) =>
      joints.map(
        (joint) => [`first-${others}${joint}`, (families: readonly string[]) => firstWithOthers(families, others), joint] as const,
      ),
    ),
    ["two", (families) => families.slice(0, 2), ""],
    ["initials", initials, ""],
  ];
  return namers.flatMap(([name, namer, joint]) =>
    spellings.flatMap(([spelling, spell]) =>
      (["bareFamilies", "families"] as const).map((which) => ({
        subject: "author" as const,
        name: `${name} ${spelling} ${which}`,
        write: (source: KeySource) => namer(source[which]).map(spell).join(joint),
      })),
    ),
  );
}

/** One name, two names, or the first of more and "et al." */
const withOthers = (families: readonly string[], others: string): readonly string[] =>
  families.length > 2 ? [families[0] ?? "", others] : families;

const firstWithOthers = (families: readonly string[], others: string): readonly string[] =>
  families.length > 1 ? [families[0] ?? "", others] : families;

/** As BibTeX's style `alpha` has it: three letters of one name, else an initial each. */
function initials(families: readonly string[]): readonly string[] {
  const [first = ""] = families;
  if (families.length < 2) return [first.slice(0, 3)];
  const letters = families.slice(0, 4).map((name) => name.slice(0, 1));
  return [letters.join("")];
}

function yearParts(): readonly KeyPart[] {
  return [
    { subject: "year", name: "year", write: ({ year }) => year },
    { subject: "year", name: "short year", write: ({ year }) => year.slice(-2) },
  ];
}

function titleParts(): readonly KeyPart[] {
  return [1, 2, 3, 4, 5].flatMap((count) =>
    (["tellingWords", "titleWords"] as const).flatMap((which) =>
      spellings.slice(0, 3).flatMap(([spelling, spell]) =>
        (count === 1 ? [""] : joints.slice(0, 3)).map((joint) => ({
          subject: "title" as const,
          name: `${count} ${which} ${spelling} ${joint}`,
          write: (source: KeySource) => source[which].slice(0, count).map(spell).join(joint),
        })),
      ),
    ),
  );
}
