import { LatexReader, type Markup, PlainSink } from "./latexReader.ts";

/**
 * The LaTeX of a field as CSL's rich text: `\emph{On} {iPhones} \textsuperscript{2}` becomes `<i>On</i> iPhones <sup>2</sup>`.
 * With `keepsCase` words in braces that begin small get `<span class="nocase">` round them, as pandoc has it: no style shall write "IPhones".
 */
export function latexToRichText(latex: string, keepsCase = false): string {
  if (!/[\\{}$~`'\t\n\r]|--| {2}/.test(latex)) return latex.trim();
  const sink = new PlainSink();
  new LatexReader(latex, 0, sink, cslMarkup).readToEnd();
  const marked = sink.text;
  const text = marked.includes(open) || marked.includes(close) ? resolveGroups(marked, keepsCase) : marked;
  return text
    .replace(/<(i|b|sup|sub)><\/\1>/g, "")
    .normalize("NFC")
    .trim();
}

/** What nothing in a text can be: control characters never come through. */
const open = "\u0001";
const close = "\u0002";

const anyMark = new RegExp(`([${open}${close}])`);

const smallCaps = "smallCaps";

const cslMarkup: Markup = {
  commands: new Map([
    ["emph", "i"],
    ["textit", "i"],
    ["textsl", "i"],
    ["mkbibemph", "i"],
    ["mkbibitalic", "i"],
    ["textbf", "b"],
    ["mkbibbold", "b"],
    ["textsc", smallCaps],
    ["textsuperscript", "sup"],
    ["mkbibsuperscript", "sup"],
    ["textsubscript", "sub"],
    ["mkbibsubscript", "sub"],
  ]),
  declarations: new Map([
    ["em", "i"],
    ["it", "i"],
    ["itshape", "i"],
    ["sl", "i"],
    ["slshape", "i"],
    ["bf", "b"],
    ["bfseries", "b"],
    ["sc", smallCaps],
    ["scshape", smallCaps],
  ]),
  open: (tag) => (tag === smallCaps ? '<span style="font-variant:small-caps;">' : `<${tag}>`),
  close: (tag) => (tag === smallCaps ? "</span>" : `</${tag}>`),
  groupMarks: [open, close],
};

/** Outer groups become spans where that changes anything; inner ones say nothing new. */
function resolveGroups(marked: string, keepsCase: boolean): string {
  let text = "";
  let group = "";
  let depth = 0;
  for (const piece of marked.split(anyMark)) {
    if (piece === open) depth++;
    else if (piece === close) {
      if (--depth > 0) continue;
      text += keepsCase && beginsSmall(group) ? `<span class="nocase">${group}</span>` : group;
      group = "";
    } else if (depth > 0) group += piece;
    else text += piece;
  }
  return text + group;
}

/** True where a word of the text does: "iPhone", "The Use of It". Capitals are kept by any style. */
const beginsSmall = (text: string): boolean =>
  text
    .replace(/<[^>]*>/g, "")
    .split(/[\s\p{P}]+/u)
    .some((word) => /^\p{Ll}/u.test(word));
