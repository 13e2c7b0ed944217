import tls from "node:tls";

/** Node's own authorities and those that this machine trusts (an office's proxy signs with its own); read once, on first use. */
export function trustedContext(more: readonly string[] = []): tls.SecureContext {
  return tls.createSecureContext({ ca: [...new Set([...tls.getCACertificates("default"), ...systemCertificates(), ...more])] });
}

function systemCertificates(): string[] {
  try {
    return tls.getCACertificates("system");
  } catch {
    // A key store that can't be read leaves Node's own authorities, as before such stores were read at all.
    return [];
  }
}
