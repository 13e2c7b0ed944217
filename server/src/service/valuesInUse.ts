import { type FieldValues, fieldValues, type ValuesOf } from "../features/bibliography/fieldValues.ts";
import type { Clock, Logger } from "../host.ts";
import type { BibliographyFile } from "../library/library.ts";
import { inSlices } from "../project/slices.ts";

/** How many fields of how many files are remembered. */
const rememberedLimit = 40;

/**
 * The values that fields have in the files of a library. The first time they are waited for; after an edit those of a moment ago answer
 * while they are gathered anew, since a value more or less makes no other list.
 */
export class ValuesInUse {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #known = new Map<string, FieldValues>();
  readonly #underWay = new Set<string>();

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  async of(files: readonly BibliographyFile[], field: string, signal: AbortSignal): Promise<ValuesOf> {
    const byPath = new Map<string, FieldValues>();
    for (const { path, facts } of files) {
      const name = `${path}\n${field}`;
      const now = fieldValues(facts, field);
      const known = this.#known.get(name);
      if (known === undefined) await this.#gather(name, now, signal);
      else if (known !== now) this.#renew(name, now);
      byPath.set(path, known ?? now);
    }
    return (path) => byPath.get(path)?.values ?? [];
  }

  async #gather(name: string, values: FieldValues, signal?: AbortSignal): Promise<void> {
    await inSlices(this.#clock, (mayContinue) => values.advance(mayContinue), signal);
    if (this.#known.size >= rememberedLimit) this.#known.clear();
    this.#known.set(name, values);
  }

  /** One at a time: whoever types fast asks more often than it takes. */
  #renew(name: string, values: FieldValues): void {
    if (this.#underWay.has(name)) return;
    this.#underWay.add(name);
    this.#gather(name, values)
      .catch((error: unknown) => this.#logger.error("Gathering the values in use failed.", error))
      .finally(() => this.#underWay.delete(name));
  }
}
