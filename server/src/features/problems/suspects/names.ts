import { type Suspicion, suspicion } from "./suspicion.ts";

/**
 * Lists of names that aren't joined by `and`. What stands in braces is one name as it is; `von Last, Jr, First` has two commas.
 *
 *     author = {Smith, John; Doe, Jane}       Smith, John and Doe, Jane
 *     author = {A. Smith, B. Jones}           A. Smith and B. Jones
 *     author = {Smith, J., Doe, R.}           Smith, J. and Doe, R.
 */
export function suspectNames(value: string): Suspicion | undefined {
  // Extended name format: `family=Smith, given=John`.
  if (/\b(?:family|given)\s*=/.test(value) || value.length > longestList) return undefined;
  const open = withoutBraced(value);
  const words = value.trim();
  if (open.includes(";")) return suspicion({ kind: "namesBySemicolons" }, words, mendOutside(value, open, /\s*;\s*/g, " and "));
  if (/(?:^|\s)et\.?\s+al\b/i.test(open))
    return suspicion({ kind: "namesEtAl" }, words, mendOutside(value, open, /\s*,?\s+(?:and\s+)?et\.?\s+al\.?\s*/gi, " and others "));
  if (/\s\\?&\s/.test(open)) return suspicion({ kind: "namesByAmpersand" }, words, mendOutside(value, open, /\s*,?\s\\?&\s+/g, " and "));
  return byCommas(words, withoutBraced(words));
}

const longestList = 5000;

/** Of the same length, with blanks in place of what stands in braces. */
function withoutBraced(value: string): string {
  if (!value.includes("{")) return value;
  let depth = 0;
  return [...value.split("")]
    .map((character, index) => {
      const isEscaped = value[index - 1] === "\\";
      if (character === "{" && !isEscaped) depth++;
      const kept = depth === 0 ? character : "\u0001";
      if (character === "}" && !isEscaped && depth > 0) depth--;
      return kept;
    })
    .join("");
}

function mendOutside(value: string, open: string, mark: RegExp, joint: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const match of open.matchAll(mark)) {
    parts.push(value.slice(at, match.index));
    at = match.index + match[0].length;
  }
  return [...parts, value.slice(at)].join(joint).trim().replace(/ and$/, "");
}

function byCommas(value: string, open: string): Suspicion | undefined {
  const pieces = splitNames(value, open);
  for (const { name, bare } of pieces) {
    const parts = splitAt(name, bare, /,/g);
    if (parts.length > 1 && parts.every(isInitialFirst)) return found(value, name, parts.join(" and "));
    if (parts.length < 4) continue;
    const paired = parts.length % 2 === 0 && parts.every((part, index) => index % 2 === 0 || isInitials(part));
    return found(value, name, paired ? pairs(parts).join(" and ") : undefined);
  }
  return undefined;
}

const found = (value: string, name: string, mended: string | undefined): Suspicion =>
  suspicion({ kind: "namesByCommas" }, value, mended === undefined ? undefined : value.replace(name, () => mended));

function splitNames(value: string, open: string): readonly { readonly name: string; readonly bare: string }[] {
  const names: { readonly name: string; readonly bare: string }[] = [];
  let at = 0;
  for (const match of open.matchAll(/\s+and\s+/gi)) {
    names.push({ name: value.slice(at, match.index), bare: open.slice(at, match.index) });
    at = match.index + match[0].length;
  }
  return [...names, { name: value.slice(at), bare: open.slice(at) }];
}

function splitAt(name: string, bare: string, mark: RegExp): readonly string[] {
  const parts: string[] = [];
  let at = 0;
  for (const match of bare.matchAll(mark)) {
    parts.push(name.slice(at, match.index).trim());
    at = match.index + match[0].length;
  }
  return [...parts, name.slice(at).trim()];
}

/** `J. R. Smith`: initials before a name in full. */
const isInitialFirst = (part: string): boolean => /^(?:\p{Lu}\.[ ~-]?){1,4}\s*(?:\p{Ll}+ )*\p{Lu}[\p{L}'’-]+$/u.test(part);

const isInitials = (part: string): boolean => /^(?:\p{Lu}\.?[ ~-]?){1,4}$/u.test(part);

const pairs = (parts: readonly string[]): readonly string[] =>
  parts.flatMap((part, index) => (index % 2 === 0 ? [`${part}, ${parts[index + 1]}`] : []));
