import locatorTerms from "../../../data/locatorTerms.json" with { type: "json" };

/**
 * The CSL label that a printed locator term stands for: `page` for `pp.`, `chapter` for `Kap.`, `section` for `§`.
 * Terms are those of CSL's locales; where two languages use one word, the language that the data names first wins.
 */
export function locatorLabel(term: string): string | undefined {
  return labels.get(term.toLowerCase());
}

/** No term is longer: whoever looks for one can stop there. */
export const longestLocatorTerm = (): number => longest;

const labels = new Map<string, string>();
let longest = 0;
for (const language of Object.values(locatorTerms) as readonly Record<string, readonly string[]>[]) {
  for (const [label, terms] of Object.entries(language)) for (const term of terms) addTerm(term, label);
}

function addTerm(term: string, label: string): void {
  if (!labels.has(term)) labels.set(term, label);
  longest = Math.max(longest, term.length);
}
