import ipaddr from "ipaddr.js";
import { matchesUrlGlob } from "../text/glob.ts";
import { isConfidential } from "./confidential.ts";
import type { LinkReason, LinkState } from "./verdict.ts";

/** Settings of links, in the units of the settings table: `timeout` and `interval` in seconds, `maxAge` in days. */
export interface LinkSettings {
  readonly timeout: number;
  readonly interval: number;
  readonly concurrency: number;
  readonly perHost: number;
  readonly maxAge: number;
  readonly ignore: readonly string[];
  readonly allowPrivateAddresses: boolean;
}

export const second = 1000;
export const hour = 3600 * second;
export const day = 24 * hour;

/** Days that a verdict stays fresh; for `alive` the setting says it, for `suspect` `suspectAge`. */
export const freshDays: Readonly<Partial<Record<LinkState, number>>> = { moved: 30, dead: 30, blocked: 3 };

/** What failed is asked again after an hour, then after as long as it has been failing, at last every three days and a bit: those count as strikes. */
export const suspectAge = { least: hour, most: 3 * day + hour } as const;

/** Failures make a link dead after so many checks with more than `strikePause` between them. */
export const strikesToDeath = 3;
export const strikePause = 3 * day;

/** A page that is gone is asked for again after this, in the same run: three seconds, and what a timer may be early. */
export const goneAgainAfter = 3.1 * second;

/** Pauses before the retries of what may pass; none begins later than `retryWithin` after the first failure. */
export const retryPauses: readonly number[] = [1 * second, 4 * second];
export const retryWithin = 10 * second;

/** A longer `Retry-After`, or several that come to more, is not waited for. */
export const longestRetryAfter = 60 * second;

/** Asked when every link of a run fails as if there were no network. */
export const wayOutHosts: readonly string[] = ["https://doi.org/", "https://web.archive.org/"];
export const wayOutTimeout = 10 * second;

export const mostRedirects = 10;
export const bodyLimit = 64 * 1024;

export type Admission =
  | { readonly kind: "ask" }
  | { readonly kind: "unchecked"; readonly reason: Extract<LinkReason, "otherScheme" | "credentials" | "private" | "ignored"> };

/** Whether an address that somebody wrote may be asked for at all. */
export function admitUrl(url: string, settings: Pick<LinkSettings, "ignore" | "allowPrivateAddresses">): Admission {
  const parsed = URL.parse(url);
  if (parsed && isConfidential(parsed)) return refused("credentials");
  return admitHop(url, settings);
}

/** Whether a redirect may be followed. Tokens that the server itself put there are its own business. */
export function admitHop(url: string, settings: Pick<LinkSettings, "ignore" | "allowPrivateAddresses">): Admission {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== "http:" && parsed?.protocol !== "https:") return refused("otherScheme");
  if (parsed.username !== "" || parsed.password !== "") return refused("credentials");
  if (matchesUrlGlob(settings.ignore, parsed.href)) return refused("ignored");
  if (!isPublicPort(parsed.port, settings.allowPrivateAddresses)) return refused("private");
  if (!settings.allowPrivateAddresses && isPrivateHost(parsed.hostname)) return refused("private");
  return { kind: "ask" };
}

/** True for addresses and names that lead nowhere in the public net; what a public name resolves to is seen only when it is dialled. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, "").toLowerCase();
  // "7.7" and the like never come here: URL writes numbers as four parts.
  if (ipaddr.isValid(host)) return ipaddr.process(host).range() !== "unicast";
  if (!host.includes(".")) return true;
  return privateSuffixes.some((suffix) => host.endsWith(suffix));
}

const privateSuffixes = [
  ".local",
  ".localhost",
  ".localdomain",
  ".internal",
  ".intranet",
  ".lan",
  ".corp",
  ".home",
  ".home.arpa",
  ".private",
  ".onion",
];

const refused = (reason: Extract<Admission, { kind: "unchecked" }>["reason"]): Admission => ({ kind: "unchecked", reason });

/** Below 1024 only the web's own doors are public; above, those of other services are left alone. */
function isPublicPort(port: string, allowPrivate: boolean): boolean {
  if (port === "") return true;
  const number = Number(port);
  if (otherServices.has(number)) return false;
  return allowPrivate || number >= 1024 || number === 80 || number === 443;
}

const otherServices: ReadonlySet<number> = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117,
  119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636,
  989, 990, 993, 995, 1719, 1720, 1723, 2049, 2375, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 5984, 6000, 6379, 6566, 6665, 6666,
  6667, 6668, 6669, 6679, 6697, 9200, 10080, 11211, 27017,
]);
