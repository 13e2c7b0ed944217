import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "./lock.ts";
import { errorCode } from "./paths.ts";
import { writeBeside } from "./store.ts";

/**
 * A log that several processes write, each to its own file `<random>.log` in one folder, and that all read together.
 *
 * Compacting takes files away from live processes without losing a line: a file is renamed to `….taken` before it is read, and whoever appends looks afterwards whether
 * its file still stands where it was; if not, the line is written again. So a line may come twice, never not at all.
 */
export class StoredLog {
  readonly #folder: string;
  readonly #own = `${randomBytes(8).toString("hex")}.log`;
  #pending: string[] = [];
  #writing: Promise<void> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Resolves when the line is written; lines that come while another is being written go together. */
  append(line: string): Promise<void> {
    this.#pending.push(line.replace(/[\r\n]+/g, " "));
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  async read(): Promise<readonly string[]> {
    // A file that vanishes while we read was compacted: its lines stand in one that the list didn't have.
    for (let tries = 0; tries < 10; tries++) {
      const texts = await Promise.all((await this.#files()).map((name) => readText(join(this.#folder, name))));
      if (texts.every((text) => text !== undefined)) return texts.flatMap(linesOf);
    }
    throw new Error(`${this.#folder} keeps changing`);
  }

  async compact(rewrite: (lines: readonly string[]) => readonly string[]): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await withLock(`${this.#folder}.lock`, async () => {
      const taken = await this.#takeAll();
      const texts = await Promise.all(taken.map((name) => readText(join(this.#folder, name))));
      const lines = rewrite(texts.flatMap((text) => linesOf(text ?? "")));
      const compacted = `0-${randomBytes(8).toString("hex")}.log`;
      await writeBeside(join(this.#folder, compacted), lines.map((line) => `${line}\n`).join(""));
      for (const name of taken) await rm(join(this.#folder, name), { force: true });
    });
  }

  async #write(): Promise<void> {
    // Another turn of the loop, so that what is appended in one go is written in one go.
    await Promise.resolve();
    while (this.#pending.length > 0) {
      const text = this.#pending.map((line) => `${line}\n`).join("");
      this.#pending = [];
      while (!(await this.#appendText(text)));
    }
  }

  /** False where the file was taken away meanwhile: nobody knows whether before or after the text was read. */
  async #appendText(text: string): Promise<boolean> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, this.#own);
    const handle = await open(path, "a", 0o600);
    try {
      await handle.appendFile(text);
      const [written, standing] = await Promise.all([handle.stat({ bigint: true }), stat(path, { bigint: true }).catch(() => undefined)]);
      return standing?.ino === written.ino && standing.dev === written.dev;
    } finally {
      await handle.close();
    }
  }

  async #files(): Promise<string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => name.endsWith(".log") || name.endsWith(".taken")).sort();
    } catch (error) {
      if (errorCode(error) === "ENOENT") return [];
      throw error;
    }
  }

  async #takeAll(): Promise<string[]> {
    const taken: string[] = [];
    for (const name of await this.#files()) {
      const takenName = name.endsWith(".taken") ? name : `${name}-${randomBytes(4).toString("hex")}.taken`;
      try {
        if (takenName !== name) await rename(join(this.#folder, name), join(this.#folder, takenName));
        taken.push(takenName);
      } catch (error) {
        // Windows doesn't give away a file that is open: it stays for the next time.
        if (!/^(?:ENOENT|EPERM|EACCES|EBUSY)$/.test(errorCode(error))) throw error;
      }
    }
    return taken;
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

const linesOf = (text: string | undefined): string[] => (text ?? "").split("\n").filter((line) => line !== "");
