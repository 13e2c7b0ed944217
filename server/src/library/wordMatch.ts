import { lineWeights, type SearchText } from "./searchText.ts";

/** How well one word of a query fits an entry, from 0 (not at all) to a little over 1 (the whole key). */
export function matchWord(word: string, entry: SearchText): number {
  let best = 0;
  for (let at = entry.text.indexOf(word); at >= 0; at = entry.text.indexOf(word, at + 1)) {
    best = Math.max(best, worthAt(word, entry, at));
    // Behind the names nothing counts more than the beginning of a name does.
    if (best >= 1 || (best >= quality.start && at > (entry.ends[1] ?? 0))) break;
  }
  return best;
}

/**
 * The same where one letter is wrong, left out, too many or swapped with its neighbour, at the beginning of a word: "sprel" fits "Sperling".
 * Words of three letters or fewer must be right, and years too.
 */
export function matchNearly(word: string, entry: SearchText): number {
  if (word.length < 4 || isDigit(word.charCodeAt(0))) return 0;
  // One slip leaves the front part or the back part whole: two quick looks rule most entries out, and what they find is near.
  const middle = Math.ceil(word.length / 2) + (word.length < 6 ? 1 : 0);
  const front = nearAt(word, entry, word.slice(0, middle - 1), 0);
  return Math.max(front, nearAt(word, entry, word.slice(middle), middle));
}

/** Looks where a part of the word stands, and whether a word begins nearly so before it. `offset` is where the part stands in the word. */
function nearAt(word: string, entry: SearchText, part: string, offset: number): number {
  const { text } = entry;
  let best = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    for (let start = Math.max(0, at - offset - 1); start <= at - offset + 1; start++) {
      if (isWordStart(text, start) && startsNearly(word, text, start)) best = Math.max(best, quality.near * weightAt(entry, start));
    }
  }
  return best;
}

const quality = { whole: 1, start: 0.9, middle: 0.4, near: 0.25 } as const;

function worthAt(word: string, entry: SearchText, at: number): number {
  const { text } = entry;
  const weight = weightAt(entry, at);
  if (!isWordStart(text, at)) return weight * quality.middle;
  // The longer the word that goes on, the less it was meant: "fol" is Folland rather than folklore's something.
  if (!isWordEnd(text, at + word.length)) return weight * quality.start;
  const isWholeKey = at === 0 && word.length === entry.ends[0];
  return isWholeKey ? 1.5 : weight * quality.whole;
}

function weightAt(entry: SearchText, at: number): number {
  let line = 0;
  while (line < entry.ends.length - 1 && at > (entry.ends[line] ?? 0)) line++;
  return lineWeights[line] ?? 0;
}

/** Words begin behind anything that is no letter or digit, and where digits follow letters, as in keys. */
function isWordStart(text: string, at: number): boolean {
  if (at === 0) return isWordCharacter(text.charCodeAt(0));
  const before = text.charCodeAt(at - 1);
  const here = text.charCodeAt(at);
  return isWordCharacter(here) && (!isWordCharacter(before) || isDigit(before) !== isDigit(here));
}

function isWordEnd(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const before = text.charCodeAt(at - 1);
  const here = text.charCodeAt(at);
  return !isWordCharacter(here) || isDigit(before) !== isDigit(here);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const isWordCharacter = (code: number): boolean => isDigit(code) || (code >= 97 && code <= 122) || code > 127;

/** True where a word of the text begins like `word` but for one slip. */
function startsNearly(word: string, text: string, at: number): boolean {
  let same = 0;
  while (same < word.length && word.charCodeAt(same) === text.charCodeAt(at + same)) same++;
  if (same === word.length) return true;
  const rest = word.slice(same + 1);
  const swapped = word[same] === text[at + same + 1] && word[same + 1] === text[at + same];
  return (
    text.startsWith(rest, at + same + 1) ||
    text.startsWith(rest, at + same) ||
    text.startsWith(word.slice(same), at + same + 1) ||
    (swapped && text.startsWith(word.slice(same + 2), at + same + 2))
  );
}
