import type { CslItem } from "../csl/types.ts";
import { biblatexToCsl } from "./biblatexToCsl.ts";
import { cleanItem } from "./cleanItem.ts";
import type { FormatEntry } from "./formatting.ts";

/** An entry as CSL-JSON, with its key as `id`. Whatever a field holds, the entry is kept. */
export function toCsl(entry: FormatEntry): CslItem {
  if (entry.kind === "csl") return cleanItem(entry.item);
  const fields = new Map(Object.entries(entry.fields).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return biblatexToCsl(entry.key, entry.type.toLowerCase(), fields);
}
