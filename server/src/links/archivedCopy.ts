/** The copy of a page that an archive keeps: `https://web.archive.org/web/20050101000000/http://www.cdi.org/`. */
export function isArchivedCopy(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed) return false;
  const host = parsed.hostname.replace(/^www\./, "");
  // Archives of Wayback's kind spell the moment and the page behind it.
  if (/\/\d{4,14}(?:[a-z]{2}_)?\/(?:https?:|www\.|[a-z0-9-]+\.[a-z])/i.test(`${parsed.pathname}${parsed.search}`)) return true;
  return copyHosts.has(host) && parsed.pathname.length > 1;
}

/** Archives whose addresses are short names. */
const copyHosts: ReadonlySet<string> = new Set(["perma.cc", "webcitation.org", "archive.is", "archive.ph", "archive.today", "archive.md"]);
