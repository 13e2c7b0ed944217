import { tokensOf } from "../../server/src/corpus/references/learned/tokens.ts";
import {
  type LabelledDocument,
  type LabelledReference,
  labelledDocuments,
} from "../../server/test/corpus/references/labelled/labelledNotes.ts";
import type { Labelled } from "./crf.ts";

/** Our own labelled notes, but for those of one house style. */
export function ownNotes(without = ""): Labelled[] {
  return labelledDocuments()
    .filter((document) => document.style !== without)
    .flatMap(referencesOf);
}

const referencesOf = (document: LabelledDocument): Labelled[] =>
  document.notes.flatMap((note) =>
    note.references.filter((reference) => reference.parts.some((part) => part.field !== "locator")).map(labelledTokens),
  );

const names: Readonly<Record<string, string>> = {
  issued: "date",
  "publisher-place": "location",
  issue: "volume",
  "volume-title": "title",
  "number-of-volumes": "volume",
  page: "pages",
  locator: "pages",
  number: "genre",
  URL: "url",
  DOI: "doi",
  accessed: "note",
  "event-title": "note",
};

/** A word between two fields belongs to the second (`pp. 4`, `ed. by A. Bell`), but for `(eds)` and the like behind a name. */
function labelledTokens({ raw, parts }: LabelledReference): Labelled {
  const tokens = tokensOf(raw);
  const labels = tokens.map(({ span }) => {
    const part = parts.find((one) => one.start < span.end && span.start < one.end);
    return part === undefined ? "" : (names[part.field] ?? part.field);
  });
  for (let i = 0; i < labels.length; i++)
    if (labels[i] === "" && i > 0 && belongsBehind.test(tokens[i]?.text ?? "")) labels[i] = labels[i - 1] ?? "";
  for (let i = labels.length - 1; i >= 0; i--)
    if (labels[i] === "") labels[i] = labels[i + 1] ?? labels.findLast((label) => label !== "") ?? "";
  // `A. Bell and C. Dow`: the word between two names is theirs.
  return { tokens: tokens.map((token) => token.text), labels };
}

const belongsBehind =
  /^(?:\((?:eds?\.?|hrsg\.?|dirs?\.?)\)[,.:]?|eds?\.,?|edn,?|ed\.\)?,?|Aufl\.,?|vols?\.?,?|Moscow|\(Moscow\),?|»|\[hereafter|[A-Z/]+\],?|u\.|a\.:)$/i;
