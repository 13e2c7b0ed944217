import { strToU8, type Zippable, zipSync } from "fflate";

/** An archive with these texts as its parts. */
export const archiveOf = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])) as Zippable);

const word =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';

export interface WordDraft {
  /** WordprocessingML of the body. */
  readonly body: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly styles?: string;
  readonly numbering?: string;
  readonly core?: string;
  readonly more?: Readonly<Record<string, string>>;
}

/** A DOCX file with that body. */
export function makeDocx(draft: WordDraft): Uint8Array {
  const wrap = (name: string, inner: string | undefined): Record<string, string> =>
    inner === undefined ? {} : { [`word/${name}.xml`]: `<?xml version="1.0"?><w:${name} ${word}>${inner}</w:${name}>` };
  return archiveOf({
    "_rels/.rels":
      '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ...wrap("document", `<w:body>${draft.body}</w:body>`),
    ...wrap("footnotes", draft.footnotes),
    ...wrap("endnotes", draft.endnotes),
    ...wrap("styles", draft.styles),
    ...wrap("numbering", draft.numbering),
    ...(draft.core === undefined ? {} : { "docProps/core.xml": draft.core }),
    ...draft.more,
  });
}

export interface BookDraft {
  /** XHTML bodies by file name, in reading order. */
  readonly chapters: Readonly<Record<string, string>>;
  readonly metadata?: string;
  /** The body of the navigation document. */
  readonly nav?: string;
  readonly more?: Readonly<Record<string, string>>;
}

/** An EPUB file with these chapters. */
export function makeEpub(draft: BookDraft): Uint8Array {
  const names = Object.keys(draft.chapters);
  const items = names.map((name, i) => `<item id="c${i}" href="text/${name}" media-type="application/xhtml+xml"/>`).join("");
  const spine = names.map((_, i) => `<itemref idref="c${i}"/>`).join("");
  const page = (body: string): string =>
    `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/><script src="x.js"/></head><body>${body}</body></html>`;
  return archiveOf({
    mimetype: "application/epub+zip",
    "META-INF/container.xml":
      '<container><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    "OEBPS/book.opf": `<package xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"><metadata>${draft.metadata ?? ""}</metadata><manifest>${items}<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest><spine><itemref idref="nav"/>${spine}</spine></package>`,
    "OEBPS/nav.xhtml": page(draft.nav ?? ""),
    ...Object.fromEntries(names.map((name) => [`OEBPS/text/${name}`, page(draft.chapters[name] ?? "")])),
    ...draft.more,
  });
}
