import { readNames, splitNames } from "../csl/names.ts";
import type { CslName } from "../csl/types.ts";
import { latexToText } from "../syntax/latexText.ts";
import type { Fields } from "./biblatexTypes.ts";

/**
 * The people and bodies of an entry by CSL's names for what they did. biblatex drops a particle (`von`) in front of the surname where a list is
 * sorted, unless it `keepsParticle`.
 */
export function namesOf(fields: Fields, keepsParticle: boolean): Readonly<Record<string, readonly CslName[] | undefined>> {
  const read = (field: string): readonly CslName[] | undefined => {
    const names = readNames(fields.get(field) ?? "", nameText, keepsParticle).map(withParticles);
    return names.length === 0 ? undefined : names;
  };
  return {
    author: read("author") ?? read("holder"),
    translator: read("translator"),
    "container-author": read("bookauthor"),
    director: read("director"),
    [editorRoles.get(fields.get("editortype")?.toLowerCase() ?? "") ?? "editor"]: read("editor"),
  };
}

/** A list of publishers or places: `Berlin and {Frankfurt and Main}` are two. */
export const splitList = (list: string): readonly string[] => splitNames(list).filter((part) => part.toLowerCase() !== "others");

/** What `editortype` makes of editors, as far as CSL has a word for it. */
const editorRoles: ReadonlyMap<string, string> = new Map([
  ["director", "director"],
  ["compiler", "compiler"],
  ["organizer", "organizer"],
]);

const nameText = (latex: string): string => latexToText(latex).replaceAll("'", "’").replace(/,+$/, "");

/** As CSL wants a name: particles apart ("de la Cruz", "d’Aspremont", "Goethe, Johann Wolfgang von"), "J.G." as two names. */
function withParticles(name: CslName): CslName {
  if (name.family === undefined) return name;
  const given = name.given?.replace(/(?<=(?:^|[\s.-])\p{Lu})\.(?=\p{Lu}\.|\p{Lu}$)/gu, ". ");
  const whole = given === undefined ? name : { ...name, given };
  if (name["non-dropping-particle"] !== undefined || name["dropping-particle"] !== undefined) return whole;
  const before = /^(\p{Ll}+(?: \p{Ll}+){0,3}(?= )|\p{Ll}{1,3}’)\s?(\p{Lu}.*)$/u.exec(name.family);
  if (before !== null) return { ...whole, family: before[2] ?? "", "non-dropping-particle": before[1] ?? "" };
  const behind = /^(.*\S) (\p{Ll}+(?: \p{Ll}+){0,3}-?)$/u.exec(given ?? "");
  return behind === null ? whole : { ...whole, given: behind[1] ?? "", "dropping-particle": behind[2] ?? "" };
}
