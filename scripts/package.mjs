// Builds and packs ibid.vsix.
import { pathToFileURL } from "node:url";
import { prepare } from "./prepare.mjs";
import { continueOnProjectNode, inRoot, projectNode, runQuietly, tool } from "./project.mjs";

export const vsix = inRoot("ibid.vsix");

/** Bundles everything into dist/; its output, the sizes, is shown. */
export async function build() {
  const { code, output } = await runQuietly(projectNode, [inRoot("esbuild.mjs")]);
  if (code !== 0) throw new Error(`The build ended with ${code}:\n${output}`);
  console.log(output.trimEnd());
}

/** @returns {Promise<string>} the path of the packed extension */
export async function packExtension() {
  const options = ["--no-dependencies", "--no-rewrite-relative-links", "--allow-missing-repository", "--out", vsix];
  const { code, output } = await runQuietly(projectNode, [tool("@vscode/vsce", "vsce"), "package", ...options]);
  if (code !== 0) throw new Error(`vsce ended with ${code}:\n${output}`);
  console.log(output.trim().split("\n").at(-1));
  return vsix;
}

async function main() {
  await prepare();
  if (await continueOnProjectNode(import.meta.url)) return;
  await build();
  await packExtension();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
