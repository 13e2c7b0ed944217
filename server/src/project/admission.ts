import type { Files } from "../host.ts";
import { isAbsolute, isNetworkOrDevicePath, isWithin } from "../text/path.ts";

/**
 * The one door for every path that comes from a document or a workspace setting: what may be read lies, all links resolved, in a workspace folder
 * or below a root of sources, or (trusted only) is absolute with the extension of something we read.
 */
export interface Admission {
  /** Alike for admissions that let the same paths in. */
  readonly door: string;
  admit(path: string): Promise<boolean>;
}

export interface AdmissionRules {
  readonly folders: readonly string[];
  readonly sourceRoots: readonly string[];
  readonly trusted: boolean;
  /** True for extensions of sources and bibliographies. */
  readonly readable: (path: string) => boolean;
}

export function createAdmission(files: Files, rules: AdmissionRules): Admission {
  let known: Promise<readonly string[]> | undefined;
  const roots = (): Promise<readonly string[]> => {
    known ??= realRoots(files, rules);
    return known;
  };
  return {
    door: JSON.stringify([rules.folders, rules.sourceRoots, rules.trusted]),
    async admit(path) {
      if (!isAbsolute(path) || isNetworkOrDevicePath(path)) return false;
      const real = await files.realPath(path);
      if (real === undefined || isNetworkOrDevicePath(real)) return false;
      return (await roots()).some((root) => isWithin(root, real)) || (rules.trusted && rules.readable(real));
    },
  };
}

async function realRoots(files: Files, rules: AdmissionRules): Promise<readonly string[]> {
  const roots = rules.trusted ? [...rules.folders, ...rules.sourceRoots] : rules.folders;
  const real = await Promise.all(roots.map((root) => files.realPath(root)));
  return real.filter((root) => root !== undefined);
}
