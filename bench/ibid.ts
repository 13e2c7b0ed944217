import { parseSettings } from "../server/src/config.ts";
import { createNodeHost } from "../server/src/platform/node/host.ts";
import { createService, type Service } from "../server/src/service.ts";
import { Lines } from "../server/src/text/lines.ts";
import { temporaryFolder } from "./data/workspace.ts";

/** Ibid in this process, over the real disk, as the server holds it; no links are asked for. */
export function openService(folder: string): Service {
  const { settings } = parseSettings({ links: { check: "never" } });
  const host = createNodeHost({ storage: temporaryFolder(), proxy: undefined, noProxy: [], log: report });
  const service = createService(host, { settingsFor: async () => settings });
  service.setFolders([folder]);
  return service;
}

function report(level: string, message: string): void {
  if (level !== "info") console.error(`${level}: ${message}`);
}

/** A document open in an editor. Each keystroke reaches the service as a change of a range. */
export class TypedDocument {
  readonly path: string;
  readonly #service: Service;
  #version = 1;

  constructor(service: Service, path: string, text: string) {
    this.path = path;
    this.#service = service;
    service.open({ path, languageId: "", version: 1, text });
  }

  get text(): string {
    return this.#service.document(this.path)?.text ?? "";
  }

  get version(): number {
    return this.#version;
  }

  /** Puts another text in the place of all. */
  replace(text: string): void {
    this.#service.change(this.path, ++this.#version, [{ text }]);
  }

  /** Makes a keystroke ready: what is answered hands it over. An editor knows its cursor's line, so finding that is not the service's time. */
  keystroke(offset: number, typed: string): () => void {
    const position = new Lines(this.text).positionAt(offset);
    return () => this.#service.change(this.path, ++this.#version, [{ range: { start: position, end: position }, text: typed }]);
  }
}
