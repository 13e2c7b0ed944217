/** What an entry takes over from the one that its `crossref` names: the defaults of biblatex's manual, appendix B. */
export function inheritedName(field: string, parentType: string, childType: string): readonly string[] {
  if (neverInherited.has(field)) return [];
  const prefix = titlePrefix(parentType, childType);
  if (prefix === undefined) return field === "author" && givesBookAuthor(parentType, childType) ? ["author", "bookauthor"] : [field];
  if (titleFields.has(field)) return [prefix + field];
  if (ownTitleFields.has(field)) return [];
  return field === "author" && givesBookAuthor(parentType, childType) ? ["author", "bookauthor"] : [field];
}

const neverInherited: ReadonlySet<string> = new Set([
  "ids",
  "crossref",
  "xref",
  "xdata",
  "entryset",
  "entrysubtype",
  "execute",
  "label",
  "options",
  "presort",
  "related",
  "relatedoptions",
  "relatedstring",
  "relatedtype",
  "shorthand",
  "shorthandintro",
  "sortkey",
  "file",
]);

const titleFields: ReadonlySet<string> = new Set(["title", "subtitle", "titleaddon"]);

const ownTitleFields: ReadonlySet<string> = new Set(["shorttitle", "sorttitle", "indextitle", "indexsorttitle"]);

const bookParts: ReadonlySet<string> = new Set(["inbook", "bookinbook", "suppbook"]);
const collectionParts: ReadonlySet<string> = new Set(["incollection", "inreference", "suppcollection"]);
const proceedingsParts: ReadonlySet<string> = new Set(["inproceedings", "conference"]);
const periodicalParts: ReadonlySet<string> = new Set(["article", "suppperiodical"]);

/** The parent's `title` becomes `booktitle`, `maintitle` or `journaltitle`. Beyond the manual, a plain book also holds contributions, as people have them. */
function titlePrefix(parentType: string, childType: string): "main" | "book" | "journal" | undefined {
  const isPart = bookParts.has(childType) || collectionParts.has(childType) || proceedingsParts.has(childType);
  if (parentType.startsWith("mv")) {
    return isPart || childType === parentType.slice(2) || childType === "reference" || childType === "collection" ? "main" : undefined;
  }
  if (parentType === "periodical") return periodicalParts.has(childType) ? "journal" : undefined;
  const holdsParts = parentType === "book" || parentType === "collection" || parentType === "reference" || parentType === "proceedings";
  return holdsParts && isPart ? "book" : undefined;
}

const givesBookAuthor = (parentType: string, childType: string): boolean =>
  (parentType === "book" || parentType === "mvbook") && bookParts.has(childType);
