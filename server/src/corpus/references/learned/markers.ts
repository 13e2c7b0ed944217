import { hashOf, mix } from "./hash.ts";
import { topicsOf } from "./lexicon.ts";
import { bareWord } from "./tokenClass.ts";

const none = hashOf("<none>");

/** Words that say what stands beside them, however far: `in`, `(eds)`, `pp.`, `vol.`, a year, an address, a closing quotation mark. */
export class Markers {
  readonly #markers: readonly { readonly at: number; readonly kind: number }[];
  /** How many stand before each token. */
  readonly #passed: Int32Array;

  constructor(tokens: readonly string[], shapes: readonly string[]) {
    const markers: { at: number; kind: number }[] = [];
    this.#passed = new Int32Array(tokens.length);
    for (const [at, token] of tokens.entries()) {
      this.#passed[at] = markers.length;
      const kind = markerOf(token, shapes[at] ?? "");
      if (kind !== undefined) markers.push({ at, kind: hashOf(kind) });
    }
    this.#markers = markers;
  }

  before(i: number): number {
    return this.#markers[(this.#passed[i] ?? 0) - 1]?.kind ?? none;
  }

  /** The next one, the token itself included. */
  behind(i: number): number {
    return this.#markers[this.#passed[i] ?? 0]?.kind ?? none;
  }

  secondBehind(i: number): number {
    return this.#markers[(this.#passed[i] ?? 0) + 1]?.kind ?? none;
  }

  /** How far the markers before and behind are, roughly. */
  distance(i: number): number {
    const passed = this.#passed[i] ?? 0;
    return mix(near(i - (this.#markers[passed - 1]?.at ?? -10)), near((this.#markers[passed]?.at ?? i + 10) - i));
  }
}

const near = (steps: number): number => (steps < 4 ? steps : steps < 8 ? 4 : 5);

function markerOf(token: string, shape: string): string | undefined {
  const word = bareWord(token).toLowerCase();
  if (word === "in" && /^[^a-z]*In/.test(token)) return "In";
  if (/^(?:in:|dans)$/.test(token)) return "In";
  if (/["”»]\S{0,2}$/.test(token)) return "quote";
  const topics = topicsOf(word);
  for (const topic of ["editor", "translator", "pages", "thesis", "event"])
    if (topics.includes(topic) && !/^(?:dir|aus|s|f|page|meeting|tr)$/.test(word)) return topic;
  if (/^(?:vol|vols|volume|no|nr|bd)$/.test(word)) return "volume";
  if (shape === "year") return token.startsWith("(") ? "(year" : "year";
  if (shape === "range" || shape === "volume(issue)" || shape === "number:number" || shape === "address" || shape === "doi") return shape;
  if (/^[\p{L}]+:$/u.test(token) && topics.includes("place")) return "place:";
  return undefined;
}
