import { isBackward } from "./backReferences.ts";
import { type Brackets, findBrackets } from "./brackets.ts";
import { leadIn, looksComplete, opensWork } from "./signals.ts";

/** One work's words inside a note. */
export interface Segment {
  /** From the work's first word to its last, without lead-in and closing point. */
  readonly raw: string;
  /** The lead-in as printed, without the comma behind it; "" for none. */
  readonly signal: string;
}

const longestNote = 20_000;

/**
 * A note in the works it names: `See A. Bell, ‘Tides’, Sea, 12(3), 1999, p. 4; and C. Dow, Nets (Hull: Quay, 2001).` gives two.
 * Sentences that name no work are left out. `listed`: the item of a reference list.
 */
export function segmentNote(note: string, listed = false): Segment[] {
  const text = note.slice(0, longestNote);
  const item = withoutEnd(text);
  // An item of a reference list is one work, however many sentences it has.
  if (listed) return couldBeWork(item, false) ? [{ raw: item, signal: "" }] : [];
  const segments: Segment[] = [];
  for (const part of splitAtSemicolons(text, findBrackets(text))) {
    for (const sentence of splitSentences(part)) segments.push(...readSentence(sentence));
  }
  return segments;
}

/** A semicolon inside a title (`Assured Security; Dynamic Engagement`) separates nothing: a work must end before it or begin after it. */
function splitAtSemicolons(text: string, brackets: Brackets): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text.charAt(i) !== ";" || brackets.inside[i] === 1) continue;
    const before = text.slice(start, i).trim();
    const after = text.slice(i + 1, i + 160).trim();
    if (after !== "" && !looksComplete(before) && !opensWork(after)) continue;
    parts.push(before);
    start = i + 1;
  }
  parts.push(text.slice(start).trim());
  return parts.filter((part) => part !== "");
}

/** Splits before a sentence that leads in a new work, and around sentences that are plain comment. */
function splitSentences(part: string): string[] {
  const brackets = findBrackets(part);
  const sentences: string[] = [];
  let start = 0;
  const dated = opensDated.test(part);
  for (const match of part.matchAll(/[.?!]["”’)\]]?\s+(?=[\p{Lu}“‘"(«»„])/gu)) {
    const end = match.index + 1;
    if (brackets.inside[match.index] === 1 && !/[”’"]/.test(match[0])) continue;
    if (isAbbreviation(part.slice(Math.max(start, match.index - 14), end))) continue;
    const next = part.slice(match.index + match[0].length);
    const before = part.slice(start, match.index + match[0].length);
    if (/^(?:translated|reprinted) in |^(?:Aufl|Bd|Jahrhundert|Jh)\b/i.test(next)) continue;
    const led = leadIn(next.slice(0, 260)) !== undefined;
    const breaks = led || (!dated && (isComment(firstSentence(next)) || isComment(before)));
    if (!breaks) continue;
    sentences.push(before.trim());
    start = match.index + match[0].length;
  }
  sentences.push(part.slice(start).trim());
  return sentences;
}

/** `Bell, A. R. (2011). Flood marks and those who read them. …`: author and date make sentences of what is one work. */
const opensDated =
  /^(?:see |cf\. |see also )?\p{Lu}[\p{L}'’-]+, \p{Lu}\.[^()]{0,200}\((?:1[5-9]|20)\d\d[a-z]?(?:, [^()]{3,20})?\)[.:,]? /iu;

function readSentence(sentence: string): Segment[] {
  // `Haigh, ‘Anticlericalism’, p. 400, and Wrightson, ‘Politics’, 12`
  const joined = /(?<=\b(?:pp?\.|S\.) ?[\d–-]{1,9}),? (?:and|und|et) (?=\p{Lu}[^,;]{1,60}, (?:[“‘"«„]|\p{Lu}))/u.exec(
    sentence.slice(0, 600),
  );
  if (joined !== null)
    return [...readSentence(sentence.slice(0, joined.index)), ...readSentence(sentence.slice(joined.index + joined[0].length))];
  const cleaned = sentence.replace(/^(?:and|und|et|or)\s+(?=\S)/i, "");
  const compared = /^(?:compare|contrast) .{5,200}?(,? with )(?=[\p{Lu}“‘"])/iu.exec(cleaned);
  if (compared !== null) {
    const [first, second] = [cleaned.slice(0, compared[0].length - (compared[1] ?? "").length), cleaned.slice(compared[0].length)];
    return [...readSentence(first), ...readSentence(second)];
  }
  const lead = leadIn(cleaned.slice(0, 260));
  const raw = withoutEnd(cleaned.slice(lead?.length ?? 0));
  if (raw === "" || (lead === undefined && isComment(cleaned))) return [];
  if (!couldBeWork(raw, lead !== undefined)) return [];
  return splitSecondary({ raw, signal: lead?.signal ?? "" });
}

/** `A. Bell, Tides, p. 4, quoted in C. Dow, Nets (Hull: Quay, 2001), p. 7`: two works, where the first is one. */
function splitSecondary(segment: Segment): Segment[] {
  const match =
    /[,;(]?\s*\b((?:as )?(?:quoted|cited|reprinted|reproduced|discussed) in|zit(?:iert)?\.? (?:nach|n\.)|cité dans|quoting|citing)[:,]?\s+/i.exec(
      segment.raw,
    );
  if (match === null || match.index === 0) return [segment];
  const first = segment.raw.slice(0, match.index);
  const rest = segment.raw.slice(match.index + match[0].length);
  if (rest === "" || findBrackets(segment.raw).inside[match.index + 1] === 1) return [segment];
  const signal = match[1] ?? "";
  if (!looksComplete(first))
    return [{ raw: rest, signal: [segment.signal, `${first.trim()}, ${signal}`].filter((word) => word !== "").join(" ") }];
  return [{ raw: withoutEnd(first), signal: segment.signal }, ...splitSecondary({ raw: rest, signal })];
}

/** Words alone, most of them small, and nothing that a reference has. */
function isComment(sentence: string): boolean {
  if (leadIn(sentence.slice(0, 260)) !== undefined) return false;
  const words = sentence.match(/[\p{L}’'-]{2,}/gu) ?? [];
  if (words.length < 5) return false;
  const small = words.filter((word) => /^\p{Ll}/u.test(word)).length;
  if (small / words.length < 0.5) return false;
  if (
    /\b(?:hrsg|Aufl|Bd)\. |, (?:\p{Lu}[\p{L}.]+ ){0,2}\p{Lu}[\p{L}.]+:? (?:\p{Lu}[\p{L}&. ]{2,40} )?(?:1[5-9]|20)\d\d(?:, (?:S|pp?)\. \d|$)/u.test(
      sentence.slice(-300),
    )
  )
    return false;
  if (/\(\s*(?:[^()]{2,60}: )?[^()]{0,80}\d{4}\)|\bpp?\. ?\d|\bvol\. ?|https?:|\bibid|\bop\. ?cit/i.test(sentence)) return false;
  // A long sentence without a comma, figure or quotation mark describes no work.
  if (words.length >= 8 && !/[,\d"“”‘«»„:(]/.test(sentence)) return true;
  return (
    !/^["“‘«»„]/.test(sentence) &&
    /\b(?:is|are|was|were|has|had|have|be|been|that|which|who|would|could|will|(?<!\d )may(?! \d)|did|made|this|these|those|by|it|its|consisted|comprised|joined|wrote|began|ended|came|went|took|gave|cost|kept|ne|qui|cette|ces|ils|elle|nous|they|sought|noted|argued|claimed|said|told|describing|suggested|became|remained|however|although|while|since then|he|she|his|their|der|die|das|ist|war|sind|wurde|est|sont|était)\b/i.test(
      sentence,
    )
  );
}

/** A lead-in promises a work; else there must be a sign of one. */
function couldBeWork(raw: string, led: boolean): boolean {
  if (isBackward(raw)) return true;
  if (/^(?:https?:\/\/|www\.)/i.test(raw)) return true;
  if (!/\p{L}{2}/u.test(raw) || !/\p{Lu}|\p{N}|["“‘]/u.test(raw)) return false;
  if (led) return /^["“‘«»„\p{Lu}\d]|^(?:van|von|de|la|le|al|el|d['’])/u.test(raw);
  return !/^\p{Ll}/u.test(raw) || /(?:1[5-9]|20)\d\d/.test(raw);
}

function firstSentence(text: string): string {
  const end = /[.?!]["”’)]?(?:\s+(?=\p{Lu})|$)/u.exec(text.slice(0, 600));
  return end === null ? text.slice(0, 600) : text.slice(0, end.index + 1);
}

const isAbbreviation = (before: string): boolean =>
  /(?:^|[\s.(,-])(?:\p{Lu}\p{Ll}?|[a-z]|vols?|no|nos|nr|bd|pp|ed|eds|hrsg|trans|transl|rev|repr|ch|chap|para|paras|sec|art|fig|st|dr|mr|mrs|ms|prof|gen|col|lt|maj|capt|adm|sen|rep|gov|hon|jr|sr|inc|ltd|co|univ|dept|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|cf|e\.g|i\.e|et al|al|ca|op|cit|loc|ibid|vgl|s\.a|n\.d|approx|ser|suppl|int|intl|journ)\.$/iu.test(
    before,
  );

/** The closing point goes, but not that of an abbreviation (`et al.`, `159ff.`). */
function withoutEnd(text: string): string {
  const trimmed = text
    .trim()
    .replace(/^[,;:\s]{1,4}/, "")
    .replace(/[\s;,]{1,8}$/, "");
  if (!trimmed.endsWith(".")) return trimmed;
  return /(?:\bet al|\bff?|\bn\.d|\bed|\beds|\bJr|\betc|\bInc|\bLtd|\bIbid|\bibid|\bcit|\d ?ff?)\.$/.test(trimmed)
    ? trimmed
    : trimmed.slice(0, -1).trimEnd();
}
