import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";

/** What an HTML text consists of, in order; places are offsets of the text. */
export interface HtmlHandler {
  open(tag: HtmlTag): void;
  close(name: string, start: number, end: number): void;
  /** Entities are decoded: `characters` may be shorter than its span. */
  text(characters: string, start: number, end: number): void;
}

export interface HtmlTag {
  /** In lower case. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly start: number;
  readonly end: number;
}

/**
 * Splits HTML into tags and text. The tokenizer alone is used, for the parser above it keeps its open elements
 * in a way that costs the square of their depth.
 */
export function scanHtml(text: string, handler: HtmlHandler): void {
  const tokenizer = new Tokenizer({ decodeEntities: true }, new TagCollector(text, handler));
  tokenizer.write(text);
  tokenizer.end();
}

/**
 * The same for XML: a slash closes an element. No entity but XML's own five is known, so that none can be defined to grow; names come without
 * their prefix (`w:p` is `p`).
 */
export function scanXml(text: string, handler: HtmlHandler): void {
  const tokenizer = new Tokenizer({ decodeEntities: true, xmlMode: true }, new XmlTagCollector(text, handler));
  tokenizer.write(text);
  tokenizer.end();
}

class TagCollector implements TokenizerCallbacks {
  readonly #text: string;
  readonly #handler: HtmlHandler;
  #name = "";
  #start = 0;
  #attributes = new Map<string, string>();
  #attribute = "";
  #value: string[] = [];
  #textEnd = 0;

  constructor(text: string, handler: HtmlHandler) {
    this.#text = text;
    this.#handler = handler;
  }

  get openName(): string {
    return this.#name;
  }

  ontext(start: number, end: number): void {
    this.#handler.text(this.#text.slice(start, end), start, end);
    this.#textEnd = end;
  }

  ontextentity(codepoint: number, end: number): void {
    this.#handler.text(String.fromCodePoint(codepoint), Math.min(this.#entityStart(end), end), end);
    this.#textEnd = end;
  }

  onopentagname(start: number, end: number): void {
    this.#name = this.#text.slice(start, end).toLowerCase();
    this.#start = start - 1;
    this.#attributes = new Map();
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#text.slice(start, end).toLowerCase();
    this.#value = [];
  }

  onattribdata(start: number, end: number): void {
    this.#value.push(this.#text.slice(start, end));
  }

  onattribentity(codepoint: number): void {
    this.#value.push(String.fromCodePoint(codepoint));
  }

  onattribend(): void {
    if (!this.#attributes.has(this.#attribute)) this.#attributes.set(this.#attribute, this.#value.join(""));
  }

  onopentagend(end: number): void {
    this.#handler.open({ name: this.#name, attributes: this.#attributes, start: this.#start, end: end + 1 });
    this.#textEnd = end + 1;
  }

  onselfclosingtag(end: number): void {
    this.onopentagend(end);
    // In HTML a slash closes nothing; in the drawings and formulas that use it nothing is read.
  }

  onclosetag(start: number, end: number): void {
    this.#handler.close(this.#text.slice(start, end).trim().toLowerCase(), start - 2, end + 1);
    this.#textEnd = end + 1;
  }

  oncdata(start: number, end: number): void {
    this.#handler.text(this.#text.slice(start, end), start, end);
  }

  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  /** The ampersand: nothing but it and the entity's name stands between the last text and here. */
  #entityStart(end: number): number {
    const ampersand = this.#text.lastIndexOf("&", end - 1);
    return Math.max(this.#textEnd, ampersand, 0);
  }
}

class XmlTagCollector extends TagCollector {
  readonly #xml: HtmlHandler;

  constructor(text: string, handler: HtmlHandler) {
    const plain: HtmlHandler = {
      open: (tag) => handler.open({ ...tag, name: withoutPrefix(tag.name) }),
      close: (name, start, end) => handler.close(withoutPrefix(name), start, end),
      text: (characters, start, end) => handler.text(characters, start, end),
    };
    super(text, plain);
    this.#xml = handler;
  }

  override onselfclosingtag(end: number): void {
    const name = this.openName;
    this.onopentagend(end);
    this.#xml.close(withoutPrefix(name), end, end + 1);
  }
}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(":") + 1);
