import type { Clock, Logger, Store } from "../host.ts";
import type { Library } from "../library/library.ts";
import { packSearch, searchVersion, startUnpacking } from "../library/packedSearch.ts";
import { shelfOf } from "../library/searchIndex.ts";
import { digestOf } from "../text/digest.ts";
import { inSlices } from "./slices.ts";
import type { BibliographyState } from "./snapshot.ts";

/** Entries; what is smaller is prepared sooner than it is looked for. */
const smallLibrary = 1_000;

/** Files on disk in all: each list of bibliographies has its place among them, and what stood there before goes. */
const places = 24;

/**
 * What was prepared to search large libraries, kept on disk for the next start. A file is the SHA-256 of what it was made of (the bytes of all
 * bibliographies, and the version of what reads them), that of what follows, and that.
 */
export class SearchCache {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #version: string;

  readonly #restoring = new WeakMap<Library, Promise<boolean>>();
  /** Libraries of which the disk has what there is. */
  readonly #kept = new WeakSet<Library>();

  /** `build`: another for every build of the readers; undefined where they run as sources. What another build kept is of no use. */
  constructor(store: Store, clock: Clock, logger: Logger, build: string | undefined) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
    this.#version = `${searchVersion} ${build ?? ""}`;
  }

  /** Makes a library searchable by what an earlier start kept; false where there is nothing of use. */
  restore(library: Library, states: readonly BibliographyState[]): Promise<boolean> {
    const restoring = this.#restoring.get(library) ?? this.#restore(library, states);
    this.#restoring.set(library, restoring);
    return restoring;
  }

  async #restore(library: Library, states: readonly BibliographyState[]): Promise<boolean> {
    const source = sourceOf(library, states, this.#version);
    if (source === undefined || shelfOf(library).size > 0) return false;
    try {
      const packed = await unsealed(await this.#store.read(await placeOf(source)), source);
      const work = packed === undefined ? undefined : startUnpacking(library, packed);
      if (work !== undefined) await inSlices(this.#clock, (mayContinue) => work.advance(mayContinue));
      if (work !== undefined) this.#kept.add(library);
      return work !== undefined;
    } catch (error) {
      this.#logger.error("What was kept of a library could not be read.", error);
      return false;
    }
  }

  /** Keeps what was prepared, where it is not there already. */
  async keep(library: Library, states: readonly BibliographyState[]): Promise<void> {
    const source = sourceOf(library, states, this.#version);
    if (source === undefined || this.#kept.has(library)) return;
    this.#kept.add(library);
    try {
      await this.#store.write(await placeOf(source), await sealed(packSearch(library), source));
    } catch (error) {
      this.#logger.error("What was prepared of a library could not be kept.", error);
    }
  }
}

interface CachedSource {
  readonly paths: string;
  readonly content: string;
}

/** Undefined for a library that is small, or that the disk does not have as it is. */
function sourceOf(library: Library, states: readonly BibliographyState[], version: string): CachedSource | undefined {
  if (library.entries.length < smallLibrary) return undefined;
  const paths: string[] = [];
  const contents = [`version ${version}`];
  for (const { file } of states) {
    if (file?.kind !== "read") continue;
    if (file.digest === undefined) return undefined;
    paths.push(file.path);
    contents.push(`${file.facts.format} ${file.digest}`);
  }
  return { paths: paths.join("\n"), content: contents.join("\n") };
}

async function placeOf({ paths }: CachedSource): Promise<string> {
  const digest = await digestOf(new TextEncoder().encode(paths));
  return `search/${Number.parseInt(digest.slice(0, 8), 16) % places}`;
}

const digestLength = 64;

async function sealed(packed: Uint8Array, { content }: CachedSource): Promise<Uint8Array> {
  const source = await digestOf(new TextEncoder().encode(content));
  const seal = new TextEncoder().encode(source + (await digestOf(packed)));
  const bytes = new Uint8Array(seal.length + packed.length);
  bytes.set(seal);
  bytes.set(packed, seal.length);
  return bytes;
}

/** What was sealed, where it is whole and was made of the same. */
async function unsealed(bytes: Uint8Array | undefined, { content }: CachedSource): Promise<Uint8Array | undefined> {
  if (bytes === undefined || bytes.length < 2 * digestLength) return undefined;
  const [source, seal] = [bytes.subarray(0, digestLength), bytes.subarray(digestLength, 2 * digestLength)];
  const packed = bytes.subarray(2 * digestLength);
  const decoder = new TextDecoder();
  if (decoder.decode(source) !== (await digestOf(new TextEncoder().encode(content)))) return undefined;
  return decoder.decode(seal) === (await digestOf(packed)) ? packed : undefined;
}
