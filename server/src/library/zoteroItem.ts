import type { CslItem, CslName } from "../csl/types.ts";
import type { RawEntry } from "../syntax/bibliography.ts";
import { parseJson } from "../syntax/jsonScanner.ts";
import { taggedDate } from "./taggedDates.ts";

/** An item as Zotero itself holds it (its schema's `itemType`, `creators` and fields), as Better BibTeX's own JSON has it, in CSL's terms. */
export function zoteroItem(raw: RawEntry): CslItem {
  const members = membersOf(raw);
  const item: Record<string, unknown> = { type: types.get(raw.type) ?? "document" };
  for (const [name, value] of members) {
    const field = fields.get(name);
    if (field !== undefined && typeof value === "string" && value !== "" && item[field] === undefined) item[field] = value;
  }
  for (const [name, field] of dates) {
    const value = members.get(name);
    const date =
      typeof value === "string" ? taggedDate(value.replace(/^(\d{4}-\d\d-\d\d)[ T].*$/, "$1").replace(/(?:-00){1,2}\b.*$/, "")) : undefined;
    if (date !== undefined) item[field] ??= date;
  }
  const keywords = wordsOf(members.get("tags"));
  return { ...item, ...extraOf(item.note), ...creatorsOf(members.get("creators")), ...(keywords === "" ? {} : { keyword: keywords }) };
}

/** Paths of its attachments. */
export function zoteroFiles(raw: RawEntry): readonly string[] {
  const attachments = membersOf(raw).get("attachments");
  return records(attachments).flatMap(
    ({ path, localPath }) => [path, localPath].filter((place) => typeof place === "string" && place !== "").slice(0, 1) as string[],
  );
}

/** All that it says, as it was before it was written as JSON; for entries that came from Zotero itself. */
export const zoteroMembers = (raw: RawEntry): Readonly<Record<string, unknown>> => Object.fromEntries(membersOf(raw));

/** Which item of which library it is: `users/0/items/ABCD1234`; "" where it doesn't say. */
export function zoteroAddress(raw: RawEntry): string {
  const [library, key] = ["library", "key"].map((name) => parseJson(raw.fields.find((field) => field.name === name)?.parts[0]?.text ?? ""));
  return typeof library === "string" && typeof key === "string" ? `${library}/items/${key}` : "";
}

const membersOf = (raw: RawEntry): ReadonlyMap<string, unknown> =>
  new Map(raw.fields.map(({ name, parts }) => [name, parseJson(parts[0]?.text ?? "")]));

const records = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "object" && item !== null) : [];

const wordsOf = (tags: unknown): string =>
  (Array.isArray(tags) ? tags : [])
    .map((tag: unknown) => (typeof tag === "string" ? tag : ((tag as { readonly tag?: unknown } | null)?.tag ?? "")))
    .filter((tag) => typeof tag === "string" && tag !== "")
    .join(", ");

function creatorsOf(value: unknown): Readonly<Record<string, readonly CslName[]>> {
  const names = new Map<string, CslName[]>();
  for (const creator of records(value)) {
    const role = roles.get(String(creator.creatorType)) ?? "author";
    const name = nameOf(creator);
    if (name !== undefined) names.set(role, [...(names.get(role) ?? []), name]);
  }
  return Object.fromEntries(names);
}

function nameOf({ name, firstName, lastName }: Readonly<Record<string, unknown>>): CslName | undefined {
  const [whole, given, family] = [name, firstName, lastName].map((part) => (typeof part === "string" ? part.trim() : ""));
  if (whole) return { literal: whole };
  if (family) return { family, ...(given ? { given } : {}) };
  return given ? { literal: given } : undefined;
}

/** Zotero's Extra: lines such as `DOI: 10.1000/x` or `original-date: 1920` are fields, the rest is the note. */
function extraOf(extra: unknown): Readonly<Record<string, unknown>> {
  if (typeof extra !== "string") return {};
  const found: Record<string, unknown> = {};
  const rest = extra.split("\n").filter((line) => {
    const [, name = "", value = ""] = /^([A-Za-z][A-Za-z -]{1,30}):\s*(\S.*)$/.exec(line.trim()) ?? [];
    const field = extraFields.get(name.toLowerCase().replaceAll(" ", "-"));
    if (field === undefined) return true;
    if (field !== "") found[field] = field.endsWith("-date") ? taggedDate(value) : value;
    return false;
  });
  const note = rest.join("\n").trim();
  return { ...found, note: note === "" ? undefined : note };
}

/** The key is no field of the work. */
const extraFields: ReadonlyMap<string, string> = new Map([
  ["citation-key", ""],
  ["doi", "DOI"],
  ["issn", "ISSN"],
  ["isbn", "ISBN"],
  ["pmid", "PMID"],
  ["pmcid", "PMCID"],
  ["original-date", "original-date"],
  ["event-date", "event-date"],
  ["original-title", "original-title"],
  ["original-publisher", "original-publisher"],
  ["original-publisher-place", "original-publisher-place"],
  ["container-title", "container-title"],
  ["event-place", "event-place"],
  ["event-title", "event-title"],
  ["genre", "genre"],
  ["medium", "medium"],
  ["status", "status"],
  ["number", "number"],
  ["type", "type"],
]);

const types: ReadonlyMap<string, string> = new Map(
  Object.entries({
    artwork: "graphic",
    audioRecording: "song",
    bill: "bill",
    blogPost: "post-weblog",
    book: "book",
    bookSection: "chapter",
    case: "legal_case",
    computerProgram: "software",
    conferencePaper: "paper-conference",
    dataset: "dataset",
    dictionaryEntry: "entry-dictionary",
    document: "document",
    email: "personal_communication",
    encyclopediaArticle: "entry-encyclopedia",
    film: "motion_picture",
    forumPost: "post",
    hearing: "hearing",
    instantMessage: "personal_communication",
    interview: "interview",
    journalArticle: "article-journal",
    letter: "personal_communication",
    magazineArticle: "article-magazine",
    manuscript: "manuscript",
    map: "map",
    newspaperArticle: "article-newspaper",
    patent: "patent",
    podcast: "broadcast",
    preprint: "article",
    presentation: "speech",
    radioBroadcast: "broadcast",
    report: "report",
    standard: "standard",
    statute: "legislation",
    thesis: "thesis",
    tvBroadcast: "broadcast",
    videoRecording: "motion_picture",
    webpage: "webpage",
  }),
);

/** CSL's field with Zotero's fields that hold it, by Zotero's schema. */
const fields: ReadonlyMap<string, string> = new Map(
  (
    [
      ["title", "title caseName nameOfAct subject"],
      ["title-short", "shortTitle"],
      ["abstract", "abstractNote"],
      ["archive", "archive repository"],
      ["archive_location", "archiveLocation"],
      ["authority", "court legislativeBody issuingAuthority organization"],
      ["call-number", "callNumber"],
      ["chapter-number", "session"],
      ["collection-title", "seriesTitle series"],
      ["collection-number", "seriesNumber"],
      [
        "container-title",
        "publicationTitle bookTitle proceedingsTitle encyclopediaTitle dictionaryTitle blogTitle forumTitle websiteTitle programTitle reporter code",
      ],
      ["container-title-short", "journalAbbreviation"],
      ["dimensions", "artworkSize runningTime"],
      ["DOI", "DOI"],
      ["edition", "edition"],
      ["event-title", "meetingName conferenceName"],
      ["genre", "type thesisType reportType manuscriptType mapType websiteType postType letterType presentationType genre"],
      ["ISBN", "ISBN"],
      ["ISSN", "ISSN"],
      ["issue", "issue"],
      ["language", "language"],
      ["license", "rights"],
      ["medium", "medium system audioRecordingFormat videoRecordingFormat interviewMedium artworkMedium audioFileType"],
      ["note", "extra"],
      ["number", "number billNumber reportNumber patentNumber documentNumber publicLawNumber docketNumber episodeNumber archiveID"],
      ["number-of-pages", "numPages"],
      ["number-of-volumes", "numberOfVolumes"],
      ["page", "pages codePages firstPage"],
      ["publisher", "publisher university institution label distributor studio network company"],
      ["publisher-place", "place"],
      ["references", "history references"],
      ["scale", "scale"],
      ["section", "section committee"],
      ["source", "libraryCatalog"],
      ["status", "legalStatus status"],
      ["URL", "url"],
      ["version", "versionNumber version"],
      ["volume", "volume codeNumber reporterVolume codeVolume"],
    ] as const
  ).flatMap(([field, names]) => names.split(" ").map((name) => [name, field] as const)),
);

const dates = [
  ["date", "issued"],
  ["dateEnacted", "issued"],
  ["dateDecided", "issued"],
  ["issueDate", "issued"],
  ["accessDate", "accessed"],
  ["filingDate", "submitted"],
  ["originalDate", "original-date"],
] as const;

/** All others are who made it: artists, programmers, presenters. */
const roles: ReadonlyMap<string, string> = new Map([
  ["bookAuthor", "container-author"],
  ["castMember", "performer"],
  ["commenter", "contributor"],
  ["composer", "composer"],
  ["contributor", "contributor"],
  ["director", "director"],
  ["editor", "editor"],
  ["guest", "guest"],
  ["interviewer", "interviewer"],
  ["performer", "performer"],
  ["producer", "producer"],
  ["recipient", "recipient"],
  ["reviewedAuthor", "reviewed-author"],
  ["scriptwriter", "script-writer"],
  ["seriesEditor", "collection-editor"],
  ["translator", "translator"],
]);
