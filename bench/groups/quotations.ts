import search from "approx-string-match";
import { partial_ratio } from "fuzzball";
import { readSource } from "../../server/src/corpus/ingest/ingest.ts";
import { makeSource } from "../../server/src/corpus/makeSource.ts";
import { matchQuotation, type PreparedSource, prepareSource } from "../../server/src/corpus/quoteMatch.ts";
import type { Source } from "../../server/src/corpus/source.ts";
import { type MadeQuotation, makeArticle, makeQuotations } from "../data/article.ts";
import { both, type Row, under } from "../row.ts";
import { sample, timed, timingRow } from "../sampling.ts";

const sourceLength = 60_000;
const quotationCount = 800;

/** Quotations held against the source that they cite, of 60,000 characters; four of eight right, the others altered, shortened, retyped or invented. */
export async function measure(): Promise<readonly Row[]> {
  const article = makeArticle(sourceLength);
  const quotations = makeQuotations(article, quotationCount);
  const bytes = new TextEncoder().encode(article.html);
  const path = "/work/sources/article.html";
  const preparing = await sample(async () => {
    const read = await readSource(path, bytes);
    return timed(() => prepareSource(sourceOf(path, read)));
  });
  const prepared = prepareSource(sourceOf(path, await readSource(path, bytes)));
  const { text } = prepared.source.read;
  const of = (round: number): MadeQuotation => quotations[round % quotations.length] ?? { text: "", expected: "notFound" };
  const own = await sample((round) => timed(() => matchQuotation(prepared, of(round).text)), {
    warmUp: quotationCount,
    samples: quotationCount,
  });
  const approximate = await sample((round) => timed(() => search(text, of(round).text, Math.floor(of(round).text.length / 4))), {
    atMost: 4_000,
  });
  const ratio = await sample((round) => timed(() => partial_ratio(of(round).text, text)), { warmUp: 1, atMost: 8_000 });
  return [
    timingRow("verify a quotation in its cited source (60 KB)", own, {
      budget: both(under(own.median, 1, "ms median"), under(own.p99, 5, "ms p99")),
      note: rightVerdicts(prepared, quotations),
    }),
    timingRow("… approx-string-match 2.0.0, up to a quarter wrong", approximate),
    timingRow("… fuzzball 2.2.6, partial ratio", ratio, { note: "says how similar, not where" }),
    timingRow("prepare such a source, once", preparing),
  ];
}

function sourceOf(path: string, read: Awaited<ReturnType<typeof readSource>>): Source {
  if (read.kind !== "source") throw new Error(`the article could not be read: ${read.kind}`);
  return makeSource(path, read);
}

/** Speed is worth nothing where the answers are wrong. */
function rightVerdicts(prepared: PreparedSource, quotations: readonly MadeQuotation[]): string {
  const right = quotations.filter(({ text, expected }) => (matchQuotation(prepared, text)?.verdict ?? "notFound") === expected).length;
  if (right < quotations.length * 0.95) throw new Error(`only ${right} of ${quotations.length} verdicts are right`);
  return `${right} of ${quotations.length} verdicts as made`;
}
