import type { CslItem } from "../../csl/types.ts";
import type { Labeller } from "./learned/labeller.ts";
import { readLearned } from "./learned/readLearned.ts";
import { typed, withoutEmpty } from "./workType.ts";

/** A reference as the rules read it. */
interface RuledWork {
  readonly ruled: CslItem;
  readonly addresses: CslItem;
  /** Without its addresses. */
  readonly text: string;
  /** The item of a reference list. */
  readonly listed: boolean;
}

/** The work as it was learned to be read where the rules are unsure; else as they have it. */
export function asLearned(labeller: Labeller, { ruled, addresses, text, listed }: RuledWork): CslItem {
  return needsLearned(ruled, text, listed) ? betterOf(ruled, readLearned(labeller, text), addresses) : ruled;
}

/** An item of a list, whose customs are too many for rules; or a title that swallowed what follows it. */
function needsLearned(ruled: CslItem, text: string, listed: boolean): boolean {
  if (/^(?:legal_case|legislation|hearing|treaty|personal_communication|manuscript|interview|article-newspaper)$/.test(ruled.type ?? ""))
    return false;
  if (listed || opensDated.test(text)) return true;
  return swallowed.test(ruled.title ?? "") || (ruled.type === "document" && ruled.issued !== undefined && /[,.:]/.test(ruled.title ?? ""));
}

const opensDated = /^[^()“‘"\d]{3,200}[,.]?\s\(?(?:1[5-9]|20)\d\d[a-z]?[).,:]/u;
const swallowed = /,\s(?:eds?\.|edited by|trans\.|translated by|vol\.|no\.|Bd\.|hrsg\.)\s|\d{4}\)?,?\s*\d*$|\b(?:Press|Verlag|Routledge)\b/;

/** The learned reading where it explains more: a publication that the rules saw as part of the title. */
function betterOf(ruled: CslItem, learned: CslItem, addresses: CslItem): CslItem {
  const { archive: _archive, ...fields } = learned;
  if (
    fields.title === undefined ||
    (fields["container-title"] === undefined && fields.publisher === undefined && fields.issued === undefined)
  )
    return ruled;
  const type =
    ruled.type === "thesis" || ruled.type === "report" || ruled.type === "speech" ? { type: ruled.type } : learnedType(fields, ruled);
  return typed(withoutEmpty({ ...fields, ...type, ...addresses }));
}

function learnedType(learned: CslItem, ruled: CslItem): CslItem {
  if (/\b(?:thesis|dissertation|diss\.)/i.test(learned.genre ?? "")) return { type: "thesis" };
  if (/\b(?:report|working paper|discussion paper)\b/i.test(learned.genre ?? "")) return { type: "report" };
  if (learned["container-title"] === undefined)
    return learned.publisher === undefined && learned["publisher-place"] === undefined ? {} : { type: "book", page: "" };
  if (learned.editor !== undefined || learned.publisher !== undefined) return { type: "chapter" };
  return { type: ruled.type === "article-magazine" || ruled.type === "paper-conference" ? ruled.type : "article-journal" };
}
