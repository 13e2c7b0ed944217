import type { Clock, FileStamp, Files } from "../host.ts";
import { type LatexPart, readLatexPart } from "../syntax/latex.ts";
import { decodeText } from "../text/encoding.ts";
import { extensionOf } from "../text/path.ts";
import type { Admission } from "./admission.ts";
import type { Documents, OpenDocument } from "./documents.ts";
import { type NamedAt, withLines } from "./namer.ts";

/** A LaTeX file as a part of its document. */
export interface LatexFile {
  readonly path: string;
  readonly part: LatexPart;
  readonly bibliographies: readonly NamedAt[];
}

interface Known {
  readonly file: LatexFile;
  readonly origin: OpenDocument | FileStamp;
}

/** Bytes; no part of a document that people write is larger. */
const sizeLimit = 1024 * 1024;
const mostKnown = 3000;
const folderLimit = 2000;
/** Milliseconds in which what was looked at on disk is not looked at again, unless it is known to have changed: chapters opened together ask for the same files. */
const lookedAtFor = 2000;

/** LaTeX files, from the editor where they are open there, else from the disk: each read once, and again when it changed. */
export class LatexParts {
  readonly #files: Files;
  readonly #clock: Clock;
  readonly #documents: Documents;
  readonly #known = new Map<string, Known>();
  readonly #looks = new Map<string, Promise<LatexFile | undefined>>();
  readonly #folders = new Map<string, Promise<readonly string[]>>();
  #lookedAt = 0;

  constructor(files: Files, clock: Clock, documents: Documents) {
    this.#files = files;
    this.#clock = clock;
    this.#documents = documents;
  }

  /** Something changed on disk. */
  changed(): void {
    this.#looks.clear();
    this.#folders.clear();
  }

  /** Undefined where there is no such file, or where it may not be read. */
  async read(path: string, admission: Admission): Promise<LatexFile | undefined> {
    const open = this.#documents.get(path);
    if (open !== undefined && (await admission.admit(path))) return this.#fileOf(path, open, open.text);
    this.#forgetOldLooks();
    return remembered(this.#looks, `${admission.door}\n${path}`, async () =>
      (await admission.admit(path)) ? this.#readDisk(path) : undefined,
    );
  }

  /** LaTeX files that lie directly in a folder. */
  list(folder: string): Promise<readonly string[]> {
    this.#forgetOldLooks();
    return remembered(
      this.#folders,
      folder,
      async () => (await this.#files.list(folder, { limit: folderLimit, deep: false, accept: isLatex })).paths,
    );
  }

  async #readDisk(path: string): Promise<LatexFile | undefined> {
    const stamp = await this.#files.stat(path);
    const known = this.#known.get(path);
    if (stamp === undefined) return undefined;
    if (known !== undefined && sameOrigin(known.origin, stamp)) return known.file;
    const content = await this.#files.read(path, sizeLimit);
    return content.kind === "content" ? this.#fileOf(path, stamp, decodeText(content.bytes).text) : undefined;
  }

  #fileOf(path: string, origin: OpenDocument | FileStamp, text: string): LatexFile {
    const known = this.#known.get(path);
    if (known !== undefined && sameOrigin(known.origin, origin)) return known.file;
    const part = readLatexPart(text);
    const file = { path, part, bibliographies: withLines(part.settings.bibliographies, text) };
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(path, { file, origin });
    return file;
  }

  #forgetOldLooks(): void {
    const now = this.#clock.now();
    if (now - this.#lookedAt < lookedAtFor) return;
    this.changed();
    this.#lookedAt = now;
  }
}

function remembered<Value>(known: Map<string, Promise<Value>>, name: string, make: () => Promise<Value>): Promise<Value> {
  const value = known.get(name) ?? make();
  known.set(name, value);
  return value;
}

function sameOrigin(one: Known["origin"], other: Known["origin"]): boolean {
  if ("text" in one || "text" in other) return one === other;
  return one.size === other.size && one.modified === other.modified;
}

const isLatex = (path: string): boolean => [".tex", ".ltx", ".sty", ".cls"].includes(extensionOf(path));
