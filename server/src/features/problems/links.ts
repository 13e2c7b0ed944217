import { admitUrl } from "../../links/policy.ts";
import type { LinkVerdict } from "../../links/verdict.ts";
import { isCited, linksIn, linksOfEntry, livingStandIn, type PlacedLink } from "../../project/placedLinks.ts";
import type { Snapshot } from "../../project/snapshot.ts";
import type { FoundProblem, ProblemFacts } from "../problem.ts";
import { fixWords } from "../words/problems.ts";
import { archivedFixes } from "./archivedFixes.ts";
import { addressesElsewhere, hyphenFix, malformed, type PrintedElsewhere } from "./malformedLinks.ts";

/** Addresses that are gone, have moved, fail, or are misprinted. What was never asked is no problem. */
export function linkProblems(snapshot: Snapshot): readonly FoundProblem[] {
  let elsewhere: PrintedElsewhere | undefined;
  const printedElsewhere = (): PrintedElsewhere => {
    elsewhere ??= addressesElsewhere(snapshot);
    return elsewhere;
  };
  return problemLinks(snapshot).flatMap((link) => [...malformed(snapshot, link, printedElsewhere), ...judged(snapshot, link)]);
}

/** In a file of more entries only those that are cited are looked at: nobody has all its links asked for. */
const mostEntries = 5000;

/** Of a bibliography, only what some draft cites is judged, beside what the writer had asked for. */
function problemLinks(snapshot: Snapshot): readonly PlacedLink[] {
  if (snapshot.kind === "draft") return linksIn(snapshot);
  const entries = snapshot.library.entries.filter((entry) => entry.path === snapshot.path);
  return entries.flatMap((entry) => {
    if (isCited(snapshot, entry)) return linksOfEntry(entry);
    return entries.length > mostEntries ? [] : linksOfEntry(entry).filter((link) => verdictOf(snapshot, link) !== undefined);
  });
}

function judged(snapshot: Snapshot, link: PlacedLink): readonly FoundProblem[] {
  const verdict = verdictOf(snapshot, link);
  const facts = verdict === undefined ? undefined : problemOf(verdict);
  if (verdict === undefined || facts === undefined) return [];
  // A misprinted address is one thing to mend; only that its page is gone makes another.
  if (link.repair !== undefined && facts.code !== "link.dead") return [];
  if (livingStandIn(link, snapshot.verdictOf) !== undefined) return [];
  // Of a DOI only that nobody knows it is the writer's to mend.
  if (link.isIdentifier && facts.code !== "link.dead") return [];
  const fixes =
    facts.code === "link.moved" && verdict.finalUrl !== undefined
      ? [{ title: fixWords.changeTo(verdict.finalUrl), edits: [{ span: link.span, text: verdict.finalUrl }], preferred: true }]
      : [...hyphenFix(link), ...archivedFixes(snapshot, link)];
  return [{ facts, span: link.span, fixes }];
}

function problemOf(verdict: LinkVerdict): ProblemFacts | undefined {
  switch (verdict.state) {
    case "dead":
      return { code: "link.dead", verdict };
    case "moved":
      return { code: "link.moved", verdict };
    case "suspect":
      return verdict.reason === "certificate" ? { code: "link.certificate", verdict } : { code: "link.suspect", verdict };
    case "alive":
    case "blocked":
    case "unreachable":
    case "malformed":
    case "unchecked":
      return undefined;
  }
}

/** What was found out before the settings came to leave an address out counts no more. */
function verdictOf(snapshot: Snapshot, { url }: PlacedLink): LinkVerdict | undefined {
  const verdict = url === undefined ? undefined : snapshot.verdictOf(url);
  return verdict === undefined || url === undefined || admitUrl(url, snapshot.settings.links).kind === "unchecked" ? undefined : verdict;
}
