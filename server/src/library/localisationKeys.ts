/** biblatex's localisation keys, in words. */
const words: ReadonlyMap<string, string> = new Map([
  ["bathesis", "Bachelor’s thesis"],
  ["mathesis", "Master’s thesis"],
  ["phdthesis", "PhD thesis"],
  ["candthesis", "Candidate thesis"],
  ["techreport", "technical report"],
  ["resreport", "research report"],
  ["software", "computer software"],
  ["datacd", "data CD"],
  ["audiocd", "audio CD"],
  ["patent", "patent"],
  ["patentde", "German patent"],
  ["patenteu", "European patent"],
  ["patentfr", "French patent"],
  ["patentuk", "British patent"],
  ["patentus", "U.S. patent"],
  ["patreq", "patent request"],
  ["inpreparation", "in preparation"],
  ["submitted", "submitted"],
  ["forthcoming", "forthcoming"],
  ["inpress", "in press"],
  ["prepublished", "pre-published"],
  ["newseries", "new series"],
  ["oldseries", "old series"],
  ["countryde", "Germany"],
  ["countryeu", "European Union"],
  ["countryep", "European Union"],
  ["countryfr", "France"],
  ["countryuk", "United Kingdom"],
  ["countryus", "United States of America"],
]);

/** `phdthesis` to `PhD thesis`; undefined for what is no key. */
export const wordsOf = (key: string): string | undefined => words.get(key.toLowerCase());

/** `PhD thesis` to `phdthesis`; undefined for words that no key stands for. */
export const keyOf = (text: string): string | undefined => [...words].find(([, meaning]) => meaning === text)?.[0];
