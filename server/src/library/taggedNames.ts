import { splitParticle } from "../csl/names.ts";
import type { CslName } from "../csl/types.ts";
import { oneLine } from "./taggedTags.ts";

/** Names of RIS and EndNote, one a line, or several parted by semicolons: `Webber, Mark`, `King, Martin Luther, Jr.`, `van Gogh, Vincent`, `Humboldt, Alexander von`. */
export function taggedNames(values: readonly string[]): readonly CslName[] {
  return values.flatMap((value) => value.split(/;|\n|\r/).flatMap(splitAnd)).flatMap((name) => taggedName(oneLine(name)) ?? []);
}

/** `Smith, John and Doe, Jane`, but `Ministry of Food and Drink`. */
const splitAnd = (names: string): readonly string[] => {
  const parts = names.split(/\s+(?:and|&)\s+/);
  return parts.length > 1 && parts.every((part) => part.includes(",")) ? parts : [names];
};

/** Without a comma it is a body's name, which EndNote marks by one at its end, or a person's of one word; `J. A. Smith` is a person's. */
function taggedName(name: string): CslName | undefined {
  if (name === "" || /^(?:et al\.?|others)$/i.test(name)) return name === "" ? undefined : { literal: "others" };
  const [first = "", second = "", ...rest] = name.split(",").map((part) => part.trim());
  if (!name.includes(",")) return /\s/.test(name) ? (spoken(name) ?? { literal: name }) : { family: name };
  if (second === "" && rest.length === 0) return { literal: first };
  const suffixFirst = isSuffix(second) && rest.length > 0;
  const given = suffixFirst ? rest.join(" ") : second;
  const suffix = suffixFirst ? second : rest.filter((part) => part !== "").join(", ");
  const [particle, family] = splitParticle(first.split(/\s+/));
  if (family === "") return given === "" ? undefined : { literal: given };
  const [, forename = given, dropping = ""] = /^(.*\S)\s+((?:\p{Ll}[\p{L}'’]*\s*)+)$/u.exec(given) ?? [];
  return {
    family,
    ...(given === "" ? {} : { given: forename }),
    ...(dropping === "" ? {} : { "dropping-particle": dropping }),
    ...(particle === "" ? {} : { "non-dropping-particle": particle }),
    ...(suffix === "" ? {} : { suffix }),
  };
}

const isSuffix = (part: string): boolean => /^(?:[js]r\.?|[IVX]{1,4}|[2-9](?:nd|rd|th))$/i.test(part);

/** Initials tell a person's name. */
function spoken(name: string): CslName | undefined {
  const match = /^((?:\p{Lu}[\p{L}'’-]*\s+)?(?:\p{Lu}\.[\s-]*)+)(.+)$/u.exec(name);
  if (match === null) return undefined;
  const [particle, family] = splitParticle((match[2] ?? "").split(/\s+/));
  return { family, given: (match[1] ?? "").trim(), ...(particle === "" ? {} : { "non-dropping-particle": particle }) };
}
