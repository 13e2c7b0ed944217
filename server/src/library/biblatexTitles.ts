import { wordsOf } from "../csl/localisationKeys.ts";
import { latexToRichText } from "../syntax/latexMarkup.ts";
import type { Fields } from "./biblatexTypes.ts";

/** In CSL's rich text; "" where there is none. */
export type CslTitles = {
  readonly title: string;
  readonly "title-short": string;
  readonly "volume-title": string;
  readonly "container-title": string;
  readonly "container-title-short": string;
  readonly "collection-title": string;
  readonly "original-title": string;
};

/**
 * Which of biblatex's many titles is which for CSL, as pandoc has it. A work of several volumes goes by its `maintitle`, and the volume's own title
 * is CSL's `volume-title`; of what stands in a book, the book is that volume. `keepsCase`: see {@link latexToRichText}.
 */
export function titlesOf(type: string, fields: Fields, keepsCase: boolean): CslTitles {
  const titles = new Titles(fields, keepsCase);
  const hasMain = fields.has("maintitle") && !partTypes.has(type);
  const short = {
    "title-short": titles.short(hasMain),
    "container-title-short": titles.text("shortjournal"),
    "collection-title": titles.series(),
    "original-title": titles.text("origtitle"),
  };
  if (type === "periodical") return { ...short, ...periodicalTitles(titles) };
  if (hasMain) return { ...short, title: titles.whole("main"), "volume-title": titles.whole(""), "container-title": titles.journal() };
  const container = titles.journal() || titles.whole("main") || titles.whole("book");
  const volume = fields.has("maintitle") ? titles.whole("book") : titles.whole("issue");
  return { ...short, title: titles.whole(""), "volume-title": volume, "container-title": container };
}

/** A special issue goes by its own title. */
function periodicalTitles(titles: Titles): Pick<CslTitles, "title" | "volume-title" | "container-title" | "container-title-short"> {
  const container = titles.whole("");
  return {
    title: titles.whole("issue") || titles.whole("main") || container,
    "volume-title": titles.whole("main") === "" ? "" : container,
    "container-title": container,
    "container-title-short": titles.text("shorttitle") || titles.text("shortjournal"),
  };
}

/** What stands in something larger. */
const partTypes: ReadonlySet<string> = new Set([
  ...["inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inreference", "inproceedings", "conference"],
]);

class Titles {
  readonly #fields: Fields;
  readonly #keepsCase: boolean;

  constructor(fields: Fields, keepsCase: boolean) {
    this.#fields = fields;
    this.#keepsCase = keepsCase;
  }

  text(name: string): string {
    return latexToRichText(this.#fields.get(name) ?? "", this.#keepsCase);
  }

  /** Title, subtitle and addition as one: `What Is It? A Sub. An Addition`. `stem`: "" or `book`, `main`, `issue`. */
  whole(stem: string): string {
    return this.#joined(`${stem}title`, `${stem}subtitle`, `${stem}titleaddon`);
  }

  journal(): string {
    const title = this.#fields.has("journaltitle") ? "journaltitle" : "journal";
    return this.#joined(title, "journalsubtitle", "journaltitleaddon");
  }

  #joined(title: string, subtitle: string, addition: string): string {
    const main = this.text(title);
    return main === "" ? "" : joinSentences(joinSentences(main, this.text(subtitle), ":"), this.text(addition), ".");
  }

  /** What is written as `shorttitle`, else what stands before the subtitle; of a volume of a larger work what stands before its colon. */
  short(isVolume: boolean): string {
    const written = isVolume ? "" : this.text("shorttitle");
    if (written !== "") return written;
    const title = this.#fields.get("title") ?? "";
    const colon = colonIn(title);
    const hasSubtitle = !isVolume && (this.#fields.has("subtitle") || this.#fields.has("titleaddon"));
    return colon < 0 && !hasSubtitle ? "" : latexToRichText(colon < 0 ? title : title.slice(0, colon), this.#keepsCase);
  }

  /** Of journals, a number counts the series: `2` is the second one. */
  series(): string {
    const series = this.text("series");
    return /^\d+$/.test(series) ? `${series}${ordinalEnding(Number(series))} series` : (wordsOf(series) ?? series);
  }
}

/** `start` and `next` with a mark between them, unless `start` ends with one: tags don't count. */
export function joinSentences(start: string, next: string, mark: string): string {
  if (start === "" || next === "") return start || next;
  return `${start}${/[!?.,:;](?:<\/[a-z]+>)*$/.test(start) ? "" : mark} ${next}`;
}

/** The first colon that a blank follows, outside braces; -1 where there is none. */
function colonIn(latex: string): number {
  let depth = 0;
  for (let at = 0; at < latex.length; at++) {
    const character = latex[at];
    if (character === "\\") at++;
    else if (character === "{") depth++;
    else if (character === "}") depth--;
    else if (character === ":" && depth === 0 && /[\s~]/.test(latex[at + 1] ?? "")) return at;
  }
  return -1;
}

function ordinalEnding(number: number): string {
  const last = number % 100 > 10 && number % 100 < 14 ? 0 : number % 10;
  return ["th", "st", "nd", "rd"][last] ?? "th";
}
