import { join } from "node:path";
import { pathToFileURL } from "node:url";

const repository = join(import.meta.dirname, "..", "..", "..", "..");

/** The folder that holds the shipped styles and locales; built where they are not there yet. */
export async function builtStyles(): Promise<string> {
  const script = pathToFileURL(join(repository, "scripts", "styles.mjs")).href;
  const { buildStyles } = (await import(script)) as { readonly buildStyles: (folder: string) => void };
  const folder = join(repository, "dist");
  buildStyles(folder);
  return folder;
}

const source = join(repository, "server", "src", "platform", "node");

/** The entry files as they stand in the source: Node runs them without a build. */
export const sourceEntries = {
  format: join(source, "formatWorker.ts"),
  index: join(source, "indexWorker.ts"),
  reader: join(source, "readerProcess.ts"),
};
