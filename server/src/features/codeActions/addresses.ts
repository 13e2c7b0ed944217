import type { FormatWriter } from "../../library/edits/formatWriter.ts";
import { writerFor } from "../../library/edits/writers.ts";
import type { Entry } from "../../library/entry.ts";
import { linksOfEntry, livingStandIn, type PlacedLink } from "../../project/placedLinks.ts";
import type { BibliographySnapshot, Snapshot } from "../../project/snapshot.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import { type Span, touches } from "../../text/span.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { CodeAction } from "../codeAction.ts";
import { archivedFixWords } from "../words/archived.ts";

/** On an address of an entry: to drop it where it is gone and something else leads to the work, and to note when it was last seen. */
export function addressActions(snapshot: Snapshot, place: Span): readonly CodeAction[] {
  if (snapshot.kind !== "bibliography" || snapshot.facts.writtenBy !== undefined) return [];
  const writer = writerFor(snapshot.facts.format);
  const entry = snapshot.library.entries.find(({ path, raw }) => path === snapshot.path && touches(raw.span, place.start));
  const link = entry === undefined ? undefined : linksOfEntry(entry).find(({ span }) => touches(span, place.start));
  if (writer === undefined || entry === undefined || link === undefined || link.isIdentifier) return [];
  return [...dropAddress(snapshot, entry, link, writer), ...accessDate(snapshot, entry, link, writer)];
}

const urlFields: readonly string[] = ["url", "URL", "UR", "%U"];

function dropAddress(snapshot: BibliographySnapshot, entry: Entry, link: PlacedLink, writer: FormatWriter): readonly CodeAction[] {
  const state = link.url === undefined ? undefined : snapshot.verdictOf(link.url)?.state;
  const standIn = livingStandIn(link, snapshot.verdictOf);
  const name = urlFields.find((candidate) =>
    fieldsNamed(entry.raw, candidate).some(({ valueSpan }) => touches(valueSpan, link.span.start)),
  );
  if (standIn === undefined || name === undefined || (state !== "dead" && state !== "suspect")) return [];
  return action(snapshot, archivedFixWords.dropAddress(standIn), "quickfix", writer.removeField(fileOf(snapshot), entry.raw, name));
}

/** Only the day on which the page was seen to answer is a date of access. */
function accessDate(snapshot: BibliographySnapshot, entry: Entry, link: PlacedLink, writer: FormatWriter): readonly CodeAction[] {
  const verdict = link.url === undefined ? undefined : snapshot.verdictOf(link.url);
  const { format } = snapshot.facts;
  const hasDate = ["urldate", "accessed"].some((name) => fieldsNamed(entry.raw, name).length > 0);
  if (verdict?.state !== "alive" || verdict.checkedAt === undefined || hasDate || (format !== "bibtex" && format !== "csl-json")) return [];
  const date = new Date(verdict.checkedAt).toISOString().slice(0, 10);
  const parts = date.split("-").map(Number).join(", ");
  const values =
    format === "bibtex"
      ? new Map([["urldate", { kind: "text" as const, text: date }]])
      : new Map([["accessed", { kind: "written" as const, text: `{ "date-parts": [[${parts}]] }` }]]);
  return action(snapshot, archivedFixWords.accessDate(date), "refactor", writer.setFields(fileOf(snapshot), entry.raw, values));
}

const fileOf = ({ path, text, facts }: BibliographySnapshot) => ({ path, text, facts });

const action = (
  { path, text }: BibliographySnapshot,
  title: string,
  kind: "quickfix" | "refactor",
  edits: readonly TextEdit[],
): readonly CodeAction[] =>
  edits.length === 0
    ? []
    : [{ title, kind, isPreferred: false, problems: [], work: { kind: "edits", files: [{ path, basis: text, edits }] } }];
