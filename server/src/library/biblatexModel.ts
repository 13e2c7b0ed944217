import model from "../../../data/biblatexModel.json" with { type: "json" };

/** What a type of entry needs and may have; names in lower case, as biblatex itself spells them. */
export interface EntryTypeModel {
  readonly name: string;
  /** Each wants one of its alternatives: `[["author", "editor"], ["title"], …]`. The usual one stands first. */
  readonly required: readonly (readonly string[])[];
  /** What a good record of this type has besides; never missed. */
  readonly expected: readonly string[];
  /** Fields that it may have, the more telling first. */
  readonly optional: readonly string[];
}

/**
 * `names`: "A and B"; `list`: "London and New York"; `range`: pages; `verbatim`: no LaTeX; `datepart`: year, month, day; `key`: a word that styles
 * translate; `entryKey`, `entryKeys`: of other entries; the others say it themselves.
 */
export type FieldKind = keyof typeof model.fields;

/** Undefined for a type that neither biblatex nor BibTeX knows. */
export const entryTypeModel = (type: string): EntryTypeModel | undefined => types.get(canonicalType(type));

/** All types by their own names, then biblatex's other names for some of them (`phdthesis`). */
export const entryTypeNames = (): readonly string[] => [...types.keys(), ...typeAliases.keys()];

/** `phdthesis` is `thesis`; a name that stands for no other is itself, in lower case. */
export const canonicalType = (type: string): string => typeAliases.get(type.toLowerCase())?.type ?? type.toLowerCase();

/** `journal` is `journaltitle`; a name that stands for no other is itself, in lower case. */
export const canonicalField = (name: string): string => fieldAliases.get(name.toLowerCase()) ?? name.toLowerCase();

/** The names that mean the same field: `journaltitle` and `journal`. */
export const spellingsOf = (name: string): readonly string[] => spellings.get(canonicalField(name)) ?? [canonicalField(name)];

/** Undefined for a field that the model doesn't know. */
export const fieldKind = (name: string): FieldKind | undefined => kinds.get(canonicalField(name));

/** The words that a field takes by themselves: months, states of publication; none for most fields. */
export const fieldConstants = (name: string): readonly string[] => constants.get(canonicalField(name)) ?? [];

/**
 * What an entry lacks, each with its alternatives; nothing of types that are not known. `has` is asked for every spelling of a field, so that
 * `journal` counts as `journaltitle`, and should know inherited fields too.
 */
export function missingFields(type: string, has: (name: string) => boolean): readonly (readonly string[])[] {
  const given = typeAliases.get(type.toLowerCase())?.gives;
  const isThere = (name: string): boolean => name === given || spellingsOf(name).some(has);
  return (entryTypeModel(type)?.required ?? []).filter((alternatives) => !alternatives.some(isThere));
}

interface TypeAlias {
  readonly type: string;
  /** The field that the alias itself fills: `phdthesis` says the `type`. */
  readonly gives?: string;
}

const words = (list: string): readonly string[] => list.split(" ").filter((word) => word !== "");

const groups: ReadonlyMap<string, string> = new Map(Object.entries(model.groups));
const typeAliases: ReadonlyMap<string, TypeAlias> = new Map(Object.entries(model.typeAliases));
const fieldAliases: ReadonlyMap<string, string> = new Map(Object.entries(model.fieldAliases));

const constants: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(model.values).map(([field, values]) => [field, words(values)]),
);

const types: ReadonlyMap<string, EntryTypeModel> = new Map(
  model.types.flatMap((entry) => words(entry.types).map((name) => [name, typeModel(name, entry)] as const)),
);

const kinds: ReadonlyMap<string, FieldKind> = new Map(
  Object.entries(model.fields).flatMap(([kind, names]) => words(names).map((name) => [name, kind as FieldKind] as const)),
);

const spellings: ReadonlyMap<string, readonly string[]> = new Map(
  [...kinds.keys()].map((name) => [name, [name, ...[...fieldAliases].flatMap(([alias, field]) => (field === name ? [alias] : []))]]),
);

function typeModel(name: string, entry: { required: string; expected?: string; optional: string }): EntryTypeModel {
  const required = words(entry.required).map((alternatives) => alternatives.split("|"));
  const expected = words(entry.expected ?? "");
  const told = new Set([...required.map(([usual = ""]) => usual), ...expected]);
  const optional = words(`${entry.optional} +common`).flatMap((word) =>
    word.startsWith("+") ? words(groups.get(word.slice(1)) ?? "") : [word],
  );
  return { name, required, expected, optional: [...new Set(optional)].filter((field) => !told.has(field)) };
}
