import type { CslItem, CslName } from "../../../csl/types.ts";
import { optional, volumes } from "../containers.ts";
import { findDate } from "../dates.ts";
import { corporateName, parseNames } from "../names.ts";
import type { Labeller } from "./labeller.ts";
import { tokensOf } from "./tokens.ts";

/** The words of a field, as they stand together. */
interface Piece {
  readonly label: string;
  readonly text: string;
}

/** A reference's fields as the learned labeller sees them. */
export function readLearned(labeller: Labeller, text: string): CslItem {
  let csl: CslItem = {};
  for (const piece of piecesOf(labeller, text)) csl = { ...fieldsOf(piece), ...csl };
  return csl;
}

export function piecesOf(labeller: Labeller, text: string): Piece[] {
  const tokens = tokensOf(text);
  const labels = labeller(tokens.map((token) => token.text));
  const pieces: Piece[] = [];
  let start = 0;
  for (let i = 1; i <= tokens.length; i++) {
    if (i < tokens.length && labels[i] === labels[start]) continue;
    pieces.push({ label: labels[start] ?? "", text: text.slice(tokens[start]?.span.start, tokens[i - 1]?.span.end) });
    start = i;
  }
  return pieces;
}

function fieldsOf({ label, text }: Piece): CslItem {
  switch (label) {
    case "author":
    case "editor":
    case "translator":
      return peopleOf(label, text);
    case "title":
      return optional("title", titleOf(text));
    case "container-title":
      return optional("container-title", titleOf(text.replace(/^(?:in|dans|In):?\s+/i, "")).replace(/\s*\([^()]{1,40}\)$/, ""));
    case "collection-title":
      return optional("collection-title", titleOf(text));
    case "date": {
      const date = findDate(text);
      return date === undefined ? {} : { issued: date.date };
    }
    case "volume":
      return volumesOf(text);
    case "pages":
      return optional(
        "page",
        /\b(?:[A-Z]?\d+|[ivxlc]+)(?:\s?[–-]\s?(?:[A-Z]?\d+|[ivxlc]+))?/.exec(text.replace(/^\W*(?:pp?|S|pages?|Seiten?)\.?\s/i, ""))?.[0],
      );
    case "location":
      return optional("publisher-place", bare(text));
    case "publisher":
      return optional("publisher", bare(text));
    case "edition":
      return optional("edition", /\d+/.exec(text)?.[0] ?? bare(text));
    case "genre":
      return optional("genre", bare(text));
    case "archive":
      return optional("archive", bare(text));
    default:
      return {};
  }
}

function volumesOf(text: string): CslItem {
  const count = /^\W*(\d{1,2}) (?:vols?|Bde|Bände|tomes|vol)\b/i.exec(text);
  return count === null
    ? volumes(text.replace(/[,.:;]+$/, "").replace(/^(\d+)\.(\d+)$/, "$1($2)"))
    : optional("number-of-volumes", count[1]);
}

function peopleOf(role: "author" | "editor" | "translator", text: string): CslItem {
  const isEditor = /\((?:eds?\.?|hrsg\.?|dirs?\.?)\)|,\s*eds?\.?\W*$|\beditors?\W*$/i.test(text);
  const plain = text
    .replace(
      /^\W*(?:in:?\s+)?(?:(?:edited|translated|ed\.|eds\.|trans\.|transl\.|hrsg\.|herausgegeben|übers\.|trad\.)(?:\s+(?:and|und)\s+\S+)?\s*(?:by|von|v\.|par|de)?\s+)?(?:by\s+)?/i,
      "",
    )
    .replace(/\s*[([](?:eds?\.?|hrsg\.?|dirs?\.?|editors?|director|rapporteur|directors)[)\]].*$/i, "")
    .replace(/,?\s+(?:eds?\.?|editors?)[,.]?$/i, "")
    .replace(/[,:;\s]+$/, "");
  const names = parseNames(plain) ?? parseNames(plain.replace(/\.$/, ""));
  const literal = plain.replace(/\.$/, "");
  const people: readonly CslName[] = names?.names ?? [corporateName(literal) ?? { literal }];
  return literal === "" ? {} : { [role === "author" && isEditor ? "editor" : role]: people };
}

const bare = (text: string): string => text.replace(/^[\s,.;:([<]+/, "").replace(/[\s,.;:\])>]+$/, "");

const titleOf = (text: string): string =>
  text
    .replace(/^[\s,.;:(]+/, "")
    .replace(/[\s,.;:(]+$/, "")
    .replace(/^[“"‘«„»]\s?/, "")
    .replace(/\s?[,.]?[”"’»“«][,.]?$/, "")
    .replace(/[\s,.;:]+$/, "");
