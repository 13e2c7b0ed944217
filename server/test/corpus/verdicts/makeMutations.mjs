// Writes mutated.txt: quotations cut from the sources of byHand.txt and changed in one known way each, from a fixed seed.
// Run it again only to add kinds of changes: `node server/test/corpus/verdicts/makeMutations.mjs`.
import { writeFileSync } from "node:fs";
import { readVerdictCases } from "./cases.ts";

let state = 20261121;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const pick = (list) => list[Math.floor(random() * list.length)];

const strangers = {
  en: ["ministry", "seldom", "golden", "against", "mountain"],
  de: ["Ministerium", "selten", "golden", "gegen", "Gebirge"],
  fr: ["ministère", "rarement", "doré", "contre", "montagne"],
  es: ["ministerio", "raramente", "dorado", "contra", "montaña"],
  it: ["ministero", "raramente", "dorato", "contro", "montagna"],
  ru: ["министерство", "редко", "золотой", "против", "гора"],
};
const ellipses = ["…", "...", ". . .", "[…]", "[...]", "[. . .]", "(…)", "(...)"];
const swaps = [
  ["m", "rn"],
  ["h", "b"],
  ["l", "1"],
  ["e", "c"],
  ["u", "ii"],
  ["I", "l"],
];

function cut(source, least) {
  const words = [...source.text.matchAll(/[\p{L}\p{M}'’-]+/gu)].filter(([word]) => word.length > 1);
  const count = least + Math.floor(random() * 8);
  const from = Math.floor(random() * (words.length - count));
  const start = words[from].index;
  const last = words[from + count - 1];
  const text = source.text.slice(start, last.index + last[0].length);
  return { text, inner: words.slice(from, from + count).map((word) => ({ at: word.index - start, word: word[0] })) };
}

const stands = (source, quotation) => bare(source.text).includes(` ${bare(quotation).trim()} `);
const bare = (text) => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;
const isPlain = ({ word }) => /^\p{L}{3,}$/u.test(word);

function mutation(source, i) {
  const { text, inner } = cut(source, 9);
  const middle = inner.slice(2, -2).filter(isPlain);
  const place = pick(middle);
  if (place === undefined || /\d|\n/.test(text)) return mutation(source, i);
  const { at, word } = place;
  const before = text.slice(0, at);
  const after = text.slice(at + word.length);
  switch (i % 13) {
    case 0:
    case 1:
      return [`cut | verbatim | ${text}`];
    case 2:
    case 3:
    case 4: {
      const other = pick(strangers[source.language]);
      return [`changed | altered | ${before}${other}${after} | ${other} > ${word}`];
    }
    case 5:
    case 6: {
      const quotation = `${before.trimEnd()}${after}`;
      return stands(source, quotation) ? [] : [`dropped | altered | ${quotation} | > ${word}`];
    }
    case 7: {
      const other = pick(strangers[source.language]);
      return [`added | altered | ${before}${other} ${word}${after} | ${other} >`];
    }
    case 8: {
      const next = /^ (\p{L}+)/u.exec(after);
      if (next === null || next[1].toLowerCase() === word.toLowerCase()) return mutation(source, i);
      return [`swapped | altered | ${before}${next[1]} ${word}${after.slice(next[0].length)}`];
    }
    case 9:
    case 10:
      return [`ellipsis | marked | ${before}${pick(ellipses)}${after}`];
    case 11:
      return [`bracket | marked | ${before}[${pick(strangers[source.language])}]${after}`];
    default:
      return [`added | altered | ${before}${word} ${pick(strangers[source.language])} ${pick(strangers[source.language])}${after}`];
  }
}

/** Every fifth word or so is misread, as a bad scan is. */
function scanned(text) {
  let count = 0;
  return text.replace(/\p{L}{4,}/gu, (word) => {
    if (++count % 5 !== 0) return word;
    const swap = swaps.find(([letter]) => word.slice(1).includes(letter));
    return swap === undefined ? word : word[0] + word.slice(1).replace(swap[0], swap[1]);
  });
}

function scanCase(source, i) {
  const { text, inner } = cut(source, 10);
  const place = pick(inner.slice(2, -2).filter(isPlain));
  if (place === undefined || /\d|\n/.test(text)) return scanCase(source, i);
  const before = text.slice(0, place.at);
  const after = text.slice(place.at + place.word.length);
  if (i % 2 === 0) return scanned(source.text).includes(text) ? [`cut | verbatim | ${text}`] : [`ocr | typographic | ${text}`];
  return i % 4 === 1
    ? [`changed | altered | ${before}${pick(strangers[source.language])}${after}`]
    : [`dropped | altered | ${before.trimEnd()}${after}`];
}

const sources = new Map(readVerdictCases("./byHand.txt").map(({ source }) => [source.name, source]));
const chosen = ["bay", "river", "hafen", "port", "puerto", "porto", "gavan", "spelled"].map((name) => sources.get(name));
const out = [];
for (const source of chosen) {
  out.push(`# ${source.name}-mutated ${source.language} ${source.quality}`, source.text, "");
  for (let i = 0; i < 26; i++) out.push(...mutation(source, i));
  out.push("");
}
for (const name of ["bay", "spelled", "river"]) {
  const source = sources.get(name);
  out.push(`# ${name}-scanned ${source.language} ocr`, scanned(source.text), "");
  for (let i = 0; i < 8; i++) out.push(...scanCase(source, i));
  out.push("");
}
writeFileSync(new URL("./mutated.txt", import.meta.url), `${out.join("\n").trimEnd()}\n`);
