import { type ArchivedCopy, timeOf } from "../../text/archivedCopy.ts";
import { dayMonthYear } from "./phrases.ts";

const takenOn = ({ taken }: ArchivedCopy): string => dayMonthYear(timeOf(taken));

/** What is offered for a page that is gone, and what is then written beside its address. */
export const archivedFixWords = {
  addCopy: (copy: ArchivedCopy): string => `Keep the address and add the archived copy of ${takenOn(copy)}`,
  useCopy: (copy: ArchivedCopy): string => `Use the archived copy of ${takenOn(copy)} instead`,
  archivedAt: (link: string, copy: ArchivedCopy): string => `Archived at ${link}, ${takenOn(copy)}`,
  besideInMarkdown: (copy: ArchivedCopy, url: string): string => ` ([archived ${takenOn(copy)}](${url}))`,
  besideInLatex: (copy: ArchivedCopy): string => ` (archived at \\url{${copy.url.replace(/[{}\\]/g, (sign) => encodeURIComponent(sign))}})`,
  dropAddress: (standIn: string): string => `Remove the address: ${standIn.replace(/^https?:\/\//, "").slice(0, 60)} leads to this work`,
  accessDate: (date: string): string => `Add the date of access, ${date}`,
} as const;
