import { parseSettings, type Settings } from "../src/config.ts";
import { createService, type Service } from "../src/service.ts";
import { type Fixture, type FixtureFile, readFixture } from "./fixture.ts";
import { InMemoryHost } from "./inMemoryHost.ts";

/** A service over the files of a fixture, with its main file open and everything read. */
export interface Opened {
  readonly fixture: Fixture;
  readonly main: FixtureFile;
  readonly host: InMemoryHost;
  readonly service: Service;
}

export interface OpenOptions {
  /** The value of section `ibid`. */
  readonly settings?: unknown;
  readonly trusted?: boolean;
  readonly prepare?: (host: InMemoryHost) => void;
}

export const never: AbortSignal = new AbortController().signal;

/** Links are not asked for unless the test's settings say so. */
export async function openFixture(text: string, options: OpenOptions = {}): Promise<Opened> {
  const fixture = readFixture(text);
  const host = new InMemoryHost();
  for (const file of fixture.files.values()) host.write(file.path, file.text);
  options.prepare?.(host);
  const settings: Settings = parseSettings(options.settings ?? { links: { check: "never" } }).settings;
  const service = createService(host, { settingsFor: async () => settings });
  service.setTrusted(options.trusted ?? true);
  service.setFolders(["/work"]);
  service.open({ path: fixture.main.path, languageId: "", version: 1, text: fixture.main.text });
  await service.ready(fixture.main.path);
  return { fixture, main: fixture.main, host, service };
}
