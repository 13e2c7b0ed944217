import { lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** A host that is none of the public net's. */
export class PrivateAddressError extends Error {
  readonly code = "PRIVATE_ADDRESS";

  constructor(host: string) {
    super(`${host} is a private address`);
  }
}

export function isPublicAddress(address: string): boolean {
  // `process` takes IPv4 out of IPv6: ::ffff:127.0.0.1 is the loopback.
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

/**
 * The first guard: the host as it stands in the address. `URL` has already turned 0x7f000001, 127.1 and full-width digits into 127.0.0.1.
 * Names pass, since the second guard sees what they resolve to; behind a proxy, where the proxy resolves them, those of a home or office don't.
 */
export function isPublicHost(hostname: string, behindProxy: boolean): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, "").toLowerCase();
  if (ipaddr.isValid(host)) return isPublicAddress(host);
  if (isLoopback(host)) return false;
  return !behindProxy || (host.includes(".") && !privateSuffix.test(host));
}

export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, "").toLowerCase();
  if (host === "localhost" || host.endsWith(".localhost")) return true;
  return ipaddr.isValid(host) && ipaddr.process(host).range() === "loopback";
}

const privateSuffix = /\.(?:local|localhost|localdomain|internal|intranet|lan|corp|home|home\.arpa|private|onion)$/;

/** Resolves a name to all its addresses. */
export type Lookup = (hostname: string, options: { readonly all: true }, callback: LookupCallback) => void;
type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  addresses: readonly { readonly address: string; readonly family: number }[],
) => void;

/**
 * The second guard: called for names (never for literals) on every dial, so a name that resolves differently the second time gains nothing.
 * One private address among many refuses them all.
 */
export function guardedLookup(allowPrivate: boolean, lookup: Lookup = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    // Nobody has such a name (RFC 6761), whatever a provider's resolver says.
    if (/\.invalid\.?$/i.test(hostname)) return callback(notFound(hostname), "", 0);
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const first = addresses?.[0];
      if (error) return callback(error, "", 0);
      if (!first) return callback(notFound(hostname), "", 0);
      if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))
        return callback(new PrivateAddressError(hostname), "", 0);
      if (options.all) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };
}

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`no address for ${hostname}`), { code: "ENOTFOUND" });
}
