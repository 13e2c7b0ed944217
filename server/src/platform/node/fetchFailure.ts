import type { FetchAnswer, FetchFailure } from "../../host.ts";

/** What went wrong, from the codes of Node, OpenSSL and undici. */
export function failureOf(error: unknown): Extract<FetchAnswer, { readonly kind: "failure" }> {
  const errors = [...causes(error)];
  const failures = errors.map(({ code, name }) => failureByCode(code, name)).filter((failure) => failure !== undefined);
  // Of several addresses that were tried, the one that got furthest tells most.
  const failure = furthest.find((kind) => failures.includes(kind)) ?? "protocol";
  const detail = errors.map(({ code, message }) => (code === "" ? message : `${code}: ${message}`)).join("; ");
  return { kind: "failure", failure, detail: detail.slice(0, 500) };
}

const furthest: readonly FetchFailure[] = [
  "privateAddress",
  "certificate",
  "protocol",
  "reset",
  "timeout",
  "refused",
  "hostNotFound",
  "offline",
];

interface Cause {
  readonly code: string;
  readonly name: string;
  readonly message: string;
}

/** An error with those that it wraps: undici's have a `cause`, Node's attempts at several addresses come as an AggregateError. */
function* causes(error: unknown, depth = 0): Generator<Cause> {
  if (!(error instanceof Error) || depth > 4) return;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  yield { code, name: error.name, message: error.message };
  if (error instanceof AggregateError) for (const inner of error.errors) yield* causes(inner, depth + 1);
  yield* causes(error.cause, depth + 1);
}

function failureByCode(code: string, name: string): FetchFailure | undefined {
  if (name === "TimeoutError") return "timeout";
  if (certificateCode.test(code)) return "certificate";
  return byCode.get(code) ?? (code === "" ? undefined : "protocol");
}

const certificateCode =
  /^(?:CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|ERR_TLS_CERT|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|HOSTNAME_MISMATCH$)/;

const byCode: ReadonlyMap<string, FetchFailure> = new Map([
  ["PRIVATE_ADDRESS", "privateAddress"],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
  ["UND_ERR_HEADERS_TIMEOUT", "timeout"],
  ["UND_ERR_BODY_TIMEOUT", "timeout"],
  ["ETIMEDOUT", "timeout"],
  ["ECONNRESET", "reset"],
  ["ECONNABORTED", "reset"],
  ["EPIPE", "reset"],
  ["UND_ERR_SOCKET", "reset"],
  ["ECONNREFUSED", "refused"],
  ["EHOSTUNREACH", "refused"],
  ["EHOSTDOWN", "refused"],
  ["EACCES", "refused"],
  ["EPERM", "refused"],
  ["ENOTFOUND", "hostNotFound"],
  ["ENODATA", "hostNotFound"],
  ["EAI_NONAME", "hostNotFound"],
  ["EAI_NODATA", "hostNotFound"],
  ["EAI_AGAIN", "offline"],
  ["EAI_FAIL", "offline"],
  ["ENETUNREACH", "offline"],
  ["ENETDOWN", "offline"],
  ["EADDRNOTAVAIL", "offline"],
]);
