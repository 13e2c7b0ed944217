/** An HTML tag in Markdown. For `<a href="x">` at 0: name `a`, end 12. */
export interface HtmlTag {
  readonly name: string;
  readonly closing: boolean;
  readonly end: number;
}

/** The tag that begins at `at`; undefined where Pandoc sees no tag (`a < b`, `<@key>`, `<a@b.org>`). */
export function tagAt(text: string, at: number, limit: number): HtmlTag | undefined {
  tagStart.lastIndex = at;
  const start = tagStart.exec(text);
  if (start === null) return undefined;
  const end = attributesEnd(text, tagStart.lastIndex, limit);
  return end === undefined ? undefined : { name: (start[2] ?? "").toLowerCase(), closing: start[1] === "/", end };
}

/** Where a comment that begins at `at` ends; undefined where it never does before `limit`. */
export function commentEnd(text: string, at: number, limit: number): number | undefined {
  if (!text.startsWith("<!--", at)) return undefined;
  const end = text.indexOf("-->", at + 4);
  return end < 0 || end + 3 > limit ? undefined : end + 3;
}

/** `<https://…>`, `<ada@example.org>`: the end, and whether it is an address of the web. */
export function autolinkAt(text: string, at: number): { readonly end: number; readonly mail: boolean } | undefined {
  autolink.lastIndex = at;
  if (autolink.test(text)) return { end: autolink.lastIndex, mail: false };
  mail.lastIndex = at;
  return mail.test(text) ? { end: mail.lastIndex, mail: true } : undefined;
}

/** Tags that Pandoc ends a paragraph at. */
export const isBlockTag = (name: string): boolean => blockTags.has(name);

/** Tags whose inside is no Markdown. */
export const isVerbatimTag = (name: string): boolean => verbatimTags.has(name);

const tagStart = /<(\/?)([A-Za-z][A-Za-z0-9:_-]*)(?=[\s/>])/y;
const autolink = /<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{1,4000}>/y;
const mail = /<[^\s<>@]{1,200}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,20}>/y;
const attribute = /\s*([A-Za-z_:][A-Za-z0-9_:.-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/y;
const tagEnd = /\s*\/?>/y;

/** Long tags are cut off: no attribute list of a text is longer. */
const longestTag = 20_000;

function attributesEnd(text: string, from: number, limit: number): number | undefined {
  const bound = Math.min(limit, from + longestTag);
  let at = from;
  while (at < bound) {
    tagEnd.lastIndex = at;
    if (tagEnd.test(text)) return tagEnd.lastIndex <= limit ? tagEnd.lastIndex : undefined;
    attribute.lastIndex = at;
    if (!attribute.test(text) || attribute.lastIndex > limit) return undefined;
    at = attribute.lastIndex;
  }
  return undefined;
}

const verbatimTags = new Set(["pre", "style", "script", "textarea"]);

const blockTags = new Set(
  (
    "address article aside blockquote body canvas caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form " +
    "frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html isindex legend li link main menu meta nav noframes ol optgroup option output p param " +
    "pre script section style summary table tbody td textarea tfoot th thead title tr ul"
  ).split(" "),
);
