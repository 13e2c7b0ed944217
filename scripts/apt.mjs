// Installs programs of the system where it can: on Debian and its kin, as root.
import { existsSync } from "node:fs";
import { runQuietly } from "./project.mjs";

let listsAreFresh = false;

/**
 * Installs those that `isThere` doesn't find; says clearly what is missing where it can't.
 * @param {readonly string[]} names
 * @param {(name: string) => unknown} isThere
 */
export async function installPackages(names, isThere) {
  const missing = names.filter((name) => !isThere(name));
  if (missing.length === 0) return;
  if (!existsSync("/usr/bin/apt-get") || process.getuid?.() !== 0) throw new Error(howTo(missing, "This is not Debian, or not root"));
  console.log(`Installing ${missing.join(", ")} …`);
  if (!listsAreFresh) await runQuietly("apt-get", ["update"]);
  listsAreFresh = true;
  const { code, output } = await runQuietly("apt-get", ["install", "-y", "--no-install-recommends", ...missing]);
  if (code !== 0) throw new Error(`${howTo(missing, `apt-get ended with ${code}`)}\n${output.slice(-2000)}`);
}

const howTo = (missing, reason) =>
  `${missing.join(", ")} could not be installed (${reason}). Please install it by hand and run this again.`;
