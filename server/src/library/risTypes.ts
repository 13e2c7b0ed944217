/** RIS's types and EndNote's names of them, with CSL's type. Where programs differ, what Zotero takes them for. */
const rows: readonly (readonly [ris: string, csl: string, endnote?: string])[] = [
  ["ABST", "article-journal"],
  ["ADVS", "motion_picture", "Audiovisual Material"],
  ["AGGR", "dataset", "Aggregated Database"],
  ["ANCIENT", "book", "Ancient Text"],
  ["ART", "graphic", "Artwork"],
  ["BILL", "bill", "Bill"],
  ["BLOG", "post-weblog", "Blog"],
  ["BOOK", "book", "Book"],
  ["CASE", "legal_case", "Case"],
  ["CHAP", "chapter", "Book Section"],
  ["CHART", "figure", "Chart or Table"],
  ["CLSWK", "book", "Classical Work"],
  ["COMP", "software", "Computer Program"],
  ["CONF", "paper-conference", "Conference Proceedings"],
  ["CPAPER", "paper-conference", "Conference Paper"],
  ["CTLG", "book", "Catalog"],
  ["DATA", "dataset", "Dataset"],
  ["DBASE", "dataset", "Online Database"],
  ["DICT", "entry-dictionary", "Dictionary"],
  ["EBOOK", "book", "Electronic Book"],
  ["ECHAP", "chapter", "Electronic Book Section"],
  ["EDBOOK", "book", "Edited Book"],
  ["EJOUR", "article-journal", "Electronic Article"],
  ["ELEC", "webpage", "Electronic Source"],
  ["ENCYC", "entry-encyclopedia", "Encyclopedia"],
  ["EQUA", "figure", "Equation"],
  ["FIGURE", "figure", "Figure"],
  ["GEN", "document", "Generic"],
  ["GOVDOC", "report", "Government Document"],
  ["GRANT", "report", "Grant"],
  ["GRNT", "report"],
  ["HEAR", "hearing", "Hearing"],
  ["ICOMM", "personal_communication"],
  ["INPR", "article-journal"],
  ["JFULL", "periodical"],
  ["JOUR", "article-journal", "Journal Article"],
  ["LEGAL", "legal_case", "Legal Rule or Regulation"],
  ["MANSCPT", "manuscript", "Manuscript"],
  ["MAP", "map", "Map"],
  ["MGZN", "article-magazine", "Magazine Article"],
  ["MPCT", "motion_picture", "Film or Broadcast"],
  ["MULTI", "webpage", "Multimedia"],
  ["MUSIC", "musical_score", "Music"],
  ["NEWS", "article-newspaper", "Newspaper Article"],
  ["PAMP", "pamphlet", "Pamphlet"],
  ["PAT", "patent", "Patent"],
  ["PCOMM", "personal_communication", "Personal Communication"],
  ["RPRT", "report", "Report"],
  ["SER", "book", "Serial"],
  ["SLIDE", "speech"],
  ["SOUND", "song"],
  ["STAND", "standard", "Standard"],
  ["STAT", "legislation", "Statute"],
  ["THES", "thesis", "Thesis"],
  ["UNBILL", "bill", "Unenacted Bill/Resolution"],
  ["UNPB", "manuscript", "Unpublished Work"],
  ["UNPD", "manuscript"],
  ["VIDEO", "motion_picture"],
  ["WEB", "webpage", "Web Page"],
];

const byName: ReadonlyMap<string, readonly [string, string, string?]> = new Map(
  rows.flatMap((row) => [[row[0].toLowerCase(), row] as const, ...(row[2] === undefined ? [] : [[row[2].toLowerCase(), row] as const])]),
);

export interface RisType {
  /** `JOUR`, also for EndNote's "Journal Article"; `GEN` for what is none of them. */
  readonly ris: string;
  readonly csl: string;
}

/** `jour`, `Journal Article`; what programs write beside these names is told by its words. */
export function risTypeOf(name: string): RisType {
  const known = byName.get(name.trim().toLowerCase()) ?? byName.get(likeness(name));
  return known === undefined ? { ris: "GEN", csl: "document" } : { ris: known[0], csl: known[1] };
}

const likeness = (name: string): string => likenesses.find(([pattern]) => pattern.test(name))?.[1] ?? "";

const likenesses: readonly (readonly [RegExp, string])[] = [
  [/thesis|dissert/i, "thes"],
  [/chapter|book section/i, "chap"],
  [/book/i, "book"],
  [/conference|proceeding/i, "cpaper"],
  [/newspaper/i, "news"],
  [/magazine/i, "mgzn"],
  [/journal|article/i, "jour"],
  [/report/i, "rprt"],
  [/web|online|internet/i, "elec"],
  [/patent/i, "pat"],
];
