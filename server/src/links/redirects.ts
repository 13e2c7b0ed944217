/** What a redirect says about the page: the same page under another name, its log-in, the front page instead, or truly another address. */
export type Redirect = "same" | "logIn" | "frontPage" | "errorPage" | "elsewhere";

export function compareAddresses(from: string, to: string): Redirect {
  const old = URL.parse(from);
  const now = URL.parse(to);
  if (!old || !now) return "elsewhere";
  if (essence(old) === essence(now) || (isFrontPage(old) && isFrontPage(now) && hostOf(old) === hostOf(now))) return "same";
  if (isLogIn(now)) return "logIn";
  if (isErrorPage(now) && !isErrorPage(old)) return "errorPage";
  if (isFrontPage(now) && !isFrontPage(old)) return "frontPage";
  return "elsewhere";
}

/**
 * Services whose addresses are made to outlast the places they lead to: their redirect says that the name is known.
 * What follows behind a handle is the publisher's door, which often turns programs away.
 */
export function isResolver(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed) return false;
  return resolverHosts.has(parsed.hostname.replace(/^www\./, "")) || /\/(?:ark:|urn:|purl\/)/i.test(parsed.pathname);
}

/** A DOI, a handle, or another identifier that a resolver stands for. */
export const isPermanent = (url: string): boolean => isResolver(url) || /^https?:\/\/(?:www\.)?arxiv\.org\/abs\//i.test(url);

/** Resolvers that answer 404 for a name they don't know; where they redirect, nothing behind needs to be asked. */
export function isHandle(url: string): boolean {
  const host = URL.parse(url)?.hostname.replace(/^www\./, "");
  return host !== undefined && handleHosts.has(host);
}

const handleHosts: ReadonlySet<string> = new Set(["doi.org", "dx.doi.org", "hdl.handle.net"]);

const resolverHosts: ReadonlySet<string> = new Set([
  ...handleHosts,
  "purl.org",
  "purl.oclc.org",
  "purl.archive.org",
  "purl.stanford.edu",
  "purl.fdlp.gov",
  "purl.access.gpo.gov",
  "n2t.net",
  "arks.org",
  "ark.bnf.fr",
  "nbn-resolving.org",
  "nbn-resolving.de",
  "urn.kb.se",
  "urn.fi",
  "w3id.org",
  "identifiers.org",
  "permalink.obvsg.at",
  "resolver.sub.uni-hamburg.de",
  "resolver.staatsbibliothek-berlin.de",
  "persistent-identifier.nl",
  "perma.cc",
  "link.worldcat.org",
]);

/** `/en`, `/en-gb`: the languages that sites come in, for not every page with a name of two letters is one. */
const languageFolder =
  /^\/(?:ar|bg|ca|cs|cy|da|de|el|en|es|et|eu|fa|fi|fr|ga|gl|he|hi|hr|hu|id|is|it|ja|ko|lt|lv|mt|nb|nl|nn|no|pl|pt|ro|ru|sk|sl|sq|sr|sv|th|tr|uk|vi|zh)(?:[-_][a-z]{2})?(?=\/|$)/;

/** Without scheme, `www.`, language, session, index page and final slash. */
function essence(url: URL): string {
  const path = decoded(url.pathname)
    .toLowerCase()
    .replace(/;jsessionid=[^/]*/, "")
    .replace(languageFolder, "")
    .replace(/\/(?:index|default|home)\.(?:html?|php|aspx?|jsp)$/, "/")
    .replace(/\/+$/, "");
  const query = [...url.searchParams].filter(([name]) => !passing.test(name)).map(([name, value]) => `${name}=${value}`);
  return `${hostOf(url)}${path}?${query.sort().join("&")}`;
}

function hostOf(url: URL): string {
  return url.host.replace(/^www\d?\./, "");
}

/** Parameters of language, session, cookies and tracking. */
const passing =
  /^(?:lang|language|hl|locale|l|phpsessid|jsessionid|aspsessionid\w*|sid|sessionid|session|cookieset|cookies?|cfid|cftoken|utm_\w+|fbclid|gclid|ref|from)$/i;

function isLogIn(url: URL): boolean {
  return /(?:^|[/._-])(?:log-?in|log-?on|sign-?in|sso|shibboleth|saml2?|oauth2?|idp|wayf|authenticate|action\/cookieabsent|consent|paywall)(?:$|[/._-])/i.test(
    `${url.hostname}${url.pathname}`,
  );
}

/** Only a whole last part counts: `/type-one-error-explained` is an article. */
function isErrorPage(url: URL): boolean {
  return /\/(?:404|410|error|errors|gone|missing|(?:page[-_]?)?not[-_]?found|error[-_]?(?:404|410|page)|(?:404|410)[-_]?(?:error|page)?)(?:\.\w{2,5})?\/?$/i.test(
    url.pathname,
  );
}

function isFrontPage(url: URL): boolean {
  const path = url.pathname.toLowerCase().replace(languageFolder, "");
  return /^\/?(?:home\/?)?(?:(?:index|default|home)\.\w{2,5})?$/.test(path) && url.search.length < 2;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray "%" is no encoding: the text stands for itself.
    return text;
  }
}
