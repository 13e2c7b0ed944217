import type { HtmlTag } from "./htmlTokens.ts";
import type { BlockRole } from "./pageBlock.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Elements without content or an end tag. */
export const voidElements = words("area base br col embed hr img input link meta param source track wbr");

/** Nothing in them is read. `head` is, for its `meta`, but its text is not. */
const skipped = words(
  "script style noscript template svg math iframe object canvas audio video select option datalist button input textarea form map dialog",
);
const furniture = words("nav footer aside menu");
const blocks = words(
  "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul caption title",
);

export const isBlock = (name: string): boolean => blocks.has(name);
export const isHeadingElement = (name: string): boolean => /^h[1-6]$/.test(name);

/** What an element's name and attributes say of all that stands in it. */
export interface ElementMeaning {
  /** Scripts, forms, what is hidden: not read at all. */
  readonly skip: boolean;
  readonly role: BlockRole | undefined;
  /** Its class alone speaks for furniture; a container that holds most of the prose is believed no word of it. */
  readonly doubtful: boolean;
  /** The page's article: `main`, `article`. */
  readonly main: boolean;
}

const furnitureClass =
  /^(?:(?:site|page|global|main|top|mw|article|primary|secondary|mobile|c|js|u|l|app|wp|entry|post)[-_]{1,2})*(?:nav(?:bar|igation)?|menu|breadcrumbs?|sidebar|share|sharing|social|cookies?|banner|promo|related|recommend(?:ed|ations?)?|adverts?|ads?|comments?|newsletter|subscribe|subscription|login|signin|toolbar|footer|masthead|popup|modal|metrics|pagination|pager|paywall|buybox|purchase|tools|skip(?:-link)?|toc|export|download|access|altmetric|badge|search|widget|tags|trending|teaser|outbrain|taboola|byline-links|actions?)(?:[-_].*)?$/i;
const noteClass =
  /^(?:.*[-_])?(?:footnotes?(?:-list|-group|-content|s?-section|-item)?|endnotes?|fn-group|notes-list|ref-?list|reflist|reference-?list|references?(?:__list|__item|-items?)?|bibliography|citation-list|bib-?list|article-references|works-cited)$/i;
const hiddenClass = words(
  "visually-hidden visuallyhidden sr-only screen-reader-text screenreader hidden hide hide-text u-hide u-visually-hidden noprint no-print printonly is-hidden d-none offscreen off-screen element-invisible mw-editsection mw-cite-backlink mw-jump-link navbox catlinks printfooter",
);

export function meaningOf(tag: HtmlTag): ElementMeaning {
  const role = tag.attributes.get("role") ?? "";
  const type = tag.attributes.get("epub:type") ?? "";
  const classes = `${tag.attributes.get("class") ?? ""} ${tag.attributes.get("id") ?? ""}`
    .slice(0, 500)
    .split(/\s+/)
    .filter((one) => one !== "");
  const isRoot = tag.name === "html" || tag.name === "body";
  const noted = noteRole(role, type) ?? (!isRoot && classes.some((one) => noteClass.test(one)) ? noteRoleOf(tag, classes) : undefined);
  const doubtful =
    !isRoot &&
    noted === undefined &&
    tag.name !== "main" &&
    tag.name !== "article" &&
    classes.some((one) => furnitureClass.test(one) && !(tag.name === "p" && one === "teaser"));
  return {
    skip: skipped.has(tag.name) || isHidden(tag, classes) || role === "search",
    role: noted ?? (isFurniture(tag, role, type) ? "furniture" : (plainRole(tag.name, role) ?? abstractRole(type, classes, isRoot))),
    doubtful,
    main: tag.name === "main" || tag.name === "article" || role === "main" || role === "article",
  };
}

function isHidden(tag: HtmlTag, classes: readonly string[]): boolean {
  if (tag.name === "html" || tag.name === "body") return false;
  if (tag.attributes.has("hidden") && tag.attributes.get("hidden") !== "until-found") return true;
  if (tag.attributes.get("aria-hidden") === "true" && tag.name !== "a" && tag.name !== "sup") return true;
  const style = (tag.attributes.get("style") ?? "").slice(0, 300);
  return (
    /display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden/i.test(style) || classes.some((one) => hiddenClass.has(one.toLowerCase()))
  );
}

function isFurniture(tag: HtmlTag, role: string, type: string): boolean {
  if (/^doc-(?:toc|index|pagelist)$/.test(role) || /^(?:toc|landmarks|page-list)$/.test(type)) return true;
  return (
    furniture.has(tag.name) ||
    /^(?:navigation|banner|contentinfo|complementary|menu|menubar|toolbar|dialog|alert|alertdialog|tablist|status)$/.test(role)
  );
}

function noteRole(role: string, type: string): BlockRole | undefined {
  if (/\bdoc-(?:endnotes?|footnotes?)\b/.test(role) || /\b(?:endnotes?|footnotes?|rearnotes?)\b/.test(type)) return "note";
  return /\bdoc-(?:bibliography|biblioentry)\b/.test(role) || /\bbiblio/.test(type) ? "reference" : undefined;
}

/** A class `reference` on the number in the text is no list. */
function noteRoleOf(tag: HtmlTag, classes: readonly string[]): BlockRole | undefined {
  if (!isBlock(tag.name)) return undefined;
  return classes.some((one) => /note|fn-/i.test(one)) ? "note" : "reference";
}

function plainRole(name: string, role: string): BlockRole | undefined {
  if (name === "blockquote") return "quotation";
  return isHeadingElement(name) || role === "heading" ? "heading" : undefined;
}

const abstractRole = (type: string, classes: readonly string[], isRoot: boolean): BlockRole | undefined =>
  !isRoot &&
  (type === "abstract" || classes.some((one) => /^(?:.*[-_])?abstract(?:[-_](?:content|text|body|section))?$|^Abs\d-content$/i.test(one)))
    ? "abstract"
    : undefined;
