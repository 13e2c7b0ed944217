import { homedir } from "node:os";
import { join } from "node:path";

/** Ibid's folder among the user's caches: a private one. */
export function userCacheFolder(): string {
  const { env, platform } = process;
  if (platform === "win32") return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "ibid", "cache");
  if (platform === "darwin") return join(homedir(), "Library", "Caches", "ibid");
  return join(env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "ibid");
}
