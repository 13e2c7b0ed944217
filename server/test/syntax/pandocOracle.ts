import { convert } from "pandoc-wasm";

const modes = new Map([
  ["NormalCitation", "normal"],
  ["AuthorInText", "authorInText"],
  ["SuppressAuthor", "suppressAuthor"],
]);

/** The citations that Pandoc itself reads, as `key mode`, in document order; undefined where it refuses the text. */
export async function pandocCitations(markdown: string): Promise<string[] | undefined> {
  const { stdout } = await convert({ from: "markdown", to: "json" }, markdown, {});
  if (stdout === "") return undefined;
  const document: unknown = JSON.parse(stdout);
  const found: string[] = [];
  if (isRecord(document)) {
    collect(document.meta, found);
    collect(document.blocks, found);
  }
  return found;
}

function collect(node: unknown, found: string[]): void {
  if (Array.isArray(node)) for (const child of node) collect(child, found);
  else if (isRecord(node)) {
    if (node.t === "Cite" && Array.isArray(node.c)) collectCitations(node.c[0], found);
    // A figure repeats its caption as the image's text.
    else if (node.t === "Figure" && Array.isArray(node.c)) collect(node.c[2], found);
    else for (const [name, child] of Object.entries(node)) if (name !== "t") collect(child, found);
  }
}

function collectCitations(citations: unknown, found: string[]): void {
  if (!Array.isArray(citations)) return;
  for (const citation of citations) {
    if (!isRecord(citation) || !isRecord(citation.citationMode)) continue;
    collect(citation.citationPrefix, found);
    found.push(`${citation.citationId} ${modes.get(String(citation.citationMode.t))}`);
    collect(citation.citationSuffix, found);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
