import { isAbsolute } from "node:path";

/**
 * True for paths that may be touched at all. Opening `\\server\share` sends the user's name to that server, and devices have effects:
 * both are refused before the system sees them.
 */
export function isPlainPath(path: string): boolean {
  if (path.includes("\0") || !isAbsolute(path)) return false;
  if (/^[/\\]{2}/.test(path) || path.startsWith("\\??\\")) return false;
  if (process.platform !== "win32") return !/^\/(?:dev|proc|sys)(?:\/|$)/.test(path);
  return !path.split(/[/\\]/).some((part) => windowsDevice.test(part));
}

/** `C:\a\b` as the core writes it: `C:/a/b`. */
export function withSlashes(path: string): string {
  return process.platform === "win32" ? path.replaceAll("\\", "/") : path;
}

const windowsDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** The system's word for what went wrong, for those who ask for it. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
