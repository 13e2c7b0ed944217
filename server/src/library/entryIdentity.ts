import { copied } from "../text/copied.ts";
import type { Scope } from "./resolve.ts";

/** What an entry remains while its file changes round it: what says the same as an earlier entry bears the same identity, so that what was made of it is found again. */
export class EntryIdentity {
  /** Its own copy, which holds on to no file's text. */
  key: string | undefined;
  /** Where the entry's words stand on a search shelf, and which shelf that is; kept here since it is asked for of all entries at each keystroke in their file. */
  shelved: { readonly shelf: object; readonly start: number; readonly end: number; readonly year: number } | undefined;
  /** What the entry was seen to look up in others, in lower case, with all that these looked up; undefined before it was read. */
  #looked: { keys: Set<string>; strings: boolean } | undefined;

  /** The scope, noting what is asked of it. */
  watched(scope: Scope): Scope {
    const looked = { keys: new Set<string>(), strings: false };
    this.#looked = looked;
    return {
      strings: {
        get redefinesMonths() {
          looked.strings = true;
          return scope.strings.redefinesMonths;
        },
        valueOf(name, path) {
          looked.strings = true;
          return scope.strings.valueOf(name, path);
        },
      },
      parent(key) {
        looked.keys.add(copied(key.toLowerCase()));
        return scope.parent(key);
      },
    };
  }

  /** Whether the entry may say something else now that these changed. */
  isTouchedBy({ names, strings }: ScopeChange): boolean {
    if (this.#looked === undefined) return false;
    if (strings && this.#looked.strings) return true;
    for (const key of this.#looked.keys) if (names.has(key)) return true;
    return false;
  }
}

/** What changed of what entries look up in each other. */
export interface ScopeChange {
  /** Keys and aliases whose bearer came, went or changed, in lower case. */
  readonly names: ReadonlySet<string>;
  /** Whether any `@string` did. */
  readonly strings: boolean;
}
