import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseSync } from "oxc-parser";

/** One import as it stands in a file; paths relate to the folder that was looked through. */
export interface Import {
  readonly file: string;
  /** The imported file for relative imports, else the package's name or `node:…`. */
  readonly target: string;
  readonly typeOnly: boolean;
}

/** Every import, export-from and dynamic import of the TypeScript files below a folder. */
export function importsBelow(folder: string): readonly Import[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => importsOf(join(folder, name), readFileSync(join(folder, name), "utf8"), folder));
}

export function importsOf(file: string, text: string, folder: string): readonly Import[] {
  const { module } = parseSync(file, text);
  const statics = module.staticImports.map((found) => ({
    specifier: found.moduleRequest.value,
    typeOnly: found.entries.length > 0 && found.entries.every((entry) => entry.isType),
  }));
  const reexports = module.staticExports.flatMap((found) =>
    found.entries.flatMap((entry) =>
      entry.moduleRequest === null ? [] : [{ specifier: entry.moduleRequest.value, typeOnly: entry.isType }],
    ),
  );
  const dynamics = module.dynamicImports.map((found) => ({
    specifier: text.slice(found.moduleRequest.start + 1, found.moduleRequest.end - 1),
    typeOnly: false,
  }));
  return [...statics, ...reexports, ...dynamics].map(({ specifier, typeOnly }) => ({
    file: relative(folder, file),
    target: specifier.startsWith(".") ? relative(folder, resolve(dirname(file), specifier)) : specifier,
    typeOnly,
  }));
}
