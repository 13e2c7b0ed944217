import { type KeyPart, keyParts, textPart } from "./keyParts.ts";
import { type KeyFacts, type KeyLetters, type KeySource, keySource } from "./keySource.ts";

/** How a file's keys are made: `webber2012`, `Webber.EtAl:2012`, `webberNATORussiaRelations2012`, `webber_nato_2012`. */
export interface KeyPattern {
  readonly parts: readonly KeyPart[];
  readonly letters: KeyLetters;
  readonly suffix: SuffixPattern;
}

/** What tells two works with the same key apart: `smith2006a`, `smith2006-1`. */
export interface SuffixPattern {
  readonly kind: "letter" | "number";
  readonly joint: string;
  /** The suffix of the second work: that of the first is none, or `a`. */
  readonly second: "a" | "b" | "1" | "2";
}

export interface KnownKey {
  readonly key: string;
  readonly facts: KeyFacts;
}

/** The pattern that explains most of the keys; `webber2012` where no pattern does. */
export function inferKeyPattern(known: readonly KnownKey[]): KeyPattern {
  const sample = sampleOf(known.filter(({ key }) => key !== "" && key.length <= longestKey));
  const suffix = inferSuffix(known);
  const readings = new Map<string, Reading>();
  for (const { key, facts } of sample) {
    const isPlain = !beyondAscii.test(facts.title + JSON.stringify(facts.names));
    const plainReadings = readingsOf(key, keySource(facts, "ascii"));
    for (const parts of plainReadings) count(readings, parts, "ascii");
    for (const letters of ["german", "unicode"] as const)
      for (const parts of isPlain ? plainReadings : readingsOf(key, keySource(facts, letters))) count(readings, parts, letters);
  }
  const best = [...readings.values()].reduce<Reading | undefined>((found, reading) => better(found, reading), undefined);
  const enough = Math.max(1, sample.length * leastShare);
  return best !== undefined && best.count >= enough ? { parts: best.parts, letters: best.letters, suffix } : { ...usualPattern, suffix };
}

const beyondAscii = /\P{ASCII}/u;

/** A pattern that explains less of a file's keys is none. */
const leastShare = 0.3;

const longestKey = 100;
const sampleSize = 40;

interface Reading {
  readonly parts: readonly KeyPart[];
  readonly letters: KeyLetters;
  readonly complexity: number;
  count: number;
}

function sampleOf<Item>(items: readonly Item[]): readonly Item[] {
  if (items.length <= sampleSize) return items;
  const step = items.length / sampleSize;
  return Array.from({ length: sampleSize }, (_, index) => items[Math.floor(index * step)]).filter((item) => item !== undefined);
}

function count(readings: Map<string, Reading>, parts: readonly KeyPart[], letters: KeyLetters): void {
  let name: string = letters;
  for (const part of parts) name += part.name;
  const reading = readings.get(name) ?? { parts, letters, complexity: complexityOf(parts), count: 0 };
  reading.count++;
  readings.set(name, reading);
}

const better = (found: Reading | undefined, reading: Reading): Reading =>
  found === undefined || reading.count > found.count || (reading.count === found.count && reading.complexity < found.complexity)
    ? reading
    : found;

const places: ReadonlyMap<KeyPart, number> = new Map(keyParts.map((part, index) => [part, index]));

const complexityOf = (parts: readonly KeyPart[]): number => parts.reduce((sum, part) => sum + (places.get(part) ?? 1), 0);

/** All ways to read a key as parts of its work; none where more than a suffix is left over. */
function readingsOf(key: string, source: KeySource): readonly (readonly KeyPart[])[] {
  const found: (readonly KeyPart[])[] = [];
  const written = keyParts.map((part) => ({ part, text: part.write(source) })).filter(({ text }) => text !== "");
  const read = (at: number, parts: readonly KeyPart[]): void => {
    if (found.length >= mostReadings) return;
    const rest = key.slice(at);
    const last = parts.at(-1);
    if (last !== undefined && last.subject !== "text" && isSuffix(rest)) found.push(parts);
    if (rest === "" || parts.length > 7) return;
    const subjects = new Set(parts.map((part) => part.subject));
    for (const { part, text } of written)
      if (!subjects.has(part.subject) && key.startsWith(text, at)) read(at + text.length, [...parts, part]);
    const joint = (at === 0 ? /^(?:[A-Za-z]{1,12}[:/_-])+/ : /^[-_:.+/]/).exec(rest)?.[0];
    if (joint !== undefined) read(at + joint.length, [...parts, textPart(joint)]);
  };
  read(0, []);
  return found.filter((parts) => new Set(parts.map((part) => part.subject)).size > (parts.some((part) => part.subject === "text") ? 2 : 1));
}

/** Some readings of long keys are many: these are enough to vote with. */
const mostReadings = 400;

const isSuffix = (rest: string): boolean => /^(?:[a-z]|[-_.]?\d{1,2})?$/.test(rest);

const part = (name: string): readonly KeyPart[] => keyParts.filter((candidate) => candidate.name === name);

const usualPattern: Omit<KeyPattern, "suffix"> = {
  parts: [...part("first lower bareFamilies"), ...part("year")],
  letters: "ascii",
};

function inferSuffix(known: readonly KnownKey[]): SuffixPattern {
  const keys = new Set(known.map(({ key }) => key));
  for (const { key } of known) {
    const [, base = "", letter = ""] = /^(.*\d)([b])$/.exec(key) ?? [];
    if (letter === "b" && keys.has(base) && !keys.has(`${base}a`)) return { kind: "letter", joint: "", second: "b" };
    const [, stem = "", joint = "", number = ""] = /^(.*[\p{L}\d])([-_])([12])$/u.exec(key) ?? [];
    if (keys.has(stem) && (number === "1" || !keys.has(`${stem}${joint}1`)))
      return { kind: "number", joint, second: number === "1" ? "1" : "2" };
  }
  return { kind: "letter", joint: "", second: "a" };
}
