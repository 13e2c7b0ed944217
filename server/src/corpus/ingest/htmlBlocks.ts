import { isBlock, isHeadingElement, meaningOf, voidElements } from "./htmlElements.ts";
import { type HtmlTag, scanHtml } from "./htmlTokens.ts";
import type { BlockRole, InnerCallout, InnerPage, PageBlock } from "./pageBlock.ts";

export interface HtmlBlock {
  readonly block: PageBlock;
  readonly inMain: boolean;
  /** Characters inside links. */
  readonly linked: number;
  /** Open elements whose class speaks for furniture. */
  readonly doubtful: readonly number[];
}

/** `meta`, `link` and JSON-LD of a page, for its metadata. */
export interface HtmlHead {
  readonly metas: readonly { readonly name: string; readonly content: string }[];
  readonly canonical: string | undefined;
  readonly title: string;
  readonly json: readonly string[];
}

export interface HtmlPage {
  readonly blocks: readonly HtmlBlock[];
  readonly head: HtmlHead;
}

/** `anchors`: ids at which a page list says that printed pages begin, with the page's label. */
export function collectHtml(text: string, anchors?: ReadonlyMap<string, string>): HtmlPage {
  const collector = new BlockCollector(anchors ?? new Map());
  scanHtml(text, collector);
  return collector.finish(text.length);
}

interface OpenElement {
  readonly name: string;
  readonly role: BlockRole | undefined;
  readonly skip: boolean;
  readonly main: boolean;
  readonly doubtful: number | undefined;
  /** Of a list: the number of its next item; undefined where it doesn't count. */
  next: number | undefined;
  readonly isItem: boolean;
  /** A mark of a page's beginning: nothing in it is text. */
  readonly page: PageBreak | undefined;
}

interface PageBreak {
  readonly at: number;
  readonly isKnown: boolean;
  text: string;
}

/** Deeper elements are read as if they stood at this depth: nobody nests so far but to do harm. */
const deepest = 2000;
const mostDoubtful = 8;
const longestCell = 200;

class BlockCollector {
  readonly #open: OpenElement[] = [];
  readonly #openByName = new Map<string, number>();
  readonly #blocks: HtmlBlock[] = [];
  readonly #metas: { name: string; content: string }[] = [];
  readonly #json: string[] = [];
  #canonical: string | undefined;
  #title: string[] = [];
  #jsonOpen = false;
  #containers = 0;
  #linkEnd = -1;

  // The block that is being filled.
  #parts: string[] = [];
  #length = 0;
  #blank = true;
  #start = -1;
  #end = 0;
  #linked = 0;
  #number: number | undefined;
  #callouts: InnerCallout[] = [];
  #pages: InnerPage[] = [];

  // Counts over the open elements, so that no look up the stack is needed.
  #skipping = 0;
  #mains = 0;
  #links = 0;
  #items = 0;
  #roles: BlockRole[] = [];
  #doubtful: number[] = [];
  #callout: { readonly from: number; readonly linked: boolean } | undefined;

  readonly #anchors: ReadonlyMap<string, string>;

  constructor(anchors: ReadonlyMap<string, string>) {
    this.#anchors = anchors;
  }

  open(tag: HtmlTag): void {
    this.#readHead(tag);
    // Links in a row are a list, whatever the markup between them: `Article|Google Scholar`.
    const afterLink = tag.name === "a" && tag.start === this.#linkEnd;
    if (tag.name === "br" || afterLink) this.#write(" ", tag.start, tag.start);
    if (voidElements.has(tag.name)) return;
    this.#closeImplied(tag.name);
    this.#breakAt(tag.name, tag.start);
    const meaning = meaningOf(tag);
    const role = this.#skipping > 0 ? undefined : this.#roleIn(tag, meaning.role);
    const doubtful = meaning.doubtful && this.#doubtful.length < mostDoubtful ? ++this.#containers : undefined;
    const isItem = tag.name === "li" && this.#isNoteRole();
    const page = this.#skipping > 0 ? undefined : this.#readPageBreak(tag);
    this.#push({
      name: tag.name,
      role,
      page,
      skip: meaning.skip || page !== undefined,
      main: meaning.main,
      doubtful,
      next: firstNumber(tag),
      isItem,
    });
    if (this.#skipping > 0) return;
    if (isItem || this.#isNumberedNote(tag)) this.#number = this.#numberOf(tag);
    if (tag.name === "sup" || tag.name === "a") this.#openCallout(tag);
  }

  close(name: string, start: number, end: number): void {
    if (name === "a") this.#linkEnd = end;
    if (name === "sup" || (name === "a" && (this.#openByName.get("sup") ?? 0) === 0)) this.#closeCallout();
    if (this.#insideNote(name)) this.#breakAt(name, start);
    if ((this.#openByName.get(name) ?? 0) === 0) return;
    while (this.#open.length > 0) if (this.#pop()?.name === name) break;
  }

  text(characters: string, start: number, end: number): void {
    if (this.#jsonOpen) this.#json.push(characters);
    else if (this.#open[this.#open.length - 1]?.name === "title" && this.#title.length < 50) this.#title.push(characters);
    else if (this.#skipping === 0) this.#write(characters, start, end);
    else this.#noteLabel(characters);
  }

  #noteLabel(characters: string): void {
    const page = this.#open[this.#open.length - 1]?.page;
    if (page !== undefined && page.text.length < 40) page.text += characters;
  }

  finish(end: number): HtmlPage {
    this.#flush();
    while (this.#open.length > 0 && end >= 0) this.#pop();
    const head = {
      metas: this.#metas,
      canonical: this.#canonical,
      title: this.#title.join("").replace(/\s+/g, " ").trim(),
      json: this.#json,
    };
    return { blocks: this.#blocks, head };
  }

  #readHead(tag: HtmlTag): void {
    const { attributes } = tag;
    if (tag.name === "meta") {
      const name = attributes.get("name") ?? attributes.get("property") ?? attributes.get("itemprop");
      const content = attributes.get("content");
      if (name !== undefined && content !== undefined && this.#metas.length < 2000) this.#metas.push({ name: name.toLowerCase(), content });
    }
    if (tag.name === "link" && attributes.get("rel")?.toLowerCase() === "canonical") this.#canonical ??= attributes.get("href");
    if (tag.name === "script") this.#jsonOpen = /ld\+json/i.test(attributes.get("type") ?? "");
  }

  /** Where a block begins or ends a new one does; inside a note it is a blank. */
  #breakAt(name: string, at: number): void {
    if (!isBlock(name)) return;
    if (this.#insideNote(name) || this.#isShortCell(name)) this.#write(" ", at, at);
    else this.#flush();
  }

  /** Short cells of an article's table are one row; pages that are built of tables have longer ones. */
  #isShortCell(name: string): boolean {
    return (name === "td" || name === "th") && this.#mains > 0 && this.#length < longestCell;
  }

  /** `<p>` ends at the next block, `<li>` at the next `<li>`: authors leave their end tags out. */
  #closeImplied(name: string): void {
    const top = this.#open[this.#open.length - 1]?.name;
    const closes =
      (top === "p" && isBlock(name)) ||
      (top === "li" && name === "li") ||
      ((top === "dt" || top === "dd") && (name === "dt" || name === "dd"));
    if (closes) this.#pop();
    else if (name === "li" && top === "p" && this.#items > 0) this.#pop();
  }

  #push(element: OpenElement): void {
    if (this.#open.length >= deepest) return;
    this.#open.push(element);
    this.#openByName.set(element.name, (this.#openByName.get(element.name) ?? 0) + 1);
    if (element.skip) this.#skipping++;
    if (element.main) this.#mains++;
    if (element.name === "a") this.#links++;
    if (element.isItem) this.#items++;
    if (element.role !== undefined) this.#roles.push(element.role);
    if (element.doubtful !== undefined) this.#doubtful.push(element.doubtful);
  }

  #pop(): OpenElement | undefined {
    const element = this.#open[this.#open.length - 1];
    if (element === undefined) return undefined;
    if (element.isItem) this.#flush();
    else this.#breakAt(element.name, this.#end);
    this.#open.pop();
    this.#openByName.set(element.name, (this.#openByName.get(element.name) ?? 1) - 1);
    if (element.skip) this.#skipping--;
    if (element.page !== undefined) this.#closePageBreak(element.page);
    if (element.main) this.#mains--;
    if (element.name === "a") this.#links--;
    if (element.isItem) this.#items--;
    if (element.role !== undefined) this.#roles.pop();
    if (element.doubtful !== undefined) this.#doubtful.pop();
    if (element.name === "script") this.#jsonOpen = false;
    return element;
  }

  /** Paragraphs inside one note are one block. */
  #insideNote(name: string): boolean {
    return this.#items > 0 && name !== "li" && name !== "ol" && name !== "ul" && !isHeadingElement(name);
  }

  #isNoteRole(): boolean {
    const role = this.#roles[this.#roles.length - 1];
    return role === "note" || role === "reference";
  }

  /** A note stays a note whatever stands in it; furniture stays furniture. */
  #roleIn(tag: HtmlTag, role: BlockRole | undefined): BlockRole | undefined {
    const outer = this.#roles[this.#roles.length - 1];
    if (outer === "furniture") return role === "note" || role === "reference" ? role : undefined;
    if (outer === "note" || outer === "reference") return role === "heading" ? "heading" : undefined;
    if (role !== undefined) return role;
    return tag.name === "li" &&
      /^(?:fn|footnote|endnote|note|cite_note|en|n|ftn|edn|ref-?cr|bib|b)[-_:]?\d+/i.test(tag.attributes.get("id") ?? "")
      ? "note"
      : undefined;
  }

  #isNumberedNote(tag: HtmlTag): boolean {
    return (
      this.#isNoteRole() &&
      this.#items === 0 &&
      /^(?:fn|footnote|endnote|note|en|n)[-_:]?\d{1,4}$/i.test(tag.attributes.get("id") ?? "") &&
      tag.name !== "a" &&
      tag.name !== "span"
    );
  }

  /** A list's own count is what the page shows as the number. */
  #numberOf(tag: HtmlTag): number | undefined {
    const list = this.#open.findLast((element) => element.name === "ol" || element.name === "ul");
    const stated = numberIn(tag.attributes.get("value")) ?? numberIn(tag.attributes.get("data-counter"));
    if (tag.name !== "li") return numberIn(/(\d{1,4})$/.exec(tag.attributes.get("id") ?? "")?.[1]);
    if (list?.name !== "ol") return stated ?? numberIn(/(\d{1,4})$/.exec(tag.attributes.get("id") ?? "")?.[1]);
    const number = stated ?? list.next ?? 1;
    list.next = number + 1;
    return number;
  }

  /** `<span epub:type="pagebreak" title="104"/>`, `<a id="page_104">`, `<span class="pagenum">[104]</span>`: what stands inside is no text. */
  #readPageBreak(tag: HtmlTag): PageBreak | undefined {
    const isBreak = isPageBreak(tag);
    const listed = this.#anchors.get(tag.attributes.get("id") ?? "");
    if (!isBreak && listed === undefined) return undefined;
    const value = pageLabel(listed ?? tag.attributes.get("title") ?? tag.attributes.get("aria-label") ?? idLabel(tag));
    if (value !== undefined) this.#pages.push({ label: value, at: this.#length });
    return isBreak && !voidElements.has(tag.name) ? { at: this.#length, isKnown: value !== undefined, text: "" } : undefined;
  }

  #closePageBreak(found: PageBreak): void {
    const label = found.isKnown ? undefined : pageLabel(found.text);
    if (label !== undefined) this.#pages.push({ label, at: found.at });
  }

  #openCallout(tag: HtmlTag): void {
    const linked = tag.name === "a" && (tag.attributes.get("href") ?? "").includes("#");
    if (this.#callout === undefined) {
      if (tag.name === "sup" || isNoteLink(tag)) this.#callout = { from: this.#length, linked };
    } else if (linked) this.#callout = { from: this.#callout.from, linked };
  }

  /** `<sup><a href="#fn1">1</a></sup>`, `<sup>[2]</sup>`: digits alone, glued to what they follow. */
  #closeCallout(): void {
    const callout = this.#callout;
    if (callout === undefined) return;
    this.#callout = undefined;
    const written = this.#written(callout.from);
    const number = /^[[(]?(\d{1,3})[\])]?$/.exec(written)?.[1];
    if (number === undefined || !callout.linked || this.#isNoteRole() || callout.from === 0) return;
    const start = callout.from + written.indexOf(number);
    if (Number(number) > 0) this.#callouts.push({ number: Number(number), span: { start, end: start + number.length } });
  }

  #written(from: number): string {
    const tail: string[] = [];
    let length = this.#length;
    for (let i = this.#parts.length - 1; i >= 0 && length > from; i--) {
      const part = this.#parts[i] ?? "";
      length -= part.length;
      tail.unshift(part);
      if (tail.length > 12) return "";
    }
    return tail.join("").slice(Math.max(0, from - length));
  }

  /** Blanks collapse as a browser collapses them. */
  #write(characters: string, start: number, end: number): void {
    let text = characters.replace(/[ \t\r\n\f]+/g, " ");
    if (this.#blank && text.startsWith(" ")) text = text.slice(1);
    if (text === "") return;
    if (this.#start < 0) this.#start = start + (characters.length - characters.trimStart().length);
    this.#end = end;
    this.#parts.push(text);
    this.#length += text.length;
    this.#blank = text.endsWith(" ");
    if (this.#links > 0) this.#linked += text.length;
  }

  #flush(): void {
    const text = this.#parts.join("").trimEnd();
    if (text !== "" || this.#pages.length > 0) {
      const role = this.#roles[this.#roles.length - 1] ?? ((this.#openByName.get("p") ?? 0) > 0 ? "text" : "unknown");
      const block: PageBlock = {
        text,
        fileSpan: { start: Math.max(0, this.#start), end: Math.max(this.#end, 0) },
        role,
        number: role === "note" || role === "reference" ? this.#number : undefined,
        pages: this.#pages.map((page) => ({ label: page.label, at: Math.min(page.at, text.length) })),
        callouts: this.#callouts.filter((callout) => callout.span.end <= text.length),
      };
      if (text !== "") this.#blocks.push({ block, inMain: this.#mains > 0, linked: this.#linked, doubtful: [...this.#doubtful] });
      if (text !== "") this.#pages = [];
      else this.#pages = block.pages.map((page) => ({ label: page.label, at: 0 }));
      if (text !== "") this.#number = undefined;
    }
    this.#parts = [];
    this.#length = 0;
    this.#blank = true;
    this.#start = -1;
    this.#linked = 0;
    this.#callouts = [];
    this.#callout = undefined;
  }
}

const isPageBreak = (tag: HtmlTag): boolean =>
  tag.attributes.get("epub:type") === "pagebreak" ||
  tag.attributes.get("role") === "doc-pagebreak" ||
  /^(?:pagebreak|page-number|pagenum|pageno)$/i.test(tag.attributes.get("class") ?? "");

const idLabel = (tag: HtmlTag): string | undefined => /(?:page|pg|p)[-_]?(\d+|[ivxlc]+)$/i.exec(tag.attributes.get("id") ?? "")?.[1];

const pageLabel = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : /(\d{1,5}|[ivxlcdm]{1,8})[\].)}|]?$/i.exec(text.trim())?.[1];

const firstNumber = (tag: HtmlTag): number | undefined => (tag.name === "ol" ? (numberIn(tag.attributes.get("start")) ?? 1) : undefined);

function numberIn(text: string | undefined): number | undefined {
  const digits = /^\s{0,4}(\d{1,5})\.?\s{0,4}$/.exec(text ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}

const isNoteLink = (tag: HtmlTag): boolean =>
  /\bdoc-noteref\b/.test(tag.attributes.get("role") ?? "") ||
  /\bnoteref\b/.test(tag.attributes.get("epub:type") ?? "") ||
  /#(?:_?ft?n|_?edn|foot|end|note|cite_note|en\d|n\d|fn)/i.test((tag.attributes.get("href") ?? "").slice(-80)) ||
  /\b(?:footnote-ref|noteref|fn-ref|footnoteref)\b/.test(tag.attributes.get("class") ?? "");
