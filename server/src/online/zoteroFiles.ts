import { normalizePath } from "../text/path.ts";
import { parsedAnswer, type ZoteroDoor } from "./zotero.ts";
import { isObject, isTrashed, textOf } from "./zoteroRecord.ts";

/**
 * Where the files of an item lie on this machine; undefined where that can't be learnt now. `item`: `users/0/items/ABCD1234`. Files that Zotero
 * keeps itself, and files that it leads to; pages on the web and pictures in notes are none.
 */
export async function filesOfItem(door: ZoteroDoor, item: string, signal: AbortSignal): Promise<readonly string[] | undefined> {
  const answer = await door.ask(`${item}/children`, { query: { format: "json" }, timeout, signal });
  // Gone meanwhile.
  if (answer.kind === "fault") return answer.fault === "old" ? [] : undefined;
  const children = parsedAnswer(answer.text);
  if (!Array.isArray(children)) return undefined;
  const paths: string[] = [];
  for (const child of children) {
    const path = isObject(child) ? await pathOf(door, item, child, signal) : "";
    if (path !== "") paths.push(path);
  }
  return paths;
}

const timeout = 10_000;

type Json = Readonly<Record<string, unknown>>;

async function pathOf(door: ZoteroDoor, item: string, child: Json, signal: AbortSignal): Promise<string> {
  const data = isObject(child.data) ? child.data : child;
  if (data.itemType !== "attachment" || isTrashed(data) || !withFile.has(textOf(data.linkMode))) return "";
  const key = textOf(child.key) || textOf(data.key);
  const enclosure = isObject(child.links) && isObject(child.links.enclosure) ? textOf(child.links.enclosure.href) : "";
  if (enclosure.startsWith("file:")) return pathOfFileUrl(enclosure);
  if (!/^[A-Z0-9]{8}$/.test(key)) return "";
  const library = item.slice(0, item.indexOf("/items/"));
  const answer = await door.ask(`${library}/items/${key}/file/view/url`, { timeout, signal });
  return answer.kind === "answer" ? pathOfFileUrl(answer.text.trim()) : "";
}

const withFile: ReadonlySet<string> = new Set(["imported_file", "imported_url", "linked_file"]);

/** `file:///home/ada/Zotero/storage/ABCD1234/a%20b.pdf`, `file:///C:/Users/ada/x.pdf`; "" for what is no file of this machine. */
function pathOfFileUrl(address: string): string {
  const url = URL.parse(address);
  if (url?.protocol !== "file:" || (url.host !== "" && url.host !== "localhost")) return "";
  try {
    return normalizePath(decodeURIComponent(url.pathname).replace(/^\/(?=[A-Za-z]:\/)/, ""));
  } catch {
    // A stray per cent sign is no address that Zotero would write.
    return "";
  }
}
