import type { Note } from "./urlRepair.ts";

/** Sets the beginning right: `htp//www.x.org`, `http:/www.x.org`, `www.x.org`, `doi:10.1000/182`. Undefined where nothing looks like an address. */
export function repairScheme(url: string, note: Note): string | undefined {
  const web = /^([a-z]{3,7})\s?([:;]{0,3})\s{0,3}(\/*)\s{0,3}(?=\S)/i.exec(url);
  const name = web?.[1] ?? "";
  const scheme = schemeNames.get(name.toLowerCase());
  if (web && scheme && (web[2] !== "" || web[3] !== "")) return repairWebScheme(url.slice(web[0].length), name, scheme, web[0], note);
  return withScheme(url, note);
}

function repairWebScheme(rest: string, name: string, scheme: string, beginning: string, note: Note): string | undefined {
  const inner = /^(https?|htp|ttps?)(?::\/{1,4}|\/\/|:(?=www\.))\s{0,3}(?=\S)/i.exec(rest);
  if (inner) {
    note({ kind: "doubledScheme" });
    return rest;
  }
  if (name.toLowerCase() !== scheme) note({ kind: "scheme", found: name });
  else if (/\s/.test(beginning)) note({ kind: "space" });
  else if (beginning.slice(name.length) !== "://") note({ kind: "slashes" });
  else return beginning + rest;
  return `${scheme}://${rest}`;
}

function withScheme(url: string, note: Note): string | undefined {
  const doi = /^(?:doi(?:\.org)?\s?[:/]?\s?\/{0,2})?(?=10\.\d{4,9}\/\S)/i.exec(url);
  if (doi) {
    note({ kind: "doi" });
    return `https://doi.org/${url.slice(doi[0].length)}`;
  }
  if (/^:?\/\/(?=[^/\s]+\.[a-z])/i.test(url)) return missing(url.replace(/^:?\/\//, ""), true, note);
  if (/^www\d?\.[^\s./]/i.test(url)) return missing(url, true, note);
  const host = /^(?:[a-z0-9-]{1,63}\.){1,6}([a-z]{2,24})(?::\d{1,5})?(?=\/)/i.exec(url);
  if (host) return missing(url, commonDomains.has((host[1] ?? "").toLowerCase()), note);
  return otherScheme.test(url) ? url : undefined;
}

/** Old addresses are mostly known without encryption, and servers that want it redirect. */
function missing(url: string, isSafe: boolean, note: Note): string {
  note({ kind: "missingScheme" }, isSafe);
  return `http://${url}`;
}

/** `mailto:`, `ftp://`, `urn:`: addresses, though not ours to ask. `localhost:3000` is none of them. */
const otherScheme = /^[a-z][a-z0-9+-]{1,20}:(?!\d+(?:\/|$))\S/i;

/** Without these, `notes.md/` and `chapter.io/figure` would pass for hosts. */
const commonDomains: ReadonlySet<string> = new Set(["com", "org", "net", "edu", "gov", "int", "mil", "info", "eu"]);

const schemeNames: ReadonlyMap<string, "http" | "https"> = new Map([
  ...["http", "htp", "ttp", "htttp", "hhttp", "htpp", "hptt", "thtp", "hxxp", "httpp", "hhtp", "htt"].map(
    (name) => [name, "http"] as const,
  ),
  ...["https", "htps", "ttps", "htttps", "hhttps", "htpps", "hptts", "hxxps", "httpss", "httsp", "htpts", "hhtps"].map(
    (name) => [name, "https"] as const,
  ),
]);
