import type { KeyPart } from "./keyParts.ts";
import type { KeyPattern, SuffixPattern } from "./keyPattern.ts";
import { type KeyFacts, type KeySource, keySource } from "./keySource.ts";

/** A key for a work by the pattern of its file, unlike all that are taken. */
export function generateKey(pattern: KeyPattern, facts: KeyFacts, isTaken: (key: string) => boolean): string {
  const source = keySource(facts, pattern.letters);
  const key = safe(pattern.parts.map((part, index) => written(part, source, pattern.parts[index + 1])).join("")) || "entry";
  return distinct(key, pattern.suffix, isTaken);
}

/** A work without authors stands under the first telling word of its title, one without a year goes without. */
function written(part: KeyPart, source: KeySource, next: KeyPart | undefined): string {
  if (part.subject === "author" && source.families.length === 0) {
    const word = source.tellingWords[0] ?? source.titleWords[0] ?? "";
    return part.write({ ...source, families: [word], bareFamilies: [word] });
  }
  // What joins a part to one that the work does not have goes with it.
  const joinsNothing = part.subject === "text" && next !== undefined && /^"[-_:.+/]"$/.test(part.name) && next.write(source) === "";
  return joinsNothing && next.subject !== "author" ? "" : part.write(source);
}

/** What neither BibTeX nor pandoc takes in a key goes. */
const safe = (key: string): string => key.replace(/[\s,{}"\\#%~=()[\]@;<>!|^`$&*?]/g, "");

function distinct(key: string, suffix: SuffixPattern, isTaken: (key: string) => boolean): string {
  if (suffix.kind === "letter") {
    // `smith2006a` and `smith2006b` without `smith2006`: there all bear a letter.
    const allBearOne = !isTaken(key) && isTaken(`${key}a`);
    if (!isTaken(key) && !allBearOne) return key;
    const from = suffix.second === "b" && !allBearOne ? 1 : 0;
    for (let index = from; index < 26; index++) {
      const candidate = key + suffix.joint + String.fromCharCode(97 + index);
      if (!isTaken(candidate)) return candidate;
    }
  }
  if (!isTaken(key)) return key;
  const joint = suffix.kind === "number" ? suffix.joint : "-";
  for (let number = suffix.second === "1" ? 1 : 2; ; number++) if (!isTaken(`${key}${joint}${number}`)) return `${key}${joint}${number}`;
}
