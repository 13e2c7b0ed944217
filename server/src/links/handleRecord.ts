import type { FetchAnswer } from "../host.ts";

/**
 * Where the handle system is asked for the record of a DOI or handle, for its own web doors know nothing of publishers' walls:
 * `https://doi.org/api/handles/10.1000/182?type=URL`. Undefined for addresses that are none of its names.
 */
export function handleRecord(address: string): string | undefined {
  const url = URL.parse(address);
  const origin = url === null || url.port !== "" ? undefined : apiOrigins.get(url.hostname.replace(/^(?:www|dx)\./, ""));
  if (url === null || origin === undefined || !/^\/\d[\d.]*\/[^/]/.test(url.pathname)) return undefined;
  return `${origin}/api/handles${url.pathname}?type=URL`;
}

const apiOrigins: ReadonlyMap<string, string> = new Map([
  ["doi.org", "https://doi.org"],
  ["hdl.handle.net", "https://hdl.handle.net"],
]);

export type HandleAnswer =
  /** `leadsTo`: the publisher's address, where the record has one. */
  | { readonly kind: "known"; readonly leadsTo: string | undefined }
  /** The system has no such name. */
  | { readonly kind: "unknown" }
  /** This was not the handle system's own answer. */
  | { readonly kind: "unclear" };

/** Reads `{"responseCode":1,"handle":"10.1000/182","values":[{"type":"URL","data":{"value":"https://…"}}]}`; 100 is a name that nobody has, 200 one without such a value. */
export function readHandleAnswer(answer: FetchAnswer): HandleAnswer {
  if (answer.kind === "failure") return { kind: "unclear" };
  const record = membersOf(parsed(new TextDecoder().decode(answer.body)));
  switch (record.get("responseCode")) {
    case 1:
    case 200:
      return { kind: "known", leadsTo: addressIn(record.get("values")) };
    case 100:
      return { kind: "unknown" };
    default:
      return { kind: "unclear" };
  }
}

function addressIn(values: unknown): string | undefined {
  if (!Array.isArray(values)) return undefined;
  for (const value of values) {
    const address = membersOf(membersOf(value).get("data")).get("value");
    if (membersOf(value).get("type") === "URL" && typeof address === "string" && /^https?:/i.test(address)) return address;
  }
  return undefined;
}

const membersOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A web page of somebody in between, or a record that was cut off.
    return undefined;
  }
}
