import type { ZoteroState } from "../../project/zoteroShelf.ts";
import { counted, dayAndMonth } from "./phrases.ts";

export const zoteroWords = {
  group: "Zotero",
  inZotero: "in Zotero",
  willBeAdded: "In Zotero. It is added to the bibliography of this draft when you choose it.",
  nothingChosen: "Zotero has no such item any more: please choose once more.",
  notHere: "Zotero does not answer: start it, and ask once more.",
  openInZotero: "Open in Zotero",
} as const;

/** What there is to say of Zotero: `1,204 items, as of 10:32`, and what is wrong with it; "" where there is nothing, since it does not run. */
export function zoteroLine(state: ZoteroState, now: number): string {
  const { condition, library, asOf } = state;
  const held = asOf === undefined ? "" : `${counted(library.entries.length, "item", "items")}, as of ${clockTime(asOf, now)}`;
  const trouble = zoteroTrouble(state);
  if (trouble !== undefined) return [trouble, held].filter((part) => part !== "").join(" · ");
  switch (condition.kind) {
    case "reading":
      return condition.read === 0 ? "its items are being read" : readSoFar(condition.read, condition.total);
    case "fault":
      return held === "" ? "" : `${held}; it does not run now`;
    default:
      return held;
  }
}

/** What the writer can mend; undefined where all is well, and where Zotero just doesn't run. */
export function zoteroTrouble({ condition, origin }: ZoteroState): string | undefined {
  if (condition.kind === "elsewhere")
    return "The setting ibid.zotero.url names another machine: allow private addresses (ibid.links.allowPrivateAddresses), or give Zotero's address on this one.";
  if (condition.kind !== "fault") return undefined;
  switch (condition.fault) {
    case "refusing":
      return 'Zotero is running but doesn\'t let other programs in: in its settings, under Advanced, allow other applications to communicate with it ("Allow other applications on this computer to communicate with Zotero").';
    case "old":
      return "This Zotero is too old to be asked: update it to version 7 or later.";
    case "stranger":
      return `Something else than Zotero answers at ${origin}: give Zotero's address in the setting ibid.zotero.url, or leave it empty.`;
    case "failing":
      return "Zotero is running but gives no answer that can be read: wait until it has nothing else to do, or restart it.";
    case "absent":
      return undefined;
  }
}

const readSoFar = (read: number, total: number | undefined): string =>
  total === undefined
    ? `${counted(read, "item", "items")} read so far`
    : `${read.toLocaleString("en-US")} of ${counted(total, "item", "items")} read so far`;

/** `10:32` of today, `3 November` of another day, by the writer's own clock. */
function clockTime(time: number, now: number): string {
  const day = (of: number): string => new Date(of).toDateString();
  return day(time) === day(now) ? new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }) : dayAndMonth(time);
}
