import type { CslItem } from "../../csl/types.ts";
import { dated, namesIn, plainDoi } from "./htmlMetadata.ts";

const types: ReadonlyMap<string, string> = new Map([
  ["scholarlyarticle", "article-journal"],
  ["medicalscholarlyarticle", "article-journal"],
  ["newsarticle", "article-newspaper"],
  ["reportagenewsarticle", "article-newspaper"],
  ["article", "webpage"],
  ["blogposting", "post-weblog"],
  ["report", "report"],
  ["chapter", "chapter"],
  ["book", "book"],
  ["thesis", "thesis"],
]);

/** The first work among a page's JSON-LD scripts, in schema.org's terms. */
export function jsonLdWork(scripts: readonly string[]): CslItem {
  for (const script of scripts) {
    if (script.length > 1_000_000) continue;
    const work = findWork(parse(script));
    if (work !== undefined) return work;
  }
  return {};
}

function parse(script: string): unknown {
  try {
    return JSON.parse(script);
  } catch {
    // A page's broken JSON-LD states nothing; there is nobody to tell.
    return undefined;
  }
}

type Thing = ReadonlyMap<string, unknown>;

const thingOf = (value: unknown): Thing | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined;
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, 200) : value === undefined || value === null ? [] : [value];

/** Looks through lists, `@graph` and `mainEntity`, a few levels deep and no deeper. */
function findWork(root: unknown): CslItem | undefined {
  let level: readonly unknown[] = listOf(root);
  for (let depth = 0; depth < 4 && level.length > 0; depth++) {
    const things = level.map(thingOf).filter((thing) => thing !== undefined);
    const found = things.find((thing) => typeOf(thing) !== undefined);
    if (found !== undefined) return workOf(found);
    level = things
      .flatMap((thing) => [...listOf(thing.get("@graph")), ...listOf(thing.get("mainEntity")), ...listOf(thing.get("mainEntityOfPage"))])
      .slice(0, 500);
  }
  return undefined;
}

const typeOf = (thing: Thing): string | undefined =>
  listOf(thing.get("@type"))
    .map((type) => (typeof type === "string" ? types.get(type.toLowerCase()) : undefined))
    .find((type) => type !== undefined);

function workOf(thing: Thing): CslItem {
  const author = listOf(thing.get("author")).flatMap((one) => namesIn(nameOf(one) ?? ""));
  const container = thingOf(listOf(thing.get("isPartOf"))[0]);
  const journal =
    container === undefined
      ? nameOf(thing.get("isPartOf"))
      : (nameOf(thingOf(container.get("isPartOf")) ?? container) ?? nameOf(container));
  const type = typeOf(thing);
  const publisher = nameOf(thing.get("publisher"));
  const title = textOf(thing.get("headline")) ?? textOf(thing.get("name"));
  return {
    ...(type === undefined ? {} : { type }),
    ...(title === undefined ? {} : { title }),
    ...(author.length === 0 ? {} : { author }),
    ...dated(textOf(thing.get("datePublished"))),
    ...(type === "article-newspaper"
      ? optional("container-title", publisher)
      : { ...optional("container-title", journal), ...optional("publisher", publisher) }),
    ...optional(
      "DOI",
      plainDoi(
        [thing.get("sameAs"), thing.get("@id"), thing.get("identifier")]
          .flatMap(listOf)
          .map((one) => textOf(one) ?? "")
          .join(" "),
      ),
    ),
    ...optional("volume", textOf(container?.get("volumeNumber"))),
    ...optional("issue", textOf(container?.get("issueNumber"))),
  };
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  const thing = value instanceof Map ? value : thingOf(listOf(value)[0]);
  return textOf(thing?.get("name"));
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

const optional = (field: string, value: string | undefined): CslItem => (value === undefined ? {} : { [field]: value });
