import { languageTag } from "./languageTags.ts";

/** One element of a CSL style or locale, in the shape that citeproc takes instead of XML. */
export interface CslTree {
  readonly name: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly (CslTree | string)[];
}

/** The shipped styles and locales, loaded when asked for. */
export interface StyleProvider {
  /** By its name: `apa`, `chicago-notes-bibliography`; undefined where the collection has none of that name. */
  style(name: string): CslTree | undefined;
  /** By its exact tag: `en-US`. */
  locale(tag: string): CslTree | undefined;
  /** The tags that there are. */
  readonly locales: readonly string[];
}

/** Of a language without a region, the region that a style is most likely meant for, where it is not the language's own name (`de-DE`). */
const usualRegions = new Map([
  ["en", "en-US"],
  ["zh", "zh-CN"],
  ["no", "nb-NO"],
]);

/**
 * The tag of the shipped locale that serves a language best, given as BCP 47 tag or by its name in LaTeX: itself (`de-at` → `de-AT`,
 * `ngerman` → `de-DE`), with its script or variant left out, its language (`de-LU` → `de-DE`), else `en-US`.
 */
export function resolveLocale(language: string, locales: readonly string[]): string {
  const wanted = languageTag(language.replace(/\..*$/, "").replaceAll("_", "-")).toLowerCase();
  const shorter = wanted.replace(/^([a-z]{2,3})-(?:[a-z]{4}-)?([a-z]{2})\b.*$/, "$1-$2");
  return locales.find((locale) => locale.toLowerCase() === shorter) ?? resolveTag(wanted, locales);
}

/** The locale that a style is written for; "" where it names none. */
export function defaultLocale(style: CslTree | string): string {
  if (typeof style !== "string") return style.attrs["default-locale"] ?? "";
  const head = /<style\b[^<>]{0,2000}>/.exec(style.slice(0, headLength))?.[0] ?? "";
  return /\sdefault-locale\s*=\s*["']([\w-]{1,30})["']/.exec(head)?.[1] ?? "";
}

function resolveTag(wanted: string, locales: readonly string[]): string {
  const exact = locales.find((locale) => locale.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const language = wanted.split("-")[0] ?? "";
  const usual = usualRegions.get(language) ?? `${language}-${language.toUpperCase()}`;
  return locales.find((locale) => locale === usual) ?? locales.find((locale) => locale.split("-")[0] === language) ?? "en-US";
}

/**
 * The style that a dependent style is another name for, taken from its XML:
 *
 *     <link href="http://www.zotero.org/styles/apa" rel="independent-parent"/>   →   "apa"
 */
export function parentStyle(xml: string): string | undefined {
  for (const link of xml.slice(0, headLength).matchAll(/<link\s[^<>]{0,500}>/g)) {
    const address = /\shref\s*=\s*["']([^"'<>]{1,300})["']/.exec(link[0])?.[1];
    if (address !== undefined && /\srel\s*=\s*["']independent-parent["']/.test(link[0])) return address.split("/").at(-1);
  }
  return undefined;
}

/** A style's `<info>` stands at its head. */
const headLength = 20_000;
