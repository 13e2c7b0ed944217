import { accentsToLatex, accentsToUnicode } from "./accents.ts";
import type { BibtexLayout } from "./bibtexLayout.ts";
import { type DialectUse, inDialect, monthMacro } from "./dialect.ts";
import type { FieldOrder } from "./fieldOrder.ts";
import type { FieldValue } from "./formatWriter.ts";
import type { LatexWork } from "./work.ts";

export interface EntryWriting {
  readonly key: string;
  readonly work: LatexWork;
  readonly layout: BibtexLayout;
  readonly dialect: DialectUse;
  readonly order: FieldOrder;
}

/** A work as an entry of its file, from its `@` to its closing bracket. */
export function writeEntry({ key, work, layout, dialect, order }: EntryWriting): string {
  const { type, fields } = inDialect(work, dialect);
  const names = order(type, [...fields.keys()]);
  const longest = Math.max(0, ...names.map((name) => name.length));
  const lines = names.map((name) => writeField(layout, name, { kind: "text", text: fields.get(name) ?? "" }, longest));
  const body = lines.length === 0 ? "" : layout.first + lines.join(layout.next) + layout.last;
  return `@${layout.spellType(type)}${layout.open}${safeKey(key)}${body}${layout.close}`;
}

export function writeField(layout: BibtexLayout, name: string, value: FieldValue, longest: number): string {
  const written = value.kind === "written" ? value.text : writeValue(layout, name, value.text);
  return layout.spellField(name) + layout.equals.between(name, longest) + written;
}

function writeValue(layout: BibtexLayout, name: string, text: string): string {
  const month = name === "month" && /^(?:[1-9]|1[0-2])$/.test(text) ? Number(text) : undefined;
  if (month !== undefined && layout.values.months !== "number") {
    const macro = monthMacro(month);
    if (macro !== undefined && layout.values.months !== "name") return macro;
    return layout.values.wrap(name, englishMonths[month - 1] ?? text);
  }
  const plain = balanced(text.replace(/\s+/g, " ").trim());
  return layout.values.wrap(
    name,
    verbatim.has(name) ? plain : layout.values.accentsAsLatex ? accentsToLatex(plain) : accentsToUnicode(plain),
  );
}

const englishMonths = "January February March April May June July August September October November December".split(" ");

/** Fields in which nothing is decoded. */
const verbatim: ReadonlySet<string> = new Set(["url", "doi", "file", "eprint", "pdf", "urlraw"]);

/** A brace too many would swallow what follows: then all go. BibTeX counts `\{` too. */
function balanced(text: string): string {
  let depth = 0;
  for (const character of text) {
    if (character === "{") depth++;
    else if (character === "}" && --depth < 0) break;
  }
  return depth === 0 ? text : text.replace(/\?[{}]/g, "");
}

/** A key can't hold what ends it. */
const safeKey = (key: string): string => key.replace(/[\s,{}"\\#%~=()]/g, "");
