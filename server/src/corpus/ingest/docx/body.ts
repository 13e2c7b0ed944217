import { type HtmlHandler, type HtmlTag, scanXml } from "../htmlTokens.ts";
import { type BlockRole, type InnerCallout, joinBlocks, type PageBlock, pageBlock } from "../pageBlock.ts";
import type { Numbering } from "./numbering.ts";
import { stated, type WordStyles } from "./styles.ts";

export interface WordParts {
  readonly footnotes: string;
  readonly endnotes: string;
  readonly styles: WordStyles;
  readonly numbering: Numbering;
}

export interface WordBody {
  readonly blocks: readonly PageBlock[];
  readonly notes: readonly PageBlock[];
  /** The paragraph in the style "Title". */
  readonly title: string | undefined;
  /** Codes of fields that programs wrote behind their citations. */
  readonly fields: readonly string[];
}

/** Reads a document's paragraphs, and the notes that they call in the order in which they do. */
export function wordBody(xml: string, parts: WordParts): WordBody {
  const reader = new ParagraphReader(parts);
  scanXml(xml, reader);
  const { blocks, calls, title, fields } = reader.finish();
  const notes = [...notesCalled(parts.footnotes, "footnote", calls, parts), ...notesCalled(parts.endnotes, "endnote", calls, parts)];
  return { blocks, notes, title, fields };
}

interface NoteCall {
  readonly kind: "footnote" | "endnote";
  readonly id: string;
  readonly number: number | undefined;
}

function notesCalled(xml: string, kind: NoteCall["kind"], calls: readonly NoteCall[], parts: WordParts): PageBlock[] {
  if (xml === "") return [];
  const reader = new ParagraphReader(parts, kind);
  scanXml(xml, reader);
  const { noteBlocks } = reader.finish();
  return calls.flatMap((call) => {
    const block = call.kind === kind ? noteBlocks.get(call.id) : undefined;
    return block === undefined || block.text === "" ? [] : [{ ...block, role: "note" as const, number: call.number, callouts: [] }];
  });
}

interface OpenParagraph {
  text: string;
  style: string;
  heading: boolean;
  indentLeft: number;
  indentRight: number;
  list: string | undefined;
  level: number;
  readonly callouts: InnerCallout[];
  /** Paragraphs of text boxes that are anchored in this one stand behind it. */
  readonly boxed: PageBlock[];
}

/** Elements whose text is no part of the document as it stands: deleted, moved away, a second shape of the same thing. */
const unread: ReadonlySet<string> = new Set(["del", "movefrom", "fallback", "comment", "annotation", "binddata", "sdtpr", "docpartobj"]);
const longestField = 200_000;

class ParagraphReader implements HtmlHandler {
  readonly #parts: WordParts;
  readonly #noteName: string | undefined;
  readonly #blocks: PageBlock[] = [];
  readonly #notes = new Map<string, PageBlock>();
  readonly #calls: NoteCall[] = [];
  readonly #fields: string[] = [];
  readonly #open: OpenParagraph[] = [];
  readonly #counts = { footnote: 0, endnote: 0 };
  #title: string | undefined;
  #note = "";
  #unread = 0;
  #inText = false;
  #field: string[] | undefined;
  #inCode = false;
  #hidden = false;
  #raised = false;
  #cells: string[] | undefined;
  #tables = 0;

  constructor(parts: WordParts, noteName?: string) {
    this.#parts = parts;
    this.#noteName = noteName;
  }

  open(tag: HtmlTag): void {
    if (unread.has(tag.name)) this.#unread++;
    if (this.#unread > 0) return;
    if (tag.name === "p") this.#openParagraph();
    else if (tag.name === this.#noteName) this.#note = isSeparator(tag) ? "" : (tag.attributes.get("w:id") ?? "");
    else if (tag.name === "tbl") this.#tables++;
    else if (tag.name === "tr" && this.#tables === 1) this.#cells = [];
    else this.#openInline(tag);
  }

  close(name: string): void {
    if (unread.has(name)) this.#unread = Math.max(0, this.#unread - 1);
    if (this.#unread > 0) return;
    if (name === "p") this.#closeParagraph();
    else if (name === this.#noteName) this.#note = "";
    else if (name === "t") this.#inText = false;
    else if (name === "instrtext") this.#inCode = false;
    else if (name === "tbl") this.#tables = Math.max(0, this.#tables - 1);
    else if (name === "tr" && this.#tables === 1) this.#closeRow();
  }

  text(characters: string): void {
    if (this.#unread > 0 || this.#hidden) return;
    if (this.#inText) this.#write(characters);
    else if (this.#inCode && this.#field !== undefined && this.#field.length < 5_000) this.#field.push(characters);
  }

  finish() {
    while (this.#open.length > 0) this.#closeParagraph();
    return { blocks: this.#blocks, noteBlocks: this.#notes, calls: this.#calls, title: this.#title, fields: this.#fields };
  }

  #openInline(tag: HtmlTag): void {
    const top = this.#open[this.#open.length - 1];
    switch (tag.name) {
      case "r":
        this.#hidden = false;
        this.#raised = false;
        return;
      case "t":
        this.#inText = true;
        return;
      case "vanish":
        this.#hidden = isOn(tag);
        return;
      case "vertalign":
        this.#raised = stated(tag) === "superscript";
        return;
      case "tab":
      case "br":
      case "cr":
      case "ptab":
        this.#write(" ");
        return;
      case "nobreakhyphen":
        this.#write("\u2011");
        return;
      case "softhyphen":
        this.#write("\u00ad");
        return;
      case "footnotereference":
      case "endnotereference":
        this.#call(tag, tag.name === "footnotereference" ? "footnote" : "endnote");
        return;
      case "fldchar":
        this.#fieldMark(tag.attributes.get("w:fldchartype") ?? "");
        return;
      case "instrtext":
        this.#inCode = true;
        return;
      default:
        if (top !== undefined) describe(top, tag);
    }
  }

  #openParagraph(): void {
    this.#open.push({
      text: "",
      style: "",
      heading: false,
      indentLeft: 0,
      indentRight: 0,
      list: undefined,
      level: 0,
      callouts: [],
      boxed: [],
    });
  }

  #closeParagraph(): void {
    const paragraph = this.#open.pop();
    if (paragraph === undefined) return;
    const block = this.#blockOf(paragraph);
    const outer = this.#open[this.#open.length - 1];
    if (outer !== undefined) outer.boxed.push(block, ...paragraph.boxed);
    else this.#emit(block, paragraph.boxed);
  }

  #emit(block: PageBlock, boxed: readonly PageBlock[]): void {
    if (this.#noteName !== undefined) {
      const known = this.#notes.get(this.#note);
      if (this.#note !== "") this.#notes.set(this.#note, known === undefined ? block : joinBlocks(known, block));
    } else if (this.#cells !== undefined && block.text.length < 200 && block.callouts.length === 0) this.#cells.push(block.text);
    else this.#blocks.push(...[block, ...boxed].filter((one) => one.text !== ""));
  }

  /** Short cells are one row; longer ones stand as paragraphs of their own already. */
  #closeRow(): void {
    const row = (this.#cells ?? []).filter((cell) => cell !== "").join(" ");
    this.#cells = undefined;
    if (row !== "") this.#blocks.push(pageBlock(row, { start: 0, end: 0 }, "text"));
  }

  #blockOf(paragraph: OpenParagraph): PageBlock {
    const style = this.#parts.styles(paragraph.style);
    const list = paragraph.list ?? style.list;
    const label = list === undefined || list === "0" || style.role === "heading" ? "" : this.#parts.numbering.next(list, paragraph.level);
    const start = label === "" ? "" : `${label} `;
    const cut = paragraph.text.length - paragraph.text.trimStart().length;
    const text = start + paragraph.text.trim();
    if (style.isTitle) this.#title ??= text === "" ? undefined : text;
    const shift = start.length - cut;
    return {
      ...pageBlock(text, { start: 0, end: 0 }, roleOf(paragraph, style.role)),
      callouts: paragraph.callouts.map(({ number, span }) => ({ number, span: { start: span.start + shift, end: span.end + shift } })),
    };
  }

  /** Blanks are kept single. Raised digits call notes, if somebody typed them. */
  #write(characters: string): void {
    const top = this.#open[this.#open.length - 1];
    if (top === undefined) return;
    const plain = characters.replace(/[\s\u00a0]+/g, (blank) => (blank === "\u00a0" ? blank : " "));
    const text = top.text.endsWith(" ") && plain.startsWith(" ") ? plain.slice(1) : plain;
    const digits = this.#raised && this.#noteName === undefined ? /^\d{1,3}$/.exec(text.trim())?.[0] : undefined;
    if (digits !== undefined && /(?:\p{L}{3}|[\p{P}\d])$/u.test(top.text))
      top.callouts.push({ number: Number(digits), span: { start: top.text.length, end: top.text.length + digits.length } });
    top.text += text;
  }

  #call(tag: HtmlTag, kind: NoteCall["kind"]): void {
    const top = this.#open[this.#open.length - 1];
    if (top === undefined || this.#hidden) return;
    const id = tag.attributes.get("w:id") ?? "";
    // The writer's own sign (a star) follows as text, and isn't counted.
    if (/^(?:1|true|on)$/.test(tag.attributes.get("w:custommarkfollows") ?? "")) {
      this.#calls.push({ kind, id, number: undefined });
      return;
    }
    const number = ++this.#counts[kind];
    this.#calls.push({ kind, id, number });
    const digits = String(number);
    top.callouts.push({ number, span: { start: top.text.length, end: top.text.length + digits.length } });
    top.text += digits;
  }

  #fieldMark(type: string): void {
    if (type === "begin") this.#field = [];
    else if (this.#field !== undefined) {
      const code = this.#field.join("");
      if (code.length < longestField && code.includes("{")) this.#fields.push(code);
      this.#field = undefined;
    }
  }
}

const isSeparator = (tag: HtmlTag): boolean => /separator|continuationNotice/i.test(tag.attributes.get("w:type") ?? "");

const isOn = (tag: HtmlTag): boolean => !/^(?:0|false|off)$/.test(stated(tag));

/** What a paragraph's properties say of it. */
function describe(paragraph: OpenParagraph, tag: HtmlTag): void {
  const measure = (name: string): number => Number(tag.attributes.get(name) ?? "0") || 0;
  if (tag.name === "pstyle") paragraph.style = stated(tag);
  else if (tag.name === "outlinelvl") paragraph.heading = Number(stated(tag)) < 9;
  else if (tag.name === "numid") paragraph.list = stated(tag);
  else if (tag.name === "ilvl") paragraph.level = Number(stated(tag)) || 0;
  else if (tag.name === "ind") {
    paragraph.indentLeft = measure("w:left") || measure("w:start");
    paragraph.indentRight = measure("w:right") || measure("w:end");
  }
}

/** Set in from both margins (in twentieths of a point), a paragraph is a quotation. */
function roleOf(paragraph: OpenParagraph, byStyle: BlockRole): BlockRole {
  if (paragraph.heading) return "heading";
  const isSetIn = paragraph.indentLeft >= 280 && paragraph.indentRight >= 280 && paragraph.list === undefined;
  return byStyle === "text" && isSetIn ? "quotation" : byStyle;
}
