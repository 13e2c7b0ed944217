import type { CslItem } from "../../../csl/types.ts";

/** The works that Zotero or Mendeley put behind a document's citations, as CSL-JSON, each once. */
export function citedWorksIn(fields: readonly string[]): CslItem[] {
  const works = new Map<string, CslItem>();
  for (const field of fields) {
    const at = field.indexOf("{");
    if (at < 0 || !/ZOTERO_ITEM|CSL_CITATION/.test(field.slice(0, at))) continue;
    for (const item of itemsIn(field.slice(at, field.lastIndexOf("}") + 1)))
      works.set(JSON.stringify([item.title, item.issued, item.author]), item);
  }
  return [...works.values()];
}

function itemsIn(json: string): readonly CslItem[] {
  const items = (parsed(json) as { readonly citationItems?: unknown } | null)?.citationItems;
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: { readonly itemData?: unknown } | null) =>
    typeof item?.itemData === "object" && item.itemData !== null ? [item.itemData as CslItem] : [],
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // A field that was cut or edited by hand names no works.
    return null;
  }
}
