import type { NamedFile } from "../syntax/facts.ts";

/** A file that says which bibliographies, style or language a draft has: the draft itself, `_quarto.yml`, the main file of a thesis. */
export interface Namer {
  readonly path: string;
  readonly bibliographies: readonly NamedAt[];
  readonly csl: NamedFile | undefined;
  readonly lang: string | undefined;
  /** Where its relative names are looked for, in order. */
  readonly folders: readonly string[];
  /** The folder that a leading `/` stands for, in Quarto's projects. */
  readonly slash: string | undefined;
}

/** A name with the line it stands in, counted from zero, since its file need not be open. */
export interface NamedAt extends NamedFile {
  readonly line: number;
}

export function withLines(named: readonly NamedFile[], text: string): readonly NamedAt[] {
  return named.map((file) => ({ ...file, line: lineAt(text, file.span.start) }));
}

function lineAt(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
