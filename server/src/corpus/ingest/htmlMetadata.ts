import type { CslDate, CslItem, CslName } from "../../csl/types.ts";
import { findDate } from "../references/dates.ts";
import { parseNames, personName } from "../references/names.ts";
import type { HtmlHead } from "./htmlBlocks.ts";
import { jsonLdWork } from "./jsonLd.ts";

export interface HtmlMetadata {
  readonly work: CslItem;
  readonly address: string | undefined;
  /** Of the `title` element, without the site's name: the last resort. */
  readonly siteTitle: string | undefined;
}

/** What a page's head states: Highwire's `citation_*` before Dublin Core and PRISM, before JSON-LD, before Open Graph. */
export function metadataOf(head: HtmlHead): HtmlMetadata {
  const metas = new Map<string, string[]>();
  for (const { name, content } of head.metas) {
    const value = content.replace(/\s+/g, " ").trim();
    const values = metas.get(name);
    if (value !== "" && values === undefined) metas.set(name, [value]);
    else if (value !== "" && (values?.length ?? 0) < 200) values?.push(value);
  }
  const graph = openGraph(metas);
  const work = { ...graph, ...jsonLdWork(head.json), ...dublinCore(metas), ...highwire(metas) };
  const address = [head.canonical, first(metas, "og:url"), first(metas, "citation_public_url", "citation_abstract_html_url")].find((url) =>
    /^https?:\/\//i.test(url ?? ""),
  );
  return { work: withoutUndefined(work), address, siteTitle: siteTitle(head.title) };
}

type Metas = ReadonlyMap<string, readonly string[]>;

function highwire(metas: Metas): CslItem {
  const journal = first(metas, "citation_journal_title");
  const book = first(metas, "citation_inbook_title", "citation_book_title");
  const title = first(metas, "citation_title");
  const pages = range(first(metas, "citation_firstpage"), first(metas, "citation_lastpage"));
  const type =
    journal !== undefined
      ? "article-journal"
      : book !== undefined && book !== title
        ? "chapter"
        : (first(metas, "citation_dissertation_institution") && "thesis") ||
          (first(metas, "citation_technical_report_institution") && "report");
  return {
    ...(type === undefined || type === "" ? {} : { type }),
    ...field("title", title),
    ...authors(authorsOf(metas)),
    ...editors(metas),
    ...dated(first(metas, "citation_publication_date", "citation_date", "citation_cover_date", "citation_online_date", "citation_year")),
    ...field(
      "container-title",
      journal ?? (book === title ? undefined : book) ?? first(metas, "citation_conference_title", "citation_conference"),
    ),
    ...field("publisher", first(metas, "citation_publisher", "citation_dissertation_institution", "citation_technical_report_institution")),
    ...field("volume", first(metas, "citation_volume")),
    ...field("issue", first(metas, "citation_issue")),
    ...field("page", pages),
    ...field("DOI", plainDoi(first(metas, "citation_doi"))),
    ...field("ISBN", first(metas, "citation_isbn")),
    ...field("ISSN", first(metas, "citation_issn")),
    ...field("language", first(metas, "citation_language")),
    ...field("collection-title", first(metas, "citation_series_title")),
  };
}

const authorsOf = (metas: Metas): readonly string[] => {
  const single = metas.get("citation_author") ?? [];
  return single.length > 0 ? single : (metas.get("citation_authors") ?? []).flatMap((list) => list.split(/;/));
};

function dublinCore(metas: Metas): CslItem {
  const of = (name: string): string | undefined => first(metas, `dc.${name}`, `dcterms.${name}`, `dc:${name}`);
  const identifiers = [...(metas.get("dc.identifier") ?? []), ...(metas.get("prism.doi") ?? [])];
  return {
    ...field("title", of("title")),
    ...authors([...(metas.get("dc.creator") ?? metas.get("dcterms.creator") ?? [])]),
    ...dated(first(metas, "prism.publicationdate") ?? of("date") ?? of("issued")),
    ...field("container-title", first(metas, "prism.publicationname") ?? of("ispartof")),
    ...field("publisher", of("publisher")),
    ...field("volume", first(metas, "prism.volume")),
    ...field("issue", first(metas, "prism.number", "prism.issueidentifier")),
    ...field("page", range(first(metas, "prism.startingpage"), first(metas, "prism.endingpage"))),
    ...field(
      "DOI",
      identifiers.map(plainDoi).find((doi) => doi !== undefined),
    ),
    ...field("ISSN", first(metas, "prism.issn")),
    ...field("language", of("language")),
  };
}

function openGraph(metas: Metas): CslItem {
  const site = first(metas, "og:site_name");
  const title = first(metas, "og:title", "twitter:title");
  const isArticle = first(metas, "og:type") === "article";
  return {
    type: "webpage",
    ...field("title", title === undefined ? undefined : withoutSite(title, site)),
    ...authors((metas.get("article:author") ?? metas.get("author") ?? metas.get("byl") ?? []).filter((name) => !/^https?:/i.test(name))),
    ...dated(first(metas, "article:published_time", "date", "pubdate", "publish-date", "parsely-pub-date")),
    ...(isArticle ? field("container-title", site) : {}),
  };
}

/** `NATO-Russia Relations | SpringerLink` without the site. */
function withoutSite(title: string, site: string | undefined): string {
  if (site === undefined) return title;
  for (const mark of [" | ", " - ", " – ", " — ", " :: "])
    if (title.endsWith(mark + site)) return title.slice(0, -(mark.length + site.length));
  return title;
}

function siteTitle(title: string): string | undefined {
  const cut = title.split(/\s+[|–—]\s+|\s+::\s+/)[0]?.trim() ?? "";
  return cut.length >= 3 && cut.length < 400 ? cut : undefined;
}

function authors(names: readonly string[]): CslItem {
  const found = names.slice(0, 100).flatMap(namesIn);
  return found.length === 0 ? {} : { author: found };
}

function editors(metas: Metas): CslItem {
  const found = (metas.get("citation_editor") ?? []).slice(0, 100).flatMap(namesIn);
  return found.length === 0 ? {} : { editor: found };
}

/** `Webber, Mark` or `Mark Webber` or, against all custom, several in one. */
export function namesIn(text: string): readonly CslName[] {
  const plain = text.replace(/^by\s+/i, "").trim();
  if (plain === "") return [];
  const comma = /^([^,]{1,60}),\s*([^,]{1,60})$/.exec(plain);
  if (comma !== null && !/\s(?:and|&)\s/.test(plain) && personName(comma[1] ?? "")?.given === undefined)
    return [{ family: comma[1] ?? "", given: comma[2] ?? "" }];
  return parseNames(plain)?.names ?? [{ literal: plain }];
}

export function dated(text: string | undefined): { readonly issued?: CslDate } {
  if (text === undefined) return {};
  const numeric = /^((?:1[4-9]|20)\d\d)(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?/.exec(text);
  if (numeric === null) {
    const found = findDate(text.slice(0, 100));
    return found === undefined ? {} : { issued: found.date };
  }
  const parts = numeric.slice(1).flatMap((part) => (part === undefined || Number(part) === 0 ? [] : [Number(part)]));
  return { issued: { "date-parts": [parts] } };
}

export const plainDoi = (text: string | undefined): string | undefined => /10\.\d{4,9}\/\S+/.exec(text ?? "")?.[0];

const range = (from: string | undefined, to: string | undefined): string | undefined =>
  from === undefined || to === undefined || from === to ? from : `${from}–${to}`;

const first = (metas: Metas, ...names: readonly string[]): string | undefined => {
  for (const name of names) if (metas.get(name)?.[0] !== undefined) return metas.get(name)?.[0];
  return undefined;
};

const field = (name: string, value: string | undefined): CslItem => (value === undefined || value === "" ? {} : { [name]: value });

const withoutUndefined = (work: CslItem): CslItem => Object.fromEntries(Object.entries(work).filter(([, value]) => value !== undefined));
