import { answerFormatRequest } from "../library/citationJs.ts";
import type { FormatAnswer, FormatRequest } from "../library/formatting.ts";
import type { StyleProvider } from "../library/styleTree.ts";

export type { CslTree, StyleProvider } from "../library/styleTree.ts";

/** What the format worker does with a message: its thread gives it the styles, it gives the answer back. */
export function answerFormat(message: unknown, styles: StyleProvider): FormatAnswer {
  return answerFormatRequest(message as FormatRequest, styles);
}
