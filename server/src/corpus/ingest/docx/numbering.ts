import { scanXml } from "../htmlTokens.ts";
import { stated } from "./styles.ts";

/** Counts a document's lists: the label that a list's next item has in print (`12.`, `(b)`, `iv.`), "" for bullets. */
export interface Numbering {
  next(list: string, level: number): string;
}

interface Level {
  start: number;
  format: string;
  text: string;
}

export function readNumbering(xml: string): Numbering {
  const abstracts = new Map<string, Map<number, Level>>();
  const lists = new Map<string, string>();
  let abstract = "";
  let list = "";
  let level: Level | undefined;
  scanXml(xml, {
    open: (tag) => {
      if (tag.name === "abstractnum") {
        abstract = tag.attributes.get("w:abstractnumid") ?? "";
        abstracts.set(abstract, new Map());
      } else if (tag.name === "num") list = tag.attributes.get("w:numid") ?? "";
      else if (tag.name === "abstractnumid" && list !== "") lists.set(list, stated(tag));
      else if (tag.name === "lvl" && list === "") {
        level = { start: 1, format: "decimal", text: "" };
        abstracts.get(abstract)?.set(Number(tag.attributes.get("w:ilvl") ?? "0"), level);
      } else if (level === undefined || list !== "") return;
      else if (tag.name === "start") level.start = Number(stated(tag)) || 0;
      else if (tag.name === "numfmt") level.format = stated(tag);
      else if (tag.name === "lvltext") level.text = stated(tag);
    },
    close: () => {},
    text: () => {},
  });
  const counts = new Map<string, number[]>();
  return { next: (id, depth) => nextLabel(lists.get(id) ?? "", abstracts, counts, Math.min(depth, 8)) };
}

function nextLabel(
  abstract: string,
  abstracts: ReadonlyMap<string, ReadonlyMap<number, Level>>,
  counts: Map<string, number[]>,
  depth: number,
): string {
  const levels = abstracts.get(abstract);
  const own = levels?.get(depth);
  if (levels === undefined || own === undefined) return "";
  const count = counts.get(abstract) ?? [];
  counts.set(abstract, count);
  count[depth] = (count[depth] ?? own.start - 1) + 1;
  count.length = depth + 1;
  if (own.format === "bullet" || own.format === "none") return "";
  return own.text.replace(/%([1-9])/g, (_, digit: string) => {
    const level = levels.get(Number(digit) - 1);
    return shownNumber(count[Number(digit) - 1] ?? level?.start ?? 1, level?.format ?? "decimal");
  });
}

function shownNumber(number: number, format: string): string {
  switch (format) {
    case "lowerLetter":
      return String.fromCharCode(96 + ((number - 1) % 26) + 1);
    case "upperLetter":
      return String.fromCharCode(64 + ((number - 1) % 26) + 1);
    case "lowerRoman":
      return roman(number).toLowerCase();
    case "upperRoman":
      return roman(number);
    default:
      return String(number);
  }
}

function roman(number: number): string {
  const signs: readonly (readonly [number, string])[] = [
    [1000, "M"],
    [900, "CM"],
    [500, "D"],
    [400, "CD"],
    [100, "C"],
    [90, "XC"],
    [50, "L"],
    [40, "XL"],
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ];
  let rest = Math.min(Math.max(0, number), 3999);
  let text = "";
  for (const [value, sign] of signs) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}
