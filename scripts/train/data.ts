import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Labelled } from "./crf.ts";

/** AnyStyle's references, each once. `journal` is called `container-title`, as in CSL, unless `strict`. */
export function anyStyle(file: string, strict = false): Labelled[] {
  const seen = new Set<string>();
  const found: Labelled[] = [];
  for (const [, sequence = ""] of readFileSync(file, "utf8").matchAll(/<sequence>([\s\S]*?)<\/sequence>/g)) {
    const tokens: string[] = [];
    const labels: string[] = [];
    for (const [, label = "", words = ""] of sequence.matchAll(/<([a-z-]+)>([\s\S]*?)<\/\1>/g))
      for (const token of unescaped(words)
        .split(/\s+/)
        .filter((word) => word !== "")) {
        tokens.push(token);
        labels.push(label === "journal" && !strict ? "container-title" : label);
      }
    const key = tokens.join(" ").toLowerCase();
    if (tokens.length === 0 || seen.has(key)) continue;
    seen.add(key);
    found.push({ tokens, labels });
  }
  return found;
}

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&apos;", "'").replaceAll("&amp;", "&");

/** LinkedBooks' references, put together again from their printed lines by the begin and end tags; each once. */
export function linkedBooks(file: string): Labelled[] {
  const found: Labelled[] = [];
  const seen = new Set<string>();
  let inside = false;
  let tokens: string[] = [];
  let labels: string[] = [];
  const close = (): void => {
    const key = tokens.join(" ").toLowerCase();
    if (tokens.length > 1 && !seen.has(key)) found.push({ tokens, labels });
    seen.add(key);
    [tokens, labels] = [[], []];
  };
  for (const line of gunzipSync(readFileSync(file)).toString("utf8").split("\n")) {
    const [token = "", label = "", , part = ""] = line.split(/\s+/);
    if (token === "" || token === "-DOCSTART-") continue;
    if (part === "b-r" || (part === "o") !== (inside === false)) close();
    inside = part !== "o";
    if (!inside) continue;
    tokens.push(token);
    labels.push(label);
    if (part === "e-r" || tokens.length > 150) close();
  }
  close();
  return found;
}

export const has = (file: string): boolean => existsSync(file);

/** A fixed tenth is held out: by the place among all references. */
export const isHeldOut = (_: unknown, i: number): boolean => (Math.imul(i + 17, 2654435761) >>> 0) % 10 === 3;
