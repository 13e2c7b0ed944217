import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type { CslTree, StyleProvider } from "../../workers/format.ts";

/** The shipped styles and locales as `scripts/styles.mjs` writes them below `folder`; what is not there is not provided. */
export function createStyleFiles(folder: string): StyleProvider {
  const files = new Map(Object.entries(readIndex(join(folder, "styles", "index.json"))));
  const locales = listLocales(join(folder, "locales"));
  return {
    locales,
    style: (name) => {
      const file = files.get(name);
      if (file === undefined) return undefined;
      const group = readCompressed(join(folder, "styles", file)) as Readonly<Record<string, CslTree>>;
      return group[name];
    },
    locale: (tag) => (locales.includes(tag) ? (readCompressed(join(folder, "locales", tag + suffix)) as CslTree) : undefined),
  };
}

const suffix = ".json.br";

/** Without an index there are only the styles that people bring themselves. */
function readIndex(path: string): Readonly<Record<string, string>> {
  try {
    return (JSON.parse(readFileSync(path, "utf8")) as { readonly styles: Readonly<Record<string, string>> }).styles;
  } catch {
    return {};
  }
}

function listLocales(folder: string): readonly string[] {
  try {
    return readdirSync(folder).flatMap((file) => (file.endsWith(suffix) ? [file.slice(0, -suffix.length)] : []));
  } catch {
    return [];
  }
}

const readCompressed = (path: string): unknown => JSON.parse(brotliDecompressSync(readFileSync(path)).toString("utf8"));
