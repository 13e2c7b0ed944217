import ipaddr from "ipaddr.js";
import { isLoopback } from "./addressGuard.ts";
import type { ProxySettings } from "./proxySettings.ts";

/** The proxy for an address; undefined where it is dialled directly. This machine itself is never behind one. */
export function proxyFor(url: URL, settings: ProxySettings): URL | undefined {
  const named = url.protocol === "https:" ? settings.https : settings.http;
  if (named === undefined || named === "" || isLoopback(url.hostname)) return undefined;
  if (settings.noProxy.some((pattern) => isExempt(url, pattern.trim().toLowerCase()))) return undefined;
  const proxy = URL.parse(named.includes("://") ? named : `http://${named}`);
  return proxy && /^(?:https?|socks5?):$/.test(proxy.protocol) ? proxy : undefined;
}

function isExempt(url: URL, pattern: string): boolean {
  if (pattern === "*") return true;
  if (pattern === "") return false;
  const host = url.hostname.replace(/^\[|\]$|\.$/g, "");
  if (ipaddr.isValidCIDR(pattern)) return isWithin(host, pattern);
  const [, name = "", port] = /^\[?(.*?)\]?(?::(\d{1,5}))?$/.exec(pattern) ?? [];
  if (ipaddr.isValid(pattern)) return sameAddress(host, pattern);
  if (port !== undefined && port !== (url.port || (url.protocol === "https:" ? "443" : "80"))) return false;
  if (ipaddr.isValid(name)) return sameAddress(host, name);
  const suffix = name.replace(/^\*?\./, "");
  return host === suffix || host.endsWith(`.${suffix}`);
}

function isWithin(host: string, range: string): boolean {
  if (!ipaddr.isValid(host)) return false;
  const address = ipaddr.process(host);
  const [network, bits] = ipaddr.parseCIDR(range);
  return address.kind() === network.kind() && address.match(network, bits);
}

const sameAddress = (host: string, address: string): boolean =>
  ipaddr.isValid(host) && ipaddr.process(host).toString() === ipaddr.process(address).toString();
