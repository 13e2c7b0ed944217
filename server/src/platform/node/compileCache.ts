import { mkdirSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { userCacheFolder } from "./cacheFolder.ts";

// Node keeps what it compiled of the scripts that are loaded from now on, and checks it when it reads it again. The place must be known before any
// client can name one. Where nothing can be written, all is compiled at each start.
const folder = join(userCacheFolder(), "compiled");
if (isPrivateFolder(folder)) enableCompileCache(folder);

/** Others must not be able to put code there. */
function isPrivateFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return true;
  } catch {
    return false;
  }
}
