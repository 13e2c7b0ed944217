import { scanXml } from "../htmlTokens.ts";

/** Title and author of a document's core properties (Dublin Core). */
export function readProperties(xml: string): { readonly title: string; readonly author: string } {
  const found = { title: "", creator: "" };
  let open = "";
  scanXml(xml, {
    open: (tag) => {
      open = tag.name;
    },
    close: () => {
      open = "";
    },
    text: (characters) => {
      if (open === "title" || open === "creator") found[open] += characters.slice(0, 500);
    },
  });
  return { title: found.title.trim(), author: found.creator.trim() };
}
