/** Which proxy serves which scheme, and which hosts do without: `.example.org`, `10.0.0.0/8`, `example.org:8080`, `*`. */
export interface ProxySettings {
  readonly http: string | undefined;
  readonly https: string | undefined;
  readonly noProxy: readonly string[];
}

export function proxyFromEnvironment(environment: Readonly<Record<string, string | undefined>>): ProxySettings {
  const value = (name: string) => environment[name.toLowerCase()] || environment[name] || undefined;
  return {
    // A web server's CGI sets HTTP_PROXY from a request's header; nobody starts us that way.
    http: value("HTTP_PROXY") ?? value("ALL_PROXY"),
    https: value("HTTPS_PROXY") ?? value("ALL_PROXY"),
    noProxy: (value("NO_PROXY") ?? "").split(/[\s,]+/).filter((pattern) => pattern !== ""),
  };
}
