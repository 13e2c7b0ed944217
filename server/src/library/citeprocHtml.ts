import type { RichRun, RichText } from "../csl/richText.ts";

/**
 * One reference as citeproc prints it in HTML, to runs of text. Only tags that citeproc writes itself mean anything; all other `<` are text.
 *
 *     <div class="csl-entry">Ada Smith, <i>A &#38; B</i>.</div>   →   "Ada Smith, " · italic "A & B" · "."
 */
export function richFromHtml(html: string): RichText {
  const runs: RichRun[] = [];
  const open: Opened[] = [];
  let from = 0;
  while (from < html.length) {
    const at = html.indexOf("<", from);
    const end = at < 0 ? html.length : at;
    pushText(runs, decode(html.slice(from, end)), styleOf(open));
    if (at < 0) break;
    const [tag] = html.slice(at + 1, at + longestTag).split(">", 1);
    const known = tag !== undefined && html[at + 1 + tag.length] === ">" && applyTag(tag, open);
    if (!known) pushText(runs, "<", styleOf(open));
    else if (tag.endsWith("div")) pushText(runs, " ", {});
    from = known ? at + tag.length + 2 : at + 1;
  }
  return trimmed(runs);
}

type Style = Omit<RichRun, "text">;
/** `style`: what is in force inside, with that of the elements around it; undefined where nothing is printed. */
type Opened = { readonly name: string; readonly style: Style | undefined };

const longestTag = 100;

/** References nest a few elements; what is deeper keeps the style around it. */
const deepest = 50;

const styles = new Map<string, Style>([
  ["i", { italic: true }],
  ["em", { italic: true }],
  ["b", { bold: true }],
  ["strong", { bold: true }],
  ["sup", { position: "superscript" }],
  ["sub", { position: "subscript" }],
]);

/** Opens or closes; false where the tag is none of citeproc's. */
function applyTag(tag: string, open: Opened[]): boolean {
  const name = /^\/?([a-z]+)(?: [^<]*)?$/.exec(tag)?.[1] ?? "";
  if (name !== "div" && name !== "span" && !styles.has(name)) return false;
  if (tag.startsWith("/")) {
    const index = open.findLastIndex((opened) => opened.name === name);
    if (index >= 0) open.splice(index);
    return index >= 0;
  }
  const around = styleOf(open);
  const dropped = around === undefined || tag.includes("csl-left-margin");
  if (open.length < deepest) open.push({ name, style: dropped ? undefined : { ...around, ...(styles.get(name) ?? spanStyle(tag)) } });
  return true;
}

/** `font-style:normal` within italics turns them off again, as a title within a title needs. */
function spanStyle(tag: string): Style {
  const declaration = tag.replaceAll(" ", "");
  if (declaration.includes("font-variant:small-caps")) return { smallCaps: true };
  if (declaration.includes("font-variant:normal")) return { smallCaps: false };
  if (declaration.includes("font-style:normal")) return { italic: false };
  if (declaration.includes("font-weight:normal")) return { bold: false };
  return {};
}

/** undefined within the margin: the number of a numbered list says nothing about one reference. */
const styleOf = (open: readonly Opened[]): Style | undefined => {
  const innermost = open.at(-1);
  return innermost === undefined ? {} : innermost.style;
};

const entities = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00a0"],
]);

const decode = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return entities.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : "\ufffd";
  });

function pushText(runs: RichRun[], text: string, style: Style | undefined): void {
  if (style === undefined || text === "") return;
  const last = runs.at(-1);
  const previous = last?.text ?? " ";
  const flat = text.replace(/[ \t\r\n]+/g, " ");
  const tidy = previous.endsWith(" ") && flat.startsWith(" ") ? flat.slice(1) : flat;
  if (tidy === "") return;
  if (last !== undefined && sameStyle(last, style)) runs[runs.length - 1] = { ...last, text: last.text + tidy };
  else runs.push({ text: tidy, ...inForce(style) });
}

/** `italic: false` is said by leaving it out. */
const inForce = (style: Style): Style => Object.fromEntries(Object.entries(style).filter(([, on]) => on !== false));

const sameStyle = (left: Style, right: Style): boolean =>
  Boolean(left.italic) === Boolean(right.italic) &&
  Boolean(left.bold) === Boolean(right.bold) &&
  Boolean(left.smallCaps) === Boolean(right.smallCaps) &&
  left.position === right.position;

function trimmed(runs: readonly RichRun[]): RichText {
  const last = runs.at(-1);
  if (last === undefined) return runs;
  const text = last.text.trimEnd();
  return text === "" ? trimmed(runs.slice(0, -1)) : [...runs.slice(0, -1), { ...last, text }];
}
