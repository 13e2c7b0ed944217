import { hashOf, mix } from "./hash.ts";
import { topicsOf } from "./lexicon.ts";
import { Markers } from "./markers.ts";
import { bareWord, marksBefore, marksBehind, shapeOf } from "./tokenClass.ts";

/**
 * What is known of each token of a reference, as hashed features: itself, its neighbours, the signposts around,
 * quotation marks and brackets, and what kind of reference it seems to be. Trainer and labeller share this.
 */
export function featuresOf(tokens: readonly string[]): Int32Array[] {
  const shapes = tokens.map(shapeOf);
  const seen = tokens.map((token, i) => seenToken(token, shapes[i] ?? ""));
  const manner = hashOf(mannerOf(tokens.join(" ")));
  const state = new State(tokens, shapes);
  const markers = new Markers(tokens, shapes);
  return seen.map((token, i) => {
    const at = (step: number): SeenToken => seen[i + step] ?? (i + step < 0 ? before : behind);
    const features: number[] = [];
    let template = 1;
    const add = (...parts: readonly number[]): void => {
      let hash = template++;
      for (const part of parts) hash = mix(hash, part);
      features.push(hash | 0);
    };
    addWord(add, token);
    addNeighbours(add, token, at);
    const within = state.at(i);
    addMarkers(add, markers, i, token, within.enclosed);
    add(within.enclosed);
    add(within.enclosed, manner);
    add(within.enclosed, token.shape, at(-1).marks);
    add(Math.min(i, 6));
    add(Math.min(tokens.length - 1 - i, 4));
    add(Math.floor((i * 10) / tokens.length));
    add(manner, i === 0 ? 1 : 0);
    add(manner, token.look);
    add(within.progress, token.shape);
    add(within.progress, manner, token.shape);
    template = 200;
    for (const topic of token.topics) add(mix(topic, 0));
    template = 201;
    for (const topic of at(1).topics) add(mix(topic, 1));
    template = 202;
    for (const topic of at(-1).topics) add(mix(topic, 2));
    return Int32Array.from(features);
  });
}

interface SeenToken {
  readonly word: number;
  readonly lower: number;
  readonly shape: number;
  readonly marks: number;
  readonly marksBefore: number;
  /** Shape and marks. */
  readonly look: number;
  readonly affixes: readonly number[];
  readonly topics: readonly number[];
}

function seenToken(text: string, form: string): SeenToken {
  const bare = bareWord(text);
  const lower = (bare === "" ? text : bare).toLowerCase().replace(/\d/g, "0");
  const shape = hashOf(form);
  const marks = hashOf(marksBehind(text));
  const affixes: number[] = [];
  for (let length = 1; length <= 4; length++)
    if (lower.length > length) affixes.push(hashOf(lower.slice(0, length)), hashOf(lower.slice(-length)));
  const topics = topicsOf(lower).map(hashOf);
  return {
    word: hashOf(text),
    lower: hashOf(lower),
    shape,
    marks,
    marksBefore: hashOf(marksBefore(text)),
    look: mix(shape, marks),
    affixes,
    topics,
  };
}

const edge = (name: string): SeenToken => {
  const hash = hashOf(name);
  return { word: hash, lower: hash, shape: hash, marks: hash, marksBefore: hash, look: hash, affixes: [], topics: [] };
};
const before = edge("<start>");
const behind = edge("<end>");

type Add = (...parts: readonly number[]) => void;

function addWord(add: Add, token: SeenToken): void {
  add();
  add(token.word);
  add(token.lower);
  add(token.shape);
  add(token.marks);
  add(token.marksBefore);
  add(token.look);
  add(token.marksBefore, token.look);
  for (let i = 0; i < 8; i++) add(token.affixes[i] ?? 0, token.affixes[i] === undefined ? 1 : 0);
}

function addNeighbours(add: Add, token: SeenToken, at: (step: number) => SeenToken): void {
  for (const step of [-2, -1, 1, 2]) {
    add(at(step).lower);
    add(at(step).shape);
  }
  add(at(-1).marks);
  add(at(1).marks);
  add(at(-2).marks);
  add(at(1).marksBefore);
  add(at(-1).lower, token.lower);
  add(token.lower, at(1).lower);
  add(at(-1).look, token.shape);
  add(token.look, at(1).look);
  add(at(-1).look, token.look, at(1).look);
  add(at(-2).shape, at(-1).shape, token.shape, at(1).shape, at(2).shape);
  add(at(1).look, at(2).look, at(3).shape);
  add(at(-3).look, at(-2).look, at(-1).look);
}

/** The signposts around, however far: `In` before and `(eds)` behind make editors of what stands between. */
function addMarkers(add: Add, markers: Markers, i: number, token: SeenToken, enclosed: number): void {
  const [before, behind] = [markers.before(i), markers.behind(i)];
  add(before);
  add(behind);
  add(before, behind);
  add(before, behind, token.shape);
  add(before, behind, token.look);
  add(before, enclosed, token.shape);
  add(behind, enclosed, token.look);
  add(markers.distance(i), behind, before);
  add(markers.secondBehind(i), behind);
  add(markers.secondBehind(i), behind, before, token.shape);
}

/** What stands open at each token, and what has been seen before it. */
class State {
  readonly #at: { readonly enclosed: number; readonly progress: number }[] = [];

  constructor(tokens: readonly string[], shapes: readonly string[]) {
    let [quoted, wasQuoted, depth, years, figures, stops] = [false, false, 0, 0, 0, 0];
    for (const [i, token] of tokens.entries()) {
      if (/^[([]*["“„«‘‚]/.test(token)) quoted = true;
      depth += (token.match(/[([]/g) ?? []).length;
      const enclosed = (quoted ? 1 : 0) + (wasQuoted ? 2 : 0) + (depth > 0 ? 4 : 0);
      this.#at.push({ enclosed, progress: Math.min(years, 1) * 100 + Math.min(figures, 3) * 10 + Math.min(stops, 4) });
      if (quoted && /["”»’'“][,.;:)\]]*$/.test(token) && !/^\S*[^,.][sz]?’$/.test(tokens[i + 1] ?? "")) [quoted, wasQuoted] = [false, true];
      depth = Math.max(0, depth - (token.match(/[)\]]/g) ?? []).length);
      const shape = shapes[i] ?? "";
      if (shape === "year") years++;
      if (/\d/.test(token)) figures++;
      if (/\.["”’)]?$/.test(token) && !shape.startsWith("initials")) stops++;
    }
  }

  at(i: number): { readonly enclosed: number; readonly progress: number } {
    return this.#at[i] ?? { enclosed: 0, progress: 0 };
  }
}

/** How the whole reference is written: with quotation marks, a year in brackets behind the names, inverted names, brackets of an imprint, `in`. */
const mannerOf = (text: string): string =>
  [
    /["“„«‘]/.test(text) ? "q" : "",
    /^[^()]{2,120}\((?:1[4-9]|20)\d\d/.test(text) ? "y" : "",
    /^(?:\S+ )?\S+, (?:\p{Lu}\.|\p{Lu}\p{Ll}+)/u.test(text) ? "i" : "",
    /\([^()]*: [^()]*\d{4}\)/.test(text) ? "p" : "",
    /(?:^|[,.] )in:? /i.test(text) ? "b" : "",
  ].join("");
