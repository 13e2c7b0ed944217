/** The names that babel and polyglossia give to languages, as BCP 47. */
export function languageTag(name: string, variant: string | undefined): string | undefined {
  const byVariant = variant === undefined ? undefined : variants.get(variant.toLowerCase());
  return byVariant ?? tags.get(name.trim().toLowerCase());
}

const variants: ReadonlyMap<string, string> = new Map([
  ["british", "en-GB"],
  ["uk", "en-GB"],
  ["american", "en-US"],
  ["us", "en-US"],
  ["usmax", "en-US"],
  ["australian", "en-AU"],
  ["canadian", "en-CA"],
  ["newzealand", "en-NZ"],
  ["austrian", "de-AT"],
  ["swiss", "de-CH"],
  ["brazilian", "pt-BR"],
  ["portuguese", "pt-PT"],
  ["nynorsk", "nn-NO"],
  ["bokmal", "nb-NO"],
  ["mexican", "es-MX"],
  ["canadien", "fr-CA"],
  ["acadian", "fr-CA"],
]);

const tags: ReadonlyMap<string, string> = new Map(
  [
    "afrikaans af, albanian sq, arabic ar, armenian hy, basque eu, belarusian be, bosnian bs, breton br, bulgarian bg, catalan ca, chinese zh, croatian hr",
    "czech cs, danish da, dutch nl, english en-US, american en-US, usenglish en-US, british en-GB, ukenglish en-GB, canadian en-CA, australian en-AU, newzealand en-NZ",
    "esperanto eo, estonian et, finnish fi, french fr-FR, francais fr-FR, frenchb fr-FR, canadien fr-CA, acadian fr-CA, galician gl, georgian ka",
    "german de-DE, ngerman de-DE, austrian de-AT, naustrian de-AT, nswissgerman de-CH, swissgerman de-CH, greek el, polutonikogreek el, hebrew he, hindi hi",
    "hungarian hu, magyar hu, icelandic is, indonesian id, irish ga, italian it, japanese ja, korean ko, latin la, latvian lv, lithuanian lt, macedonian mk",
    "norsk nb-NO, norwegian nb-NO, bokmal nb-NO, nynorsk nn-NO, occitan oc, persian fa, farsi fa, polish pl, portuguese pt-PT, portuges pt-PT, brazil pt-BR, brazilian pt-BR",
    "romanian ro, russian ru, scottish gd, serbian sr, serbianc sr, slovak sk, slovene sl, slovenian sl, spanish es-ES, swedish sv, swissfrench fr-CH, swissitalian it-CH, thai th, turkish tr",
    "ukrainian uk, vietnamese vi, welsh cy, yiddish yi, mexican es-MX, spanishmx es-MX, uppersorbian hsb, lowersorbian dsb, sanskrit sa, bengali bn",
  ].flatMap((line) => line.split(", ").map((pair): [string, string] => [pair.split(" ")[0] ?? "", pair.split(" ")[1] ?? ""])),
);
