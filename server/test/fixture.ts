import type { Span } from "../src/text/span.ts";

/** Several files in one text, with marks under lines. */
export interface Fixture {
  readonly files: ReadonlyMap<string, FixtureFile>;
  /** The file that holds the cursor, else the first. */
  readonly main: FixtureFile;
}

export interface FixtureFile {
  readonly path: string;
  readonly text: string;
  readonly cursor: number | undefined;
  /** `^^^` under a line. */
  readonly spans: readonly Span[];
}

const folder = "/work";

/**
 * Reads a fixture. A line `%! name` begins a file; a row of spaces and marks belongs to the line above it:
 *
 *     %! draft.md
 *     See [@smi, p. 3].
 *             |           the cursor stands before this column
 *           ^^^           a span
 */
export function readFixture(text: string): Fixture {
  const files = splitFiles(text).map(([name, lines]) => readFile(`${folder}/${name}`, lines));
  const main = files.find((file) => file.cursor !== undefined) ?? files[0];
  if (main === undefined) throw new Error("the fixture holds no file");
  return { files: new Map(files.map((file) => [file.path, file])), main };
}

function splitFiles(text: string): readonly [string, string[]][] {
  const files: [string, string[]][] = [];
  for (const line of text.replace(/^\n/, "").split("\n")) {
    const name = /^%! (\S+)$/.exec(line)?.[1];
    if (name !== undefined) files.push([name, []]);
    else files.at(-1)?.[1].push(line);
  }
  return files;
}

function readFile(path: string, lines: readonly string[]): FixtureFile {
  let text = "";
  let lineStart = 0;
  let cursor: number | undefined;
  const spans: Span[] = [];
  for (const line of lines) {
    if (!/^\s*[|^][\s|^]*$/.test(line)) {
      lineStart = text.length;
      text += `${line}\n`;
      continue;
    }
    if (line.includes("|")) cursor = lineStart + line.indexOf("|");
    for (const mark of line.matchAll(/\^+/g)) spans.push({ start: lineStart + mark.index, end: lineStart + mark.index + mark[0].length });
  }
  return { path, text, cursor, spans };
}
