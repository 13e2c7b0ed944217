import { type PersonName, personName } from "./people.ts";
import { createRandom, type Random } from "./random.ts";
import { capitalised, paragraph, title as titleOf, titleWords } from "./words.ts";

/** What the file says of one work: for queries and citations. */
export interface Work {
  readonly key: string;
  readonly family: string;
  readonly year: string;
  readonly title: string;
}

export interface MadeBibliography {
  readonly text: string;
  readonly works: readonly Work[];
}

/**
 * A .bib file as reference managers export them: about 750 bytes an entry, names in Unicode and in LaTeX, abstracts with half of them,
 * chapters that take their book's fields by crossref, journals by @string. Nothing in it is wrong, so that every reader can take it.
 */
export function makeBibliography(count: number, seed = 1): MadeBibliography {
  const maker = new BibliographyMaker(createRandom(seed));
  return maker.make(count);
}

/** A bare value stands without braces: a month, the name of a @string. */
type Field = readonly [name: string, value: string, isBare?: boolean];

const journalCount = 40;

class BibliographyMaker {
  readonly #random: Random;
  readonly #keys = new Set<string>();
  readonly #works: Work[] = [];
  readonly #entries: string[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  make(count: number): MadeBibliography {
    for (let journal = 0; journal < journalCount; journal++)
      this.#entries.push(`@string{jrn${journal} = {Journal of ${titleOf(this.#random)}}}`);
    while (this.#works.length < count) this.#addOne();
    return { text: `${this.#entries.join("\n\n")}\n`, works: this.#works.slice(0, count) };
  }

  #addOne(): void {
    const kind = this.#random.next();
    if (kind < 0.6) this.#add("article", this.#articleFields());
    else if (kind < 0.75) this.#add("book", this.#bookFields());
    else if (kind < 0.85) this.#addChapterAndBook();
    else if (kind < 0.93) this.#add("incollection", this.#chapterFields());
    else this.#add("online", [["organization", titleOf(this.#random)]]);
  }

  /** The chapter stands before its book, as BibTeX wants it. */
  #addChapterAndBook(): void {
    const parent = this.#freeKey(`book${this.#works.length}`);
    this.#add("incollection", [
      ["crossref", parent],
      ["pages", this.#pages()],
    ]);
    const editors: Field = ["editor", this.#names(this.#people())];
    this.#add("book", [editors, ["booktitle", titleOf(this.#random)], ...this.#bookFields()], parent);
  }

  #articleFields(): Field[] {
    const random = this.#random;
    const isString = random.chance(0.3);
    return [
      ["journal", isString ? `jrn${random.below(journalCount)}` : `Review of ${titleOf(random)}`, isString],
      ["volume", String(random.between(1, 90))],
      ["number", String(random.between(1, 12))],
      ["pages", this.#pages()],
      ["issn", `${random.between(1000, 9999)}-${random.between(1000, 9999)}`],
    ];
  }

  #bookFields(): Field[] {
    const random = this.#random;
    return [
      ["publisher", `${capitalised(random.pickByRank(titleWords))} University Press`],
      ["address", capitalised(random.pick(titleWords))],
      ["isbn", `978-${random.between(100, 999)}-${random.between(10000, 99999)}-${random.between(100, 999)}-1`],
    ];
  }

  #chapterFields(): Field[] {
    return [["booktitle", titleOf(this.#random)], ["editor", this.#names(this.#people())], ...this.#bookFields(), ["pages", this.#pages()]];
  }

  #add(type: string, own: readonly Field[], fixedKey?: string): void {
    const random = this.#random;
    const people = this.#people();
    const title = titleOf(random);
    const year = String(random.between(1950, 2025));
    const family = people[0]?.family ?? "";
    const key = fixedKey ?? this.#freeKey(`${asciiOf(family)}${capitalised(title.split(" ")[0] ?? "")}${year}`);
    this.#works.push({ key, family, year, title });
    const fields: Field[] = [
      ["author", this.#names(people)],
      ["title", this.#protected(title)],
      ["year", year],
      ...own,
      ...this.#extras(key),
    ];
    this.#entries.push(
      `@${type}{${key},\n${fields.map(([name, value, isBare]) => `  ${name} = ${isBare ? value : `{${value}}`},`).join("\n")}\n}`,
    );
  }

  #extras(key: string): Field[] {
    const random = this.#random;
    const extras: Field[] = [["language", "english"]];
    if (random.chance(0.3)) extras.push(["month", random.pick(["jan", "mar", "may", "jul", "sep", "nov"]), true]);
    if (random.chance(0.6)) extras.push(["doi", `10.${random.between(1000, 9999)}/${key.toLowerCase()}.${random.between(1, 99)}`]);
    if (random.chance(0.3)) extras.push(["url", `https://www.example.org/library/${random.between(1, 999)}/${key}`]);
    if (random.chance(0.4))
      extras.push(["keywords", Array.from({ length: random.between(2, 6) }, () => random.pick(titleWords)).join(", ")]);
    if (random.chance(0.25)) extras.push(["file", `Full Text PDF:files/${random.between(1, 9999)}/${key}.pdf:application/pdf`]);
    if (random.chance(0.5)) extras.push(["abstract", paragraph(random, random.between(2, 6))]);
    return extras;
  }

  #people(): PersonName[] {
    return Array.from({ length: this.#random.pick([1, 1, 1, 2, 2, 3, 4]) }, () => personName(this.#random));
  }

  #names(people: readonly PersonName[]): string {
    const inTex = this.#random.chance(0.3);
    return people.map((person) => (inTex ? person.tex : `${person.family}, ${person.given}`)).join(" and ");
  }

  /** A capital that must stay one: `The {Treaty} of …`. */
  #protected(title: string): string {
    if (!this.#random.chance(0.3)) return title;
    const [first = "", ...rest] = title.split(" ");
    return [`{${first}}`, ...rest].join(" ");
  }

  #pages(): string {
    const from = this.#random.between(1, 900);
    return `${from}--${from + this.#random.between(3, 40)}`;
  }

  #freeKey(wanted: string): string {
    let key = wanted;
    for (let suffix = 2; this.#keys.has(key); suffix++) key = `${wanted}-${suffix}`;
    this.#keys.add(key);
    return key;
  }
}

const asciiOf = (name: string): string => name.normalize("NFD").replace(/[^A-Za-z]/g, "");
