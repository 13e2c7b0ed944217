import { bibtexWriter } from "./bibtexWriter.ts";
import { cslJsonWriter } from "./cslJsonWriter.ts";
import { cslYamlWriter } from "./cslYamlWriter.ts";
import type { FormatWriter } from "./formatWriter.ts";
import { risEditor } from "./risEditor.ts";

/** By format; undefined for a format that is only read. */
export const writerFor = (format: string): FormatWriter | undefined => writers.get(format);

const writers: ReadonlyMap<string, FormatWriter> = new Map([
  ["bibtex", bibtexWriter],
  ["csl-json", cslJsonWriter],
  ["csl-yaml", cslYamlWriter],
  ["ris", risEditor],
]);
