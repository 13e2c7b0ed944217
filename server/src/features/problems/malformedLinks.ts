import { canonicalUrl } from "../../links/canonical.ts";
import { linksIn, linksOfEntry, type PlacedLink } from "../../project/placedLinks.ts";
import type { Snapshot } from "../../project/snapshot.ts";
import { baseName } from "../../text/path.ts";
import { urlCandidates } from "../../text/urlCandidates.ts";
import { needsRepair, type UrlChange, type UrlRepair } from "../../text/urlRepair.ts";
import type { Fix, FoundProblem } from "../problem.ts";
import { fixWords, guessWords } from "../words/problems.ts";

/** An address that leads nowhere as it is printed: mended where that is safe, else what it may stand for, the best supported first. */
export function malformed(snapshot: Snapshot, link: PlacedLink, printedElsewhere: () => PrintedElsewhere): readonly FoundProblem[] {
  const repaired = link.repair?.url;
  if (link.isIdentifier || (link.url !== undefined && repaired === undefined)) return [];
  const guesses = link.url === undefined ? ranked(snapshot, link, printedElsewhere) : [];
  const fixes =
    link.url === undefined
      ? guesses.map(({ url, why }, index) => ({
          title: fixWords.changeTo(url) + guessWords(why),
          edits: [{ span: link.span, text: url }],
          preferred: index === 0 && why.kind !== "habit" && (why.kind !== "none" || guesses.length === 1),
        }))
      : [{ title: fixWords.changeTo(repaired ?? ""), edits: [{ span: link.span, text: repaired ?? "" }], preferred: true }];
  const facts = {
    code: "link.malformed",
    printed: link.printed,
    repaired: guesses[0]?.url ?? repaired,
    change: mainChange(link.repair),
  } as const;
  return [{ facts, span: link.span, fixes }];
}

/** An encoded dash may be the page's own or a typesetter's: for a page that fails, the hyphen is offered. */
export function hyphenFix(link: PlacedLink): readonly Fix[] {
  const url = link.printed.replace(encodedDash, "-");
  return url === link.printed ? [] : [{ title: fixWords.changeTo(url), edits: [{ span: link.span, text: url }], preferred: false }];
}

const encodedDash = /%E2%80%9[0-5]|%E2%88%92/gi;

/** What the message names: not the full stop behind the address, which was never part of it. */
const mainChange = (repair: UrlRepair | undefined): UrlChange | undefined =>
  repair?.changes.find((change) => needsRepair({ ...repair, changes: [change] }));

/** What speaks for a guess, the strongest first. */
export type GuessEvidence =
  /** The same address stands cleaner somewhere else. */
  | { readonly kind: "twin"; readonly file: string }
  | { readonly kind: "answers" }
  | { readonly kind: "archived" }
  /** Other addresses of that host have such a sign. */
  | { readonly kind: "habit" }
  | { readonly kind: "none" };

interface Guess {
  readonly url: string;
  readonly why: GuessEvidence;
}

const strength: Readonly<Record<GuessEvidence["kind"], number>> = { twin: 4, answers: 3, archived: 2, habit: 1, none: 0 };

function ranked(snapshot: Snapshot, link: PlacedLink, printedElsewhere: () => PrintedElsewhere): readonly Guess[] {
  const guesses = urlCandidates(link.printed).map((url) => ({ url, why: evidenceFor(url, snapshot, printedElsewhere()) }));
  return guesses.toSorted((one, other) => strength[other.why.kind] - strength[one.why.kind]).slice(0, mostGuesses);
}

const mostGuesses = 4;

function evidenceFor(url: string, snapshot: Snapshot, elsewhere: PrintedElsewhere): GuessEvidence {
  const canonical = canonicalUrl(url) ?? url;
  const file = elsewhere.fileOf.get(canonical);
  if (file !== undefined) return { kind: "twin", file: baseName(file) };
  const state = snapshot.verdictOf(canonical)?.state;
  if (state === "alive" || state === "moved") return { kind: "answers" };
  if (snapshot.archivedCopyOf(canonical) !== undefined) return { kind: "archived" };
  const parsed = URL.parse(canonical);
  const signs = parsed === null ? [] : ["%20", "_", "-"].filter((sign) => parsed.pathname.includes(sign));
  const isUsual = signs.length > 0 && signs.every((sign) => elsewhere.signsOf.get(parsed?.host ?? "")?.has(sign));
  return { kind: isUsual ? "habit" : "none" };
}

/** Addresses that stand right in the draft, the library and the references of sources. */
export interface PrintedElsewhere {
  readonly fileOf: ReadonlyMap<string, string>;
  /** Of each host which of `%20`, `_` and `-` its addresses have. */
  readonly signsOf: ReadonlyMap<string, ReadonlySet<string>>;
}

export function addressesElsewhere(snapshot: Snapshot): PrintedElsewhere {
  const fileOf = new Map<string, string>();
  const signsOf = new Map<string, Set<string>>();
  const add = (url: string, file: string): void => {
    if (!fileOf.has(url)) fileOf.set(url, file);
    const parsed = URL.parse(url);
    if (parsed === null) return;
    const signs = signsOf.get(parsed.host) ?? new Set();
    signsOf.set(parsed.host, signs);
    for (const sign of ["%20", "_", "-"]) if (parsed.pathname.includes(sign)) signs.add(sign);
  };
  const entries = snapshot.library.entries.slice(0, mostEntries);
  for (const { url, repair, path } of [...(snapshot.kind === "draft" ? linksIn(snapshot) : []), ...entries.flatMap(linksOfEntry)])
    if (url !== undefined && repair === undefined) add(url, path);
  for (const file of snapshot.sources) {
    if (file.kind !== "read") continue;
    for (const { csl } of file.source.notes.flatMap(({ references }) => references)) {
      const url = csl.URL === undefined ? undefined : canonicalUrl(csl.URL);
      if (url !== undefined) add(url, file.path);
    }
  }
  return { fileOf, signsOf };
}

const mostEntries = 5000;
