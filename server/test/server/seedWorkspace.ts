import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sentencesOf } from "../../src/text/sentences.ts";
import { skip as unbuilt } from "./built.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

const seeds = process.env.IBID_SEEDS ?? join(import.meta.dirname, "../../../../shared/seeds");

/** For `describe`: these tests need two saved pages that are not part of the project. */
export const skip = unbuilt || (existsSync(seeds) ? false : `no saved pages at ${seeds}`);

const library = `@article{anthony2012,
  author = {Anthony, Ian},
  title = {{NATO}-{Russia} Relations: The State of Relations and Future Prospects},
  journaltitle = {The Polish Quarterly of International Affairs},
  date = {2012},
}

@incollection{webber2012,
  author = {Webber, Mark and Sperling, James and Smith, Martin A.},
  title = {{NATO}-{Russia} Relations},
  booktitle = {{NATO's} Post-Cold War Trajectory: Decline or Regeneration},
  publisher = {Palgrave Macmillan},
  date = {2012},
  doi = {10.1057/9781137271617_5},
}

@book{smith2006,
  author = {Smith, Martin A.},
  title = {Russia and {NATO} since 1991},
  date = {2006},
}
`;

export interface SeedWorkspace extends Workspace {
  /** Sentences of the article, long and without a number or quotation in them. */
  readonly sentences: readonly [string, string, string];
}

/** Both saved pages as sources, beside a bibliography that names them. */
export function makeSeedWorkspace(): SeedWorkspace {
  const article = readSeed("000");
  const workspace = makeWorkspace({ "references.bib": library, "sources/article.txt": article, "sources/chapter.txt": readSeed("002") });
  return { ...workspace, sentences: quotable(article) };
}

export function seedPath(prefix: string): string {
  const name = readdirSync(seeds).find((file) => file.startsWith(prefix));
  assert.ok(name !== undefined);
  return join(seeds, name);
}

const readSeed = (prefix: string): string => readFileSync(seedPath(prefix), "utf8");

function quotable(article: string): readonly [string, string, string] {
  const lines = article.split("\n").filter((line) => line.length > 300);
  const sentences = lines.flatMap((line) => sentencesOf(line).map(({ start, end }) => line.slice(start, end).trim()));
  const [first, second, third] = sentences.filter((sentence) => /^[A-Z][\p{L} ,-]{80,300}\.$/u.test(sentence));
  assert.ok(first !== undefined && second !== undefined && third !== undefined);
  return [first, second, third];
}
