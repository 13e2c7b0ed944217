import { foldForSearch } from "../text/fold.ts";

/**
 * Keys for records that have none: as pandoc makes them for RIS (`Webber_Sperling_2012`; a second one is `Webber_Sperling_2012a`), so that what is
 * cited here is found there. Where that couldn't be cited or says too little, the first author's name, the year and, for want of these, the title.
 */
export class MadeKeys {
  readonly #taken = new Map<string, number>();

  make(authors: readonly string[], years: readonly string[], titles: readonly string[]): string {
    const key = pandocKey(authors, years) ?? plainKey(authors, years, titles);
    const count = this.#taken.get(key);
    if (count === undefined) return key;
    for (let next = count; ; next++) {
      const distinct = key + suffix(next - 1);
      if (this.#taken.has(distinct)) continue;
      this.#taken.set(key, next + 1);
      return distinct;
    }
  }

  /** Also of keys that records have themselves: no made one may equal them. */
  take(key: string): void {
    if (!this.#taken.has(key)) this.#taken.set(key, 1);
  }
}

/** Each name up to its comma or blank, then the years as written; undefined where that is no key that Markdown takes. */
function pandocKey(authors: readonly string[], years: readonly string[]): string | undefined {
  if (authors.length === 0 || years.length === 0) return undefined;
  const names = authors.map((name) => /^[^,\s]*/u.exec(name.trim())?.[0] ?? "").join("_");
  const key = `${names}${years.map((year) => `_${year.trim()}`).join("")}`;
  return key.length <= longest && /^[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&+?<>~/-](?=[\p{L}\p{N}_]))*$/u.test(key) ? key : undefined;
}

const longest = 60;

/** `webber2012`, `nato2012`, `strategicconcept1999`. */
function plainKey(authors: readonly string[], years: readonly string[], titles: readonly string[]): string {
  const [author = ""] = authors;
  const family = author.includes(",") ? (author.split(",", 1)[0] ?? "") : (author.trim().split(/\s+/)[0] ?? "");
  const year = /\d{4}/.exec(years.join(" "))?.[0] ?? "";
  const name = lettersOf(family) || (titles[0] ?? "").split(/\s+/).map(lettersOf).filter(isTelling).slice(0, 2).join("");
  return `${name || "entry"}${year}`;
}

const lettersOf = (text: string): string => foldForSearch(text).replace(/[^\p{L}\p{N}]/gu, "");

const isTelling = (word: string): boolean => word.length > 3;

/** a, b … z, aa, ab … */
const suffix = (index: number): string => (index < 26 ? "" : suffix(Math.floor(index / 26) - 1)) + String.fromCharCode(97 + (index % 26));
