import type { CslItem } from "../../../csl/types.ts";
import { dated, namesIn } from "../htmlMetadata.ts";
import { type HtmlTag, scanXml } from "../htmlTokens.ts";

/** What a book's package document (OPF) says: whose book it is, and its parts in reading order. */
export interface Package {
  readonly work: CslItem;
  readonly spine: readonly PackageItem[];
  readonly items: readonly PackageItem[];
}

export interface PackageItem {
  readonly path: string;
  readonly type: string;
  readonly properties: string;
}

const mostChapters = 2_000;

export function readPackage(xml: string, path: string): Package {
  const items = new Map<string, PackageItem>();
  const order: string[] = [];
  const stated = new Map<string, string[]>();
  let open: HtmlTag | undefined;
  scanXml(xml, {
    open: (tag) => {
      open = tag;
      if (tag.name === "item") addItem(items, tag, path);
      else if (tag.name === "itemref" && tag.attributes.get("linear") !== "no" && order.length < mostChapters)
        order.push(tag.attributes.get("idref") ?? "");
    },
    close: () => {
      open = undefined;
    },
    text: (characters) => {
      if (open === undefined || characters.trim() === "" || isOtherRole(open)) return;
      stated.set(open.name, [...(stated.get(open.name) ?? []), characters.trim().slice(0, 500)]);
    },
  });
  return { work: workOf(stated), spine: order.flatMap((id) => items.get(id) ?? []), items: [...items.values()] };
}

function addItem(items: Map<string, PackageItem>, tag: HtmlTag, path: string): void {
  const href = tag.attributes.get("href") ?? "";
  items.set(tag.attributes.get("id") ?? href, {
    path: pathFrom(path, href),
    type: tag.attributes.get("media-type") ?? "",
    properties: tag.attributes.get("properties") ?? "",
  });
}

/** Illustrators and publishers' staff stand among the creators too. */
const isOtherRole = (tag: HtmlTag): boolean => {
  const role = tag.attributes.get("opf:role");
  return tag.name === "creator" && role !== undefined && role !== "aut";
};

/** A part's name inside the archive, from the part that names it. */
export function pathFrom(base: string, href: string): string {
  const parts = base.split("/").slice(0, -1);
  for (const step of decoded(href.split("#")[0] ?? "").split("/")) {
    if (step === "..") parts.pop();
    else if (step !== "." && step !== "") parts.push(step);
  }
  return parts.join("/");
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return href;
  }
}

function workOf(stated: ReadonlyMap<string, readonly string[]>): CslItem {
  const first = (name: string): string | undefined => stated.get(name)?.[0];
  const author = (stated.get("creator") ?? []).flatMap(namesIn);
  const isbn = (stated.get("identifier") ?? [])
    .map((one) => /(?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dXx]$/.exec(one)?.[0].replace(/[-\s]/g, ""))
    .find((one) => one !== undefined);
  const title = first("title");
  const publisher = first("publisher");
  const language = first("language");
  return {
    type: "book",
    ...(title === undefined ? {} : { title }),
    ...(author.length === 0 ? {} : { author }),
    ...dated(first("date")),
    ...(publisher === undefined ? {} : { publisher }),
    ...(isbn === undefined ? {} : { ISBN: isbn }),
    ...(language === undefined ? {} : { language }),
  };
}
