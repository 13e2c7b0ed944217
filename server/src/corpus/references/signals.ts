/** A lead-in in front of a work: how long it is with the blank behind it, and its words. */
export interface LeadIn {
  readonly length: number;
  readonly signal: string;
}

const pointer =
  "(?:see(?: also| for example| for instance| further| especially| in particular| generally| again| esp\\.)?|see, (?:for example|for instance|inter alia|e\\.g\\.|among others|in particular|generally|especially|also)|but see|cf\\.?|compare|(?:as )?(?:quoted|cited|reprinted|reproduced|reported|discussed|described|translated|given|noted) (?:in|by)|contra|vgl\\.?(?: (?:auch|dazu|hierzu|etwa|nur|z\\. ?B\\.|insb\\.|bes\\.|u\\. ?a\\.))*|siehe(?: auch| dazu| hierzu)?|s\\. auch|so auch|zit(?:iert)?\\.? (?:nach|n\\.|in|bei)|zum folgenden|dazu|voir(?: aussi| par exemple)?|cité (?:dans|par)|accord|e\\.g\\.,?|i\\.a\\.|consult)";
const filler =
  "(?:,? (?:inter alia|for example|for instance|e\\.g\\.|especially|in particular|among others|also|the discussion in|the text of [^,‘“]{1,60}|the essays in|the analysis in|the account in|the contributions in|z\\. ?B\\.|etwa|u\\. ?a\\.))?";

/** `See`, `See inter alia,`, `Quoted in`, `For a detailed analysis, see`, `On this see`, `cf.` */
const atStart = new RegExp(`^(${pointer}${filler})[,:]?\\s+`, "i");
/** `For commentary see Segodnya`: a few words that end in a pointer. */
const withWords = new RegExp(`^([^“‘"(\\[\\d]{3,170}?[\\s,](?:${pointer}${filler}))[,:]?\\s+(?=["“‘«»„\\p{Lu}\\d])`, "iu");
/** `This is the major theme of Adomeit …`, `This definition is derived from M. Finnemore, …`. */
const statement =
  /^((?:this|these|the|for|on|an?|much of|most of|parts? of|my|our|here|what follows)\b[^“‘"([\d;]{3,160}?\b(?:theme of|derived from|taken from|drawn from|based on|adapted from|borrowed from|indebted to|draws on|draw on|relies on|follows|provided by|provided in|given in|found in|set out in|developed in|argument of|put forward by|made by|made in|advanced by|discussed in|account in|translation of|review of))\s+(?=["“‘«»„\p{Lu}])/iu;
/** `Ivanov: Nezavisimaya Gazeta, 12 October 1999`: who speaks, before the paper. */
const speaker = /^(\p{Lu}[\p{L}’'-]{2,20}:)\s+(?=\p{Lu}\. ?\p{Lu}|[\p{Lu}][^:‘“(]{2,40}, \d{1,2} \p{Lu}\p{Ll}+ \d{4})/u;

export function leadIn(sentence: string): LeadIn | undefined {
  const match = atStart.exec(sentence) ?? withinOneSentence(withWords.exec(sentence)) ?? statement.exec(sentence) ?? speaker.exec(sentence);
  const signal = match?.[1];
  return match === null || match === undefined || signal === undefined
    ? undefined
    : { length: match[0].length, signal: signal.replace(/[,:]$/, "") };
}

/** Words before a pointer are no lead-in when a sentence ends among them. */
function withinOneSentence(match: RegExpExecArray | null): RegExpExecArray | null {
  const words = match?.[1] ?? "";
  return /\p{Ll}{2}[.?!]\s+\p{Lu}/u.test(words) || /\([^)]*$/.test(words) ? null : match;
}

/** Ends as a work's description does: in a page, a year, a bracket, an address, a quoted title. */
export const looksComplete = (text: string): boolean =>
  /(?:\d{1,4}[a-z]?|\d ?ff?\.?|[)\]”’"»]|\bpassim|\bibid\.?|\bop\. cit\.?|\bn\.d\.?|\b(?:at|Chapter|Part|Appendix) ?[IVXLC\d]{0,6}|https?:\/\/\S+|www\.\S+|\p{Lu}\w+’)\.?$/iu.test(
    text.trimEnd().slice(-200),
  ) && /\d|[)”’"»]|\bat$|ibid|cit/.test(text);

/** Begins as a work's description does: `see also …`, `S. Blank, The …`, `‘A Title’, …`, `Ibid.`, `Smith, Nets, p. 4`. */
export function opensWork(text: string): boolean {
  const bare = text.replace(/^(?:and|und|et|or)\s+/i, "");
  if (leadIn(bare.slice(0, 200)) !== undefined) return true;
  if (/^(?:["“‘«»„]|ibid|idem|op\. ?cit|ebd)/i.test(bare)) return true;
  if (/^(?:\p{Lu}\.[ -]?){1,4}(?:(?:van|von|de|der|le|la) )*\p{Lu}[\p{L}'’-]+[ ,]/u.test(bare)) return true;
  return /^(?:\p{Lu}[\p{L}'’-]+ ){0,2}\p{Lu}[\p{L}'’-]+(?: (?:and|und|et|&) (?:\p{Lu}[\p{L}'’.-]+ ){0,2}\p{Lu}[\p{L}'’-]+)?, (?!pp?\.|ch|vol|no\.)["“‘\p{Lu}]/u.test(
    bare,
  );
}
