import type { CslItem, Locator } from "../../csl/types.ts";
import { type FoundLocator, findBareLocator } from "./locators.ts";

/** `44 (1998): 113`: an article's one page is the place meant; `in Sea Work (Oxford: OUP, 2003), 45–67`: a range is the part's own pages. */
export function withPinpoint(csl: CslItem, locator: Locator | undefined): { readonly csl: CslItem; readonly locator: Locator | undefined } {
  if (locator === undefined && csl.page !== undefined && /^\d+$/.test(csl.page) && csl.type !== "legal_case")
    return { csl, locator: { label: "page", value: csl.page } };
  const isPart = csl.type === "chapter" || csl.type === "article-journal";
  if (isPart && csl.page === undefined && locator?.label === "page" && /^\d+[–-]\d+$/.test(locator.value) && csl.issued !== undefined)
    return { csl: { ...csl, page: locator.value }, locator };
  return { csl, locator };
}

/** `(London: Quay, 1999), 12–15`, `“Tar and Trade,” 115`: a number alone behind the bracket or the title. */
export function behindImprint(text: string): FoundLocator | undefined {
  const oscola = /\) (\d{1,4}(?:[–-]\d{1,4})?)$/.exec(text);
  if (oscola?.[1] !== undefined && /\((?:[^()]*\s)?(?:1[5-9]|20)\d\d\)/.test(text.slice(0, oscola.index + 1).slice(-80)))
    return { locator: { label: "page", value: oscola[1] }, start: oscola.index + 1, end: text.length };
  const match = /^[\s,]*(\d{1,4}(?:\s?[–-]\s?\d{1,4})?(?:, ?\d{1,4}(?:[–-]\d{1,4})?)*)$/.exec(text);
  if (match?.[1] !== undefined) return { locator: { label: "page", value: match[1] }, start: 0, end: text.length };
  const bare = findBareLocator(text);
  return bare !== undefined && text.charAt(bare.start - 1) === ")" && text.charAt(bare.start) === "," ? bare : undefined;
}
