import { convert } from "pandoc-wasm";
import type { CslItem } from "../../../src/csl/types.ts";
import type { CslTree } from "../../../src/library/styleTree.ts";

/** The reference that Pandoc prints of one work in a style: another processor than ours, over the same style. */
export async function pandocReference(item: CslItem, style: CslTree, lang: string): Promise<string> {
  const options = { from: "csljson", to: "plain", citeproc: true, csl: "style.csl", wrap: "none", metadata: { lang } };
  const files = { "style.csl": `<?xml version="1.0" encoding="utf-8"?>${xmlOf(style)}` };
  const { stdout, stderr } = await convert(options, JSON.stringify([{ ...item, id: "work" }]), files);
  if (stdout === "") throw new Error(stderr);
  return stdout;
}

function xmlOf({ name, attrs, children }: CslTree): string {
  const attributes = Object.entries(attrs).map(([attribute, value]) => ` ${attribute}="${escaped(value)}"`);
  const inner = children.map((child) => (typeof child === "string" ? escaped(child) : xmlOf(child)));
  return `<${name}${attributes.join("")}>${inner.join("")}</${name}>`;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
