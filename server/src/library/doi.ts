/** `10.1057/9781137` of `https://doi.org/10.1057/9781137`, `doi: 10.1057/9781137.`; "" of anything else. */
export function bareDoi(text: string): string {
  const match = /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:?\s*)?(10\.\d{3,9}\/\S+)$/i.exec(text.trim());
  if (match === null) return "";
  const doi = (match[1] ?? "").replace(/[.,;]+$/, "");
  return /^https?:/i.test(text.trim()) ? withoutPercents(doi) : doi;
}

/** The DOI in an address of the resolver; "" where it is another address. */
export const doiOfAddress = (url: string): string => (/^https?:\/\/(?:dx\.|www\.)?doi\.org\//i.test(url.trim()) ? bareDoi(url) : "");

function withoutPercents(doi: string): string {
  return /^(?:[^%]|%[0-7][0-9a-f])*$/i.test(doi) ? decodeURIComponent(doi) : doi;
}
