// Asks Pandoc what it reads in the collections of server/test/library/oracle/ and oracleFormats/ (RIS, and references in Markdown's metadata) and keeps its answers beside them: node scripts/oracle.mjs
// They are what server/test/library/agreement.test.ts and the bench hold our own reading against. Pandoc is npm's pandoc-wasm.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { convert } from "pandoc-wasm";

const library = join(import.meta.dirname, "..", "server", "test", "library");

await ask(join(library, "oracle"), ".bib", "biblatex");
await ask(join(library, "oracleFormats"), ".ris", "ris");
await ask(join(library, "oracleFormats"), ".md", "markdown");

async function ask(folder, extension, from) {
  for (const name of readdirSync(folder).filter((file) => file.endsWith(extension))) {
    const text = readFileSync(join(folder, name), "utf8");
    const { stdout, stderr } = await convert({ from, to: "csljson" }, text, {});
    if (stdout === "") throw new Error(`Pandoc can't read ${name}: ${stderr}`);
    const items = JSON.parse(stdout);
    writeFileSync(join(folder, `${basename(name, extension)}.json`), `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}\n]\n`);
    console.log(`${name}: ${items.length} entries`);
  }
}
