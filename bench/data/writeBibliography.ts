// Writes a bibliography of so many entries to a file, and a few hundred of its works, from all over it, to standard output.
import { writeFileSync } from "node:fs";
import { makeBibliography } from "./bibliography.ts";

const [count = "1000", file = ""] = process.argv.slice(2);
const { text, works } = makeBibliography(Number(count));
writeFileSync(file, text);
const step = Math.ceil(works.length / 300);
process.stdout.write(JSON.stringify(works.filter((_, index) => index % step === 0)));
