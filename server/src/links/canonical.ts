/**
 * The one form of an address under which its verdict is kept: scheme and host in lower case, international names as URL writes them,
 * no default port, no final dot of the host, no fragment. Undefined where it can't be parsed.
 */
export function canonicalUrl(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed) return undefined;
  parsed.hash = "";
  if (parsed.hostname.endsWith(".")) parsed.hostname = parsed.hostname.slice(0, -1);
  return parsed.href;
}
