import { undoEscapes } from "./urlEscapes.ts";
import { repairScheme } from "./urlScheme.ts";

/** What was changed in a printed address, so that a message can name what stands there. */
export type UrlChange =
  /** `p02–059e.htm`: a dash where the address needs a hyphen. */
  | { readonly kind: "dash"; readonly character: string }
  /** A soft hyphen, a zero-width or a direction mark. */
  | { readonly kind: "invisible"; readonly character: string }
  /** `ﬁle.htm`: one character for two letters. */
  | { readonly kind: "ligature"; readonly character: string }
  /** `/˜ada/`: a small tilde, a tilde operator. */
  | { readonly kind: "tilde"; readonly character: string }
  /** `http:/www`, `http//www`, `http:\\www`. */
  | { readonly kind: "slashes" }
  /** `htp://`, `hxxp://`: `found` is what stands there. */
  | { readonly kind: "scheme"; readonly found: string }
  /** `http://http://www`. */
  | { readonly kind: "doubledScheme" }
  /** `www.nato.int`. */
  | { readonly kind: "missingScheme" }
  /** `doi:10.1000/182`. */
  | { readonly kind: "doi" }
  /** A space or line break inside. */
  | { readonly kind: "space" }
  /** `\_`, `\%`, `\~{}` of LaTeX, `&amp;` of HTML. */
  | { readonly kind: "escape"; readonly found: string }
  /** A full stop, bracket, quotation mark or ", accessed …" around or behind the address: no part of it. */
  | { readonly kind: "surroundings" };

export interface UrlRepair {
  /** An absolute address that can be parsed; it equals `printed` where nothing had to be changed. */
  readonly url: string;
  /** False for a guess that needs evidence. */
  readonly safe: boolean;
  readonly changes: readonly UrlChange[];
}

/**
 * The address that a printed one stands for: `http://www.nato.int/p04–096e.htm.` is `http://www.nato.int/p04-096e.htm`.
 * Undefined where there is no address that could be asked and nothing to mend. Repairing a repaired address changes nothing.
 */
export function repairUrl(printed: string): UrlRepair | undefined {
  if (printed.length > longestUrl) return undefined;
  const changes: UrlChange[] = [];
  let safe = true;
  let url = printed;
  for (let pass = 0; pass < mostPasses; pass++) {
    const before = url;
    for (const step of steps) {
      const repaired = step(url, (change, isSafe = true) => {
        changes.push(change);
        if (!isSafe) safe = false;
      });
      if (repaired === undefined) return undefined;
      url = repaired;
    }
    if (url === before) return canBeAsked(url) ? { url, safe, changes: distinct(changes) } : undefined;
  }
  return undefined;
}

/**
 * True where the address as printed leads elsewhere or nowhere. A full stop behind it and escapes of the draft's own language were never part of it,
 * and a bare `www.` or `doi:` is how people write.
 */
export function needsRepair(repair: UrlRepair): boolean {
  return repair.changes.some((change) => !harmless.has(change.kind));
}

export type Note = (change: UrlChange, isSafe?: boolean) => void;

/** Servers refuse longer ones. */
const longestUrl = 8192;

/** Each step shortens or settles; a few rounds settle what uncovers something new (`"(http://x.org)."`). */
const mostPasses = 12;

const harmless: ReadonlySet<UrlChange["kind"]> = new Set(["surroundings", "escape", "missingScheme", "doi"]);

const steps: readonly ((url: string, note: Note) => string | undefined)[] = [
  cutSurroundings,
  removeInvisible,
  undoEscapes,
  splitLigatures,
  repairScheme,
  joinParts,
  cutEnd,
  straightenTildes,
  straightenDashes,
];

/** `<URL:http://x.org>`, `"http://x.org"`, `{http://x.org}` and, behind it, `, accessed 3 May 2004`. */
function cutSurroundings(url: string, note: Note): string {
  let inner = url
    .trim()
    .replace(encodedEnd, "")
    .replace(/^[(<[{"'“‘„‚«‹`]+(?:URL:\s{0,4})?|^URL:\s{0,4}/i, "");
  const remark =
    /\s[([]?(?:accessed|last accessed|retrieved|visited|zuletzt|abgerufen|consulté)\b|[,;]\s{0,4}(?:accessed|last accessed|retrieved)\b/i.exec(
      inner,
    );
  if (remark) inner = inner.slice(0, remark.index);
  const end = inner.search(/[“”„‟‘’«»‹›"<>`]/);
  if (end > 0) inner = inner.slice(0, end);
  if (inner !== url) note({ kind: "surroundings" });
  return inner;
}

/** Blanks and closing quotation marks that a program took into the address. */
const encodedEnd = /(?:%20|%09|%0[AD]|%C2%A0|%E2%80%9[89CD])+$/i;

function removeInvisible(url: string, note: Note): string {
  return url.replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]|%C2%AD|%E2%80%8[B-F]/gi, (character) => {
    note({ kind: "invisible", character });
    return "";
  });
}

function splitLigatures(url: string, note: Note): string {
  return url.replace(/[\uFB00-\uFB06]|%EF%AC%8[0-6]/gi, (found) => {
    const character = found.startsWith("%") ? decodeURIComponent(found) : found;
    note({ kind: "ligature", character });
    return character.normalize("NFKC");
  });
}

/**
 * A space behind the slashes or beside the end is a slip of typesetting. One further inside may hide a letter or begin the next word: beside a mark of the address
 * (`/docu/ pr`) or at the end of a line it was most likely put in, between two words (`/f g`) it most likely belongs there, as `%20`.
 */
function joinParts(url: string, note: Note): string {
  const trimmed = url.trim();
  if (!/\s/.test(trimmed)) return trimmed;
  note({ kind: "space" }, false);
  const hostEnd = /^[a-z]+:\/\/[^/]*/i.exec(trimmed)?.[0].length ?? 0;
  return trimmed.replace(/\s+/g, (blanks: string, at: number) => {
    const beside = `${trimmed[at - 1] ?? ""}${trimmed[at + blanks.length] ?? ""}`;
    return at < hostEnd || /[\n\r]/.test(blanks) || /[/._\-?&=#~%:+,;\u2010-\u2015\u2212]/.test(beside) ? "" : "%20";
  });
}

/** What closes a sentence or a bracket that the address didn't open. */
function cutEnd(url: string, note: Note): string | undefined {
  const schemeEnd = url.indexOf("://") + 3;
  const open = { "(": count(url, "("), "[": count(url, "["), "{": count(url, "{") };
  const closed = { ")": count(url, ")"), "]": count(url, "]"), "}": count(url, "}") };
  let end = url.length;
  while (end > schemeEnd) {
    const last = url.charAt(end - 1);
    if (last === ")" && closed[")"] > open["("]) closed[")"]--;
    else if (last === "]" && closed["]"] > open["["]) closed["]"]--;
    else if (last === "}" && closed["}"] > open["{"]) closed["}"]--;
    else if (last === "(") open["("]--;
    else if (last === "[") open["["]--;
    else if (last === "{") open["{"]--;
    else if (!/[.,;:!?'"’‘*…—]/.test(last)) break;
    end--;
  }
  // "http://www.nato.int/…/p02.htm" was shortened by its author: nobody knows what is left out.
  if (url.slice(0, end).includes("…")) return undefined;
  if (end === url.length) return url;
  note({ kind: "surroundings" });
  return url.slice(0, end);
}

function straightenTildes(url: string, note: Note): string {
  return url.replace(/[\u02DC\u223C\u301C\uFF5E]/g, (character) => {
    note({ kind: "tilde", character });
    return "~";
  });
}

/** Wikis have dashes in their titles, and so in their addresses. */
function straightenDashes(url: string, note: Note): string {
  if (/^https?:\/\/[^/]*\/wiki\//i.test(url)) return url;
  return url.replace(/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g, (character) => {
    // A long dash may stand for two hyphens, or begin an aside of the sentence.
    note({ kind: "dash", character }, !/[\u2014\u2015\uFE58]/.test(character));
    return "-";
  });
}

function canBeAsked(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed) return false;
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") return true;
  return /^(?:\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?)$/i.test(parsed.hostname);
}

function distinct(changes: readonly UrlChange[]): UrlChange[] {
  const seen = new Map<string, UrlChange>();
  for (const change of changes) seen.set(JSON.stringify(change), change);
  return [...seen.values()];
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++;
  return found;
}
