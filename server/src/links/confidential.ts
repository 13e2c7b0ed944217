/** User names, tokens and signatures in an address: it is nobody's business but that of its own host. */
export function isConfidential(url: URL): boolean {
  return url.username !== "" || url.password !== "" || secretNames(url).length > 0;
}

/** The address without what is secret in it, for logs and reports. */
export function redacted(address: string): string {
  const url = URL.parse(address);
  if (!url || !isConfidential(url)) return address;
  url.username = "";
  url.password = "";
  for (const name of secretNames(url)) url.searchParams.set(name, "…");
  return url.href;
}

function secretNames(url: URL): string[] {
  // A fragment is never sent, but `#access_token=` is still a secret.
  return [...url.searchParams.keys()].filter((name) => secretName.test(name));
}

/** Signed addresses of the large stores, and the names under which programs hand on keys. */
const secretName =
  /^(?:x-(?:amz|goog)-(?:signature|credential|security-token)|signature|sig|token|(?:access|auth|id|refresh|api|private|security|session|sso|download|share)[_-]?token|api[_-]?key|password|passwd|pwd|secret|client[_-]?secret|auth|authorization|jwt|code_verifier|hmac)$/i;
