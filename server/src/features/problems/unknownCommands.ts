import type { DraftSnapshot } from "../../project/snapshot.ts";
import type { CitationGroup } from "../../syntax/facts.ts";
import type { Fix, FoundProblem } from "../problem.ts";
import { fixWords } from "../words/problems.ts";

/**
 * Commands of natbib under biblatex and of biblatex under natbib. Nothing is said where a class or a package might define them: only of a document
 * in one file, of a class that has no citations of its own. One that loads neither is still being written, or an excerpt.
 */
export function unknownCommands(snapshot: DraftSnapshot): readonly FoundProblem[] {
  const { facts, document, text } = snapshot;
  const { documentClass, packages = [], inputs } = facts.settings;
  if (documentClass === undefined || !plainClasses.has(documentClass) || inputs.length > 0 || document.paths.length > 1) return [];
  const system = systemOf(packages, text);
  if (system === "other") return [];
  return facts.groups.flatMap((group) => (isForeign(group, system) && !isDefined(group, text) ? [problemOf(group, system)] : []));
}

type System = "natbib" | "biblatex";

const plainClasses: ReadonlySet<string> = new Set("article report book letter proc scrartcl scrreprt scrbook scrlttr2 memoir".split(" "));

/** What makes the citations; "other" where we can't tell. */
function systemOf(packages: readonly string[], text: string): System | "other" {
  const names = packages.map((file) => file.replace(/\.(?:sty|cls)$/, ""));
  const citing = names.filter((name) => /cit|bib|apa|harvard|chicago|amsrefs|acl|conf|neurips|nips|icml|iclr|aaai|style/i.test(name));
  if (citing.length === 0) return "other";
  if (citing.every((name) => name === "biblatex")) return usesNatbibOption(text) ? "other" : "biblatex";
  return citing.every((name) => name === "natbib") ? "natbib" : "other";
}

const usesNatbibOption = (text: string): boolean => /natbib|mcite|ExecuteBibliographyOptions/.test(text);

const bareOf = ({ command = "" }: CitationGroup): string => command.replace(/\*$/, "");

const isForeign = (group: CitationGroup, system: System): boolean => (system === "biblatex" ? toBiblatex : toNatbib).has(bareOf(group));

/** The writer may define it, by whatever command. */
const isDefined = (group: CitationGroup, text: string): boolean =>
  new RegExp(`(?:command|[a-z]*def|let|cmd|Command|Copy|Alias)\\*?\\s*\\{?\\s*\\\\${bareOf(group)}(?![A-Za-z])`).test(text);

function problemOf(group: CitationGroup, loaded: System): FoundProblem {
  const command = bareOf(group);
  const span = { start: group.span.start, end: group.span.start + 1 + command.length };
  return { facts: { code: "citation.unknown-command", command, loaded }, span, fixes: fixesOf(command, loaded, span) };
}

function fixesOf(command: string, loaded: System, span: FoundProblem["span"]): readonly Fix[] {
  const other = (loaded === "natbib" ? toNatbib : toBiblatex).get(command);
  if (other === undefined || other === "") return [];
  return [{ title: fixWords.changeTo(`\\${other}`), edits: [{ span, text: `\\${other}` }], preferred: true }];
}

/** natbib's commands that biblatex lacks, with what does the same there; "" for nothing. */
const toBiblatex: ReadonlyMap<string, string> = new Map([
  ["citet", "textcite"],
  ["citep", "parencite"],
  ["citealt", ""],
  ["citealp", "cite"],
  ["Citet", "Textcite"],
  ["Citep", "Parencite"],
  ["Citealp", "Cite"],
  ["citeyearpar", ""],
  ["citetalias", ""],
  ["citepalias", ""],
]);

const toNatbib: ReadonlyMap<string, string> = new Map([
  ["textcite", "citet"],
  ["parencite", "citep"],
  ["autocite", "citep"],
  ["Textcite", "Citet"],
  ["Parencite", "Citep"],
  ["Autocite", "Citep"],
  ["footcite", ""],
  ["smartcite", ""],
  ["supercite", ""],
  ["parencites", ""],
  ["textcites", ""],
  ["autocites", ""],
  ["footcites", ""],
]);
