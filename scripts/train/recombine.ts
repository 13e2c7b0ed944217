import type { Labelled } from "./crf.ts";

interface Piece {
  readonly label: string;
  readonly tokens: readonly string[];
}

/**
 * New references out of old ones: pieces change places with pieces of the same label that open and close alike, so that a field is known by its
 * surroundings and not by the words it happened to hold. The order is fixed.
 */
export function recombined(data: readonly Labelled[], copies: number, share = 0.6): Labelled[] {
  const pieces = data.map(piecesOf);
  const alike = new Map<string, Piece[]>();
  for (const piece of pieces.flat()) alike.set(frameOf(piece), [...(alike.get(frameOf(piece)) ?? []), piece]);
  let random = 7;
  const next = (): number => {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    return random / 4294967296;
  };
  const made: Labelled[] = [];
  for (let copy = 0; copy < copies; copy++)
    for (const parts of pieces) {
      const changed = parts.map((piece) => {
        const others = alike.get(frameOf(piece)) ?? [];
        return next() < share ? (others[Math.floor(next() * others.length)] ?? piece) : piece;
      });
      made.push({
        tokens: changed.flatMap((piece) => piece.tokens),
        labels: changed.flatMap((piece) => piece.tokens.map(() => piece.label)),
      });
    }
  return made;
}

function piecesOf({ tokens, labels }: Labelled): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (let i = 1; i <= tokens.length; i++) {
    if (i < tokens.length && labels[i] === labels[start]) continue;
    pieces.push({ label: labels[start] ?? "", tokens: tokens.slice(start, i) });
    start = i;
  }
  return pieces;
}

/** How a piece opens and closes: its label, the marks at its ends, whether names are inverted, and a first word that is a signpost. */
function frameOf({ label, tokens }: Piece): string {
  const first = tokens[0] ?? "";
  const last = tokens.at(-1) ?? "";
  const signpost =
    /^[(["]?(?:in:?|eds?\.?|edited|trans\.?|translated|pp?\.?|pages?|vols?\.?|volume|no\.?|by|hrsg\.?|special|retrieved|accessed)$/i.test(
      first,
    )
      ? first.toLowerCase()
      : "";
  const inverted = label === "author" || label === "editor" ? /^(?:In )?\S+,/.test(tokens.join(" ")) : "";
  const figures =
    label === "volume" || label === "pages" || label === "date"
      ? tokens.map((token) => token.replace(/\p{L}+/gu, "a").replace(/\d+/g, "0")).join(" ")
      : "";
  return [label, /^[^\p{L}\d]*/u.exec(first)?.[0], /[^\p{L}\d]*$/u.exec(last)?.[0], signpost, inverted, figures].join("|");
}
