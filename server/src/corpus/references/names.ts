import type { CslName } from "../../csl/types.ts";

export interface NameList {
  readonly names: readonly CslName[];
  /** Every name has a given name or initials; else surnames alone, as short forms have them. */
  readonly complete: boolean;
}

const ranks = new Set(
  "gen. col. lt. maj. capt. cdr. adm. brig. sgt. lord lady sir dame dr. dr prof. prof professor president senator sen. rep. hon. hon mr. mr mrs. mrs ms. ms amb. ambassador rev. general colonel lieutenant major captain admiral minister".split(
    " ",
  ),
);

const particles = new Set(
  "van von de der den del della di da dos du la le las los ten ter zu zur zum af av el al bin ibn ben bint y e 't d'".split(" "),
);

const functionWords = new Set(
  "the of on in for to at by with from a an and or how why what when is are as after before between since its their our new towards toward under into der die das des und im zur".split(
    " ",
  ),
);

const corporateWords =
  /(?:^|[\s-])(?:commission|committee|assembly|council|institute|institution|ministry|department|organi[sz]ation|agency|group|bank|nations|union|nato|osce|weu|association|society|foundation|office|cent(?:re|er)|bureau|parliament|government|associated press|reuters|party|house|secretariat|archives?|\p{L}*archiv|record office|library|museum|court|university|federation|congress|senate|chamber|authority|service|team|network|forum|academy|press office|embassy|administration|board|bundestag|bundesregierung|kommission|ministerium|service|agence|ministère|white house|staff|headquarters|survey|company|corporation|inc\.?|ltd\.?|unesco|unicef|oecd)(?=$|[\s,.;:])/iu;

const acronyms = /(?:^|[\s-])(?:IMF|WHO|EU|UN|GAO|RAND|CIA|FBI|USAID|DOD|FAO|ILO|BBC|CNN|AFP|TASS)(?=$|[\s,.;:])/;

/** A body that signs as an author: `WEU Assembly`, `Independent International Commission on Kosovo`. */
export function corporateName(text: string): CslName | undefined {
  const words = text.split(" ");
  if (
    words.length > 12 ||
    !/^[\p{Lu}\d]/u.test(text) ||
    /^(?:Hearings?|Testimony|Statement|Remarks|Report|Minutes|Letter|Memorandum|Meeting|Speech) /.test(text) ||
    /[‘“"():\d]| (?:with|by|to|from|at|between|towards?|against|since|after) /.test(text)
  )
    return undefined;
  return isCorporate(text) ? { literal: text } : undefined;
}

const isCorporate = (text: string): boolean => corporateWords.test(text) || acronyms.test(text);

/**
 * `M. A. Smith`, `B. Clark and V. Marsh`, `Smith, M.A., & Jones, B.`, `Smith, John, and Mary Jones`, `Adomeit and Kupferschmidt`, `Smith et al.`
 * Undefined where the text is anything but names.
 */
export function parseNames(text: string): NameList | undefined {
  if (text.length > 400) return undefined;
  const bare = text
    .replace(/\s*\((?:[^()]{0,40})\)\s*$/, "")
    .replace(/,?\s+(?:et al\.?|and others|u\.\s?a\.)$/i, "")
    .replace(/,?\s+(?:eds?\.?|editors?|rapporteurs?|directors?|hrsg\.?|trans\.?)$/i, "")
    .replace(/[,\s]+$/, "")
    .trim();
  if (bare === "" || (isCorporate(bare) && !/\p{Lu}\./u.test(bare) && !/^[^,]+, \p{Lu}\p{Ll}+$/u.test(bare))) return undefined;
  const chunks = bare.split(/(?:,?\s+(?:and|und|et|y)\s+|,?\s*&\s*|\s*;\s*)/).map((chunk) => chunk.trim());
  const names: CslName[] = [];
  for (const chunk of chunks) {
    const found = namesOfChunk(chunk);
    if (found === undefined) return undefined;
    names.push(...found);
  }
  const complete = names.every((name) => name.given !== undefined);
  return complete || names.every((name) => name.given === undefined) ? { names, complete } : undefined;
}

/** Between two `and`s: one name in its natural order, one or several inverted, or several by commas. */
function namesOfChunk(chunk: string): readonly CslName[] | undefined {
  const parts = chunk.split(",").map((part) => part.trim());
  if (parts.some((part) => part === "")) return undefined;
  const inverted = invertedNames(parts);
  if (inverted !== undefined) return inverted;
  const names = parts.map(personName);
  return names.every((name) => name !== undefined) ? names : undefined;
}

function invertedNames(parts: readonly string[]): readonly CslName[] | undefined {
  if (parts.length < 2) return undefined;
  const names: CslName[] = [];
  for (let i = 0; i < parts.length; ) {
    const family = parts[i] ?? "";
    const given = parts[i + 1];
    if (
      given !== undefined &&
      isFamily(family) &&
      (isInitials(given) ||
        (isGiven(given) && isOneFamilyName(family) && (parts.length === 2 || (i === 0 && othersAreNatural(parts.slice(2))))))
    ) {
      const suffix = /^(?:jr|sr|i{2,3}|iv)\.?$/i.test(parts[i + 2] ?? "") ? parts[i + 2] : undefined;
      names.push({ family, given, ...(suffix === undefined ? {} : { suffix }) });
      i += suffix === undefined ? 2 : 3;
    } else if (names.length > 0) {
      const natural = personName(family);
      if (natural?.given === undefined) return undefined;
      names.push(natural);
      i++;
    } else return undefined;
  }
  return names;
}

/** `Evans, Peter B., Dietrich Rueschemeyer`: only the first name is inverted. */
const othersAreNatural = (parts: readonly string[]): boolean =>
  parts.every((part) => / /.test(part) && !/^(?:jr|sr)\b/i.test(part) && personName(part)?.given !== undefined);

/** `Col. Gen. L. Ivashov`, `Hans van der Berg`, `Adomeit`. */
export function personName(text: string): CslName | undefined {
  const words = text.replace(/(?<=\p{Lu}\.)(?=\p{Lu})/gu, " ").split(/\s+/);
  let from = 0;
  while (from < words.length - 1 && ranks.has((words[from] ?? "").toLowerCase())) from++;
  const kept = words.slice(from);
  if (kept.length === 0 || kept.length > 6 || !kept.every(isNameWord)) return undefined;
  if (kept.length === 1) return isFamily(kept[0] ?? "") ? { family: kept[0] ?? "" } : undefined;
  let familyFrom = kept.length - 1;
  while (familyFrom > 1 && particles.has((kept[familyFrom - 1] ?? "").toLowerCase())) familyFrom--;
  if (familyFrom === 1 && particles.has((kept[0] ?? "").toLowerCase())) return { family: kept.join(" ") };
  const family = kept.slice(familyFrom).join(" ");
  return isFamily(family) ? { family, given: kept.slice(0, familyFrom).join(" ") } : undefined;
}

const isNameWord = (word: string): boolean =>
  particles.has(word) || (!functionWords.has(word.toLowerCase()) && (isInitials(word) || /^(?:[dl]['’])?\p{Lu}[\p{L}'’-]*$/u.test(word)));

const isInitials = (text: string): boolean =>
  /^(?:\p{Lu}\p{Ll}?\.[ -]?|\p{Lu}(?=[ -]|$)[ -]?){1,5}$/u.test(text) || /^\p{Lu}-\p{Lu}\.$/u.test(text);

const isFamily = (text: string): boolean => {
  const words = text.split(" ");
  if (words.length > 4) return false;
  return (
    words.every(
      (word) =>
        (word.length > 1 && particles.has(word.toLowerCase())) ||
        (!functionWords.has(word.toLowerCase()) && /^(?:[dl]['’]|al-|el-)?\p{Lu}[\p{L}'’-]+$/u.test(word)),
    ) && /\p{Lu}/u.test(text)
  );
};

/** `Webber`, `van der Berg`, but not `Mark Webber`. */
const isOneFamilyName = (text: string): boolean => text.split(" ").filter((word) => !particles.has(word.toLowerCase())).length === 1;

const isGiven = (text: string): boolean => {
  const words = text.split(" ");
  return (
    words.length <= 3 &&
    words.every((word) => isInitials(word) || /^\p{Lu}[\p{Ll}'’-]+$/u.test(word)) &&
    !words.some((word) => functionWords.has(word.toLowerCase()))
  );
};
