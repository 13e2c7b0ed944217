import { scanXml } from "../htmlTokens.ts";
import { partText, type ZipParts } from "../zip.ts";
import { type Package, pathFrom } from "./package.ts";

/** Where printed pages begin: for each part its anchors (ids) with the page's label. */
export type PageAnchors = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads the page list of a book's navigation document (EPUB 3) or of its NCX (EPUB 2). */
export function pageAnchors(parts: ZipParts, book: Package): PageAnchors {
  const anchors = new Map<string, Map<string, string>>();
  const add = (base: string, href: string, label: string): void => {
    const [, id] = href.split("#");
    const path = pathFrom(base, href);
    if (id === undefined || !/^\s*(?:\d{1,5}|[ivxlcdm]{1,8})\s*$/i.test(label)) return;
    const known = anchors.get(path) ?? new Map<string, string>();
    anchors.set(path, known.set(id, label.trim()));
  };
  for (const item of book.items) {
    const isNav = /\bnav\b/.test(item.properties);
    const isNcx = item.type === "application/x-dtbncx+xml";
    if (isNav) readNav(partText(parts, item.path), (href, label) => add(item.path, href, label));
    else if (isNcx) readNcx(partText(parts, item.path), (href, label) => add(item.path, href, label));
  }
  return anchors;
}

function readNav(xml: string, found: (href: string, label: string) => void): void {
  let inList = false;
  let href: string | undefined;
  let label = "";
  scanXml(xml, {
    open: (tag) => {
      if (tag.name === "nav") inList = tag.attributes.get("epub:type") === "page-list" || tag.attributes.get("role") === "doc-pagelist";
      else if (tag.name === "a" && inList) {
        href = tag.attributes.get("href");
        label = "";
      }
    },
    close: (name) => {
      if (name === "nav") inList = false;
      if (name !== "a" || href === undefined) return;
      found(href, label);
      href = undefined;
    },
    text: (characters) => {
      if (href !== undefined && label.length < 50) label += characters;
    },
  });
}

/** `<pageTarget value="104"><navLabel><text>104</text></navLabel><content src="ch2.xhtml#p104"/></pageTarget>`. */
function readNcx(xml: string, found: (href: string, label: string) => void): void {
  let label: string | undefined;
  let inText = false;
  scanXml(xml, {
    open: (tag) => {
      if (tag.name === "pagetarget") label = "";
      else if (tag.name === "text") inText = true;
      else if (tag.name === "content" && label !== undefined) found(tag.attributes.get("src") ?? "", label);
    },
    close: (name) => {
      if (name === "pagetarget") label = undefined;
      else if (name === "text") inText = false;
    },
    text: (characters) => {
      if (label !== undefined && inText && label.length < 50) label += characters;
    },
  });
}
