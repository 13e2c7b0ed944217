import { passageAround } from "../corpus/passages.ts";
import type { Difference } from "../corpus/quoteVerdict.ts";
import type { Source } from "../corpus/source.ts";
import { shortWork } from "../library/shortReference.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import { baseName } from "../text/path.ts";
import { type Span, touches } from "../text/span.ts";
import { type HoverContent, type HoverParagraph, type HoverPart, text } from "./hoverContent.ts";
import { placeInWords, shortened } from "./places.ts";
import { checkQuotation, type FoundCheck, type QuotationCheck } from "./quotationCheck.ts";
import { sourceExtent } from "./sourceWords.ts";
import { notCheckedWords, openWords, verdictWords } from "./words/hovers.ts";

/** Where a quotation stands and what differs; for one that can't be checked, why. */
export function quotationHover(snapshot: DraftSnapshot, offset: number): HoverContent | undefined {
  const index = snapshot.facts.quotations.findIndex((quotation) => touches(quotation.span, offset));
  const quotation = snapshot.facts.quotations[index];
  if (quotation === undefined) return undefined;
  const paragraphs = paragraphsOf(snapshot, checkQuotation(snapshot, index));
  return paragraphs.length === 0 ? undefined : { span: quotation.span, paragraphs };
}

function paragraphsOf(snapshot: DraftSnapshot, check: QuotationCheck): readonly HoverParagraph[] {
  switch (check.kind) {
    case "found":
      return found(check);
    case "otherSource":
      return [
        [
          text("✗ "),
          text(
            verdictWords.otherSource(
              nameOf(snapshot, check.source),
              placeInWords(check.match, check.source.work.title),
              shortWork(check.cited),
            ),
          ),
        ],
        passage(check.source, check.match.span, check.match.page),
      ];
    case "notFound":
      return notFound(check);
    case "notChecked":
      return [[text(notCheckedWords(check.reason, check.cited === undefined ? undefined : shortWork(check.cited)))]];
    case "uncited":
      if (check.match === undefined || check.source === undefined) return [];
      return [
        [text(verdictWords.uncited), text(nameOf(snapshot, check.source), "bold"), text(placeAfter(check.match, check.source.work.title))],
        passage(check.source, check.match.span, check.match.page),
      ];
  }
}

function found(check: FoundCheck): readonly HoverParagraph[] {
  const work = text(shortWork(check.cited), "bold");
  const place = text(placeAfter(check.match, check.source.work.title));
  const locator: readonly HoverParagraph[] =
    check.wrongLocator === undefined
      ? []
      : [[text(verdictWords.wrongLocator(check.wrongLocator.locator.label, check.wrongLocator.found, check.wrongLocator.locator.value))]];
  if (check.match.verdict === "altered")
    return [
      [text("✗ "), work, place, text(placeInWords(check.match) === "" ? " says " : ", says "), ...differences(check)],
      ...locator,
      passage(check.source, check.match.span, check.match.page),
    ];
  const words = verdictWords[check.match.verdict];
  return [[text("✓ "), text(words), work, place, text(".")], ...locator, passage(check.source, check.match.span, check.match.page)];
}

/** `common and ~~collective~~ **cooperative** security`: the source's words with the draft's own struck out. */
function differences(check: FoundCheck): readonly HoverPart[] {
  const source = check.source.read.text;
  const ordered = [...check.match.differences].sort((one, other) => one.printedSpan.start - other.printedSpan.start);
  const parts: HoverPart[] = [];
  let at = check.match.span.start;
  for (const difference of ordered) {
    parts.push(text(source.slice(at, Math.max(at, difference.printedSpan.start)), "italic"), ...differenceParts(difference));
    at = Math.max(at, difference.printedSpan.end);
  }
  return [...parts, text(source.slice(at, Math.max(at, check.match.span.end)), "italic")];
}

function differenceParts(difference: Difference): readonly HoverPart[] {
  const mine = difference.quoted === "" ? [] : [text(difference.quoted, "struck"), text(" ")];
  const theirs = difference.printed === "" ? [] : [text(difference.printed, "bold")];
  return [...mine, ...theirs];
}

function passage(source: Source, span: Span, page: string | undefined): HoverParagraph {
  const around = passageAround(source, span, 1);
  const label = openWords(page, baseName(source.path));
  return [
    text(`${around.before === "" ? "" : `… ${lastWords(around.before, 160)} `}`, "italic"),
    text(shortened(around.text, 600), "bold"),
    text(`${spaceBefore(around.after)}${shortened(around.after, 160)} `, "italic"),
    { kind: "open", label, path: source.path, span },
  ];
}

/** None before the comma or full stop that closes the words shown. */
const spaceBefore = (after: string): string => (/^[\p{L}\p{N}“"‘'«„([]/u.test(after) ? " " : "");

function lastWords(words: string, limit: number): string {
  const flat = words.replace(/\s+/g, " ").trim();
  if (flat.length <= limit) return flat;
  const cut = flat.slice(-limit);
  return cut.slice(cut.indexOf(" ") + 1);
}

function notFound(check: QuotationCheck & { kind: "notFound" }): readonly HoverParagraph[] {
  const document = `${baseName(check.source.path)}, ${sourceExtent(check.source)}`;
  const partial = check.source.extent !== "whole";
  const first = [text(verdictWords.notFound(shortWork(check.cited), document, partial))];
  if (check.nearest === undefined || partial) return [first];
  return [
    first,
    [text(verdictWords.nearest(placeInWords(check.nearest, check.source.work.title)))],
    passage(check.source, check.nearest.span, check.nearest.page),
  ];
}

function nameOf(snapshot: DraftSnapshot, source: Source): string {
  const [entry] = snapshot.entrySources.entriesOf(source);
  return entry === undefined ? (source.work.title ?? baseName(source.path)) : shortWork(entry);
}

function placeAfter(place: Parameters<typeof placeInWords>[0], title: string | undefined): string {
  const words = placeInWords(place, title);
  return words === "" ? "" : `, ${words}`;
}
