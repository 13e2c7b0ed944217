import { type HtmlTag, scanXml } from "../htmlTokens.ts";
import type { BlockRole } from "../pageBlock.ts";

/** What a paragraph's style says of it. */
export interface WordStyle {
  readonly role: BlockRole;
  readonly isTitle: boolean;
  /** The list that it counts in. */
  readonly list: string | undefined;
}

interface RawStyle {
  name: string;
  basedOn: string;
  outline: boolean;
  list: string | undefined;
}

export type WordStyles = (id: string) => WordStyle;

export function readStyles(xml: string): WordStyles {
  const styles = new Map<string, RawStyle>();
  let open: RawStyle | undefined;
  scanXml(xml, {
    open: (tag) => {
      const value = stated(tag);
      if (tag.name === "style") {
        open = { name: "", basedOn: "", outline: false, list: undefined };
        styles.set(tag.attributes.get("w:styleid") ?? "", open);
      } else if (open === undefined) return;
      else if (tag.name === "name") open.name = value;
      else if (tag.name === "basedon") open.basedOn = value;
      else if (tag.name === "outlinelvl") open.outline = Number(value) < 9;
      else if (tag.name === "numid") open.list = value;
    },
    close: () => {},
    text: () => {},
  });
  return (id) => styleOf(styles, id);
}

export const stated = (tag: HtmlTag): string => tag.attributes.get("w:val") ?? "";

/** Up the chain of styles that it builds on, for those that writers make themselves. */
function styleOf(styles: ReadonlyMap<string, RawStyle>, id: string): WordStyle {
  let role: BlockRole = roleByName(id) ?? "text";
  let isTitle = isTitleName(id);
  let list: string | undefined;
  let at: string = id;
  for (let depth = 0; depth < 12; depth++) {
    const style = styles.get(at);
    if (style === undefined) break;
    const own = style.outline ? "heading" : roleByName(style.name);
    if (role === "text" && own !== undefined) role = own;
    isTitle ||= isTitleName(style.name);
    list ??= style.list;
    at = style.basedOn;
  }
  return { role, isTitle, list };
}

const isTitleName = (name: string): boolean => /^(?:title|titel|titre)$/i.test(name);

/** Word gives its own styles English names inside, whatever language it speaks. */
function roleByName(name: string): BlockRole | undefined {
  if (/^(?:heading|überschrift|titre|title|titel|subtitle|untertitel)(?:\s?\d)?$/i.test(name)) return "heading";
  if (/quot(?:e|ation)|zitat|block ?text|^citation/i.test(name)) return "quotation";
  if (/^abstract/i.test(name)) return "abstract";
  return /^bibliograph|^literaturverzeichnis/i.test(name) ? "reference" : undefined;
}
