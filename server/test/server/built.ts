import { existsSync } from "node:fs";
import { join } from "node:path";

const dist = join(import.meta.dirname, "../../../dist");

export const serverFile = join(dist, "server.js");
export const commandLineFile = join(dist, "cli.js");

/** For `describe`: these tests run what was built. */
export const skip = existsSync(serverFile) && existsSync(commandLineFile) ? false : "not built: npm run build";
