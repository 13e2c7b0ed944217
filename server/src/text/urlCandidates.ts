import { repairUrl } from "./urlRepair.ts";

/**
 * What a printed address may stand for, the likeliest first: `http://x.org/f g` is `http://x.org/f%20g` or `http://x.org/fg`; one address where it is
 * clear, none where nothing can be made of it. Which it is, only evidence tells.
 */
export function urlCandidates(printed: string): readonly string[] {
  const likeliest = repairUrl(printed);
  if (likeliest === undefined) return [];
  if (likeliest.safe) return [likeliest.url];
  const guesses = [likeliest.url, ...variants(printed.trim()).flatMap((variant) => repairUrl(variant)?.url ?? [])];
  return [...new Set([...guesses, ...(likeliest.changes.some(({ kind }) => kind === "missingScheme") ? guesses.map(withTls) : [])])].slice(
    0,
    mostCandidates,
  );
}

const mostCandidates = 8;

function variants(printed: string): readonly string[] {
  const scheme = /^\s*[a-z]{3,7}\s?[:;]{0,3}\s{0,3}\/*\s{0,3}/i.exec(printed)?.[0] ?? "";
  const rest = printed.slice(scheme.length);
  const filled = (pattern: RegExp, fillings: readonly string[]): readonly string[] =>
    pattern.test(rest) ? fillings.map((filling) => scheme + rest.replace(new RegExp(pattern, "g"), filling)) : [];
  return [
    ...filled(/\s+/, ["", "%20"]),
    // A hyphen at the end of a line may be the address's own, or the typesetter's.
    ...filled(/-\s*\n\s*/, [""]),
    ...filled(/\s+/, ["-", "_"]),
    ...filled(/[\u2014\u2015\uFE58]/, ["-", "--"]),
    // The sentence may go on behind the space or the dash.
    ...filled(/[\s\u2014\u2015\uFE58][\s\S]*/, [""]),
  ];
}

const withTls = (url: string): string => url.replace(/^http:/, "https:");
