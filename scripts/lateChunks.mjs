// Bundles the server and the command line, as CommonJS chunks that both share, and cuts off what a start does not need: that is loaded when it is
// first used. The sources know nothing of this: outside a late group, an import of one of its modules becomes a small module whose exports are
// getters, and the first one that is read requires the group's chunk.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import esbuild from "esbuild";

/** Name of a chunk, and the modules that belong to it, by their paths; what only these need goes with them, such as the package `yaml`. */
const groups = {
  latex: /src\/syntax\/latex|src\/project\/latex/,
  yaml: /src\/syntax\/(?:cslYaml|yaml|frontMatter|projectFile)/,
  formats:
    /src\/syntax\/(?:cslJson|ris|endnote|tagged|jsonScanner)|src\/library\/(?:cslEntry|tagged|ris|yamlItem|itemReader|cleanItem|languageTags|zoteroItem)/,
  patterns: /src\/text\/glob\.ts$/,
  network:
    /src\/links\/(?:asking|classify|gate|redirects|wayOut|strikes|handleRecord|policy|robotWall|flights)|platform\/node\/(?:addressGuard|body|fetchFailure|proxy)\.ts/,
  markup: /src\/syntax\/markdown(?:Tables|Html|Tex|RawBlocks)/,
  zotero: /src\/project\/zotero(?:Sync|Store|Boxes)/,
  sources: /src\/corpus\/|src\/library\/(?:sameWork|otherWork)|src\/project\/(?:entrySources|entryMarks|matchedSources|sourceIndexer)/,
  checks:
    /src\/features\/(?:problems|hover|filesUsed|quotation|bibliography\/|completionDetails|words\/(?:problems|fields|furniture|hovers|bibliograph))/,
  changes:
    /src\/(?:actions|online)\/|src\/features\/(?:codeActions|zoteroOffers|words\/(?:adding|zotero))|src\/library\/(?:edits\/|biblatex)|src\/service\/(?:writing|zotero|valuesInUse)/,
};

const groupOf = (file) => Object.keys(groups).find((name) => groups[name].test(file.replaceAll("\\", "/")));

/**
 * @param {Record<string, string>} entries output name to entry file
 * @param {import("esbuild").BuildOptions} options what all bundles have in common
 * @param {{dist: string, development: boolean}} to
 * @returns {Promise<readonly (readonly [string, {bytes: number}])[]>} what was written
 */
export async function buildLateChunks(entries, options, { dist, development }) {
  const late = await lateModules(entries, options);
  const chunks = Object.fromEntries(Object.keys(groups).map((name) => [name, `late:${name}`]));
  const { outputFiles } = await esbuild.build({
    ...options,
    entryPoints: { ...entries, ...chunks },
    chunkNames: "shared-[hash]",
    outdir: dist,
    format: "esm",
    splitting: true,
    write: false,
    sourcemap: development ? "inline" : false,
    plugins: [lateImports(late), ...options.plugins],
  });
  await mkdir(dist, { recursive: true });
  return Promise.all(outputFiles.map((file) => writeAsCommonJs(file, options, development)));
}

/** esbuild splits only ECMAScript modules; each chunk becomes CommonJS by itself. */
async function writeAsCommonJs({ path: file, text }, { target, legalComments, logOverride }, development) {
  const sourcemap = development ? "inline" : false;
  const { code } = await esbuild.transform(text, {
    format: "cjs",
    platform: "node",
    minify: !development,
    sourcefile: path.basename(file),
    target,
    legalComments,
    logOverride,
    sourcemap,
  });
  await writeFile(file, code);
  return [path.relative(process.cwd(), file), { bytes: Buffer.byteLength(code) }];
}

/** The modules of a group that others import, each with its number and what it exports. */
async function lateModules(entries, options) {
  const { metafile } = await esbuild.build({
    ...options,
    entryPoints: entries,
    outdir: "unused",
    format: "esm",
    write: false,
    metafile: true,
  });
  const files = new Set();
  for (const [importer, { imports }] of Object.entries(metafile.inputs))
    for (const { path: file, external } of imports)
      if (!external && groupOf(file) !== undefined && groupOf(file) !== groupOf(importer)) files.add(path.resolve(file));
  const { metafile: apart } = await esbuild.build({
    entryPoints: [...files],
    outdir: "unused",
    format: "esm",
    write: false,
    metafile: true,
  });
  const exported = Object.values(apart.outputs).map(({ entryPoint, exports }) => [path.resolve(entryPoint), exports]);
  return new Map(exported.map(([file, names], number) => [file, { group: groupOf(file), number, names }]));
}

function lateImports(late) {
  return {
    name: "late-imports",
    setup(build) {
      build.onResolve({ filter: /^late:/ }, ({ path: name }) => ({ path: name.slice("late:".length), namespace: "late-chunk" }));
      build.onResolve({ filter: /^\.\.?\// }, ({ path: specifier, importer, resolveDir, namespace, kind }) => {
        const file = path.resolve(resolveDir, specifier);
        if (namespace !== "file" || kind !== "import-statement" || !late.has(file) || late.get(file).group === groupOf(importer))
          return undefined;
        return { path: file, namespace: "late-module", sideEffects: false };
      });
      build.onResolve({ filter: /\.js$/, namespace: "late-module" }, ({ path: chunk }) => ({ path: chunk, external: true }));
      build.onLoad({ filter: /.*/, namespace: "late-chunk" }, ({ path: name }) => ({
        contents: chunkOf(name, late),
        resolveDir: process.cwd(),
      }));
      build.onLoad({ filter: /.*/, namespace: "late-module" }, ({ path: file }) => ({ contents: standInOf(late.get(file)) }));
    },
  };
}

/** All modules of a group that are asked for from outside. */
const chunkOf = (name, late) =>
  [...late]
    .filter(([, { group }]) => group === name)
    .map(([file, { number }]) => `export * as late${number} from ${JSON.stringify(file)};\n`)
    .join("");

const standInOf = ({ group, number, names }) =>
  `let loaded;
const load = () => (loaded ??= require("./${group}.js").late${number});
module.exports = {
${names.map((name) => `  get ${name}() { return load().${name}; },`).join("\n")}
};
`;
