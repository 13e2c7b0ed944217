/** A title as a bibliography prints it; CSL's own few tags stay: `<i>`, `<b>`, `<sup>`, `<sub>`. */
export function cleanTitle(text: string): string {
  const tagged = unescaped(unescaped(text))
    .replace(/<(\/?)(?:jats:)?(?:italic|em|i)(?:\s[^<>]*)?>/gi, "<$1i>")
    .replace(/<(\/?)(?:jats:)?(?:bold|strong|b)(?:\s[^<>]*)?>/gi, "<$1b>")
    .replace(/<(\/?)(?:jats:)?(sup|sub)(?:\s[^<>]*)?>/gi, "<$1$2>")
    .replace(/<(\/?)(?:jats:)?(?:sc|scp)(?:\s[^<>]*)?>/gi, "")
    .replace(/<\/?(?!(?:i|b|sup|sub)>)[a-z][^<>]*>/gi, " ");
  return readableCase(collapsed(tagged).replace(/[*†‡§¹]+$/, ""));
}

/** Without any tags. */
export const plainText = (text: string): string => collapsed(unescaped(unescaped(text)).replace(/<\/?[a-z][^<>]*>/gi, ""));

const collapsed = (text: string): string =>
  text
    .replace(/[\s\u00ad\u200b]+/g, " ")
    .replace(/ ([,.;:!?])/g, "$1")
    .trim();

/** Twice escaped, as `&amp;amp;` is, needs two rounds. */
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hexadecimal, name) => {
    if (typeof name === "string") return entities.get(name) ?? entities.get(name.toLowerCase()) ?? whole;
    const code = typeof decimal === "string" ? Number(decimal) : Number.parseInt(String(hexadecimal), 16);
    return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : " ";
  });

const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
  ["ndash", "–"],
  ["mdash", "—"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["laquo", "«"],
  ["raquo", "»"],
  ["hellip", "…"],
  ["eacute", "é"],
  ["egrave", "è"],
  ["agrave", "à"],
  ["ccedil", "ç"],
  ["auml", "ä"],
  ["ouml", "ö"],
  ["uuml", "ü"],
  ["Auml", "Ä"],
  ["Ouml", "Ö"],
  ["Uuml", "Ü"],
  ["szlig", "ß"],
  ["ntilde", "ñ"],
  ["oslash", "ø"],
  ["aring", "å"],
]);

/** THE POLITICS OF NATO ENLARGEMENT as The Politics of NATO Enlargement; what has any small letter stays as it is. */
export function readableCase(text: string): string {
  const letters = text.replace(/<[^<>]*>|\P{L}/gu, "");
  if (letters.length < 4 || letters !== letters.toUpperCase() || letters === letters.toLowerCase()) return text;
  let isFirst = true;
  return text.replace(/<[^<>]*>|[\p{L}\p{M}'’]+|[:.?!]/gu, (word) => {
    if (word.startsWith("<")) return word;
    if (/^[:.?!]$/.test(word)) {
      isFirst = true;
      return word;
    }
    const written =
      acronyms.has(word) || (isAcronym(word) && letters.length > word.length)
        ? word
        : smallWords.has(word.toLowerCase()) && !isFirst
          ? word.toLowerCase()
          : capital(word);
    isFirst = false;
    return written;
  });
}

const capital = (word: string): string => {
  const [, prefix = "", rest = word] = /^(MC|O['’]|D['’]|L['’])?(.+)$/u.exec(word) ?? [];
  const start = prefix === "MC" ? "Mc" : prefix;
  return start + rest.slice(0, 1) + rest.slice(1).toLowerCase();
};

/** Without a vowel, or a Roman numeral. */
const isAcronym = (word: string): boolean =>
  /^[^AEIOUYÄÖÜ]{2,5}$/u.test(word) || /^(?:I{1,3}|IV|VI{0,3}|IX|X{1,3}I{0,3}|XIV|XV)$/.test(word);

/** Names of bodies that everybody knows. */
const acronyms: ReadonlySet<string> = new Set(
  "NATO EU US USA UK UN USSR OSCE CSCE OECD UNESCO UNICEF ASEAN IMF WTO EC EEC CIA FBI AIDS HIV COVID SARS IEEE ACM NASA OPEC IAEA GDR FRG EEA ESDP CFSP SALT START".split(
    " ",
  ),
);

const smallWords: ReadonlySet<string> = new Set(
  "a an and as at but by de des der die das du et for from in into la le les nor of on or over per the to und und upon via von vs with".split(
    " ",
  ),
);
