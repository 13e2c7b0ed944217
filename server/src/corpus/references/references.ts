import type { CslItem, CslName } from "../../csl/types.ts";
import type { SourceReference } from "../source.ts";
import { isBackward } from "./backReferences.ts";
import { labelReference } from "./label.ts";
import type { Labeller } from "./learned/labeller.ts";
import { type PlacedReference, resolveShortForms } from "./resolve.ts";
import { segmentNote } from "./segment.ts";

/** A note of a list, before its references are read. */
export interface PlainNote {
  readonly number: number;
  readonly noteNumber: number;
  readonly raw: string;
  /** The item of a reference list: one work. */
  readonly listed?: boolean;
}

interface FoundReference extends PlacedReference {
  readonly reference: Omit<SourceReference, "kind" | "resolvesTo">;
}

/** The references of all notes, short forms resolved; one list a note, in the same order. Without a labeller by rules alone. */
export function readReferences(notes: readonly PlainNote[], labeller?: Labeller): SourceReference[][] {
  const earlier = new EarlierWorks();
  const found = notes.map((note) => referencesOf(note, earlier, labeller));
  const all = found.flat();
  const resolutions = resolveShortForms(all);
  let at = 0;
  return found.map((references) =>
    references.map(({ reference, short }) => {
      const resolvesTo = resolutions[at++];
      const isShort = short ? resolvesTo !== undefined || !standsAlone(reference) : resolvesTo !== undefined;
      const kind = isShort ? "short" : "full";
      return { ...reference, kind, resolvesTo };
    }),
  );
}

function referencesOf(note: PlainNote, earlier: EarlierWorks, labeller: Labeller | undefined): FoundReference[] {
  return segmentNote(note.raw, note.listed).map((segment, ref) => {
    const { csl: read, locator, abbreviation, short } = labelReference(earlier.spellOut(segment.raw), labeller, note.listed);
    const csl = earlier.withContainer(read);
    earlier.add(csl);
    return {
      place: { note: note.number, ref },
      noteNumber: note.noteNumber,
      raw: segment.raw,
      csl,
      abbreviation,
      short: csl === read && (short || (isBackward(segment.raw) && !isSameAuthor.test(segment.raw))),
      reference: { raw: segment.raw, signal: segment.signal, csl, locator },
    };
  });
}

/** `G. W. F. Hegel, Grundlinien …, § 31`: no date, but first names and a title, and nothing earlier that it could stand for. */
const standsAlone = ({ raw, csl }: FoundReference["reference"]): boolean =>
  !isBackward(raw) && csl.title !== undefined && (csl.author ?? []).some((name) => name.given !== undefined);

const isSameAuthor = /^(?:idem|id\.|eadem|ders\.|dies\.|derselbe|dieselbe)(?=[\s,])/i;

/** `Idem, The Price of Light`, `———. 1994. “Toll Rolls.”`: the author is the one before; `‘Docks’, ibid., p. 30`: so is the journal. */
class EarlierWorks {
  #work: CslItem = {};
  #last: readonly CslName[] = [];
  readonly #spelled = new Map<string, CslName>();

  add(csl: CslItem): void {
    this.#work = csl;
    this.#last = csl.author ?? csl.editor ?? [];
    for (const name of this.#last) if (name.given !== undefined && name.family !== undefined) this.#spelled.set(name.family, name);
  }

  withContainer(csl: CslItem): CslItem {
    if (!/^ibid\.?$/i.test(csl["container-title"] ?? "") || this.#work["container-title"] === undefined) return csl;
    const { type, volume, issue, issued, editor, publisher } = this.#work;
    const stated = Object.entries({ type, volume, issue, issued, editor, publisher }).filter(([, value]) => value !== undefined);
    return {
      ...Object.fromEntries(stated),
      ...csl,
      ...(type === undefined ? {} : { type }),
      "container-title": this.#work["container-title"],
    };
  }

  spellOut(raw: string): string {
    const names = this.#last.map((name) => this.#spelled.get(name.family ?? "") ?? name);
    if (names.length === 0) return raw;
    const natural = names.map((name) => name.literal ?? [name.given, name.family].filter((part) => part !== undefined).join(" "));
    const inverted = names.map((name) => name.literal ?? [name.family, name.given].filter((part) => part !== undefined).join(", "));
    return raw
      .replace(/^(?:[—–]{2,3}|_{3,}|-{3,})(?=[.,\s])/, () => inverted.join(", & "))
      .replace(isSameAuthor, () => natural.join(" and "))
      .replace(/(?<=\p{L}\.),(?=,)/u, "");
  }
}
