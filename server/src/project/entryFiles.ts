import type { Clock, FileFault, FileStamp, Files, Logger } from "../host.ts";
import type { BibliographyFacts } from "../syntax/bibliography.ts";
import { startBibliography } from "../syntax/bibliographyFile.ts";
import { startCslYaml } from "../syntax/cslYaml.ts";
import { digestOf } from "../text/digest.ts";
import { decodeText } from "../text/encoding.ts";
import type { Span } from "../text/span.ts";
import type { Documents, OpenDocument } from "./documents.ts";
import { withKeptRest } from "./halfWritten.ts";
import { bibliographySizeLimit } from "./limits.ts";
import { inSlices } from "./slices.ts";

/** A bibliography file as last read: from the editor where it is open there, else from the disk. */
export type EntryFile =
  | {
      readonly kind: "read";
      readonly path: string;
      readonly facts: BibliographyFacts;
      readonly text: string;
      /** Set where the file breaks off and entries that stood behind it before are kept: how long it was then. */
      readonly wholeLength?: number;
      /** The SHA-256 of the bytes that the facts are of; not where they are of an editor's text alone. */
      readonly digest?: string | undefined;
    }
  | { readonly kind: "fault"; readonly path: string; readonly fault: BibliographyFault };

type ReadFile = EntryFile & { readonly kind: "read" };

export type BibliographyFault = FileFault | { readonly kind: "binary" };

interface Known {
  readonly file: EntryFile;
  /** What it was read from: equal origins need no new reading. */
  readonly origin: OpenDocument | FileStamp | undefined;
}

/** Reads each bibliography file once, and again when it changed. */
export class EntryFiles {
  readonly #files: Files;
  readonly #clock: Clock;
  readonly #documents: Documents;
  readonly #logger: Logger;
  readonly #ownReferences: (document: OpenDocument) => readonly Span[] | undefined;
  readonly #known = new Map<string, Known>();
  readonly #underWay = new Map<string, Promise<EntryFile>>();

  /** `ownReferences`: the metadata blocks where a draft has entries of its own; undefined for bibliographies. */
  constructor(
    files: Files,
    clock: Clock,
    documents: Documents,
    logger: Logger,
    ownReferences: (document: OpenDocument) => readonly Span[] | undefined,
  ) {
    this.#files = files;
    this.#clock = clock;
    this.#documents = documents;
    this.#logger = logger;
    this.#ownReferences = ownReferences;
  }

  /** What is known now; undefined before the first reading. */
  peek(path: string): EntryFile | undefined {
    return this.#known.get(path)?.file;
  }

  /** Reads where something changed; callers that come meanwhile share the reading. */
  load(path: string): Promise<EntryFile> {
    const underWay = this.#underWay.get(path);
    if (underWay !== undefined) return underWay;
    const reading = this.#read(path).finally(() => this.#underWay.delete(path));
    this.#underWay.set(path, reading);
    return reading;
  }

  /** Resolves when nothing is being read. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.values());
  }

  /** Lets go of what nobody uses any more. */
  keepOnly(isUsed: (path: string) => boolean): void {
    for (const path of [...this.#known.keys()]) if (!isUsed(path)) this.#known.delete(path);
  }

  async #read(path: string): Promise<EntryFile> {
    for (;;) {
      const open = this.#documents.get(path);
      const origin = open ?? (await this.#files.stat(path));
      const known = this.#known.get(path);
      if (known !== undefined && known.file.kind === "read" && sameOrigin(known.origin, origin)) return known.file;
      const file = open === undefined ? await this.#readDisk(path) : await this.#readOpen(path, open);
      // Typed on, or written once more, while it was read: what came out is old already.
      if (this.#documents.get(path) !== open) continue;
      if (open === undefined && file.kind === "read" && !sameStamp(origin, await this.#files.stat(path))) continue;
      this.#known.set(path, { file, origin });
      return file;
    }
  }

  /** Of a draft only its metadata counts, and while that stays the same so does what was read of it. */
  async #readOpen(path: string, open: OpenDocument): Promise<EntryFile> {
    const within = this.#ownReferences(open);
    if (within === undefined) return this.#readText(path, open.text);
    const text = open.text.slice(0, within.at(-1)?.end ?? 0);
    const known = this.#known.get(path)?.file;
    if (known?.kind === "read" && known.text === text) return known;
    const reading = startCslYaml(text, within);
    await inSlices(this.#clock, (mayContinue) => reading.advance(mayContinue));
    return { kind: "read", path, facts: reading.facts(), text };
  }

  async #readDisk(path: string): Promise<EntryFile> {
    const content = await this.#files.read(path, bibliographySizeLimit);
    if (content.kind !== "content") return { kind: "fault", path, fault: content };
    const { text, encoding } = decodeText(content.bytes);
    if (encoding === "binary") return { kind: "fault", path, fault: { kind: "binary" } };
    if (encoding === "latin-1") this.#logger.info(`${path} is not UTF-8; read as Latin-1.`);
    const before = this.#known.get(path)?.file;
    const [digest, read] = await Promise.all([digestOf(content.bytes), this.#readText(path, text)]);
    const file: ReadFile = { ...read, digest };
    const kept = before?.kind === "read" ? withKeptRest(file, before) : undefined;
    if (kept === undefined) return file;
    this.#logger.info(`${path} breaks off in the middle; what stood there before is kept until it is written again.`);
    return { ...file, ...kept, digest: undefined };
  }

  /** What an editor opens is mostly what the disk has. */
  async #readText(path: string, text: string): Promise<ReadFile> {
    const file = this.#known.get(path)?.file;
    const known = file?.kind === "read" ? file : undefined;
    const reading = startBibliography(path, text, known?.facts);
    await inSlices(this.#clock, (mayContinue) => reading.advance(mayContinue));
    const facts = reading.facts();
    return { kind: "read", path, facts, text, digest: facts === known?.facts ? known.digest : undefined };
  }
}

function sameOrigin(one: Known["origin"], other: Known["origin"]): boolean {
  if (one === undefined || other === undefined) return false;
  return one === other || (!("text" in one) && !("text" in other) && sameStamp(one, other));
}

const sameStamp = (one: Known["origin"], other: FileStamp | undefined): boolean =>
  one === other || (one !== undefined && !("text" in one) && one.size === other?.size && one.modified === other.modified);
