import data from "../../../../data/newspapers.json" with { type: "json" };

const newspapers = new Set(data.newspapers.map(pressKey));
const magazines = new Set(data.magazines.map(pressKey));
const digests = new Set(data.digests.map(pressKey));

export const isNewspaper = (name: string): boolean => newspapers.has(pressKey(name));
export const isMagazine = (name: string): boolean => magazines.has(pressKey(name));

/** What translates or reprints the press: `CDPSP`, `The Current Digest of the Post-Soviet Press`. */
export const isDigest = (name: string): boolean => digests.has(pressKey(name));

/** `The Times (London)` is `times`, `Johnson’s Russia List` is `johnson's russia list`. */
function pressKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/\s*[([][^()[\]]{0,60}[)\]]\s*$/, "")
    .replace(/^the\s+/, "")
    .replace(/[\s.,]+$/, "")
    .trim();
}
