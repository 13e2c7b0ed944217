import type { Connection } from "vscode-languageserver";
import { parseSettings, type Settings, unwrapSection } from "../config.ts";
import type { Logger } from "../host.ts";
import { uriOf } from "./uri.ts";

/** Settings by document, pulled from the client where it can be asked, and kept until they change. */
export class ClientSettings {
  readonly #connection: Connection;
  readonly #pulls: boolean;
  readonly #logger: Logger;
  readonly #known = new Map<string, Promise<Settings>>();
  readonly #warned = new Set<string>();
  #initial: unknown;

  /** `initial`: what came with the initialisation; it stands where the client can't be asked. */
  constructor(connection: Connection, pulls: boolean, initial: unknown, logger: Logger) {
    this.#connection = connection;
    this.#pulls = pulls;
    this.#initial = unwrapSection(initial);
    this.#logger = logger;
  }

  of(path: string): Promise<Settings> {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const settings = this.#pull(path).then((raw) => this.#parse(raw));
    this.#known.set(path, settings);
    return settings;
  }

  /** A document was closed: its settings are asked for anew when it comes back. */
  forget(path: string): void {
    this.#known.delete(path);
  }

  /** `pushed`: the payload of the notification, used only for clients that can't be asked. */
  changed(pushed: unknown): void {
    this.#known.clear();
    const section = unwrapSection(pushed);
    if (!this.#pulls && typeof section === "object" && section !== null) this.#initial = section;
  }

  async #pull(path: string): Promise<unknown> {
    if (!this.#pulls) return this.#initial;
    try {
      const answer: unknown = await this.#connection.workspace.getConfiguration({ scopeUri: uriOf(path), section: "ibid" });
      // Clients that know no such section answer null.
      return answer ?? this.#initial;
    } catch (error) {
      this.#logger.error("The client could not say its settings.", error);
      return this.#initial;
    }
  }

  #parse(raw: unknown): Settings {
    const { settings, warnings } = parseSettings(unwrapSection(raw));
    for (const warning of warnings) {
      if (!this.#warned.has(warning)) this.#logger.warn(warning);
      this.#warned.add(warning);
    }
    return settings;
  }
}
