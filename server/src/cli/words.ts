import type { LinkReport } from "../actions/checkLinks.ts";
import type { LinkState } from "../links/verdict.ts";
import type { CheckedDocument } from "./check.ts";

/** The words of the command line's reports. */
export const reportWords = {
  nothing: "Nothing to mend.",
  count(documents: readonly CheckedDocument[]): string {
    const problems = documents.reduce((sum, document) => sum + document.problems.length, 0);
    return `${counted(problems, "problem")} in ${counted(documents.length, "document")}.`;
  },
  links(links: readonly LinkReport[]): string {
    if (links.length === 0) return "No links.";
    const states = new Map<string, number>();
    for (const link of links) {
      const state = stateWords[link.verdict?.state ?? "unchecked"];
      states.set(state, (states.get(state) ?? 0) + 1);
    }
    return `${counted(links.length, "link")}: ${[...states].map(([state, count]) => `${count} ${state}`).join(", ")}.`;
  },
} as const;

export const stateWords: Readonly<Record<LinkState, string>> = {
  alive: "alive",
  moved: "moved for good",
  dead: "gone",
  suspect: "failing",
  blocked: "not open to programs",
  unreachable: "not checked (offline)",
  malformed: "misprinted",
  unchecked: "not checked",
};

const counted = (count: number, noun: string): string => `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

export const usage = `ibid: checks citations, quotations and links of drafts against their bibliographies and sources

  ibid check PATH…          problems of drafts and bibliographies      --format text|json|sarif|markdown  --fail-on SEVERITY
  ibid citations PATH…      every citation of drafts                    --format json
  ibid library PATH…        the entries that serve these files          --format csl-json|biblatex|ris|json
  ibid references SOURCE    notes and references printed in a source    --format json|csl-json|biblatex|ris
  ibid quote TEXT           where a quotation stands                    --sources PATH… [--in SOURCE]
  ibid links PATH…          the links of drafts and bibliographies      --format json|text

  --root FOLDER             what the paths of settings relate to
  --config FILE             settings: the value of section "ibid" as JSON
  --set ibid.NAME=VALUE     one setting

Exit code: 0 nothing of --fail-on (warning) or worse, 1 something, 2 wrong use or failure.
`;
