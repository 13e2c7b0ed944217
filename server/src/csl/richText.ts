/** Text with the few styles that references use. lsp turns it into Markdown, cli into plain text; nothing else formats. */
export interface RichRun {
  readonly text: string;
  readonly italic?: boolean;
  readonly bold?: boolean;
  readonly smallCaps?: boolean;
  readonly position?: "superscript" | "subscript";
}

export type RichText = readonly RichRun[];

export const plainText = (rich: RichText): string => rich.map((run) => run.text).join("");
