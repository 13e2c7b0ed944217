/** The copy of a page that an archive keeps. */
export interface ArchivedCopy {
  readonly url: string;
  /** When it was taken: `20050321104500`, shorter where the archive says less. */
  readonly taken: string;
}

/** Milliseconds of `20050321104500` or its beginning. */
export function timeOf(moment: string): number {
  const part = (from: number, to: number, least: number): number => Number(moment.slice(from, to) || least);
  return Date.UTC(part(0, 4, 0), part(4, 6, 1) - 1, part(6, 8, 1), part(8, 10, 0), part(10, 12, 0), part(12, 14, 0));
}

/** `20050321104500`. */
export const momentOf = (time: number): string => new Date(time).toISOString().replace(/\D/g, "").slice(0, 14);

/** True for a copy that an archive keeps: `https://web.archive.org/web/20050101000000/http://www.cdi.org/`. */
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
