import picomatch from "picomatch";

/** True where one of the globs is that of the path: `*` stays within a folder, `**` crosses them, `{a,b}` is either. */
export function matchesGlob(patterns: readonly string[], path: string): boolean {
  return patterns.some((pattern) => pathMatcher(pattern)(path));
}

/**
 * The same for addresses, where `*` may cross slashes: `https://intranet.example/*`. Without a scheme a glob holds for http and https
 * (`example.org/drafts/*`), without a slash for all of a host (`*.example.org`).
 */
export function matchesUrlGlob(patterns: readonly string[], url: string): boolean {
  const withoutScheme = url.replace(/^[a-z][a-z0-9+.-]*:(?:\/\/)?/i, "");
  const host = /^[^/?#]*/.exec(withoutScheme)?.[0] ?? "";
  return patterns.some((pattern) => {
    if (pattern === "") return false;
    const text = /^[a-z][a-z0-9+.*-]*:/i.test(pattern) && !/^[^/]*:\d/.test(pattern) ? url : pattern.includes("/") ? withoutScheme : host;
    return alternatives(pattern).some((wildcard) => matchesWildcard(wildcard.toLowerCase(), text.toLowerCase()));
  });
}

const matchers = new Map<string, (text: string) => boolean>();

function pathMatcher(pattern: string): (text: string) => boolean {
  const known = matchers.get(pattern);
  if (known) return known;
  const matcher = pattern === "" ? () => false : picomatch(pattern, { dot: true, noextglob: true, windows: false });
  // Globs come from settings: few, but a session may see many versions of them.
  if (matchers.size > 1000) matchers.clear();
  matchers.set(pattern, matcher);
  return matcher;
}

/** `https://{a,b}.org/*` is two wildcards; nested braces are left as they are. */
function alternatives(pattern: string): string[] {
  let expanded = [""];
  for (const part of pattern.split(/(\{[^{}]{0,200}\})/)) {
    const choices = part.startsWith("{") && part.endsWith("}") ? part.slice(1, -1).split(",") : [part];
    expanded = expanded.flatMap((beginning) => choices.map((choice) => beginning + choice)).slice(0, 100);
  }
  return expanded;
}

/** Compares without going back further than to the last `*`, so that no pattern can take long. */
function matchesWildcard(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let i = 0; i < text.length; ) {
    if (pattern[at] === "*") {
      star = at++;
      resume = i;
    } else if (at < pattern.length && (pattern[at] === text[i] || pattern[at] === "?")) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++resume;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
